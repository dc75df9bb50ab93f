/* render.c: see generate.h. A grid becomes text, in the layouts scrapers leave and in the dresses pages wear. */
#include <string.h>

#include "generate.h"

const fuzz_layout fuzz_layouts[] = {
    {"lines, empty lines between", FUZZ_SHAPE_LINES, 0, 1, 0, 0, 0, 1},
    {"lines", FUZZ_SHAPE_LINES, 0, 1, 0, 0, 0, 0},
    {"pipes", FUZZ_SHAPE_PIPES, 1, 0, 0, 0, 0, 0},
    {"pipes, trailing", FUZZ_SHAPE_PIPES, 1, 0, 0, 0, 2, 0},
    {"pipes, spans", FUZZ_SHAPE_PIPES, 1, 0, 0, 1, 0, 0},
    {"pipes, spans, trailing", FUZZ_SHAPE_PIPES, 1, 0, 0, 1, 2, 0},
    {"pipes, leading", FUZZ_SHAPE_PIPES, 1, 0, 1, 0, 0, 0},
    {"pipes, leading, trailing", FUZZ_SHAPE_PIPES, 1, 0, 1, 0, 2, 0},
    {"pipes, leading, spans", FUZZ_SHAPE_PIPES, 1, 0, 1, 1, 0, 0},
    {"pipes, leading, spans, trailing", FUZZ_SHAPE_PIPES, 1, 0, 1, 1, 2, 0},
    {"pipe-lines", FUZZ_SHAPE_PIPE_LINES, 1, 1, 0, 0, 0, 0},
    {"pipe-lines, empty lines between", FUZZ_SHAPE_PIPE_LINES, 1, 1, 0, 0, 0, 1},
    {"pipe-lines, spans", FUZZ_SHAPE_PIPE_LINES, 1, 1, 0, 1, 0, 0},
    {"bar-between", FUZZ_SHAPE_BAR_BETWEEN, 1, 1, 0, 0, 0, 0},
    {"bar-between, bar behind the row", FUZZ_SHAPE_BAR_BETWEEN, 1, 1, 0, 0, 1, 0},
    {"markdown", FUZZ_SHAPE_MARKDOWN, 1, 0, 1, 0, 0, 0},
    {"tabs", FUZZ_SHAPE_TABS, 1, 0, 0, 0, 0, 0},
    {"tabs, spans", FUZZ_SHAPE_TABS, 1, 0, 0, 1, 0, 0},
    {"spaces", FUZZ_SHAPE_SPACES, 0, 0, 0, 0, 0, 0},
    {"glued, a row a line", FUZZ_SHAPE_GLUED, 0, 0, 0, 0, 0, 1},
    {"glued, one line", FUZZ_SHAPE_GLUED, 0, 0, 0, 0, 0, 0},
};
const unsigned fuzz_layout_count = sizeof fuzz_layouts / sizeof *fuzz_layouts;

static const char *const PADDING[] = {"", "\xe3\x80\x80", "\xc2\xa0", "\xe2\x80\x8b"};

/* half and full width: the second of a pair begins with another byte than the first (the tests look) */
static const char *const WIDE[][2] = {
    {"(", "\xef\xbc\x88"}, {")", "\xef\xbc\x89"}, {",", "\xef\xbc\x8c"}, {":", "\xef\xbc\x9a"}, {".", "\xef\xbc\x8e"}};

static const char *const TRADITIONAL[][2] = {
    {"总", "總"}, {"况", "況"}, {"动", "動"}, {"开", "開"}, {"务", "務"}, {"项", "項"}, {"条", "條"}, {"数", "數"},
    {"处", "處"}, {"复", "複"}, {"议", "議"}, {"诉", "訴"}, {"讼", "訟"}, {"报", "報"}, {"规", "規"}, {"许", "許"},
    {"审", "審"}, {"纠", "糾"}, {"结", "結"}, {"维", "維"}, {"经", "經"}, {"执", "執"}, {"机", "機"}, {"构", "構"},
    {"组", "組"}, {"织", "織"}, {"业", "業"}, {"认", "認"}, {"无", "無"}, {"请", "請"}, {"见", "見"}, {"万", "萬"},
    {"单", "單"}, {"额", "額"}, {"费", "費"}, {"计", "計"}, {"获", "獲"}, {"举", "舉"}, {"访", "訪"}, {"类", "類"},
    {"办", "辦"}, {"问", "問"}, {"题", "題"}, {"进", "進"}, {"关", "關"}, {"发", "發"}, {"现", "現"}, {"强", "強"},
    {"国", "國"}, {"与", "與"}, {"对", "對"}, {"应", "應"}, {"过", "過"}, {"确", "確"}, {"补", "補"}, {"内", "內"},
    {"询", "詢"}};

static const char CHROME_BEFORE[] = "首页 > 政府信息公开 > 政府信息公开年报\n"
                                    "索引号:000014349/2023-74857 | 发布日期:";
static const char CHROME_DATED[] = "-01-22 | 字号:[大 中 小] | 打印\n\n";
static const char CHROME_AFTER[] = "扫一扫在手机打开当前页\n打印 关闭\n上一篇:关于召开会议的通知(3)\n"
                                   "下一篇:2022年工作要点\n第 3 页 共 8 页\n";

typedef struct {
    fuzz_choice *choice;
    const fuzz_document *document;
    const fuzz_layout *layout;
    const fuzz_dress *dress;
    uint8_t *out;
    size_t size, room;
    int full;
    uint8_t behind; /* the slot written last */
    fuzz_places *places;
} writer;

static void put(writer *w, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (w->size + 2 > w->room) {
            w->full = 1;
            return;
        }
        if (text[i] == '\n' && w->dress->crlf) w->out[w->size++] = '\r';
        w->out[w->size++] = (uint8_t)text[i];
    }
}

static void put_string(writer *w, const char *text) { put(w, text, strlen(text)); }

/* The character at `p` in its dress; its size. */
static size_t put_char(writer *w, const char *p)
{
    size_t size = fuzz_char(*p);
    if (w->dress->wide && *p >= '0' && *p <= '9') {
        char digit[3] = {'\xef', '\xbc', (char)(*p - '0' + 0x90)};
        put(w, digit, 3);
        return size;
    }
    for (size_t i = 0; w->dress->wide && i < sizeof WIDE / sizeof *WIDE; i++)
        if (*p == *WIDE[i][0]) {
            put_string(w, WIDE[i][1]);
            return size;
        }
    for (size_t i = 0; w->dress->traditional && i < sizeof TRADITIONAL / sizeof *TRADITIONAL; i++)
        if (size == 3 && !memcmp(p, TRADITIONAL[i][0], 3)) {
            put_string(w, TRADITIONAL[i][1]);
            return size;
        }
    put(w, p, size);
    return size;
}

/* A label, broken or padded at one place. */
static void put_label(writer *w, const char *text, size_t size, int may_break)
{
    size_t length = 0, at, n = 0;
    for (size_t i = 0; i < size; i++) length += ((uint8_t)text[i] & 0xc0) != 0x80;
    at = length > 1 ? 1 + fuzz_pick(w->choice, (uint32_t)length - 1) : 0;
    if (at == 1 && *text >= '0' && *text <= '9') at = 2; /* a digit alone is a number, no ordinal */
    for (size_t i = 0; i < size; n++) {
        if (n && n == at && may_break) put_string(w, fuzz_pick(w->choice, 2) ? "\n" : "\n\n");
        else if (n && n == at) put_string(w, PADDING[w->dress->padding]);
        i += put_char(w, text + i);
    }
}

static int put_blank(const writer *w, const fuzz_slot *slot)
{
    return slot->kind == FUZZ_NUMBER && slot->field >= 0 && w->document->truth.fate[slot->field] == FUZZ_BLANK;
}

/* A slot with nothing around it. */
static void put_slot(writer *w, const fuzz_slot *slot)
{
    const char *text = w->document->text + slot->text;
    size_t from;
    w->behind = slot->behind;
    if (slot->kind == FUZZ_COVERED || put_blank(w, slot)) return;
    if (slot->kind == FUZZ_NOISE) {
        put(w, text, slot->size);
        return;
    }
    if (w->layout->shape != FUZZ_SHAPE_GLUED) put_string(w, PADDING[w->dress->padding]);
    from = w->size;
    if (slot->kind == FUZZ_LABEL)
        put_label(w, text, slot->size, w->dress->broken && w->layout->breaks && !slot->behind);
    else
        for (size_t i = 0; i < slot->size;) i += put_char(w, text + i);
    if (slot->kind == FUZZ_NUMBER && slot->field >= 0 && w->places) {
        w->places->cell[slot->field].start = (uint32_t)from;
        w->places->cell[slot->field].end = (uint32_t)w->size;
    }
    if (w->layout->shape != FUZZ_SHAPE_GLUED && slot->behind != FUZZ_JOINED) put_string(w, PADDING[w->dress->padding]);
}

/* What stands behind the slot written last. */
static void put_behind(writer *w, const char *mark)
{
    if (w->behind == FUZZ_MARK) put_string(w, mark);
    else if (w->behind == FUZZ_BROKEN) put_string(w, "\n");
}

/* Nothing is to be seen of it in this layout. */
static int put_hidden(const writer *w, const fuzz_slot *slot)
{
    if (slot->kind == FUZZ_COVERED) return !w->layout->spans;
    return !w->layout->slots && put_blank(w, slot);
}

/* Slots with a mark between them. */
static void put_joined(writer *w, const fuzz_line *line, const char *mark)
{
    int bars = w->layout->shape == FUZZ_SHAPE_PIPES || w->layout->shape == FUZZ_SHAPE_MARKDOWN, first = 1;
    if (w->layout->lead) put_string(w, "| ");
    for (unsigned i = 0; i < line->count; i++) {
        if (put_hidden(w, &line->slot[i])) continue;
        if (!first) put_behind(w, mark);
        put_slot(w, &line->slot[i]);
        first = 0;
    }
    if (w->behind == FUZZ_JOINED) return;
    if (bars) put_string(w, " |");
    for (int i = 0; i < w->layout->trail && w->layout->shape == FUZZ_SHAPE_PIPES; i++) put_string(w, "|");
    put_string(w, "\n");
}

/* A slot a line. */
static void put_lines(writer *w, const fuzz_line *line, const char *mark)
{
    for (unsigned i = 0; i < line->count; i++) {
        const fuzz_slot *slot = &line->slot[i];
        if (slot->kind == FUZZ_COVERED && w->layout->spans)
            put_string(w, i + 1 < line->count && line->slot[i + 1].kind == FUZZ_COVERED ? "|" : "|\n");
        if (slot->kind == FUZZ_COVERED || put_hidden(w, slot)) continue;
        put_slot(w, slot);
        put_behind(w, mark);
    }
}

static void put_bar_between(writer *w, const fuzz_line *line)
{
    int last = (int)line->count - 1;
    while (last >= 0 && line->slot[last].kind == FUZZ_COVERED) last--;
    for (int i = 0; i <= last; i++) {
        if (line->slot[i].kind == FUZZ_COVERED) continue;
        put_slot(w, &line->slot[i]);
        put_behind(w, i < last || w->layout->trail ? "\n|\n" : "\n");
    }
}

/* Every row a little table of its own; the heads are gone but for those of table two, and the groups. */
static void put_markdown(writer *w, const fuzz_line *line)
{
    unsigned numbers = 0, words = 0;
    int grouped = line->table && gk_tables[line->table - 1].group_count;
    fuzz_line rest = *line;
    for (unsigned i = 0; i < line->count; i++) {
        numbers += line->slot[i].kind == FUZZ_NUMBER;
        words += line->slot[i].kind == FUZZ_LABEL;
    }
    if (line->kind == FUZZ_HEADS && words == 1 && !grouped) {
        put_string(w, "\n### ");
        put_slot(w, &line->slot[0]);
        put_string(w, "\n\n");
        return;
    }
    if (line->kind == FUZZ_HEADS && grouped) return;
    if (grouped && numbers) {
        put_string(
            w,
            "\n| 类别 | 数据1 | 数据2 | 数据3 | 数据4 | 数据5 | 数据6 | 总计 |\n|---|---|---|---|---|---|---|---|\n");
        for (unsigned i = 0; i + 1 < rest.count; i++)
            if (rest.slot[i].kind == FUZZ_LABEL && gk_labels[rest.slot[i].label].label_class == GK_CLASS_group &&
                rest.slot[i + 1].kind == FUZZ_LABEL)
                rest.slot[i].kind = FUZZ_COVERED;
    }
    put_joined(w, &rest, " | ");
    if (line->kind != FUZZ_HEADS) return;
    put_string(w, "|");
    for (unsigned i = 0; i < words; i++) put_string(w, "---|");
    put_string(w, "\n");
}

static void put_table_line(writer *w, const fuzz_line *line)
{
    switch (w->layout->shape) {
    case FUZZ_SHAPE_LINES: put_lines(w, line, w->layout->gap ? "\n\n" : "\n"); break;
    case FUZZ_SHAPE_PIPE_LINES: put_lines(w, line, w->layout->gap ? " |\n\n" : " |\n"); break;
    case FUZZ_SHAPE_PIPES: put_joined(w, line, " | "); break;
    case FUZZ_SHAPE_TABS: put_joined(w, line, "\t"); break;
    case FUZZ_SHAPE_SPACES: put_joined(w, line, " "); break;
    case FUZZ_SHAPE_BAR_BETWEEN: put_bar_between(w, line); break;
    case FUZZ_SHAPE_MARKDOWN: put_markdown(w, line); break;
    default:
        put_lines(w, line, "");
        if (w->layout->gap && w->behind != FUZZ_JOINED) put_string(w, "\n");
    }
}

/* Prose and headings: a paragraph a line; an empty line before a heading. */
static void put_paragraph(writer *w, const fuzz_line *line)
{
    int one_line = w->layout->shape == FUZZ_SHAPE_GLUED && !w->layout->gap;
    if (line->kind == FUZZ_HEADING && !one_line && w->behind != FUZZ_JOINED) put_string(w, "\n");
    for (unsigned i = 0; i < line->count; i++) {
        const fuzz_slot *slot = &line->slot[i];
        w->behind = slot->behind;
        for (size_t k = 0; k < slot->size;) k += put_char(w, w->document->text + slot->text + k);
    }
    if (!one_line && w->behind != FUZZ_JOINED) put_string(w, "\n");
}

/* The cells of a line lie in it whether they stand there or not. */
static void put_place(writer *w, const fuzz_line *line, size_t from)
{
    for (unsigned i = 0; i < line->count; i++)
        if (line->slot[i].field >= 0) {
            w->places->row[line->slot[i].field].start = (uint32_t)from;
            w->places->row[line->slot[i].field].end = (uint32_t)w->size;
        }
}

size_t fuzz_render(fuzz_choice *choice, const fuzz_document *document, const fuzz_layout *layout,
                   const fuzz_dress *dress, uint8_t *out, size_t room, fuzz_places *places)
{
    writer w = {choice, document, layout, dress, out, 0, room, 0, FUZZ_MARK, places};
    if (places) memset(places, 0, sizeof *places);
    if (dress->bom) put_string(&w, "\xef\xbb\xbf");
    if (dress->chrome) {
        char year[40];
        year[gknb_format_decimal((gknb_decimal){document->year + 1, 0}, year)] = 0;
        put_string(&w, CHROME_BEFORE);
        put_string(&w, year);
        put_string(&w, CHROME_DATED);
    }
    for (unsigned i = 0; i < document->lines; i++) {
        const fuzz_line *line = &document->line[i];
        size_t from = w.size;
        if (line->kind == FUZZ_PROSE || line->kind == FUZZ_HEADING) put_paragraph(&w, line);
        else put_table_line(&w, line);
        if (places) put_place(&w, line, from);
    }
    if (dress->chrome) put_string(&w, CHROME_AFTER);
    return w.full ? 0 : w.size;
}
