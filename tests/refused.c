/* refused.c: what is not read, and why.
 *
 * In: files made here. Out: every cap of src/base/limits.h that an opener has is reached and said by its own status,
 * and so is every file that is of no use. */
#include <stdlib.h>
#include <string.h>

#include "../src/adapt/adapt.h"
#include "../src/base/limits.h"
#include "pages.h"

static unsigned long passed, failed, skipped;

static const char *const statuses[GKNB_OPEN_STATUSES] = {"ok",        "no memory", "too large", "too deep", "too many",
                                                         "damaged",   "locked",    "no text",   "old word", "ofd",
                                                         "other zip", "no html",   "no docx",   "no pdf"};

static void refused(const char *name, const text *file, size_t cap, gknb_open_status due)
{
    gknb_document document = {NULL, 0, NULL, NULL};
    gknb_open_status is = gknb_open(text_of(file), file->size, cap, &document);
    char why[100];
    snprintf(why, sizeof why, "is %s, due %s", statuses[is], statuses[due]);
    if (is == GKNB_OPEN_NO_HTML || is == GKNB_OPEN_NO_DOCX || is == GKNB_OPEN_NO_PDF) skipped++;
    else if (is == due) passed++;
    else failed++;
    if (is != due && is != GKNB_OPEN_NO_HTML && is != GKNB_OPEN_NO_DOCX && is != GKNB_OPEN_NO_PDF)
        printf("refused: %s %s\n", name, why);
    gknb_close(&document);
}

static void repeat(text *file, const char *what, size_t times)
{
    for (size_t i = 0; i < times; i++) text_puts(file, what);
}

static void check_pages(void)
{
    static const struct {
        const char *what, *begin, *again;
        size_t times, cap;
        gknb_open_status is;
    } pages[] = {
        {"a page nested 2,100 deep", "<html><body>", "<div>", 2100, 0, GKNB_OPEN_TOO_DEEP},
        {"70 tables inside each other", "<html><body>", "<table><tr><td>", 70, 0, GKNB_OPEN_TOO_DEEP},
        {"two million cells", "<table><tr>", "<td>", 2000001, 0, GKNB_OPEN_TOO_MANY},
        {"a page of more text than the cap", "<p>", "政府信息公开", 100, 1000, GKNB_OPEN_TOO_LARGE},
        {"UTF-16 of more text than the cap", "\xff\xfe", "\x3f\x65", 1000, 1000, GKNB_OPEN_TOO_LARGE},
    };
    text file = {NULL, 0, 0};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        file.size = 0;
        text_puts(&file, pages[i].begin);
        repeat(&file, pages[i].again, pages[i].times);
        refused(pages[i].what, &file, pages[i].cap, pages[i].is);
    }
    text_free(&file);
}

static void check_packages(void)
{
    static const char docx[] = "word/document.xml";
    text part = {NULL, 0, 0}, file = {NULL, 0, 0};
    text_puts(&part, "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>1</w:t></w:r></w:p></w:body></w:document>");
    page_package(&file, docx, &part, 0, 0);
    refused("a DOCX", &file, 0, GKNB_OPEN_OK);
    refused("a DOCX larger than the cap", &file, 50, GKNB_OPEN_TOO_LARGE);
    page_package(&file, docx, &part, 0, 1u << 30);
    refused("a part that says it is 1 GB", &file, 0, GKNB_OPEN_TOO_LARGE);
    page_package(&file, docx, &part, 1, 0);
    refused("an encrypted DOCX", &file, 0, GKNB_OPEN_LOCKED);
    page_package(&file, "OFD.xml", &part, 0, 0);
    refused("an OFD", &file, 0, GKNB_OPEN_OFD);
    page_package(&file, "xl/workbook.xml", &part, 0, 0);
    refused("a sheet", &file, 0, GKNB_OPEN_OTHER_ZIP);
    page_package(&file, docx, &part, 0, 0);
    file.size -= 30;
    refused("half a DOCX", &file, 0, GKNB_OPEN_DAMAGED);
    part.size -= 10;
    page_package(&file, docx, &part, 0, 0);
    refused("a DOCX whose part breaks off", &file, 0, GKNB_OPEN_DAMAGED);
    part.size = 0;
    text_puts(&part, "<!DOCTYPE d [<!ENTITY a \"1111111111\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
                     "<w:document xmlns:w=\"w\"><w:t>&b;</w:t></w:document>");
    page_package(&file, docx, &part, 0, 0);
    refused("a DOCX with entities", &file, 0, GKNB_OPEN_DAMAGED);
    part.size = 0;
    text_puts(&part, "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"w\"><w:t>&a;</w:t>"
                     "</w:document>");
    page_package(&file, docx, &part, 0, 0);
    refused("a DOCX with an external entity", &file, 0, GKNB_OPEN_DAMAGED);
    part.size = 0;
    repeat(&part, "<a>", 300);
    page_package(&file, docx, &part, 0, 0);
    refused("a part nested 300 deep", &file, 0, GKNB_OPEN_DAMAGED);
    text_free(&part);
    text_free(&file);
}

static void check_others(void)
{
    text file = {NULL, 0, 0};
    text_puts(&file, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more");
    refused("an OLE file", &file, 0, GKNB_OPEN_OLD_WORD);
    file.size = 0;
    text_puts(&file, "%PDF-1.4\nno more");
    refused("half a PDF", &file, 0, GKNB_OPEN_DAMAGED);
    file.size = 0;
    text_puts(&file,
              "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
              "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n");
    refused("a PDF without text", &file, 0, GKNB_OPEN_NO_TEXT);
    text_replace(&file, "595 842", 7, "9000 842", 8, 1);
    refused("a PDF of huge pages", &file, 0, GKNB_OPEN_TOO_LARGE);
    text_free(&file);
}

/* ---- what unpacks to more ---- */

typedef struct {
    text *out;
    unsigned bits, held;
} packer;

/* The lowest bit first; the codes of Huffman the other way round. */
static void pack(packer *p, unsigned bits, unsigned count)
{
    for (p->bits |= bits << p->held, p->held += count; p->held >= 8; p->held -= 8, p->bits >>= 8) {
        char byte = (char)(p->bits & 255);
        text_add(p->out, &byte, 1);
    }
}

/* A stream of deflate of `size` blanks, with the two bytes before it that zlib has. */
static void pack_blanks(text *out, size_t size, int zlib)
{
    packer p = {out, 0, 0};
    if (zlib) text_add(out, "\x78\x01", 2);
    pack(&p, 3, 3);                                                      /* the last block, fixed codes */
    pack(&p, 0x0a, 8);                                                   /* a blank: 0x30 + 0x20, 8 bits */
    for (size_t i = 1; i + 258 <= size; i += 258) pack(&p, 0xa3, 8 + 5); /* 258 from one before */
    pack(&p, 0, 7 + 7);
}

static void check_bombs(void)
{
    text part = {NULL, 0, 0}, file = {NULL, 0, 0};
    pack_blanks(&part, (size_t)1 << 30, 0);
    page_package(&file, "word/document.xml", &part, 0, 0);
    text_replace(&file, "\x14\0\0\0\0\0", 6, "\x14\0\0\0\x08\0", 6, 0); /* packed */
    refused("a part of 1 GB that says it has 7 MB", &file, 0, GKNB_OPEN_TOO_LARGE);
    text_free(&part);
    text_free(&file);
}

/* ---- PDF ---- */

/* `pages` pages of one content, which is object 3. */
static void pdf_begin(text *out, unsigned pages)
{
    out->size = 0;
    text_puts(out, "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/MediaBox[0 0 595 842]"
                   "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Kids[");
    for (unsigned i = 0; i < pages; i++) text_format(out, "%u 0 R ", i + 4);
    text_format(out, "]/Count %u>>endobj\n", pages);
    for (unsigned i = 0; i < pages; i++)
        text_format(out, "%u 0 obj<</Type/Page/Parent 2 0 R/Contents 3 0 R>>endobj\n", i + 4);
}

static void pdf_end(text *out, const text *content, const char *filter)
{
    text_format(out, "3 0 obj<</Length %lu%s>>stream\n", (unsigned long)content->size, filter);
    text_add(out, content->at, content->size);
    text_puts(out, "\nendstream endobj\ntrailer<</Root 1 0 R>>\n");
}

/* A line of text, `chars` long. */
static void pdf_words(text *content, unsigned chars, unsigned line)
{
    text_format(content, "BT /F 4 Tf 10 %u Td (", 830 - line);
    repeat(content, "x", chars);
    text_puts(content, ") Tj ET\n");
}

static void check_prints(void)
{
    text file = {NULL, 0, 0}, content = {NULL, 0, 0};
    pdf_words(&content, 10, 0);
    pdf_begin(&file, 3);
    pdf_end(&file, &content, "");
    refused("a PDF", &file, 0, GKNB_OPEN_OK);
    pdf_begin(&file, GK_MAX_PAGES + 1);
    pdf_end(&file, &content, "");
    refused("a PDF of more pages than the cap", &file, 0, GKNB_OPEN_TOO_MANY);
    content.size = 0;
    for (unsigned i = 0; i < 210; i++) pdf_words(&content, 200, i * 3);
    pdf_begin(&file, 1);
    pdf_end(&file, &content, "");
    refused("a page of more characters than the cap", &file, 0, GKNB_OPEN_TOO_MANY);
    content.size = 0;
    for (unsigned i = 0; i < 180; i++) pdf_words(&content, 200, i * 4);
    pdf_begin(&file, 30);
    pdf_end(&file, &content, "");
    refused("pages of more characters than the cap", &file, 0, GKNB_OPEN_TOO_MANY);
    pdf_begin(&file, 1);
    pdf_end(&file, &content, "");
    refused("a PDF of more text than the cap", &file, 1000, GKNB_OPEN_TOO_LARGE);
    content.size = 0;
    pack_blanks(&content, (size_t)1 << 25, 1);
    pdf_begin(&file, 1);
    pdf_end(&file, &content, "/Filter/FlateDecode");
    refused("a page of 32 MB of nothing", &file, 0, GKNB_OPEN_NO_TEXT);
    content.size = 0;
    pdf_words(&content, 10, 0);
    for (unsigned i = 0; i < 5000; i++) /* a net of strokes */
        text_format(&content, "%u %u m %u %u l S\n", i % 29 * 20, i / 29 * 4, i % 29 * 20 + 19, i / 29 * 4);
    pdf_begin(&file, 1);
    pdf_end(&file, &content, "");
    refused("a page of more lines than the cap", &file, 0, GKNB_OPEN_OK); /* a picture: they draw no table */
    text_free(&content);
    text_free(&file);
}

static void check_parts(void)
{
    text file = {NULL, 0, 0};
    page_parts(&file, GK_MAX_PARTS + 1);
    refused("a package of more parts than the cap", &file, 0, GKNB_OPEN_TOO_MANY);
    text_free(&file);
}

int main(void)
{
    check_pages();
    check_packages();
    check_others();
    check_bombs();
    check_parts();
    check_prints();
    if (skipped) printf("refused: %lu not tried: this build does not read them\n", skipped);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0;
}
