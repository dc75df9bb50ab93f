/* model.c: the report as read, a row a line: what goldens hold (corpus/README.md has the signs). */
#include "dump.h"

#include <string.h>

enum { KEY_WIDTH = 48 };

static void model_key(gk_sink sink, const char *key)
{
    static const char blanks[] = "                                                ";
    size_t size = strlen(key);
    gk_sink_text(sink, key);
    if (size < KEY_WIDTH) sink.write(sink.user, blanks, KEY_WIDTH - size);
    gk_sink_text(sink, " ");
}

static void model_text(gk_sink sink, const char *key, const char *value)
{
    model_key(sink, key);
    gk_sink_text(sink, value ? value : "-");
    gk_sink_text(sink, "\n");
}

static void model_date(gk_sink sink, gknb_date date)
{
    if (!date.year) {
        gk_sink_text(sink, "-");
        return;
    }
    gk_sink_number(sink, date.year);
    gk_sink_text(sink, date.month < 10 ? "-0" : "-");
    gk_sink_number(sink, date.month);
    gk_sink_text(sink, date.day < 10 ? "-0" : "-");
    gk_sink_number(sink, date.day);
}

static void model_cell(gk_sink sink, const gknb_cell *cell)
{
    char text[40];
    if (cell->has_value) {
        gknb_format_decimal(cell->value, text);
        gk_sink_text(sink, text);
    }
    switch (cell->state) {
    case GKNB_STATE_GIVEN: break;
    case GKNB_STATE_SPLIT: gk_sink_text(sink, "~"); break;
    case GKNB_STATE_MOVED: gk_sink_text(sink, "^"); break;
    case GKNB_STATE_BLANK: gk_sink_text(sink, "_"); break;
    case GKNB_STATE_NOT_APPLICABLE: gk_sink_text(sink, "/"); break;
    case GKNB_STATE_MISSING: gk_sink_text(sink, "!"); break;
    case GKNB_STATE_AMBIGUOUS: gk_sink_text(sink, "*"); break;
    case GKNB_STATE_UNREADABLE: gk_sink_text(sink, "#"); break;
    case GKNB_STATE_ABSENT: gk_sink_text(sink, "."); break;
    }
    if (cell->has_inferred) {
        gknb_format_decimal(cell->inferred, text);
        gk_sink_text(sink, "=");
        gk_sink_text(sink, text);
    }
}

void gk_dump_model(const gknb_report *report, gk_sink sink)
{
    gknb_header h;
    const char *row = NULL;
    gknb_get_header(report, &h);
    model_text(sink, "form", h.form);
    model_text(sink, "layout", h.layout);
    model_text(sink, "title", h.title);
    model_text(sink, "issuer", h.issuer);
    model_key(sink, "year");
    if (h.year) gk_sink_number(sink, h.year);
    else gk_sink_text(sink, "-");
    gk_sink_text(sink, "\n");
    model_key(sink, "period");
    model_date(sink, h.from);
    if (h.from.year) {
        gk_sink_text(sink, " ");
        model_date(sink, h.to);
    }
    gk_sink_text(sink, "\n");
    model_key(sink, "published");
    model_date(sink, h.published);
    gk_sink_text(sink, "\n");
    for (size_t i = 0; i < gknb_section_count(report); i++) {
        gknb_section s;
        gknb_get_section(report, i, &s);
        model_key(sink, "section");
        gk_sink_number(sink, s.number);
        gk_sink_text(sink, " ");
        gk_sink_text(sink, s.title);
        gk_sink_text(sink, "\n");
    }
    for (size_t i = 0; i < gknb_cell_count(report); i++) {
        gknb_cell cell;
        gknb_get_cell(report, i, &cell);
        if (row != cell.row_path) {
            if (row) gk_sink_text(sink, "\n");
            model_key(sink, cell.row_path);
        } else {
            gk_sink_text(sink, " ");
        }
        row = cell.row_path;
        model_cell(sink, &cell);
    }
    if (row) gk_sink_text(sink, "\n");
}
