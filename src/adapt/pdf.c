/* pdf.c: a PDF with a text layer, by poppler (SPEC S1-containers).
 *
 * In: the file. Out: of each page its characters and its ruling lines by position; page.c makes text of them. The
 * lines are found on the page as it is drawn, so it does not matter how they were drawn. */
#include "adapters.h"

#ifdef GK_PDF
#include <poppler.h>
#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"
#include "page.h"

#define PDF_SCALE 2.0         /* pixels of a point */
#define PDF_LEAST_ACROSS 12.0 /* points: shorter strokes are parts of characters */
#define PDF_LEAST_DOWN 9.0
#define PDF_THICK 5     /* pixels: thicker ones are pictures */
#define PDF_LIGHT 230   /* of 255: what is lighter is paper */
#define PDF_CONTRAST 20 /* so much darker than what is beside it a line is */

/* ---- characters ---- */

static gknb_open_status pdf_read_chars(PopplerPage *from, gk_page *page)
{
    char *text = poppler_page_get_text(from);
    PopplerRectangle *boxes = NULL;
    guint count = 0, i = 0;
    gknb_open_status status = GKNB_OPEN_OK;
    if (!text) return GKNB_OPEN_OK;
    if (!poppler_page_get_text_layout(from, &boxes, &count)) count = 0;
    if (count > GK_MAX_PAGE_CHARS) status = GKNB_OPEN_TOO_MANY;
    page->chars = (gk_page_char *)malloc((count + 1) * sizeof *page->chars);
    if (!page->chars) status = GKNB_OPEN_NO_MEMORY;
    for (const char *p = text; status == GKNB_OPEN_OK && *p && i < count; p = g_utf8_next_char(p), i++) {
        gunichar code = g_utf8_get_char(p);
        gk_page_char made = {(float)boxes[i].x1, (float)boxes[i].y1, (float)boxes[i].x2, (float)boxes[i].y2, code};
        if (g_unichar_isspace(code) || g_unichar_iscntrl(code) || made.bottom <= made.top) continue;
        page->chars[page->char_count++] = made;
    }
    g_free(boxes);
    g_free(text);
    return status;
}

/* By how many quarters to the left a page must be turned, on which most characters stand so to the one before. Lines of
 * one character stand so too, but their digits do not lie. */
static unsigned pdf_find_turns(const gk_page *page)
{
    unsigned votes[4] = {0, 0, 0, 0}, most = 0, lying = 0, standing = 0;
    for (size_t i = 1; i < page->char_count; i++) {
        const gk_page_char *a = &page->chars[i - 1], *b = &page->chars[i];
        float x = b->left - a->left, y = b->top - a->top, wide = a->right - a->left, high = a->bottom - a->top;
        if (a->code < 0x80 && wide > high) lying++;
        else if (a->code < 0x80) standing++;
        if (x < -wide - high || x > wide + high || y < -wide - high || y > wide + high) continue;
        if (x * x > y * y) votes[x > 0 ? 0 : 2]++;
        else votes[y > 0 ? 1 : 3]++;
    }
    for (unsigned i = 1; i < 4; i++)
        if (votes[i] > votes[most]) most = i;
    return most % 2 && lying <= standing ? 0 : most;
}

/* Where points go when the page is turned. */
static cairo_matrix_t pdf_turned(double width, double height, unsigned turns)
{
    cairo_matrix_t m;
    switch (turns) {
    case 1: cairo_matrix_init(&m, 0, -1, 1, 0, 0, width); break;
    case 2: cairo_matrix_init(&m, -1, 0, 0, -1, width, height); break;
    case 3: cairo_matrix_init(&m, 0, 1, -1, 0, height, 0); break;
    default: cairo_matrix_init_identity(&m); break;
    }
    return m;
}

static void pdf_turn(gk_page *page)
{
    unsigned turns = pdf_find_turns(page);
    cairo_matrix_t m = pdf_turned(page->width, page->height, turns);
    float width = page->width;
    for (size_t i = 0; turns && i < page->char_count; i++) {
        gk_page_char *c = &page->chars[i];
        double left = c->left, top = c->top, right = c->right, bottom = c->bottom;
        cairo_matrix_transform_point(&m, &left, &top);
        cairo_matrix_transform_point(&m, &right, &bottom);
        c->left = (float)(left < right ? left : right);
        c->right = (float)(left < right ? right : left);
        c->top = (float)(top < bottom ? top : bottom);
        c->bottom = (float)(top < bottom ? bottom : top);
    }
    page->turns = turns;
    if (turns % 2 == 0) return;
    page->width = page->height;
    page->height = width;
}

/* ---- ruling lines ---- */

/* How light each pixel is, 0 to 255, line by line in the direction that is looked along. */
typedef struct {
    uint8_t *light;
    int lines, length;
} pdf_picture;

/* It may be of a line: it is darker than what stands near it on both sides. Shaded cells are dark only to one side of
 * their edge. */
static int pdf_is_dark(const pdf_picture *p, int at, int along)
{
    int light = p->light[(ptrdiff_t)at * p->length + along], sides = 0;
    for (int side = -1; side <= 1; side += 2) {
        int lighter = 0;
        for (int off = 1; off <= PDF_THICK && !lighter; off++) {
            int near = at + side * off;
            lighter =
                near < 0 || near >= p->lines || p->light[(ptrdiff_t)near * p->length + along] > light + PDF_CONTRAST;
        }
        sides += lighter;
    }
    return sides == 2;
}

/* A run of dark pixels at `at`; it widens the line above or left of it when that is the same. */
static int pdf_add_run(gk_ruling *rulings, int *last, size_t *count, int at, int from, int to)
{
    for (size_t i = *count; i > 0 && (int)(*count - i) < 256; i--) {
        gk_ruling *r = &rulings[i - 1];
        if (last[i - 1] < at - 1) continue;
        if (last[i - 1] == at - 1 && from <= (int)r->to && to >= (int)r->from) {
            last[i - 1] = at;
            if ((float)from < r->from) r->from = (float)from;
            if ((float)to > r->to) r->to = (float)to;
            return 1;
        }
    }
    if (*count == GK_MAX_RULINGS) return 0;
    rulings[*count].at = (float)at;
    rulings[*count].from = (float)from;
    rulings[*count].to = (float)to;
    last[(*count)++] = at;
    return 1;
}

/* A stroke within a character is no ruling line. */
static int pdf_is_stroke(const gk_page *page, const gk_ruling *r, int down)
{
    for (size_t i = 0; i < page->char_count; i++) {
        const gk_page_char *c = &page->chars[i];
        float low = down ? c->top : c->left, high = down ? c->bottom : c->right;
        if (r->from < low - 1 || r->to > high + 1) continue;
        if (r->at >= (down ? c->left : c->top) - 1 && r->at <= (down ? c->right : c->bottom) + 1) return 1;
    }
    return 0;
}

/* The end of the run of a line that begins at `from` of the ink up to `ink`. Where another line crosses it, it is not
 * darker than that one. */
static int pdf_run_end(const pdf_picture *p, int at, int from, int ink)
{
    int end = from;
    for (int i = from; i < ink && i - end <= PDF_THICK; i++)
        if (pdf_is_dark(p, at, i)) end = i + 1;
    return end;
}

/* All runs along one direction, as lines in points; none when there are too many to be a table's. */
static gknb_open_status pdf_find_rulings(const gk_page *page, const pdf_picture *p, int down, gk_ruling **out,
                                         size_t *count)
{
    int shortest = (int)((down ? PDF_LEAST_DOWN : PDF_LEAST_ACROSS) * PDF_SCALE);
    int *last = (int *)malloc(GK_MAX_RULINGS * sizeof *last);
    gk_ruling *rulings = (gk_ruling *)malloc(GK_MAX_RULINGS * sizeof *rulings);
    size_t kept = 0;
    int fine = last && rulings;
    *count = 0;
    *out = rulings;
    for (int at = 0; fine && at < p->lines; at++) {
        const uint8_t *light = p->light + (ptrdiff_t)at * p->length;
        for (int i = 0, ink; fine && i < p->length; i = ink + 1) {
            for (ink = i; ink < p->length && light[ink] <= PDF_LIGHT;) ink++;
            for (int from = i; fine && ink - from >= shortest; from = i + 1) { /* most ink is of characters */
                i = pdf_run_end(p, at, from, ink);
                if (i - from >= shortest) fine = pdf_add_run(rulings, last, count, at, from, i);
            }
        }
    }
    if (!fine) *count = 0;
    for (size_t i = 0; i < *count; i++) {
        float thick = (float)last[i] - rulings[i].at + 1;
        if (thick > PDF_THICK) continue;
        rulings[kept].at = (rulings[i].at + thick / 2) / (float)PDF_SCALE;
        rulings[kept].from = rulings[i].from / (float)PDF_SCALE;
        rulings[kept].to = rulings[i].to / (float)PDF_SCALE;
        kept += !pdf_is_stroke(page, &rulings[kept], down);
    }
    *count = kept;
    free(last);
    return rulings && last ? GKNB_OPEN_OK : GKNB_OPEN_NO_MEMORY;
}

/* The page as it is drawn: in `p` line by line, in `q` column by column. */
static gknb_open_status pdf_look(cairo_surface_t *surface, pdf_picture *p, pdf_picture *q)
{
    const unsigned char *pixels = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    p->light = (uint8_t *)malloc((size_t)p->lines * (size_t)p->length);
    q->light = (uint8_t *)malloc((size_t)p->lines * (size_t)p->length);
    if (!p->light || !q->light) return GKNB_OPEN_NO_MEMORY;
    for (int y = 0; y < p->lines; y++)
        for (int x = 0; x < p->length; x++) {
            uint32_t pixel;
            memcpy(&pixel, pixels + (ptrdiff_t)y * stride + (ptrdiff_t)x * 4, 4);
            p->light[(ptrdiff_t)y * p->length + x] =
                (uint8_t)(((pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255)) / 3);
        }
    for (int x = 0; x < q->lines; x++)
        for (int y = 0; y < q->length; y++)
            q->light[(ptrdiff_t)x * q->length + y] = p->light[(ptrdiff_t)y * p->length + x];
    return GKNB_OPEN_OK;
}

static gknb_open_status pdf_read_rulings(PopplerPage *from, gk_page *page)
{
    int width = (int)(page->width * PDF_SCALE), height = (int)(page->height * PDF_SCALE);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cairo = cairo_create(surface);
    int lies = page->turns % 2;
    cairo_matrix_t turned =
        pdf_turned(lies ? page->height : page->width, lies ? page->width : page->height, page->turns);
    gknb_open_status status;
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, PDF_SCALE, PDF_SCALE);
    cairo_transform(cairo, &turned);
    poppler_page_render(from, cairo);
    cairo_surface_flush(surface);
    status = cairo_surface_status(surface) == CAIRO_STATUS_NO_MEMORY ? GKNB_OPEN_NO_MEMORY : GKNB_OPEN_DAMAGED;
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        pdf_picture p = {NULL, height, width}, q = {NULL, width, height};
        status = pdf_look(surface, &p, &q);
        if (status == GKNB_OPEN_OK) status = pdf_find_rulings(page, &p, 0, &page->across, &page->across_count);
        if (status == GKNB_OPEN_OK) status = pdf_find_rulings(page, &q, 1, &page->down, &page->down_count);
        free(p.light);
        free(q.light);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return status;
}

/* ---- the document ---- */

static gknb_open_status pdf_open_page(PopplerPage *from, gk_page *page, size_t *chars)
{
    double width, height;
    gknb_open_status status;
    poppler_page_get_size(from, &width, &height);
    page->width = (float)width;
    page->height = (float)height;
    if (width < 1 || height < 1 || width > GK_MAX_PAGE_SIDE || height > GK_MAX_PAGE_SIDE) return GKNB_OPEN_TOO_LARGE;
    status = pdf_read_chars(from, page);
    if (status == GKNB_OPEN_OK) pdf_turn(page);
    *chars += page->char_count;
    return status == GKNB_OPEN_OK && *chars > GK_MAX_PDF_CHARS ? GKNB_OPEN_TOO_MANY : status;
}

static gknb_open_status pdf_write_page(PopplerPage *from, gk_page *page, gk_page_state *state, gk_linear *linear)
{
    float x = 0, y = 0;
    gknb_open_status status = pdf_read_rulings(from, page);
    if (status != GKNB_OPEN_OK) return status;
    return gk_find_gutter(page, &x, &y) ? gk_write_columns(page, x, y, state, linear)
                                        : gk_write_page(page, state, linear);
}

/* The characters of all pages first: what runs through them is told from all. */
static gknb_open_status pdf_read_pages(PopplerDocument *document, gk_page *pages, size_t count, gk_linear *linear)
{
    gk_page_state state;
    gknb_open_status status = GKNB_OPEN_OK;
    size_t chars = 0;
    memset(&state, 0, sizeof state);
    for (int written = 0; written < 2 && status == GKNB_OPEN_OK; written++) {
        for (size_t i = 0; i < count && status == GKNB_OPEN_OK; i++) {
            PopplerPage *page = poppler_document_get_page(document, (int)i);
            if (!page) return GKNB_OPEN_DAMAGED;
            if (!written) {
                status = pdf_open_page(page, &pages[i], &chars);
            } else {
                gk_linear_page(linear, (uint32_t)i + 1);
                if (pages[i].char_count) status = pdf_write_page(page, &pages[i], &state, linear);
            }
            g_object_unref(page);
        }
        if (status == GKNB_OPEN_OK && !written) status = chars ? gk_drop_running(pages, count) : GKNB_OPEN_NO_TEXT;
    }
    return status;
}

static gknb_open_status pdf_read_document(PopplerDocument *document, gk_linear *linear)
{
    int count = poppler_document_get_n_pages(document);
    gk_page *pages;
    gknb_open_status status;
    if (count > (int)GK_MAX_PAGES) return GKNB_OPEN_TOO_MANY;
    if (count < 1) return GKNB_OPEN_NO_TEXT;
    if (!(pages = (gk_page *)calloc((size_t)count, sizeof *pages))) return GKNB_OPEN_NO_MEMORY;
    status = pdf_read_pages(document, pages, (size_t)count, linear);
    for (int i = 0; i < count; i++) {
        free(pages[i].chars);
        free(pages[i].across);
        free(pages[i].down);
    }
    free(pages);
    return status;
}

gknb_open_status gk_read_pdf(const uint8_t *bytes, size_t size, gk_linear *linear)
{
    GBytes *data = g_bytes_new_static(bytes, size);
    GError *error = NULL;
    PopplerDocument *document = poppler_document_new_from_bytes(data, NULL, &error);
    gknb_open_status status = GKNB_OPEN_DAMAGED;
    if (document) status = pdf_read_document(document, linear);
    else if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) status = GKNB_OPEN_LOCKED;
    if (error) g_error_free(error);
    if (document) g_object_unref(document);
    g_bytes_unref(data);
    return status;
}

#else

gknb_open_status gk_read_pdf(const uint8_t *bytes, size_t size, gk_linear *linear)
{
    (void)bytes, (void)size, (void)linear;
    return GKNB_OPEN_NO_PDF;
}

#endif
