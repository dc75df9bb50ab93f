/* html.c: a web page, by libxml2's events (SPEC S1-html).
 *
 * In: the page in UTF-8. Out: its visible text in order, its tables as rows and cells, each piece with the bytes it
 * stands at. Scripts, styles, comments and hidden elements are left out; nothing is fetched. */
#include "adapters.h"

#ifdef GK_HTML
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"

enum { HTML_INLINE, HTML_BLOCK, HTML_SKIP, HTML_PRE, HTML_TABLE, HTML_ROW, HTML_CELL };

typedef struct {
    htmlParserCtxtPtr parser;
    const uint8_t *bytes;
    size_t size;
    gk_linear *linear;
    uint32_t past;                /* the end of the last text */
    unsigned depth, skipped, pre; /* depths; skipped and pre: of the element, 0 for none */
} html_reader;

static int html_kind(const char *name)
{
    static const struct {
        char name[12];
        char kind;
    } kinds[] = {
        {"address", HTML_BLOCK}, {"article", HTML_BLOCK},  {"aside", HTML_BLOCK},      {"blockquote", HTML_BLOCK},
        {"br", HTML_BLOCK},      {"caption", HTML_BLOCK},  {"center", HTML_BLOCK},     {"dd", HTML_BLOCK},
        {"details", HTML_BLOCK}, {"dir", HTML_BLOCK},      {"div", HTML_BLOCK},        {"dl", HTML_BLOCK},
        {"dt", HTML_BLOCK},      {"fieldset", HTML_BLOCK}, {"figcaption", HTML_BLOCK}, {"figure", HTML_BLOCK},
        {"footer", HTML_BLOCK},  {"form", HTML_BLOCK},     {"frameset", HTML_BLOCK},   {"h1", HTML_BLOCK},
        {"h2", HTML_BLOCK},      {"h3", HTML_BLOCK},       {"h4", HTML_BLOCK},         {"h5", HTML_BLOCK},
        {"h6", HTML_BLOCK},      {"head", HTML_SKIP},      {"header", HTML_BLOCK},     {"hr", HTML_BLOCK},
        {"iframe", HTML_SKIP},   {"legend", HTML_BLOCK},   {"li", HTML_BLOCK},         {"main", HTML_BLOCK},
        {"menu", HTML_BLOCK},    {"nav", HTML_BLOCK},      {"noframes", HTML_SKIP},    {"noscript", HTML_SKIP},
        {"object", HTML_SKIP},   {"ol", HTML_BLOCK},       {"option", HTML_BLOCK},     {"p", HTML_BLOCK},
        {"pre", HTML_PRE},       {"rp", HTML_SKIP},        {"rt", HTML_SKIP},          {"script", HTML_SKIP},
        {"section", HTML_BLOCK}, {"select", HTML_SKIP},    {"style", HTML_SKIP},       {"summary", HTML_BLOCK},
        {"svg", HTML_SKIP},      {"table", HTML_TABLE},    {"tbody", HTML_BLOCK},      {"td", HTML_CELL},
        {"template", HTML_SKIP}, {"textarea", HTML_SKIP},  {"tfoot", HTML_BLOCK},      {"th", HTML_CELL},
        {"thead", HTML_BLOCK},   {"title", HTML_SKIP},     {"tr", HTML_ROW},           {"ul", HTML_BLOCK},
        {"xmp", HTML_PRE}};
    size_t low = 0, high = sizeof kinds / sizeof *kinds;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(name, kinds[middle].name);
        if (!order) return kinds[middle].kind;
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return HTML_INLINE;
}

/* Where the parser is in the page. */
static uint32_t html_at(const html_reader *r)
{
    const xmlParserInput *in = r->parser->input;
    size_t at = (size_t)in->consumed + (size_t)(in->cur - in->base);
    return (uint32_t)(at < r->size ? at : r->size);
}

/* `word`, then `value` behind a colon or at once, blanks and case aside. */
static int html_style_has(const char *style, const char *word, const char *value)
{
    for (; *style; style++) {
        const char *p = style, *w = word;
        while (*w && (*p | 32) == *w) p++, w++;
        if (*w) continue;
        while (*p == ' ' || *p == ':' || *p == '\t') p++;
        for (w = value; *w && (*p | 32) == *w; p++) w++;
        if (!*w) return 1;
    }
    return 0;
}

static int html_is_hidden(const xmlChar **attributes)
{
    for (; attributes && attributes[0]; attributes += 2) {
        const char *name = (const char *)attributes[0], *value = (const char *)attributes[1];
        if (!strcmp(name, "hidden")) return 1;
        if (value && !strcmp(name, "style") &&
            (html_style_has(value, "display", "none") || html_style_has(value, "visibility", "hidden")))
            return 1;
    }
    return 0;
}

static uint32_t html_span_of(const xmlChar **attributes, const char *wanted)
{
    for (; attributes && attributes[0]; attributes += 2) {
        uint32_t value = 0;
        if (strcmp((const char *)attributes[0], wanted) != 0 || !attributes[1]) continue;
        for (const xmlChar *p = attributes[1]; *p; p++)
            if (*p >= '0' && *p <= '9' && value < 100000) value = value * 10 + (uint32_t)(*p - '0');
        return value;
    }
    return 1;
}

static void html_stop(html_reader *r, gknb_open_status status)
{
    if (r->linear->status == GKNB_OPEN_OK) r->linear->status = status;
    xmlStopParser(r->parser);
}

static void html_start(void *user, const xmlChar *name, const xmlChar **attributes)
{
    html_reader *r = (html_reader *)user;
    int kind = html_kind((const char *)name);
    uint32_t at = html_at(r);
    if (++r->depth > GK_MAX_DEPTH) html_stop(r, GKNB_OPEN_TOO_DEEP);
    if (r->linear->status != GKNB_OPEN_OK) xmlStopParser(r->parser);
    if (r->skipped) return;
    if (kind == HTML_SKIP || html_is_hidden(attributes)) {
        r->skipped = r->depth;
        return;
    }
    while (at < r->size && (r->bytes[at] == '/' || r->bytes[at] == ' ')) at++;
    if (at < r->size && r->bytes[at] == '>') at++;
    if (kind != HTML_INLINE) r->linear->at = at;
    switch (kind) {
    case HTML_PRE: r->pre = r->depth; /* fall through */
    case HTML_BLOCK: gk_linear_break(r->linear); break;
    case HTML_TABLE: gk_linear_table_begin(r->linear); break;
    case HTML_ROW: gk_linear_row_begin(r->linear); break;
    case HTML_CELL:
        gk_linear_cell_begin(r->linear, html_span_of(attributes, "colspan"), html_span_of(attributes, "rowspan"));
        break;
    default: break;
    }
}

static void html_end(void *user, const xmlChar *name)
{
    html_reader *r = (html_reader *)user;
    int was_skipped = r->skipped != 0;
    if (r->skipped == r->depth) r->skipped = 0;
    if (r->pre == r->depth) r->pre = 0;
    if (r->depth) r->depth--;
    if (was_skipped) return;
    switch (html_kind((const char *)name)) {
    case HTML_PRE:
    case HTML_BLOCK: gk_linear_break(r->linear); break;
    case HTML_TABLE: gk_linear_table_end(r->linear); break;
    case HTML_ROW: gk_linear_row_end(r->linear); break;
    case HTML_CELL: gk_linear_cell_end(r->linear); break;
    default: break;
    }
}

/* The size of a character that ends at `at` and that the parser drops, unless it is `kept`; 0: it drops none. */
static uint32_t html_dropped(const html_reader *r, uint32_t at, uint8_t kept)
{
    if (at && r->bytes[at - 1] < ' ' && r->bytes[at - 1] != kept) return 1;
    return at >= 3 && r->bytes[at - 1] >= 0xbe && r->bytes[at - 2] == 0xbf && r->bytes[at - 3] == 0xef ? 3 : 0;
}

/* 1: the text ends at `end`, but for what was dropped, and begins at `*start`. */
static int html_ends(const html_reader *r, const xmlChar *text, size_t size, uint32_t end, uint32_t *start)
{
    *start = end;
    while (size-- > 0) {
        for (uint32_t n; (n = html_dropped(r, *start, text[size])) > 0;) *start -= n;
        if (!*start || r->bytes[*start - 1] != text[size]) return 0;
        --*start;
    }
    return 1;
}

/* Where text stands of which the parser is at the end, or, when it hands long text on in pieces, at the last character.
 * It is sought where the piece before ended, then there; what stands nowhere is a reference: 0. */
static int html_find(const html_reader *r, const xmlChar *text, size_t size, uint32_t *start, uint32_t *end)
{
    uint32_t at = html_at(r), most;
    if (size <= r->size - r->past && r->past + size >= at && r->past + size <= at + 4u &&
        !memcmp(r->bytes + r->past, text, size)) {
        *start = r->past;
        *end = r->past + (uint32_t)size;
        return 1;
    }
    for (*end = at; *end <= r->size && *end <= at + 4; ++*end)
        if (html_ends(r, text, size, *end, start)) return 1;
    *start = *end = at;
    most = at > 32 ? at - 32 : 0;
    while (*start > most && r->bytes[*start - 1] != '&') --*start;
    *start -= *start > most;
    return 0;
}

static void html_put(html_reader *r, const xmlChar *text, size_t size, uint32_t start, uint32_t end)
{
    if (r->pre) gk_linear_verbatim(r->linear, text, size, start, end);
    else gk_linear_text(r->linear, text, size, start, end);
}

static void html_text(void *user, const xmlChar *text, int length)
{
    html_reader *r = (html_reader *)user;
    size_t left = (size_t)length;
    uint32_t start, end;
    if (r->skipped) return;
    if (!html_find(r, text, left, &start, &end)) {
        html_put(r, text, left, start, end);
        left = 0;
    }
    while (left) { /* what stands together, between what was dropped */
        size_t n = 0;
        while (start < end && r->bytes[start] != *text) start++;
        while (n < left && start + n < end && r->bytes[start + n] == text[n]) n++;
        if (!n) break;
        html_put(r, text, n, start, start + (uint32_t)n);
        start += (uint32_t)n;
        text += n;
        left -= n;
    }
    r->past = end;
    if (r->linear->status != GKNB_OPEN_OK) xmlStopParser(r->parser);
}

gknb_open_status gk_read_html(const uint8_t *bytes, size_t size, gk_linear *linear)
{
    html_reader r = {NULL, bytes, size, linear, 0, 0, 0, 0};
    if (!size) return GKNB_OPEN_OK;
    r.parser = htmlCreateMemoryParserCtxt((const char *)bytes, (int)size);
    if (!r.parser) return GKNB_OPEN_NO_MEMORY;
    htmlCtxtUseOptions(r.parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                     HTML_PARSE_IGNORE_ENC);
    r.parser->charset = XML_CHAR_ENCODING_UTF8;
    memset(r.parser->sax, 0, sizeof *r.parser->sax);
    r.parser->sax->startElement = html_start;
    r.parser->sax->endElement = html_end;
    r.parser->sax->characters = r.parser->sax->ignorableWhitespace = html_text;
    r.parser->userData = &r;
    htmlParseDocument(r.parser);
    if (r.parser->errNo == XML_ERR_NO_MEMORY) linear->status = GKNB_OPEN_NO_MEMORY;
    else if (linear->status == GKNB_OPEN_OK && html_at(&r) < size) linear->status = GKNB_OPEN_DAMAGED;
    htmlFreeParserCtxt(r.parser);
    return linear->status;
}

#else

gknb_open_status gk_read_html(const uint8_t *bytes, size_t size, gk_linear *linear)
{
    (void)bytes, (void)size, (void)linear;
    return GKNB_OPEN_NO_HTML;
}

#endif
