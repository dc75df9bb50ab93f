/* repairs.c: what had to be repaired: each fault with the repairs that cost least, and each damaged row with every
 * reading that its own identities allow. Where two readings hold, this is the proof. */
#include "../parse/parse.h"
#include "../parse/readings.h"
#include "dump.h"

enum { REPAIRS_LISTED = 12 };

static void repairs_number(gk_sink sink, const char *before, int64_t number)
{
    gk_sink_text(sink, before);
    gk_sink_number(sink, number);
}

static void repairs_name(gk_sink sink, unsigned kind)
{
    gk_sink_text(sink, kind < GK_LABELS ? gk_labels[kind].id : "cell");
}

static void repairs_edit(gk_sink sink, const gk_mend_run *run, const gk_repair_edit *edit)
{
    static const char *const ops[] = {"insert ", "delete ", "take as ", "split "};
    gk_sink_text(sink, "    ");
    gk_sink_text(sink, ops[edit->op]);
    if (edit->op == GK_REPAIR_INSERT || edit->op == GK_REPAIR_SUBSTITUTE) repairs_name(sink, edit->kind);
    if (edit->op != GK_REPAIR_INSERT && edit->token < run->items->count) {
        gknb_span span = gk_item_span(run->items, edit->token);
        if (edit->op == GK_REPAIR_SUBSTITUTE) gk_sink_text(sink, " ");
        gk_sink_bytes(sink, run->build->report->bytes + span.start, span.end - span.start);
    }
    if (edit->op == GK_REPAIR_SPLIT) repairs_number(sink, " into ", edit->pieces);
    gk_sink_text(sink, "\n");
}

static void repairs_error(gk_sink sink, const gk_mend_run *run, uint32_t index)
{
    const gk_repair_error *error = &run->result.errors[index];
    gknb_span span = {run->build->report->size, 0};
    if (error->token < run->items->count) span = gk_item_span(run->items, error->token);
    repairs_number(sink, "fault at ", span.start);
    repairs_number(sink, ": cost ", error->cost);
    repairs_number(sink, ", steps ", error->nodes);
    repairs_number(sink, ", repairs ", error->count);
    if (error->flags & GK_REPAIR_TRUNCATED) gk_sink_text(sink, " and more");
    if (error->flags & GK_REPAIR_PANIC) gk_sink_text(sink, ", panic");
    if (error->flags & GK_REPAIR_EXHAUSTED) gk_sink_text(sink, ", exhausted");
    gk_sink_text(sink, "\n");
    for (uint32_t c = 0; c < error->count && c < REPAIRS_LISTED; c++) {
        gk_sink_text(sink, c == run->choice[index] ? "  repair, chosen\n" : "  repair\n");
        for (uint32_t k = 0; k < error->candidates[c].count; k++)
            repairs_edit(sink, run, &error->candidates[c].edits[k]);
    }
}

static void repairs_reading(gk_sink sink, const gk_open_row *row, const gk_row_reading *reading)
{
    gk_sink_text(sink, "  ");
    for (unsigned i = 0; i < row->due; i++) {
        const gk_piece *piece = &reading->piece[i];
        gk_sink_text(sink, " ");
        if (piece->kind == GK_PIECE_VANISHED) gk_sink_text(sink, "_");
        else if (!piece->known) gk_sink_text(sink, piece->kind == GK_PIECE_MISSING ? "!" : "#");
        else gk_sink_number(sink, piece->value);
        if (piece->kind == GK_PIECE_MISSING && piece->known) gk_sink_text(sink, "=");
    }
    repairs_number(sink, "   broken ", reading->violated);
    repairs_number(sink, " cost ", reading->cost);
    gk_sink_text(sink, "\n");
}

static void repairs_row(gk_sink sink, const gk_mend_run *run, const gk_open_row *row)
{
    const gk_form_row *after = &run->build->form->after[row->kind];
    gk_row_readings all;
    if (row->numbers == row->due || (row->label == GK_NO_ITEM && !row->numbers)) return;
    all.reading = (gk_row_reading *)gk_arena_take_raw(run->arena, (GK_MAX_READINGS + 1) * sizeof *all.reading);
    if (!all.reading) return;
    gk_read_row(run->build->report, run->items, row, run->items->layout == GK_LAYOUT_GLUED,
                row->vanished ? GK_EMPTY_BLANK : GK_EMPTY_MISSING, 0, &all);
    gk_sink_text(sink, "row ");
    gk_sink_text(sink, gk_rows[after->row].path);
    repairs_number(sink, ": numbers ", row->numbers);
    repairs_number(sink, " of ", row->due);
    repairs_number(sink, ", readings ", all.count);
    if (all.truncated) gk_sink_text(sink, " and more");
    gk_sink_text(sink, row->apart ? ", too many to be weighed with the other rows\n" : "\n");
    for (uint32_t i = 0; i < all.count; i++) repairs_reading(sink, row, &all.reading[i]);
}

static void repairs_look(void *user, const gk_mend_run *run)
{
    gk_sink sink = *(const gk_sink *)user;
    for (uint32_t x = 0; x < run->result.error_count; x++) repairs_error(sink, run, x);
    for (uint32_t r = 0; r < run->rows; r++) repairs_row(sink, run, &run->row[r]);
}

gknb_status gk_dump_repairs(gknb_report *report, gk_sink sink) { return gk_parse_repairs(report, repairs_look, &sink); }
