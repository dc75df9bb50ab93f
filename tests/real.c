/* real.c: what is read of real documents, which stand beside this repository and are not in it.
 *
 * In: ../shared/corpus/real, or the folder that GKNB_REAL names; the figures of tests/figures/. Out: of each document
 * how many cells are right, how many wrong in silence, how many not read; `real --page` writes docs/real.md. None may
 * be wrong in silence, and where one is not read a finding must say so. */
#include <stdlib.h>
#include <string.h>

#include "figures.h"
#include "twin.h"

static const struct {
    const char *file, *figures;
    unsigned least; /* cells that must be right */
} documents[] = {
    {"2025_pingtan-gwh_article.html", "pingtan-2025", 200},
    {"2025_pingtan-gwh_squashed.txt", "pingtan-2025", 197},
    {"2019_shanghai-general-office.html", "shanghai-2019", 198},
    {"2019_shanghai-general-office_derived-flat.txt", "shanghai-2019", 149},
    {"2019_pingtan-gwh_squashed.txt", "pingtan-2019", 198},
    {"2023_huaian-hongze.pdf", "hongze-2023", 200},
    {"2023_huaian-hongze_pdf-visual-lines.txt", "hongze-2023", 200},
    {"2023_huaian-hongze_pdf-content-order.txt", "hongze-2023", 200},
    {"2024_huaian-city.pdf", "huaian-2024", 200},
    {"2024_huaian-city_pdf-visual-lines.txt", "huaian-2024", 200},
    {"2024_huaian-city_pdf-content-order.txt", "huaian-2024", 200},
    {"2021-format_blank-template.docx", "empty", 200},
    {"2025_shuyang-xian_ocr-markdown.md", "shuyang-2025", 200},
    {"2025_shanghai-office_pdf-extract.md", "shanghai-2025", 200},
    {"2023_jiujiang-chaisang-office.txt", "chaisang-2023", 200},
};

typedef struct {
    unsigned right, wrong, unread, tied, unsaid;
} tally;

static int is_named(const gknb_report *report, size_t cell)
{
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        for (size_t n = 0; n < f.cell_count; n++)
            if (gknb_get_finding_cell(report, i, n) == cell) return 1;
    }
    return 0;
}

/* Of an ambiguous cell: what is due is among its readings. */
static int is_reading(const gknb_report *report, size_t at, const gknb_cell *cell, const char *due)
{
    if (*due == '_') return cell->or_none;
    for (size_t n = 0; n < cell->alternative_count; n++) {
        char value[40];
        gknb_format_decimal(gknb_get_alternative(report, at, n), value);
        if (!strcmp(value, due)) return 1;
    }
    return 0;
}

/* `due`: digits; "_" a blank cell; "." and "?" none that can be read. */
static void count_cell(const gknb_report *report, size_t at, const char *due, tally *t)
{
    char value[40] = "";
    gknb_cell cell;
    int is_number = due[0] >= '0' && due[0] <= '9';
    gknb_get_cell(report, at, &cell);
    if (cell.has_value) gknb_format_decimal(cell.value, value);
    if (cell.has_value && strcmp(value, due) != 0) t->wrong++;
    else if (cell.has_value || (*due == '_' && cell.state == GKNB_STATE_BLANK)) t->right++;
    else if (!is_number && *due != '_') t->right++;
    else if (cell.state == GKNB_STATE_AMBIGUOUS && !is_reading(report, at, &cell, due)) t->wrong++;
    else t->unread++, t->tied += cell.state == GKNB_STATE_AMBIGUOUS;
    if (!cell.has_value && is_number && !is_named(report, at)) t->unsaid++;
}

static tally count(const gknb_report *report, const char *name)
{
    static figure due[FIGURES];
    tally t = {0, 0, 0, 0, 0};
    size_t count = figures_read(name, due);
    for (size_t i = 0; i < gknb_cell_count(report); i++) count_cell(report, i, i < count ? due[i].value : "?", &t);
    return t;
}

static const char head[] =
    "# What is read of real documents\n\n"
    "Reports of government bodies as they were published: pages, PDF, the text that others took out of a PDF, OCR. "
    "They are\n"
    "not in this repository; their figures, copied from the documents and not from what gknb said, are in "
    "`tests/figures/`.\n"
    "`make real` reads them all again and writes this page.\n\n"
    "Right: the number of the document, a blank cell told as blank, no number where the document has none (a row that "
    "it\n"
    "leaves out, digits that can be cut in several ways). Not read: the cell has a number, gknb gives none, and a "
    "finding\n"
    "names the cell. Of several readings: it is ambiguous, and what the document has, a number or nothing, is one of "
    "them.\n\n"
    "| document | container | cells | right | wrong in silence | not read, and said | of them of several readings |\n"
    "|---|---|---|---|---|---|---|\n";

int main(int argc, char **argv)
{
    const char *folder = getenv("GKNB_REAL");
    int page = argc > 1 && !strcmp(argv[1], "--page");
    unsigned passed = 0, failed = 0, absent = 0;
    text file = {NULL, 0, 0}, path = {NULL, 0, 0};
    if (!folder) folder = "../shared/corpus/real";
    if (page) fputs(head, stdout);
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        twin t;
        tally is;
        path.size = 0;
        text_format(&path, "%s/%s", folder, documents[i].file);
        if (!file_read(text_of(&path), &file)) {
            absent++;
            continue;
        }
        t = twin_open(&file);
        if (!t.report) {
            absent += (unsigned)twin_is_left_out(&t);
            failed += !twin_is_left_out(&t);
            continue;
        }
        is = count(t.report, documents[i].figures);
        if (page)
            printf("| %s | %s | %lu | %u | %u | %u | %u |\n", documents[i].file,
                   t.document.source ? t.document.source->container : "text", (unsigned long)gknb_cell_count(t.report),
                   is.right, is.wrong, is.unread, is.tied);
        if (!is.wrong && !is.unsaid && is.right >= documents[i].least) passed++;
        else failed++;
        if (!page && (is.wrong || is.unsaid || is.right < documents[i].least))
            printf("real: %s: %u right, %u wrong in silence, %u not read, %u of them without a word\n",
                   documents[i].file, is.right, is.wrong, is.unread, is.unsaid);
        twin_close(&t);
    }
    text_free(&file);
    text_free(&path);
    if (page) return failed != 0;
    if (absent) printf("real: %u not tried: no %s, or not read by this build\n", absent, folder);
    printf("%u passed, %u failed\n", passed, failed);
    return failed != 0;
}
