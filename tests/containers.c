/* containers.c: what the container of a document may not change.
 *
 * In: corpus/, and reports made up from seeds. Every document of the corpus is wrapped as pages and DOCX and written in
 * other encodings; out: its values, states and finding ids must be those of its plain twin. Of the reports made up the
 * tables are drawn as tables; every cell must be the one put in. What is refused: tests/refused.c. */
#include <dirent.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "drawn.h"
#include "twin.h"

static unsigned long passed, failed, skipped;

static void judge(int fine, const char *name, const char *what)
{
    if (fine) passed++;
    else failed++;
    if (!fine) printf("containers: %s: %s\n", name, what);
}

/* ---- the same model ---- */

/* A span must show in the file as given what was read; without an encoding only digits are seen. */
static int spans_hold(const twin *o, const text *file, const char *encoding)
{
    for (size_t i = 0; i < gknb_cell_count(o->report); i++) {
        gknb_cell cell;
        gknb_span given;
        size_t size, left, room = 200;
        char made[200], *in, *to = made;
        const uint8_t *raw = gknb_get_raw(o->report, i, &size);
        iconv_t cd;
        gknb_get_cell(o->report, i, &cell);
        if (cell.state != GKNB_STATE_GIVEN || (!encoding && (raw[0] < '0' || raw[0] > '9' || raw[size - 1] >= 0x80)))
            continue;
        given = gknb_span_given(o->report, cell.span);
        if (given.end > file->size || given.start > given.end) return 0;
        left = given.end - given.start;
        in = file->at + given.start;
        cd = iconv_open("UTF-8", encoding ? encoding : "UTF-8");
        iconv(cd, &in, &left, &to, &room);
        iconv_close(cd);
        if ((size_t)(to - made) != size || memcmp(made, raw, size) != 0) return 0;
    }
    return 1;
}

static void compare(const char *name, const char *as, const twin *plain, const text *file, const char *encoding)
{
    char label[300];
    twin o = twin_open(file);
    const char *why = o.report ? twin_differs(plain->report, o.report, NULL) : "not opened";
    snprintf(label, sizeof label, "%s as %s", name, as);
    if (twin_is_left_out(&o)) {
        skipped++;
        return;
    }
    judge(!why, label, why);
    if (o.report && encoding) judge(spans_hold(&o, file, encoding), label, "a span does not show what was read");
    twin_close(&o);
}

/* 1: in that encoding it says the same. */
static int recode(const text *plain, const char *to, const char *mark, text *out)
{
    iconv_t cd = iconv_open(to, "UTF-8");
    char *in = plain->at, *made = (char *)malloc(plain->size * 4 + 8), *at = made;
    size_t left = plain->size, room = plain->size * 4 + 8;
    int fine = iconv(cd, &in, &left, &at, &room) != (size_t)-1;
    iconv_close(cd);
    out->size = 0;
    text_puts(out, mark);
    text_add(out, made, (size_t)(at - made));
    free(made);
    return fine;
}

/* The page as browsers save it in one file. */
static void save(const text *page, int base64, text *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t column = 0;
    out->size = 0;
    text_puts(
        out,
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";"
        "\r\n\tboundary=\"----here----\"\r\n\r\n------here----\r\nContent-Type: image/png\r\n\r\nx\r\n------here----"
        "\r\nContent-Type: text/html\r\n");
    text_format(out, "Content-Transfer-Encoding: %s\r\n\r\n", base64 ? "base64" : "quoted-printable");
    for (size_t i = 0; i < page->size; i += base64 ? 3 : 1) {
        const unsigned char *p = (const unsigned char *)page->at + i;
        size_t left = page->size - i;
        if (base64) {
            uint32_t three = (uint32_t)p[0] << 16 | (left > 1 ? (uint32_t)p[1] << 8 : 0) | (left > 2 ? p[2] : 0);
            for (size_t k = 0; k < 4; k++) text_format(out, "%c", k > left ? '=' : digits[three >> (18 - 6 * k) & 63]);
            column += 4;
        } else if (*p == '=' || *p >= 0x7f) {
            text_format(out, "=%02X", *p);
            column += 3;
        } else {
            text_format(out, "%c", *p);
            column = *p == '\n' ? 0 : column + 1;
        }
        if (column < 72) continue;
        text_puts(out, base64 ? "\r\n" : "=\r\n");
        column = 0;
    }
    text_puts(out, "\r\n------here------\r\n");
}

/* Digits stand in a message as themselves, but for the breaks of its lines. */
static int message_spans_hold(const twin *o, const text *file)
{
    for (size_t i = 0; i < gknb_cell_count(o->report); i++) {
        size_t size, n = 0;
        const uint8_t *raw = gknb_get_raw(o->report, i, &size);
        gknb_cell cell;
        gknb_span given;
        gknb_get_cell(o->report, i, &cell);
        if (cell.state != GKNB_STATE_GIVEN || strspn((const char *)raw, "0123456789.") < size) continue;
        given = gknb_span_given(o->report, cell.span);
        for (uint32_t k = given.start; k < given.end && k < file->size; k++) {
            if (strchr("=\r\n", file->at[k])) continue;
            if (n == size || (unsigned char)file->at[k] != raw[n++]) return 0;
        }
        if (n != size) return 0;
    }
    return 1;
}

/* `split`: tags stand between the digits of a number. */
static void compare_saved(const char *name, const twin *plain, const text *page, int split)
{
    static const char *const as[] = {"MHTML", "MHTML in base64"};
    for (int base64 = 0; base64 < 2; base64++) {
        text file = {NULL, 0, 0};
        twin o;
        save(page, base64, &file);
        compare(name, as[base64], plain, &file, NULL);
        o = twin_open(&file);
        if (o.report && !base64 && !split)
            judge(message_spans_hold(&o, &file), name, "as MHTML a span does not show what was read");
        twin_close(&o);
        text_free(&file);
    }
}

/* Saved garbled: read in another encoding, then as UTF-8. What goes back is read; one character lost, and nothing is.
 */
static void compare_garbled(const char *name, const twin *plain, const text *file)
{
    text garbled = {NULL, 0, 0};
    twin t;
    size_t right = 0;
    for (size_t i = 0; i < file->size; i++) {
        unsigned char byte = (unsigned char)file->at[i];
        char two[2] = {(char)(0xc0 | byte >> 6), (char)(0x80 | (byte & 63))};
        if (byte < 0x80) text_add(&garbled, file->at + i, 1);
        else text_add(&garbled, two, 2);
    }
    t = twin_open(&garbled);
    for (size_t i = 0; t.report && i < gknb_cell_count(t.report); i++) {
        gknb_cell a, b;
        gknb_get_cell(t.report, i, &a);
        gknb_get_cell(plain->report, i, &b);
        right += a.state == b.state && a.value.digits == b.value.digits;
    }
    judge(t.report && right == gknb_cell_count(plain->report), name, "garbled, a cell is not read");
    judge(t.report && twin_count(t.report, "E105") == 1, name, "garbled, and not said");
    if (t.report) judge(spans_hold(&t, &garbled, NULL), name, "garbled, a span does not show what was read");
    twin_close(&t);
    text_puts(&garbled, "\xef\xbf\xbd");
    t = twin_open(&garbled);
    judge(t.report && twin_count(t.report, "E105") == 0, name, "garbled with a loss, and taken back");
    twin_close(&t);
    text_free(&garbled);
}

/* What differs from the plain twin but for the one finding that says what was done to the document. */
static void compare_said(const char *name, const char *as, const twin *plain, const text *file, const char *id)
{
    char label[300];
    twin t = twin_open(file);
    const char *why = t.report ? twin_differs(plain->report, t.report, id) : "not opened";
    if (twin_is_left_out(&t)) {
        skipped++;
        return;
    }
    snprintf(label, sizeof label, "%s as %s", name, as);
    judge(!why, label, why);
    judge(t.report && twin_count(t.report, id) == 1, label, "and not said");
    if (t.report) judge(spans_hold(&t, file, NULL), label, "a span does not show what was read");
    twin_close(&t);
}

/* Behind each ideograph stands `before`, a syllable, `after`. */
static void annotate(const text *file, const char *open, const char *before, const char *after, text *out)
{
    static const char *const syllables[] = {"zh\xc4\x81ng", "ke", "n\xc7\x9a", "yu\xc3\xa1n"};
    out->size = 0;
    for (size_t i = 0; i < file->size; i++) {
        unsigned char c = (unsigned char)file->at[i];
        if (c < 0xe4 || c > 0xe9) {
            text_add(out, file->at + i, 1);
            continue;
        }
        text_puts(out, open);
        text_add(out, file->at + i, 3);
        text_format(out, "%s%s%s", before, syllables[i % 4], after);
        i += 2;
    }
}

static void compare_annotated(const char *name, const twin *plain, const text *file)
{
    text made = {NULL, 0, 0}, page = {NULL, 0, 0};
    annotate(file, "", "(", ")", &made);
    compare_said(name, "with pinyin in brackets", plain, &made, "E106");
    annotate(file, "", "", "", &made);
    compare_said(name, "with pinyin", plain, &made, "E106");
    twin_wrap(file, PAGE_CMS, &page);
    annotate(&page, "", "\xef\xbc\x88", "\xef\xbc\x89", &made);
    compare_said(name, "a page with pinyin", plain, &made, "E106");
    twin_wrap(file, PAGE_CLEAN, &page);
    annotate(&page, "<ruby>", "<rp>(</rp><rt>", "</rt><rp>)</rp></ruby>", &made);
    compare(name, "an annotated page", plain, &made, NULL);
    text_free(&made);
    text_free(&page);
}

/* Two characters with theirs may be a gloss: nothing is left out. */
static void check_gloss(void)
{
    text file = {NULL, 0, 0};
    twin t;
    if (!file_read("tests/templates/valid-2021.txt", &file)) exit(2);
    text_replace(&file, "\xe8\xa7\x84\xe7\xab\xa0\n", 7, "\xe8\xa7\x84(gui)\xe7\xab\xa0(zhang)\n", 19, 1);
    t = twin_open(&file);
    judge(t.report && !twin_count(t.report, "E106") && gknb_finding_count(t.report) > 0, "a gloss", "left out");
    twin_close(&t);
    text_free(&file);
}

/* As markdown: each line a paragraph, some of them bold, headings marked. */
static void compare_markdown(const char *name, const twin *plain, const text *file)
{
    text made = {NULL, 0, 0};
    for (const char *p = text_of(file), *end; *p; p = end + (*end != 0)) {
        size_t size;
        int heads;
        end = p + strcspn(p, "\n");
        size = (size_t)(end - p);
        heads = size > 6 && size < 90 && !memcmp(p + 3, "\xe3\x80\x81", 3) && !memchr(p, '|', size);
        text_puts(&made, heads ? "## " : "");
        text_add(&made, p, size);
        text_puts(&made, memchr(p, '|', size) ? "\n" : "\n\n");
    }
    compare(name, "markdown", plain, &made, NULL);
    text_free(&made);
}

static void compare_all(const char *name, const text *file)
{
    static const char *const styles[PAGE_STYLES] = {"HTML", "HTML saved by Word", "HTML of a site", "DOCX"};
    twin plain = twin_open(file);
    text made = {NULL, 0, 0}, page = {NULL, 0, 0};
    for (int s = 0; s < PAGE_STYLES; s++) {
        twin_wrap(file, (page_style)s, &made);
        compare(name, styles[s], &plain, &made, NULL);
    }
    if (gknb_cell_count(plain.report)) compare_garbled(name, &plain, file);
    if (gknb_cell_count(plain.report)) compare_annotated(name, &plain, file);
    compare_markdown(name, &plain, file);
    if (recode(file, "BIG5", "", &made)) compare(name, "Big5", &plain, &made, "BIG5");
    if (recode(file, "GB18030", "", &made)) compare(name, "GB18030", &plain, &made, "GB18030");
    if (recode(file, "UTF-16LE", "\xff\xfe", &made)) compare(name, "UTF-16LE", &plain, &made, "UTF-16LE");
    if (recode(file, "UTF-16BE", "\xfe\xff", &made)) compare(name, "UTF-16BE", &plain, &made, "UTF-16BE");
    twin_wrap(file, PAGE_WORD, &page);
    compare_saved(name, &plain, &page, 1);
    twin_wrap(file, PAGE_CLEAN, &page);
    text_replace(&page, "charset=\"utf-8\"", 15, "charset=\"gb2312\"", 16, 1);
    if (recode(&page, "GB18030", "", &made)) compare(name, "HTML in GB18030", &plain, &made, "GB18030");
    if (made.size) compare_saved(name, &plain, &made, 0);
    if (recode(&page, "UTF-16LE", "\xff\xfe", &made)) compare(name, "HTML in UTF-16LE", &plain, &made, "UTF-16LE");
    text_free(&made);
    text_free(&page);
    twin_close(&plain);
}

/* ---- the form as tables ---- */

static void check_form(uint64_t seed)
{
    static const char *const styles[PAGE_STYLES] = {"HTML", "HTML saved by Word", "HTML of a site", "DOCX"};
    text file = {NULL, 0, 0};
    drawn_make(seed);
    for (int s = 0; s < PAGE_STYLES; s++) {
        char name[80];
        twin t;
        drawn_write(&file, (page_style)s);
        t = twin_open(&file);
        snprintf(name, sizeof name, "seed %lu as %s", (unsigned long)seed, styles[s]);
        if (twin_is_left_out(&t)) skipped++;
        else judge(t.report && !drawn_untrue(t.report), name, t.report ? drawn_untrue(t.report) : "not opened");
        twin_close(&t);
    }
    text_free(&file);
}

/* ---- tables ---- */

/* Spans as wide as one likes are no more than the columns there are. */
static void check_spans(void)
{
    text file = {NULL, 0, 0};
    twin o;
    text_puts(&file, "<h1>某某市水利局2023年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p><table>"
                     "<tr><td colspan=1000000000>第二十条第（一）项</td></tr>"
                     "<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数</tr>"
                     "<tr><td rowspan=1000000000 colspan=-1>规章<td>1<td rowspan=99999999999999999999><td>25</tr>"
                     "<tr><td colspan=0>行政规范性文件<td>12<td>52</tr></table>");
    o = twin_open(&file);
    if (twin_is_left_out(&o)) {
        skipped++;
    } else {
        gknb_cell cell;
        judge(o.report && o.document.size < 2000, "spans without bounds", "the text grows");
        if (o.report) gknb_get_cell(o.report, gknb_find_cell(o.report, "disclosure.regulations.in_force"), &cell);
        judge(o.report && cell.has_value && cell.value.digits == 25, "spans without bounds", "a cell is lost");
    }
    twin_close(&o);
    text_free(&file);
}

/* A column that a finer one elsewhere has split in two is one column; a number over two has swallowed the second. */
static void check_columns(void)
{
    text file = {NULL, 0, 0};
    twin o;
    text_puts(&file, "<h1>某某市水利局2023年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p><table>"
                     "<tr><td colspan=5>第二十条第（一）项</td></tr>"
                     "<tr><td>信息内容<td>本年制发件数<td colspan=2>本年废止件数<td>现行有效件数</tr>"
                     "<tr><td>规章<td>1<td colspan=2><td>25</tr>"
                     "<tr><td>行政规范性文件<td colspan=3>12<td>52</tr></table>");
    o = twin_open(&file);
    if (twin_is_left_out(&o)) skipped++;
    else {
        static const char *const paths[] = {"disclosure.regulations.made", "disclosure.regulations.repealed",
                                            "disclosure.regulations.in_force", "disclosure.normative_documents.made"};
        static const gknb_state due[] = {GKNB_STATE_GIVEN, GKNB_STATE_BLANK, GKNB_STATE_GIVEN, GKNB_STATE_GIVEN};
        for (size_t i = 0; i < 4; i++) {
            gknb_cell cell;
            gknb_get_cell(o.report, gknb_find_cell(o.report, paths[i]), &cell);
            judge(cell.state == due[i], paths[i], gknb_state_name(cell.state));
        }
    }
    twin_close(&o);
    text_free(&file);
}

int main(void)
{
    DIR *folder = opendir("corpus");
    struct dirent *entry;
    text file = {NULL, 0, 0};
    while (folder && (entry = readdir(folder))) {
        char path[512];
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "corpus/%s/report.txt", entry->d_name);
        if (file_read(path, &file)) compare_all(entry->d_name, &file);
    }
    if (folder) closedir(folder);
    text_free(&file);
    for (uint64_t seed = 1; seed <= 300; seed++) check_form(seed);
    check_spans();
    check_columns();
    check_gloss();
    if (skipped) printf("containers: %lu not tried: this build reads no HTML or no DOCX\n", skipped);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0;
}
