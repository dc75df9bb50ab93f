/* layouts.c: the same figures in every layout give the same cells.
 *
 * In: nothing; the form of 2021 is drawn here as a grid, with its spans, independent of the core's tables. Figures
 * (sparse, dense, or from a seed) are written into the grid, the grid is rendered into every layout a scraper leaves
 * (lines, pipes, …) in every dress (width, line ends, padding, broken labels, traditional characters, the page
 * around it), and parsed. Out: every value and state must be the ones put in, and no finding an error.
 *
 *     build/tests/layouts [--keep DIR]      keeps the first failing documents of each layout in DIR */
#include <stdlib.h>
#include <string.h>

#include "support.h"

/* ---- the form ---- */

/* clang-format off */
/* A line of the grid: slots between |. ^ is a slot covered by a span; @n opens n values of the row's path. */
static const char *const DISCLOSURE[] = {
    "第二十条第(一)项|^|^|^",
    "信息内容|本年制发件数|本年废止件数|现行有效件数",
    "规章|@disclosure.regulations.made|@disclosure.regulations.repealed|@disclosure.regulations.in_force",
    "行政规范性文件|@disclosure.normative_documents.made|@disclosure.normative_documents.repealed|"
    "@disclosure.normative_documents.in_force",
    "第二十条第(五)项|^|^|^",
    "信息内容|本年处理决定数量|^|^",
    "行政许可|@disclosure.licensing.decisions|^|^",
    "第二十条第(六)项|^|^|^",
    "信息内容|本年处理决定数量|^|^",
    "行政处罚|@disclosure.penalties.decisions|^|^",
    "行政强制|@disclosure.coercion.decisions|^|^",
    "第二十条第(八)项|^|^|^",
    "信息内容|本年收费金额(单位:万元)|^|^",
    "行政事业性收费|@disclosure.fees.amount|^|^",
    NULL};

static const char *const APPLICANTS[] = {"natural_person", "business", "research", "public_interest",
                                         "legal_service",  "other",    "total"};
static const char *const OUTCOMES[] = {"upheld", "corrected", "other", "pending", "total"};

/* *path opens the seven applicants of a row, +path the five outcomes. */
static const char *const REQUESTS[] = {
    "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)|^|^|申请人情况|^|^|^|^|^|^",
    "^|^|^|自然人|法人或其他组织|^|^|^|^|总计",
    "^|^|^|^|商业企业|科研机构|社会公益组织|法律服务机构|其他|^",
    "一、本年新收政府信息公开申请数量|^|^|*requests.new",
    "二、上年结转政府信息公开申请数量|^|^|*requests.carried_in",
    "三、本年度办理结果|(一)予以公开|^|*requests.results.granted",
    "^|(二)部分公开(区分处理的,只计这一情形,不计其他情形)|^|*requests.results.partly_granted",
    "^|(三)不予公开|1.属于国家秘密|*requests.results.denied.state_secret",
    "^|^|2.其他法律行政法规禁止公开|*requests.results.denied.prohibited_by_law",
    "^|^|3.危及“三安全一稳定”|*requests.results.denied.security_stability",
    "^|^|4.保护第三方合法权益|*requests.results.denied.third_party_rights",
    "^|^|5.属于三类内部事务信息|*requests.results.denied.internal_affairs",
    "^|^|6.属于四类过程性信息|*requests.results.denied.process_information",
    "^|^|7.属于行政执法案卷|*requests.results.denied.enforcement_files",
    "^|^|8.属于行政查询事项|*requests.results.denied.administrative_inquiry",
    "^|(四)无法提供|1.本机关不掌握相关政府信息|*requests.results.unavailable.not_held",
    "^|^|2.没有现成信息需要另行制作|*requests.results.unavailable.not_existing",
    "^|^|3.补正后申请内容仍不明确|*requests.results.unavailable.unclear",
    "^|(五)不予处理|1.信访举报投诉类申请|*requests.results.not_processed.petition",
    "^|^|2.重复申请|*requests.results.not_processed.repeated",
    "^|^|3.要求提供公开出版物|*requests.results.not_processed.publication",
    "^|^|4.无正当理由大量反复申请|*requests.results.not_processed.excessive",
    "^|^|5.要求行政机关确认或重新出具已获取信息|*requests.results.not_processed.confirm_or_reissue",
    "^|(六)其他处理|1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请|*requests.results.other.correction_overdue",
    "^|^|2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请|*requests.results.other.fee_overdue",
    "^|^|3.其他|*requests.results.other.other",
    "^|(七)总计|^|*requests.results.total",
    "四、结转下年度继续办理|^|^|*requests.carried_out",
    NULL};

static const char *const REVIEW[] = {
    "行政复议|^|^|^|^|行政诉讼|^|^|^|^|^|^|^|^|^",
    "结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|^|^|^|^|复议后起诉|^|^|^|^",
    "^|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计",
    "+review_litigation.review|+review_litigation.direct_suit|+review_litigation.suit_after_review",
    NULL};
/* clang-format on */

static const char *const *const TABLES[] = {DISCLOSURE, REQUESTS, REVIEW};

enum {
    DISCLOSED = 10,
    REQUEST_ROWS = 25,
    APPLICANT_COLUMNS = 7,
    OUTCOME_ROWS = 3,
    OUTCOME_COLUMNS = 5,
    CELLS = 200,
    WIDTH = 16
};

typedef struct {
    char word[160]; /* a label */
    int cell;       /* or the index of a number; -1 */
    int covered;    /* or nothing, under a span */
} slot;

typedef struct {
    slot slots[WIDTH];
    int count, table;
} line;

static line grid[64];
static int grid_lines;
static char paths[CELLS][80];
static int path_count;

static int grid_cell(const char *row, const char *column)
{
    if (column) snprintf(paths[path_count], sizeof *paths, "%s.%s", row, column);
    else snprintf(paths[path_count], sizeof *paths, "%s", row);
    return path_count++;
}

static void grid_slot(line *l, const char *word, int covered, int cell)
{
    slot *s = &l->slots[l->count++];
    snprintf(s->word, sizeof s->word, "%s", word);
    s->covered = covered;
    s->cell = cell;
}

static void grid_line(const char *source, int table)
{
    line *l = &grid[grid_lines++];
    char copy[512], *word, *rest;
    snprintf(copy, sizeof copy, "%s", source);
    l->table = table;
    for (word = strtok_r(copy, "|", &rest); word; word = strtok_r(NULL, "|", &rest)) {
        if (*word == '^') grid_slot(l, "", 1, -1);
        else if (*word == '@') grid_slot(l, "", 0, grid_cell(word + 1, NULL));
        else if (*word == '*')
            for (int c = 0; c < APPLICANT_COLUMNS; c++) grid_slot(l, "", 0, grid_cell(word + 1, APPLICANTS[c]));
        else if (*word == '+')
            for (int c = 0; c < OUTCOME_COLUMNS; c++) grid_slot(l, "", 0, grid_cell(word + 1, OUTCOMES[c]));
        else grid_slot(l, word, 0, -1);
    }
}

static void grid_make(void)
{
    for (int t = 0; t < 3; t++)
        for (const char *const *source = TABLES[t]; *source; source++) grid_line(*source, t);
}

/* ---- figures ---- */

typedef struct {
    char value[CELLS][24];
    int blank[CELLS]; /* shown as an empty slot where the layout has slots */
} figures;

static void figure(figures *f, int cell, long value) { snprintf(f->value[cell], sizeof *f->value, "%ld", value); }

/* Results by row and applicant, and what was carried in and out, give table three; four outcomes a group table four. */
static void figures_fill(figures *f, long results[21][6], const long in[6], const long out[6], long outcomes[3][4])
{
    long rows[REQUEST_ROWS][APPLICANT_COLUMNS] = {{0}};
    for (int c = 0; c < 6; c++) {
        for (int r = 0; r < 21; r++) {
            rows[2 + r][c] = results[r][c];
            rows[23][c] += results[r][c];
        }
        rows[24][c] = out[c];
        rows[1][c] = in[c];
        rows[0][c] = rows[23][c] + out[c] - in[c];
    }
    for (int r = 0; r < REQUEST_ROWS; r++) {
        for (int c = 0; c < 6; c++) rows[r][6] += rows[r][c];
        for (int c = 0; c < 7; c++) figure(f, DISCLOSED + r * 7 + c, rows[r][c]);
    }
    for (int g = 0; g < OUTCOME_ROWS; g++) {
        long total = 0;
        int first = DISCLOSED + REQUEST_ROWS * APPLICANT_COLUMNS + g * OUTCOME_COLUMNS;
        for (int c = 0; c < 4; c++) {
            figure(f, first + c, outcomes[g][c]);
            total += outcomes[g][c];
        }
        figure(f, first + 4, total);
    }
}

static void figures_disclosed(figures *f, const char *const values[DISCLOSED])
{
    memset(f, 0, sizeof *f);
    for (int i = 0; i < DISCLOSED; i++) snprintf(f->value[i], sizeof *f->value, "%s", values[i]);
}

/* As the office of a district reports: nearly nothing. */
static void figures_sparse(figures *f)
{
    static const char *const disclosed[] = {"0", "0", "0", "12", "7", "52", "0", "0", "0", "0"};
    long results[21][6] = {{26}, {3}}, in[6] = {0}, out[6] = {0}, outcomes[3][4] = {{0}, {1}, {0}};
    figures_disclosed(f, disclosed);
    figures_fill(f, results, in, out, outcomes);
}

/* As a large city reports. */
static void figures_dense(figures *f)
{
    /* clang-format off */
    static const char *const disclosed[] = {"1", "2", "25", "44", "9", "512", "517645", "693957", "2154", "5949.088667"};
    long results[21][6] = {{1288, 21, 0, 0, 50, 3}, {447, 7}, {2}, {30, 1}, {5}, {6}, {7, 1}, {12}, {9}, {105}, {746, 12, 0, 0, 10, 1},
                           {11}, {1}, {56, 6}, {25}, {0}, {0}, {1}, {67, 3, 0, 0, 1}, {6}, {108, 2}};
    /* clang-format on */
    long in[6] = {34}, out[6] = {103}, outcomes[3][4] = {{72, 64, 178, 37}, {13, 4, 8, 1}, {12, 1, 1, 6}};
    figures_disclosed(f, disclosed);
    figures_fill(f, results, in, out, outcomes);
}

/* A number, not 0 in `density` of 100 cases. */
static long figure_random(uint64_t *seed, uint32_t density)
{
    static const uint32_t below[] = {9, 99, 999, 99999};
    if (chance(seed, 100) >= density) return 0;
    return 1 + (long)chance(seed, below[chance(seed, 4)]);
}

static void figures_random(figures *f, uint64_t *seed, uint32_t density)
{
    long results[21][6], in[6], out[6], outcomes[3][4];
    memset(f, 0, sizeof *f);
    for (int i = 0; i < DISCLOSED - 1; i++) figure(f, i, figure_random(seed, density));
    if (chance(seed, 2)) snprintf(f->value[9], sizeof *f->value, "%u.%06u", chance(seed, 9999), chance(seed, 999999));
    else figure(f, 9, figure_random(seed, density));
    for (int c = 0; c < 6; c++) {
        long sum = 0;
        for (int r = 0; r < 21; r++) sum += results[r][c] = figure_random(seed, density);
        out[c] = figure_random(seed, density);
        in[c] = figure_random(seed, density);
        if (in[c] > sum + out[c]) in[c] = 0;
    }
    for (int g = 0; g < 3; g++)
        for (int c = 0; c < 4; c++) outcomes[g][c] = figure_random(seed, density);
    figures_fill(f, results, in, out, outcomes);
}

/* ---- layouts and dresses ---- */

typedef enum { LINES, PIPES, PIPE_LINES, BAR_BETWEEN, MARKDOWN, TABS, SPACES } shape;

typedef struct {
    const char *name;
    shape shape;
    int slots;  /* blank cells show */
    int broken; /* a label may be broken over lines */
    int lead;   /* a pipe before the first cell */
    int spans;  /* covered slots are empty slots */
    int trail;  /* further pipes behind the last cell; or, between bars, a bar behind it */
    int gap;    /* an empty line between cells */
} layout;

static const layout LAYOUTS[] = {
    {"lines, empty lines between", LINES, 0, 1, 0, 0, 0, 1},
    {"lines", LINES, 0, 1, 0, 0, 0, 0},
    {"pipes", PIPES, 1, 0, 0, 0, 0, 0},
    {"pipes, trailing", PIPES, 1, 0, 0, 0, 2, 0},
    {"pipes, spans", PIPES, 1, 0, 0, 1, 0, 0},
    {"pipes, spans, trailing", PIPES, 1, 0, 0, 1, 2, 0},
    {"pipes, leading", PIPES, 1, 0, 1, 0, 0, 0},
    {"pipes, leading, trailing", PIPES, 1, 0, 1, 0, 2, 0},
    {"pipes, leading, spans", PIPES, 1, 0, 1, 1, 0, 0},
    {"pipes, leading, spans, trailing", PIPES, 1, 0, 1, 1, 2, 0},
    {"pipe-lines", PIPE_LINES, 1, 1, 0, 0, 0, 0},
    {"pipe-lines, empty lines between", PIPE_LINES, 1, 1, 0, 0, 0, 1},
    {"pipe-lines, spans", PIPE_LINES, 1, 1, 0, 1, 0, 0},
    {"bar-between", BAR_BETWEEN, 1, 1, 0, 0, 0, 0},
    {"bar-between, bar behind the row", BAR_BETWEEN, 1, 1, 0, 0, 1, 0},
    {"markdown", MARKDOWN, 1, 0, 1, 0, 0, 0},
    {"tabs", TABS, 1, 0, 0, 0, 0, 0},
    {"tabs, spans", TABS, 1, 0, 0, 1, 0, 0},
    {"spaces", SPACES, 0, 0, 0, 0, 0, 0},
};
enum { LAYOUTS_COUNT = sizeof LAYOUTS / sizeof *LAYOUTS };

typedef struct {
    int wide, crlf, bom, padding, broken, traditional, chrome, blanks;
} dress;

static const char *const PADDING[] = {"", "\xe3\x80\x80", "\xc2\xa0", "\xe2\x80\x8b"};

/* half and full width */
static const char *const WIDE[][2] = {{"(", "（"}, {")", "）"}, {",", "，"}, {":", "："}, {".", "．"}};

/* clang-format off */
static const char *const TRADITIONAL[][2] = {
    {"总", "總"}, {"况", "況"}, {"动", "動"}, {"开", "開"}, {"务", "務"}, {"项", "項"}, {"条", "條"}, {"数", "數"}, {"处", "處"},
    {"复", "複"}, {"议", "議"}, {"诉", "訴"}, {"讼", "訟"}, {"报", "報"}, {"规", "規"}, {"许", "許"}, {"审", "審"}, {"纠", "糾"},
    {"结", "結"}, {"维", "維"}, {"经", "經"}, {"执", "執"}, {"机", "機"}, {"构", "構"}, {"组", "組"}, {"织", "織"}, {"业", "業"},
    {"认", "認"}, {"无", "無"}, {"请", "請"}, {"员", "員"}, {"见", "見"}, {"万", "萬"}, {"单", "單"}, {"额", "額"}, {"费", "費"},
    {"计", "計"}, {"获", "獲"}, {"举", "舉"}, {"访", "訪"}, {"类", "類"}, {"办", "辦"}, {"问", "問"}, {"题", "題"}, {"进", "進"},
    {"关", "關"}, {"发", "發"}, {"现", "現"}, {"强", "強"}, {"商", "商"}, {"团", "團"}, {"国", "國"}, {"与", "與"},
    {"对", "對"}, {"应", "應"}, {"个", "個"}, {"过", "過"}, {"确", "確"}, {"补", "補"}, {"内", "內"}, {"查", "查"}, {"询", "詢"}};
/* clang-format on */

/* The character at `p` in its dress. */
static size_t dress_char(text *out, const char *p, const dress *d)
{
    size_t size = 1;
    while (((unsigned char)p[size] & 0xc0) == 0x80) size++;
    if (d->wide && *p >= '0' && *p <= '9') {
        text_add(out, "\xef\xbc", 2);
        text_format(out, "%c", *p - '0' + 0x90);
        return size;
    }
    for (size_t i = 0; d->wide && i < sizeof WIDE / sizeof *WIDE; i++)
        if (*p == WIDE[i][0][0]) {
            text_puts(out, WIDE[i][1]);
            return size;
        }
    for (size_t i = 0; d->traditional && i < sizeof TRADITIONAL / sizeof *TRADITIONAL; i++)
        if (!strncmp(p, TRADITIONAL[i][0], 3)) {
            text_puts(out, TRADITIONAL[i][1]);
            return size;
        }
    text_add(out, p, size);
    return size;
}

/* A label or number in its dress, padded, perhaps broken. */
static void dress_word(text *out, const char *word, const dress *d, int may_break, int label, uint64_t *seed)
{
    size_t length = 0, at, n = 0;
    for (const char *p = word; *p; p++) length += ((unsigned char)*p & 0xc0) != 0x80;
    at = length > 1 ? 1 + chance(seed, (uint32_t)length - 1) : 0;
    if (at == 1 && *word >= '0' && *word <= '9') at = 2; /* a digit alone is a number, not an ordinal */
    text_puts(out, PADDING[d->padding]);
    for (const char *p = word; *p; n++) {
        if (label && n && n == at && d->broken && may_break) text_puts(out, chance(seed, 2) ? "\n" : "\n\n");
        else if (label && n && n == at) text_puts(out, PADDING[d->padding]);
        p += dress_char(out, p, d);
    }
    text_puts(out, PADDING[d->padding]);
}

static void slot_text(text *out, const slot *s, const figures *f, const layout *l, const dress *d, uint64_t *seed)
{
    if (s->covered || (s->cell >= 0 && f->blank[s->cell])) return;
    if (s->cell >= 0) dress_word(out, f->value[s->cell], d, 0, 0, seed);
    else dress_word(out, s->word, d, l->broken, 1, seed);
}

/* The slots of a line with a mark between them. */
static void row_joined(text *out, const line *g, const figures *f, const layout *l, const dress *d, const char *mark,
                       uint64_t *seed)
{
    int first = 1;
    if (l->lead) text_puts(out, "| ");
    for (int i = 0; i < g->count; i++) {
        if (g->slots[i].covered && !l->spans) continue;
        if (!l->slots && g->slots[i].cell >= 0 && f->blank[g->slots[i].cell]) continue;
        if (!first) text_puts(out, mark);
        slot_text(out, &g->slots[i], f, l, d, seed);
        first = 0;
    }
    if (l->shape == PIPES || l->shape == MARKDOWN) text_puts(out, " |");
    for (int i = 0; i < l->trail && l->shape == PIPES; i++) text_puts(out, "|");
    text_puts(out, "\n");
}

static void row_lines(text *out, const line *g, const figures *f, const layout *l, const dress *d, uint64_t *seed)
{
    for (int i = 0; i < g->count; i++) {
        if (g->slots[i].covered || (g->slots[i].cell >= 0 && f->blank[g->slots[i].cell])) continue;
        slot_text(out, &g->slots[i], f, l, d, seed);
        text_puts(out, l->gap ? "\n\n" : "\n");
    }
}

static void row_pipe_lines(text *out, const line *g, const figures *f, const layout *l, const dress *d, uint64_t *seed)
{
    for (int i = 0; i < g->count; i++) {
        if (g->slots[i].covered) {
            int next = i + 1 < g->count && g->slots[i + 1].covered;
            if (l->spans) text_puts(out, next ? "|" : "|\n");
            continue;
        }
        slot_text(out, &g->slots[i], f, l, d, seed);
        text_puts(out, l->gap ? " |\n\n" : " |\n");
    }
}

static void row_bar_between(text *out, const line *g, const figures *f, const layout *l, const dress *d, uint64_t *seed)
{
    int last = g->count - 1;
    while (g->slots[last].covered) last--;
    for (int i = 0; i <= last; i++) {
        if (g->slots[i].covered) continue;
        slot_text(out, &g->slots[i], f, l, d, seed);
        text_puts(out, i < last || l->trail ? "\n|\n" : "\n");
    }
}

/* Every row a little table of its own; the real heads are gone but for those of table two. */
static void row_markdown(text *out, const line *g, const figures *f, const layout *l, const dress *d, uint64_t *seed)
{
    int numbers = 0, words = 0;
    for (int i = 0; i < g->count; i++) {
        numbers += g->slots[i].cell >= 0;
        words += !g->slots[i].covered && g->slots[i].cell < 0;
    }
    if (!numbers && words == 1) {
        text_puts(out, "\n### ");
        dress_word(out, g->slots[0].word, d, 0, 1, seed);
        text_puts(out, "\n\n");
        return;
    }
    if (g->table == 1 && !numbers) return;
    if (g->table == 1) {
        text_puts(
            out,
            "\n| 类别 | 数据1 | 数据2 | 数据3 | 数据4 | 数据5 | 数据6 | 总计 |\n|---|---|---|---|---|---|---|---|\n");
        for (int i = 0; i < g->count - numbers - 1; i++)
            if (!g->slots[i].covered && !g->slots[i + 1].covered && g->slots[i + 1].cell < 0) {
                line rest = *g;
                text_puts(out, "");
                rest.slots[i].covered = 1;
                row_joined(out, &rest, f, l, d, " | ", seed);
                return;
            }
    }
    row_joined(out, g, f, l, d, " | ", seed);
    if (!numbers) {
        text_puts(out, "|");
        for (int i = 0; i < words; i++) text_puts(out, "---|");
        text_puts(out, "\n");
    }
}

static void render_table(text *out, int table, const figures *f, const layout *l, const dress *d, uint64_t *seed)
{
    for (int i = 0; i < grid_lines; i++) {
        if (grid[i].table != table) continue;
        switch (l->shape) {
        case LINES: row_lines(out, &grid[i], f, l, d, seed); break;
        case PIPES: row_joined(out, &grid[i], f, l, d, " | ", seed); break;
        case TABS: row_joined(out, &grid[i], f, l, d, "\t", seed); break;
        case SPACES: row_joined(out, &grid[i], f, l, d, " ", seed); break;
        case PIPE_LINES: row_pipe_lines(out, &grid[i], f, l, d, seed); break;
        case BAR_BETWEEN: row_bar_between(out, &grid[i], f, l, d, seed); break;
        case MARKDOWN: row_markdown(out, &grid[i], f, l, d, seed); break;
        }
    }
}

static void dressed(text *out, const char *words, const dress *d)
{
    for (const char *p = words; *p;) p += dress_char(out, p, d);
    text_puts(out, "\n");
}

static void render(text *out, const figures *f, const layout *l, const dress *d, uint64_t *seed)
{
    static const char *const chrome_before = "首页 > 政府信息公开 > 政府信息公开年报\n索引号:000014349/2023-74857 | "
                                             "发布日期:2024-01-22 | 字号:[大 中 小] | 打印\n\n";
    static const char *const chrome_after =
        "扫一扫在手机打开当前页\n打印 关闭\n上一篇:关于召开会议的通知(3)\n下一篇:2022年工作要点\n第 3 页 共 8 页\n";
    out->size = 0;
    if (d->bom) text_puts(out, "\xef\xbb\xbf");
    if (d->chrome) text_puts(out, chrome_before);
    dressed(out, "某某市水利局2023年政府信息公开工作年度报告\n", d);
    dressed(out,
            "根据《中华人民共和国政府信息公开条例》编制。本报告所列数据的统计期限自2023年1月1日至2023年12月31日止。\n",
            d);
    dressed(out, "一、总体情况\n\n本年度公开政府信息104条,办结申请29件。\n", d);
    dressed(out, "二、主动公开政府信息情况\n", d);
    render_table(out, 0, f, l, d, seed);
    dressed(out, "\n三、收到和处理政府信息公开申请情况\n", d);
    render_table(out, 1, f, l, d, seed);
    dressed(out, "\n四、政府信息公开行政复议、行政诉讼情况\n", d);
    render_table(out, 2, f, l, d, seed);
    dressed(out, "\n五、存在的主要问题及改进情况\n\n问题有3个方面,改进措施有2条。\n", d);
    dressed(out, "六、其他需要报告的事项\n\n本年度收取信息处理费0元。", d);
    if (d->chrome) text_puts(out, chrome_after);
    if (d->crlf) text_replace(out, "\n", 1, "\r\n", 2, 0);
}

/* ---- what must hold ---- */

static unsigned long tried, failed;
static const char *keep;
static int shown = 3; /* failures of one layout */

/* The first thing wrong, or NULL. */
static const char *wrong(const gknb_report *report, const figures *f, const layout *l)
{
    static char why[1024];
    char value[40];
    gknb_finding finding;
    for (int i = 0; i < path_count; i++) {
        int blank = f->blank[i] && l->slots;
        size_t index = gknb_find_cell(report, paths[i]);
        gknb_cell cell;
        if (index == (size_t)-1) {
            snprintf(why, sizeof why, "no cell %.80s", paths[i]);
            return why;
        }
        gknb_get_cell(report, index, &cell);
        value[0] = 0;
        if (cell.has_value) gknb_format_decimal(cell.value, value);
        if (blank ? cell.state == GKNB_STATE_BLANK : cell.state == GKNB_STATE_GIVEN && !strcmp(value, f->value[i]))
            continue;
        snprintf(why, sizeof why, "%.80s is %s %s, due %s", paths[i], gknb_state_name(cell.state), value,
                 blank ? "blank" : f->value[i]);
        return why;
    }
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        char message[400];
        gknb_get_finding(report, i, &finding);
        if (finding.level != GKNB_LEVEL_ERROR) continue;
        gknb_format_finding(report, i, GKNB_LANG_EN, message, sizeof message);
        snprintf(why, sizeof why, "%s at byte %u: %s", finding.id, finding.span.start, message);
        return why;
    }
    return NULL;
}

/* With slots that are no cells, a row with blanks can be read only when a row without them shows where cells stand. */
static int may_be_blank(int cell, const layout *l, const dress *d, uint64_t *run)
{
    int first_row = cell < 6 || (cell >= DISCLOSED && cell < DISCLOSED + APPLICANT_COLUMNS);
    if (d->blanks == 2 && !l->spans && !l->trail) return 1;
    return !first_row && chance(run, 2);
}

static void check(const char *set, const figures *given, const layout *l, const dress *d, uint64_t seed)
{
    static text document;
    static unsigned long failed_in_layout[LAYOUTS_COUNT];
    figures f = *given;
    uint64_t run = seed * 2654435761u + 1;
    gknb_report *report;
    const char *why;
    for (int i = 0; i < path_count; i++)
        f.blank[i] = l->slots && d->blanks && !strcmp(f.value[i], "0") && may_be_blank(i, l, d, &run);
    render(&document, &f, l, d, &run);
    tried++;
    if (gknb_parse(document.at, document.size, NULL, &report) != GKNB_OK) {
        failed++;
        printf("layouts: %s in %s: not parsed\n", set, l->name);
        return;
    }
    why = wrong(report, &f, l);
    gknb_free(report);
    if (!why) return;
    failed++;
    if (failed_in_layout[l - LAYOUTS]++ >= (size_t)shown) return;
    printf("layouts: %s in %s (wide %d crlf %d bom %d padding %d broken %d traditional %d chrome %d blanks %d seed "
           "%lu)\n    %s\n",
           set, l->name, d->wide, d->crlf, d->bom, d->padding, d->broken, d->traditional, d->chrome, d->blanks,
           (unsigned long)seed, why);
    if (keep) {
        char path[512];
        snprintf(path, sizeof path, "%s/%02d-%lu.txt", keep, (int)(l - LAYOUTS), failed_in_layout[l - LAYOUTS]);
        file_write(path, &document);
    }
}

/* Every dress of a layout. */
static void check_all(const char *set, const figures *f, const layout *l, uint64_t seed)
{
    for (int i = 0; i < 2 * 2 * 2 * 4 * 2 * 2 * 2 * 3; i++) {
        int n = i;
        dress d;
        d.wide = n % 2, n /= 2;
        d.crlf = n % 2, n /= 2;
        d.bom = n % 2, n /= 2;
        d.padding = n % 4, n /= 4;
        d.broken = n % 2, n /= 2;
        d.traditional = n % 2, n /= 2;
        d.chrome = n % 2, n /= 2;
        d.blanks = n % 3;
        if ((d.broken && !l->broken) || (d.blanks && !l->slots)) continue;
        check(set, f, l, &d, seed + (uint64_t)i);
    }
}

static void check_seed(uint64_t seed)
{
    static const uint32_t densities[] = {0, 5, 30, 60, 95};
    uint64_t run = seed * 0x9e3779b97f4a7c15u + 1;
    uint32_t density = densities[seed % 5];
    figures f;
    char set[64];
    chance(&run, 2);
    figures_random(&f, &run, density);
    snprintf(set, sizeof set, "seed %lu (%u %% not 0)", (unsigned long)seed, density);
    for (int k = 0; k < LAYOUTS_COUNT; k++) {
        dress d = {(int)chance(&run, 2), (int)chance(&run, 2), (int)chance(&run, 2), (int)chance(&run, 4),
                   (int)chance(&run, 2), (int)chance(&run, 2), (int)chance(&run, 2), (int)chance(&run, 3)};
        check(set, &f, &LAYOUTS[k], &d, seed);
    }
}

int main(int argc, char **argv)
{
    figures sparse, dense;
    for (int i = 1; i + 1 < argc; i++)
        if (!strcmp(argv[i], "--keep")) keep = argv[i + 1];
    grid_make();
    figures_sparse(&sparse);
    figures_dense(&dense);
    for (int k = 0; k < LAYOUTS_COUNT; k++) {
        unsigned long before = failed, from = tried;
        check_all("sparse", &sparse, &LAYOUTS[k], 1);
        check_all("dense", &dense, &LAYOUTS[k], 2);
        if (failed > before) printf("layouts: %s: %lu of %lu wrong\n", LAYOUTS[k].name, failed - before, tried - from);
    }
    for (uint64_t seed = 1; seed <= 300; seed++) check_seed(seed);
    printf("%lu passed, %lu failed\n", tried - failed, failed);
    return failed != 0;
}
