/* opened.c: see opened.h. */
#include "opened.h"

#include <string.h>

#include "../../src/adapt/adapt.h"
#include "oracle.h"

enum { OPENED_CAP = 4 << 20 };

/* Places in the file as given; a DOCX and a PDF have none. */
static void opened_places(const gknb_report *report, size_t size, const char *container)
{
    if (!strcmp(container, "docx") || !strcmp(container, "pdf")) return;
    for (size_t i = 0; i < gknb_cell_count(report); i++) {
        gknb_cell cell;
        gknb_span given;
        gknb_get_cell(report, i, &cell);
        given = gknb_span_given(report, cell.span);
        ORACLE(given.start <= given.end && given.end <= size);
    }
}

void opened_check(const uint8_t *bytes, size_t size)
{
    gknb_document one = {NULL, 0, NULL, NULL}, two = {NULL, 0, NULL, NULL};
    gknb_options options;
    gknb_report *report;
    gknb_open_status status = gknb_open(bytes, size, OPENED_CAP, &one);
    ORACLE(status == gknb_open(bytes, size, OPENED_CAP, &two));
    ORACLE(status != GKNB_OPEN_NO_MEMORY);
    if (status != GKNB_OPEN_OK) return;
    ORACLE(one.size == two.size && (!one.size || !memcmp(one.text, two.text, one.size)));
    memset(&options, 0, sizeof options);
    options.source = one.source;
    if (gknb_parse(one.text, one.size, &options, &report) == GKNB_OK) {
        oracle_spans(report);
        oracle_states(report);
        opened_places(report, size, one.source ? one.source->container : "text");
        gknb_free(report);
    } else {
        ORACLE(!one.source);
    }
    gknb_close(&one);
    gknb_close(&two);
}

void opened_check_if(const uint8_t *bytes, size_t size, const char *container)
{
    if (!strcmp(gknb_container(bytes, size), container)) opened_check(bytes, size);
}
