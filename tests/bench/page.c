/* page.c: how fast a web page is checked, beside what libxml2 itself needs to tell its events (make bench).
 *
 * In: nothing. Out: two lines of figures over the same bytes: a page of 150 KB with 400 links around a report, and that
 * of 1.5 MB; time of both and their ratio, and by how much the process grew. */
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../drawn.h"
#include "../twin.h"

enum { ROUNDS = 15 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* A report of the kind that Word saves, in a page of a site, and prose until it has `want` bytes. */
static void draw_page(text *out, size_t want, int links)
{
    text report = {NULL, 0, 0};
    drawn_make(7);
    drawn_write(&report, PAGE_WORD);
    out->size = 0;
    text_puts(out,
              "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>x</title></head><body>\n<ul class=\"nav\">");
    for (int i = 0; i < links; i++)
        text_format(out, "<li class=\"item\"><a href=\"/zwgk/%d/index.html\" target=\"_blank\">栏目%d</a></li>\n", i,
                    i);
    text_puts(out, "</ul><div class=\"article\">");
    while (out->size + report.size < want)
        text_puts(out, "<p style=\"text-indent:2em\"><span "
                       "style=\"font-size:16px\">围绕群众关心的事项及时公开信息。</span></p>\n");
    text_add(out, report.at, report.size);
    text_puts(out, "</div></body></html>\n");
    text_free(&report);
}

static volatile unsigned long events;
static void on_start(void *user, const xmlChar *name, const xmlChar **attributes)
{
    (void)user, (void)name, (void)attributes;
    events++;
}
static void on_end(void *user, const xmlChar *name)
{
    (void)user, (void)name;
    events++;
}
static void on_text(void *user, const xmlChar *at, int size)
{
    (void)user, (void)at, (void)size;
    events++;
}

static void tell_events(const text *page)
{
    htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(page->at, (int)page->size);
    if (!parser) exit(2);
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    memset(parser->sax, 0, sizeof *parser->sax);
    parser->sax->startElement = on_start;
    parser->sax->endElement = on_end;
    parser->sax->characters = parser->sax->ignorableWhitespace = on_text;
    htmlParseDocument(parser);
    htmlFreeParserCtxt(parser);
}

static void check_page(const text *page)
{
    twin t = twin_open(page);
    if (!t.report) exit(2);
    events += gknb_finding_count(t.report);
    twin_close(&t);
}

/* How much larger a process grows that checks the page once. */
static long grown_by(const text *page)
{
    int out[2];
    long grown = -1;
    if (pipe(out)) exit(2);
    if (!fork()) {
        text first = {NULL, 0, 0};
        struct rusage before, after;
        text_puts(&first, "<p>x</p>"); /* what the program itself needs is not counted */
        check_page(&first);
        getrusage(RUSAGE_SELF, &before);
        check_page(page);
        getrusage(RUSAGE_SELF, &after);
        grown = (after.ru_maxrss - before.ru_maxrss) * 1024;
        _exit(write(out[1], &grown, sizeof grown) != sizeof grown);
    }
    if (read(out[0], &grown, sizeof grown) != sizeof grown) exit(2);
    wait(NULL);
    close(out[0]);
    close(out[1]);
    return grown;
}

int main(void)
{
    static const struct {
        size_t size;
        int links;
    } pages[] = {{150000, 400}, {1500000, 400}};
    printf("%-12s %8s %14s %14s %10s %14s\n", "page", "bytes", "libxml2, us", "check, us", "of it", "memory/input");
    for (size_t p = 0; p < sizeof pages / sizeof *pages; p++) {
        text page = {NULL, 0, 0};
        double best[2] = {1e9, 1e9};
        long grown;
        draw_page(&page, pages[p].size, pages[p].links);
        grown = grown_by(&page);
        for (int round = 0; round < ROUNDS; round++) { /* side by side */
            double start = now(), middle;
            tell_events(&page);
            middle = now();
            check_page(&page);
            if (middle - start < best[0]) best[0] = middle - start;
            if (now() - middle < best[1]) best[1] = now() - middle;
        }
        printf("%d links %10lu %14.0f %14.0f %9.0f%% %14.1f\n", pages[p].links, (unsigned long)page.size, best[0] * 1e6,
               best[1] * 1e6, 100 * best[0] / best[1], (double)grown / (double)page.size);
        text_free(&page);
    }
    return 0;
}
