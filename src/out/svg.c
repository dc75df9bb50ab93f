/* svg.c: a series as one drawing: for each body, a small plot of each key.
 *
 * Numbers stand beside their dots while there is room, and show when a dot is pointed at; a line joins years that
 * follow each other, a year without a number breaks it. Dark where the reader's screen is. */
#include <string.h>

#include "escape.h"
#include "series.h"
#include "texts.h"
#include "wrap.h"

enum {
    SVG_ACROSS = 3,
    SVG_WIDTH = 320, /* of a plot, its margins within */
    SVG_HEIGHT = 170,
    SVG_MARGIN = 26,
    SVG_HEAD = 48, /* of a body */
    SVG_TOP = 62,  /* of the curve, in its plot */
    SVG_BOTTOM = 138,
    SVG_LABEL = 38, /* columns of a title */
    SVG_CROWD = 8,  /* more years and numbers are not all written */
    SVG_SHORT = 6,  /* characters of a number; longer ones are read by pointing at their dots */
    SVG_ROOM = SVG_WIDTH - 2 * SVG_MARGIN
};

static const char svg_style[] =
    "<style>svg{background:#fdfdfb;font:12px system-ui,\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK "
    "SC\",sans-serif}"
    "text{fill:#1c1c1a}.body{font-size:17px;font-weight:600}.soft{fill:#6b6a65;font-size:11px}.none{fill:#a61b1b}"
    ".axis{stroke:#c9c7bf}.gap{fill:#f6f5f0}.line{stroke:#3b5a7a;stroke-width:1.5}.dot{fill:#3b5a7a}"
    "@media(prefers-color-scheme:dark){svg{background:#191917}text{fill:#e6e4de}.soft{fill:#a3a199}.none{fill:#f08b80}"
    ".axis{stroke:#4a4943}.gap{fill:#262623}.line{stroke:#95b5d6}.dot{fill:#95b5d6}}</style>\n";

typedef struct {
    gk_out *out;
    const gk_series *s;
    const char *path;
    int first, last;
    int x, y; /* of the plot's corner */
    double least, most;
    int numbers; /* how many */
} plot;

static void svg_attribute(gk_out *out, const char *name, int value)
{
    gk_put_text(out, " ");
    gk_put_text(out, name);
    gk_put_text(out, "=\"");
    gk_put_number(out, value);
    gk_put_text(out, "\"");
}

static void svg_text(gk_out *out, int x, int y, const char *kind, const char *text, size_t size)
{
    gk_put_text(out, "<text");
    svg_attribute(out, "x", x);
    svg_attribute(out, "y", y);
    gk_put_text(out, kind);
    gk_put_text(out, ">");
    gk_put_xml(out, text, size);
    gk_put_text(out, "</text>\n");
}

static int svg_x(const plot *p, int year)
{
    int years = p->last - p->first;
    return p->x + SVG_MARGIN + (years ? SVG_ROOM * (year - p->first) / years : SVG_ROOM / 2);
}

static int svg_y(const plot *p, double number)
{
    double part = p->most > p->least ? (number - p->least) / (p->most - p->least) : 0;
    return p->y + SVG_BOTTOM - (int)(part * (SVG_BOTTOM - SVG_TOP) + .5);
}

static void svg_line(const plot *p, const char *kind, int x, int y, int to_x, int to_y)
{
    gk_put_text(p->out, "<line");
    svg_attribute(p->out, "x1", x);
    svg_attribute(p->out, "y1", y);
    svg_attribute(p->out, "x2", to_x);
    svg_attribute(p->out, "y2", to_y);
    gk_put_text(p->out, kind);
    gk_put_text(p->out, "/>\n");
}

/* What shows that there is no report on a year. */
static void svg_gap(const plot *p, int year)
{
    if (gk_series_of_year(p->s, year)) return;
    gk_put_text(p->out, "<rect");
    svg_attribute(p->out, "x", svg_x(p, year) - 10);
    svg_attribute(p->out, "y", p->y + SVG_TOP - 14);
    gk_put_text(p->out, " width=\"20\"");
    svg_attribute(p->out, "height", SVG_BOTTOM - SVG_TOP + 14);
    gk_put_text(p->out, " class=\"gap\"/>\n");
}

/* A year: its name below, its number and what joins it to the one before. */
static void svg_year(const plot *p, int year)
{
    const gk_series_report *report = gk_series_of_year(p->s, year);
    const gk_series_cell *cell = report ? gk_series_find(report, p->path) : NULL;
    double number, before;
    int x = svg_x(p, year), named = p->numbers <= SVG_CROWD ? report || p->last - p->first < SVG_CROWD : 0;
    size_t size;
    char text[40];
    gknb_decimal name = {year, 0};
    if (year == p->first || year == p->last) named = 1;
    gknb_format_decimal(name, text);
    if (named)
        svg_text(p->out, x, p->y + SVG_BOTTOM + 16,
                 report ? " class=\"soft\" text-anchor=\"middle\"" : " class=\"soft none\" text-anchor=\"middle\"",
                 text + 2, 2);
    if (!gk_series_number(p->s, year, p->path, &number)) return;
    if (gk_series_number(p->s, year - 1, p->path, &before))
        svg_line(p, " class=\"line\"", svg_x(p, year - 1), svg_y(p, before), x, svg_y(p, number));
    gk_put_text(p->out, "<circle r=\"3\" class=\"dot\"");
    svg_attribute(p->out, "cx", x);
    svg_attribute(p->out, "cy", svg_y(p, number));
    gk_put_text(p->out, "><title>");
    gk_put_text(p->out, text);
    gk_put_text(p->out, ": ");
    size = gknb_format_decimal(cell->value, text);
    gk_put_bytes(p->out, text, size);
    gk_put_text(p->out, "</title></circle>\n");
    if (year == p->last) svg_text(p->out, x + 10, svg_y(p, number) - 7, " text-anchor=\"end\"", text, size);
    else if (named && (size <= SVG_SHORT || year == p->first))
        svg_text(p->out, x, svg_y(p, number) - 7, " text-anchor=\"middle\"", text, size);
}

static void svg_plot(gk_out *out, const gk_series *s, const gk_series_cell *key, int x, int y)
{
    plot p = {out, s, key->path, s->reports[0].year, s->reports[s->count - 1].year, x, y, 0, 0, 0};
    const char *label;
    double number;
    size_t size = 0;
    for (int year = p.first; year <= p.last; year++) {
        if (!gk_series_number(s, year, p.path, &number)) continue;
        p.numbers++;
        if (number < p.least) p.least = number;
        if (number > p.most) p.most = number;
    }
    gk_put_text(out, "<g><title>");
    gk_put_xml_text(out, key->row);
    gk_put_text(out, " ");
    gk_put_xml_text(out, key->column);
    gk_put_text(out, "</title>\n");
    label = gk_wrap_line(key->row, SVG_LABEL, 0, &size);
    if (label) svg_text(out, x + SVG_MARGIN - 10, y + 18, "", label, size);
    svg_text(out, x + SVG_MARGIN - 10, y + 34, " class=\"soft\"", key->column, strlen(key->column));
    svg_line(&p, " class=\"axis\"", x + SVG_MARGIN - 10, svg_y(&p, 0), x + SVG_WIDTH - SVG_MARGIN + 10, svg_y(&p, 0));
    for (int year = p.first; year <= p.last; year++) svg_gap(&p, year);
    for (int year = p.first; year <= p.last; year++) svg_year(&p, year);
    gk_put_text(out, "</g>\n");
}

static int svg_shown(const gk_series *s, size_t key) { return s->all || !gk_series_is_nil(s, s->keys[key]->path); }

/* The height of a body; drawn when there is a stream. */
static int svg_body(gk_out *out, const gk_series *s, int y)
{
    const char *name = s->reports[s->count - 1].issuer;
    int count = 0;
    if (out) svg_text(out, SVG_MARGIN - 10, y + 34, " class=\"body\"", name, strlen(name));
    for (size_t k = 0; k < s->key_count; k++) {
        if (!svg_shown(s, k)) continue;
        if (out)
            svg_plot(out, s, s->keys[k], count % SVG_ACROSS * SVG_WIDTH,
                     y + SVG_HEAD + count / SVG_ACROSS * SVG_HEIGHT);
        count++;
    }
    return SVG_HEAD + (count + SVG_ACROSS - 1) / SVG_ACROSS * SVG_HEIGHT;
}

void gk_put_series_svg(gk_out *out, const gk_series *series, size_t count)
{
    int height = 0, y = 0;
    for (size_t i = 0; i < count; i++) height += svg_body(NULL, &series[i], 0);
    gk_put_text(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    svg_attribute(out, "width", SVG_ACROSS * SVG_WIDTH);
    svg_attribute(out, "height", height + SVG_MARGIN);
    gk_put_text(out, ">\n<title>");
    gk_put_filled(out, GK_TEXT_SERIES_TITLE, NULL, NULL);
    gk_put_text(out, "</title>\n");
    gk_put_text(out, svg_style);
    for (size_t i = 0; i < count; i++) y += svg_body(out, &series[i], y);
    gk_put_text(out, "</svg>\n");
}
