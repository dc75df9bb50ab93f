/* adapt.c: see adapt.h. Which reader, then the pieces of gknb_source put together. */
#include "adapt.h"

#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"
#include "../base/map.h"
#include "adapters.h"
#include "charset.h"

typedef struct {
    gk_charset charset;
    gk_linear linear, part; /* part: of an MHTML message, the page */
    gknb_stretch *given;
    uint8_t *shown;
    gknb_source source;
} adapt_memory;

/* What the extracted text looks like to people: cells between bars. */
static uint8_t *adapt_show(const gk_linear *linear)
{
    uint8_t *shown = (uint8_t *)malloc(linear->size + 1);
    for (size_t i = 0; shown && i < linear->size; i++)
        shown[i] = linear->text[i] == 0x1f ? '|' : linear->text[i] == 0x1e ? ' ' : linear->text[i];
    return shown;
}

/* Text in any encoding, or a page. Plain UTF-8 is its own text. */
static gknb_open_status adapt_words(adapt_memory *m, const uint8_t *bytes, size_t size, size_t cap, int is_page,
                                    gknb_document *out)
{
    gk_charset *c = &m->charset;
    gknb_open_status status = gk_charset_decode(bytes, size, cap, is_page, is_page, c);
    if (status == GKNB_OPEN_OK) status = gk_charset_mend(c);
    if (status != GKNB_OPEN_OK) return status;
    m->source.bytes = out->text = c->bytes;
    m->source.size = out->size = c->size;
    m->source.container = is_page ? "html" : gknb_container(c->bytes, c->size);
    if (!strcmp(m->source.container, "html")) status = gk_read_html(c->bytes, c->size, &m->linear);
    else if (!gk_has_pinyin(c->bytes, c->size)) return GKNB_OPEN_OK;
    else gk_linear_raw(&m->linear, c->bytes, c->size, 0, (uint32_t)c->size);
    if (status != GKNB_OPEN_OK) return status;
    gk_linear_end(&m->linear, (uint32_t)c->size);
    gk_linear_drop_pinyin(&m->linear);
    m->source.runs = m->linear.stretch;
    m->source.run_count = m->linear.stretches;
    out->text = m->linear.text;
    out->size = m->linear.size;
    return m->linear.status;
}

/* The stretches from the page, recoded or not, into the message: those of the part, cut where the recoding has its own.
 */
static gknb_open_status adapt_compose(adapt_memory *m)
{
    const gknb_stretch *outer = m->charset.stretch, *inner = m->part.stretch;
    size_t outers = m->charset.stretches, inners = m->part.stretches, k = 0, count = 0;
    m->source.given = inner;
    m->source.given_count = inners;
    if (!outers) return GKNB_OPEN_OK;
    m->given = (gknb_stretch *)malloc((outers + inners) * sizeof *m->given);
    if (!m->given) return GKNB_OPEN_NO_MEMORY;
    for (size_t i = 0; i < outers; i++) {
        uint32_t from = outer[i].start, to = i + 1 < outers ? outer[i].end : from;
        uint32_t text = outer[i].text, length = i + 1 < outers ? outer[i + 1].text - text : 0;
        while (k + 1 < inners && inner[k + 1].text <= from) k++;
        for (size_t j = k; j < inners && (j == k || inner[j].text < to); j++) {
            uint32_t begin = j == k ? from : inner[j].text;
            gknb_span piece = {begin, j + 1 < inners && inner[j + 1].text < to ? inner[j + 1].text : to};
            gknb_span there = gk_map_span(inner, inners, piece);
            gknb_stretch made = {text, there.start, there.end};
            if (to > from) made.text += (uint32_t)((uint64_t)(begin - from) * length / (to - from));
            m->given[count++] = made;
        }
    }
    m->source.given = m->given;
    m->source.given_count = count;
    return GKNB_OPEN_OK;
}

/* A page saved as one file. */
static gknb_open_status adapt_mhtml(adapt_memory *m, const uint8_t *bytes, size_t size, size_t cap, gknb_document *out)
{
    gknb_open_status status;
    m->part.cap = cap;
    status = gk_read_mhtml(bytes, size, &m->part);
    if (status != GKNB_OPEN_OK) return status;
    gk_linear_end(&m->part, (uint32_t)size);
    if (m->part.status == GKNB_OPEN_OK) /* the page may have no byte */
        status = adapt_words(m, m->part.size ? m->part.text : bytes, m->part.size, cap, 1, out);
    m->source.container = "mhtml";
    return m->part.status != GKNB_OPEN_OK ? m->part.status : status != GKNB_OPEN_OK ? status : adapt_compose(m);
}

/* A package or a PDF: the text extracted is the document people are shown. */
static gknb_open_status adapt_pages(adapt_memory *m, gknb_document *out)
{
    gk_linear_end(&m->linear, 0);
    gk_linear_drop_pinyin(&m->linear);
    if (m->linear.status != GKNB_OPEN_OK) return m->linear.status;
    m->shown = adapt_show(&m->linear);
    if (!m->shown) return GKNB_OPEN_NO_MEMORY;
    m->source.bytes = m->shown;
    m->source.size = out->size = m->linear.size;
    out->text = m->linear.text;
    return GKNB_OPEN_OK;
}

static gknb_open_status adapt_any(adapt_memory *m, const uint8_t *bytes, size_t size, size_t cap, gknb_document *out)
{
    const char *container = gknb_container(bytes, size);
    int is_zip = !strcmp(container, "zip");
    gknb_open_status status;
    m->linear.cap = cap;
    if (!strcmp(container, "ole")) return GKNB_OPEN_OLD_WORD;
    if (!strcmp(container, "mhtml")) return adapt_mhtml(m, bytes, size, cap, out);
    if (!is_zip && strcmp(container, "pdf") != 0)
        return adapt_words(m, bytes, size, cap, !strcmp(container, "html"), out);
    m->source.container = is_zip ? "docx" : "pdf";
    m->linear.own = 1;
    status = is_zip ? gk_read_docx(bytes, size, &m->linear) : gk_read_pdf(bytes, size, &m->linear);
    return status == GKNB_OPEN_OK ? adapt_pages(m, out) : status;
}

gknb_open_status gknb_open(const void *bytes, size_t size, size_t cap, gknb_document *document)
{
    gknb_document made = {NULL, 0, NULL, NULL};
    adapt_memory *m;
    gknb_open_status status;
    if (!cap) cap = GK_DEFAULT_MAX_SIZE;
    if (size > GK_MAX_SIZE || cap > GK_MAX_SIZE) return GKNB_OPEN_TOO_LARGE;
    if (!(m = (adapt_memory *)calloc(1, sizeof *m))) return GKNB_OPEN_NO_MEMORY;
    made.memory = m;
    status = adapt_any(m, (const uint8_t *)bytes, size, cap, &made);
    if (status != GKNB_OPEN_OK) {
        gknb_close(&made);
        return status;
    }
    if (!m->part.size) {
        m->source.given = m->charset.stretch;
        m->source.given_count = m->charset.stretches;
    }
    m->source.spots = m->linear.spot;
    m->source.spot_count = m->linear.spots;
    m->source.pinyin = m->linear.pinyin;
    m->source.pinyin_start = m->linear.pinyin_start;
    m->source.encoding = m->charset.name;
    m->source.evidence = m->charset.evidence;
    if (m->linear.size || m->charset.made) made.source = &m->source;
    *document = made;
    return GKNB_OPEN_OK;
}

void gknb_close(gknb_document *document)
{
    adapt_memory *m = (adapt_memory *)document->memory;
    if (!m) return;
    gk_charset_free(&m->charset);
    gk_linear_free(&m->linear);
    gk_linear_free(&m->part);
    free(m->given);
    free(m->shown);
    free(m);
    document->memory = NULL;
}
