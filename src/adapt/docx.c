/* docx.c: a Word document, by libzip and libxml2's events (SPEC S1-containers).
 *
 * In: the package. Out: the text of its main part in order, its tables as rows and cells. Deleted and hidden text,
 * fields' codes, headers, footers and notes are left out; numbers that Word itself would write before a paragraph do
 * not stand in the file. A part is unpacked piece by piece and never beyond the cap. */
#include "adapters.h"

#ifdef GK_DOCX
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "../base/limits.h"

typedef struct {
    gk_linear *linear;
    xmlParserCtxtPtr parser;
    unsigned depth, skipped; /* skipped: the depth of the element left out, 0 for none */
    int in_text;             /* in a <w:t> */
    int hidden;              /* the run is */
    int in_properties;       /* of a run, where <w:vanish> counts */
    int cell_due;            /* a cell has begun whose span is not yet known */
    uint32_t columns;
    int covered;
} docx_reader;

static int docx_is(const xmlChar *name, const char *word) { return !strcmp((const char *)name, word); }

/* The value of the attribute w:val; the empty text when there is none. */
static size_t docx_value(const xmlChar **attributes, int count, const xmlChar **value)
{
    for (int i = 0; i < count; i++, attributes += 5) {
        if (!docx_is(attributes[0], "val")) continue;
        *value = attributes[3];
        return (size_t)(attributes[4] - attributes[3]);
    }
    *value = (const xmlChar *)"";
    return 0;
}

static int docx_value_is(const xmlChar **attributes, int count, const char *word)
{
    const xmlChar *value;
    size_t size = docx_value(attributes, count, &value);
    return size == strlen(word) && !memcmp(value, word, size);
}

static uint32_t docx_number(const xmlChar **attributes, int count)
{
    const xmlChar *value;
    size_t size = docx_value(attributes, count, &value);
    uint32_t number = 0;
    for (size_t i = 0; i < size && value[i] >= '0' && value[i] <= '9' && number < 100000; i++)
        number = number * 10 + (uint32_t)(value[i] - '0');
    return number;
}

/* The cell whose properties are all in begins now. */
static void docx_settle_cell(docx_reader *r)
{
    if (!r->cell_due) return;
    r->cell_due = 0;
    if (r->covered) gk_linear_cell_covered(r->linear, r->columns);
    else gk_linear_cell_begin(r->linear, r->columns, 1);
}

static void docx_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int spaces,
                       const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes)
{
    docx_reader *r = (docx_reader *)user;
    (void)prefix, (void)uri, (void)spaces, (void)namespaces, (void)defaulted;
    r->depth++;
    if (r->linear->status != GKNB_OPEN_OK) xmlStopParser(r->parser);
    if (r->skipped) return;
    if (docx_is(name, "Fallback") || docx_is(name, "moveFrom") || docx_is(name, "del") || docx_is(name, "pPrChange") ||
        docx_is(name, "rPrChange") || docx_is(name, "tcPrChange") || docx_is(name, "rt")) {
        r->skipped = r->depth;
    } else if (docx_is(name, "p")) {
        docx_settle_cell(r);
        gk_linear_break(r->linear);
    } else if (docx_is(name, "t")) {
        r->in_text = 1;
    } else if (docx_is(name, "r")) {
        r->hidden = 0;
    } else if (docx_is(name, "rPr")) {
        r->in_properties = 1;
    } else if (docx_is(name, "vanish")) {
        if (r->in_properties && !docx_value_is(attributes, count, "0") && !docx_value_is(attributes, count, "false"))
            r->hidden = 1;
    } else if (docx_is(name, "br") || docx_is(name, "cr")) {
        gk_linear_break(r->linear);
    } else if (docx_is(name, "tab") && !r->in_properties) {
        gk_linear_text(r->linear, (const uint8_t *)" ", 1, 0, 0);
    } else if (docx_is(name, "tbl")) {
        docx_settle_cell(r);
        gk_linear_table_begin(r->linear);
    } else if (docx_is(name, "tr")) {
        gk_linear_row_begin(r->linear);
    } else if (docx_is(name, "tc")) {
        docx_settle_cell(r);
        r->cell_due = 1;
        r->columns = 1;
        r->covered = 0;
    } else if (docx_is(name, "gridSpan")) {
        r->columns = docx_number(attributes, count);
    } else if (docx_is(name, "vMerge")) {
        r->covered = !docx_value_is(attributes, count, "restart");
    }
}

static void docx_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    docx_reader *r = (docx_reader *)user;
    int was_skipped = r->skipped != 0;
    (void)prefix, (void)uri;
    if (r->skipped == r->depth) r->skipped = 0;
    r->depth--;
    if (was_skipped) return;
    if (docx_is(name, "p")) {
        gk_linear_break(r->linear);
    } else if (docx_is(name, "t")) {
        r->in_text = 0;
    } else if (docx_is(name, "r")) {
        r->hidden = 0;
    } else if (docx_is(name, "rPr")) {
        r->in_properties = 0;
    } else if (docx_is(name, "tbl")) {
        gk_linear_table_end(r->linear);
    } else if (docx_is(name, "tr")) {
        docx_settle_cell(r);
        gk_linear_row_end(r->linear);
    } else if (docx_is(name, "tc")) {
        docx_settle_cell(r);
        gk_linear_cell_end(r->linear);
    }
}

static void docx_text(void *user, const xmlChar *text, int size)
{
    docx_reader *r = (docx_reader *)user;
    if (r->in_text && !r->skipped && !r->hidden) gk_linear_text(r->linear, text, (size_t)size, 0, (uint32_t)size);
}

/* No document of Word declares a type: what does wants to expand entities. */
static void docx_declaration(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    docx_reader *r = (docx_reader *)user;
    (void)name, (void)external, (void)system;
    if (r->linear->status == GKNB_OPEN_OK) r->linear->status = GKNB_OPEN_DAMAGED;
    xmlStopParser(r->parser);
}

/* Unpacks the part into the parser. */
static gknb_open_status docx_unpack(docx_reader *r, zip_file_t *part)
{
    char piece[16384];
    size_t unpacked = 0;
    zip_int64_t got;
    while ((got = zip_fread(part, piece, sizeof piece)) > 0) {
        unpacked += (size_t)got;
        if (unpacked > r->linear->cap) return GKNB_OPEN_TOO_LARGE;
        if (xmlParseChunk(r->parser, piece, (int)got, 0) || r->linear->status != GKNB_OPEN_OK) break;
    }
    if (r->linear->status != GKNB_OPEN_OK) return r->linear->status;
    if (r->parser->errNo == XML_ERR_NO_MEMORY) return GKNB_OPEN_NO_MEMORY;
    return got || xmlParseChunk(r->parser, piece, 0, 1) || !r->parser->wellFormed ? GKNB_OPEN_DAMAGED : GKNB_OPEN_OK;
}

static gknb_open_status docx_parse(zip_file_t *part, gk_linear *linear)
{
    docx_reader r;
    xmlSAXHandler sax;
    gknb_open_status status;
    memset(&r, 0, sizeof r);
    memset(&sax, 0, sizeof sax);
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = docx_start;
    sax.endElementNs = docx_end;
    sax.characters = sax.ignorableWhitespace = docx_text;
    sax.internalSubset = docx_declaration;
    r.linear = linear;
    r.parser = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
    if (!r.parser) return GKNB_OPEN_NO_MEMORY;
    xmlCtxtUseOptions(r.parser, XML_PARSE_NONET);
    status = docx_unpack(&r, part);
    xmlFreeParserCtxt(r.parser);
    return status;
}

/* What the package is, when it is no DOCX. */
static gknb_open_status docx_other(zip_t *zip)
{
    return zip_name_locate(zip, "OFD.xml", 0) >= 0 ? GKNB_OPEN_OFD : GKNB_OPEN_OTHER_ZIP;
}

static gknb_open_status docx_main_part(zip_t *zip, gk_linear *linear)
{
    zip_int64_t index = zip_name_locate(zip, "word/document.xml", ZIP_FL_NOCASE);
    zip_stat_t about;
    zip_file_t *part;
    gknb_open_status status;
    if (index < 0) return docx_other(zip);
    if (zip_stat_index(zip, (zip_uint64_t)index, 0, &about)) return GKNB_OPEN_DAMAGED;
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) && about.encryption_method != ZIP_EM_NONE) return GKNB_OPEN_LOCKED;
    if ((about.valid & ZIP_STAT_SIZE) && about.size > linear->cap) return GKNB_OPEN_TOO_LARGE;
    if (!(part = zip_fopen_index(zip, (zip_uint64_t)index, 0))) return GKNB_OPEN_DAMAGED;
    status = docx_parse(part, linear);
    zip_fclose(part);
    return status;
}

gknb_open_status gk_read_docx(const uint8_t *bytes, size_t size, gk_linear *linear)
{
    zip_source_t *source = zip_source_buffer_create(bytes, size, 0, NULL);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    gknb_open_status status;
    if (!zip) {
        if (source) zip_source_free(source);
        return source ? GKNB_OPEN_DAMAGED : GKNB_OPEN_NO_MEMORY;
    }
    status = zip_get_num_entries(zip, 0) > (zip_int64_t)GK_MAX_PARTS ? GKNB_OPEN_TOO_MANY : docx_main_part(zip, linear);
    zip_discard(zip);
    return status;
}

#else

gknb_open_status gk_read_docx(const uint8_t *bytes, size_t size, gk_linear *linear)
{
    (void)bytes, (void)size, (void)linear;
    return GKNB_OPEN_NO_DOCX;
}

#endif
