/* message.c: a finding in words: a rule's template, filled with the finding's arguments. */
#include "message.h"

#include <string.h>

#include "../base/decimal.h"

enum { MESSAGE_MOST_LABELS = 4, MESSAGE_MOST_BYTES = 90, MESSAGE_SHORT_SUM = 6 };

static void message_put(gk_message *m, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++, m->size++)
        if (m->size + 1 < m->room) m->out[m->size] = text[i];
}

static void message_text(gk_message *m, const char *text) { message_put(m, text, strlen(text)); }

static void message_decimal(gk_message *m, gknb_decimal value)
{
    char text[40];
    message_put(m, text, gknb_format_decimal(value, text));
}

static void message_number(gk_message *m, int64_t number)
{
    gknb_decimal value = {number, 0};
    message_decimal(m, value);
}

static int message_is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

/* The document's own words: blanks are one blank, what is long is cut in the middle of nothing. */
static void message_span(gk_message *m, gknb_span span)
{
    const uint8_t *bytes = m->report->bytes;
    size_t written = 0;
    uint32_t last = span.start;
    int apart = 0; /* by a line break or a tabulator: numbers are two, words are one */
    for (uint32_t i = span.start; i < span.end; i++) {
        uint8_t byte = bytes[i];
        if (written >= MESSAGE_MOST_BYTES && (byte & 0xc0) != 0x80) {
            message_text(m, gk_words[GK_WORD_CUT][m->lang]);
            return;
        }
        if (byte < ' ') {
            apart = 1;
            continue;
        }
        if (apart && written && message_is_digit(byte) && message_is_digit(bytes[last])) message_text(m, " ");
        apart = 0;
        last = i;
        message_put(m, (const char *)&bytes[i], 1);
        written++;
    }
}

static void message_date(gk_message *m, gknb_date date)
{
    message_number(m, date.year);
    message_text(m, date.month < 10 ? "-0" : "-");
    message_number(m, date.month);
    message_text(m, date.day < 10 ? "-0" : "-");
    message_number(m, date.day);
}

static void message_labels(gk_message *m, const uint16_t *label, uint32_t count)
{
    for (uint32_t i = 0; i < count && i < MESSAGE_MOST_LABELS; i++) {
        if (i) message_text(m, gk_words[GK_WORD_AND][m->lang]);
        message_text(m, "“");
        message_text(m, gk_label_text(m->report->form, label[i]));
        message_text(m, "”");
    }
    if (count > MESSAGE_MOST_LABELS) message_text(m, gk_words[GK_WORD_MORE][m->lang]);
}

/* The addends of one side, those that are not nought: 26 + 3. Of a short sum all, where it has one such at most. */
static void message_sum(gk_message *m, unsigned first, unsigned count)
{
    unsigned any = 0, others = 0;
    int alone = count <= 2;
    for (unsigned i = first; i < first + count; i++)
        others += m->report->cell[gk_terms[i] & ~GK_TERM_ADDEND].value.digits != 0;
    alone |= others < 2 && count <= MESSAGE_SHORT_SUM; /* 5 + 0 + 0 + 0 says more than 5 */
    for (unsigned i = first; i < first + count; i++) {
        const gk_cell *cell = &m->report->cell[gk_terms[i] & ~GK_TERM_ADDEND];
        if (!cell->has_value ? !alone : !alone && !cell->value.digits) continue;
        if (any++) message_text(m, " + ");
        if (cell->has_value) message_decimal(m, cell->value);
        else message_text(m, gk_words[GK_WORD_BLANK][m->lang]);
    }
    if (!any) message_text(m, "0");
}

static void message_arg(gk_message *m, const gk_arg *arg)
{
    switch (arg->type) {
    case GK_ARG_TEXT: message_text(m, m->lang == GKNB_LANG_ZH ? arg->as.text.zh : arg->as.text.en); break;
    case GK_ARG_NUMBER: message_number(m, arg->as.number); break;
    case GK_ARG_DECIMAL: message_decimal(m, arg->as.decimal); break;
    case GK_ARG_SPAN: message_span(m, arg->as.span); break;
    case GK_ARG_QUOTED:
        message_text(m, "“");
        message_span(m, arg->as.span);
        message_text(m, "”");
        break;
    case GK_ARG_DATE: message_date(m, arg->as.date); break;
    case GK_ARG_SUM: message_sum(m, arg->as.sum.first, arg->as.sum.count); break;
    case GK_ARG_LABELS: message_labels(m, arg->as.labels.label, arg->as.labels.count); break;
    }
}

void gk_message_template(gk_message *m, const char *text, const gk_finding *finding)
{
    for (; *text; text++) {
        if (*text == 1) {
            unsigned place = (unsigned char)*++text;
            if (place <= finding->args) message_arg(m, &finding->arg[place - 1]);
        } else {
            message_put(m, text, 1);
        }
    }
}

/* 26; or what it may be, or must be by the identities. */
static void message_cell_value(gk_message *m, const gk_cell *cell)
{
    if (cell->has_value) {
        message_decimal(m, cell->value);
        return;
    }
    for (unsigned i = 0; i < cell->alternatives && i < MESSAGE_MOST_LABELS; i++) {
        if (i) message_text(m, gk_words[GK_WORD_EITHER][m->lang]);
        message_decimal(m, cell->alternative[i]);
    }
    if (cell->alternatives > MESSAGE_MOST_LABELS) message_text(m, gk_words[GK_WORD_MORE][m->lang]);
    if (cell->alternatives && cell->or_none) message_text(m, gk_words[GK_WORD_OR_LACKING][m->lang]);
    if (!cell->alternatives) message_text(m, gk_words[cell->has_inferred ? GK_WORD_LACKING : GK_WORD_BLANK][m->lang]);
    if (!cell->has_inferred) return;
    message_text(m, gk_words[GK_WORD_INFERRED][m->lang]);
    message_text(m, " ");
    message_decimal(m, cell->inferred);
}

void gk_message_cell(gk_message *m, size_t cell)
{
    const gk_field *field = &gk_fields[m->report->form->first_field + cell];
    const gk_row *row = &gk_rows[field->row];
    const gk_column *column = &gk_columns[field->column];
    int zh = m->lang == GKNB_LANG_ZH;
    message_text(m, "“");
    message_text(m, zh ? gk_label_text(m->report->form, row->shown) : row->name);
    message_text(m, zh ? "”“" : ", ");
    message_text(m, zh ? gk_label_text(m->report->form, column->label) : column->name);
    message_text(m, "” ");
    message_cell_value(m, &m->report->cell[cell]);
}

void gk_message_word(gk_message *m, const char *text) { message_text(m, text); }

void gk_message_fix(gk_message *m, const gk_finding *finding)
{
    const gknb_edit *first = finding->edit;
    const char *text;
    if (!finding->edits) return;
    text = gk_words[!*first->text        ? GK_WORD_FIX_DELETE
                    : finding->edits > 1 ? GK_WORD_FIX_MANY
                                         : GK_WORD_FIX_CHANGE][m->lang];
    for (const char *brace; (brace = strchr(text, '{')); text = brace + 3) {
        message_put(m, text, (size_t)(brace - text));
        if (brace[1] == '1') message_span(m, first->span);
        else if (brace[1] == '2') message_text(m, first->text);
        else message_number(m, finding->edits);
    }
    message_text(m, text);
}

size_t gk_message_end(gk_message *m)
{
    if (m->room) m->out[m->size < m->room ? m->size : m->room - 1] = 0;
    return m->size;
}
