/* extract.c: the command extract: what the reader of a container made of a file, a line for each line and row. Places
 * of findings in a DOCX or a PDF count in these lines. */
#include <string.h>

#include "cli.h"

/* LINE:COLUMN of the document, then page, table and row as far as there are any. */
static void extract_place(gk_out *out, const gknb_report *report, gknb_span span, gknb_place *place)
{
    gknb_spot spot;
    gknb_span there = gknb_span_document(report, span);
    gknb_locate(report, there.start, place);
    gk_put_number(out, place->line);
    gk_put_text(out, ":");
    gk_put_number(out, place->column);
    if (gknb_get_spot(report, there.start, &spot)) {
        if (spot.page) {
            gk_put_text(out, " p");
            gk_put_number(out, spot.page);
        }
        if (spot.table) {
            gk_put_text(out, " t");
            gk_put_number(out, spot.table);
            gk_put_text(out, " r");
            gk_put_number(out, spot.row);
        }
    }
    gk_put_text(out, "\t");
}

/* Marks become bars, as in the document people are shown. */
static void extract_line(gk_out *out, const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char c = (char)bytes[i];
        if (c == 0x1e) continue;
        if (c == 0x1f) gk_put_text(out, "|");
        else gk_put_bytes(out, &c, 1);
    }
    gk_put_text(out, "\n");
}

int gk_run_extract(gk_cli *cli)
{
    gknb_place place = {0, 0, 0, 0};
    gk_input input;
    size_t start = 0;
    if (!cli->operand_count) return gk_no_files(cli);
    if (cli->operand_count > 1) return gk_usage_error(cli, GK_CLI_EXTRA_OPERAND, cli->command->name, cli->operands[1]);
    if (!gk_read_report(cli, cli->operands[0], &input)) return GK_CLI_FAILED;
    while (start < input.document.size) {
        const uint8_t *line = input.document.text + start;
        const uint8_t *end = (const uint8_t *)memchr(line, '\n', input.document.size - start);
        size_t size = end ? (size_t)(end - line) : input.document.size - start;
        gknb_span span = {(uint32_t)start, (uint32_t)(start + size)};
        if (cli->map) extract_place(&cli->out, input.report, span, &place);
        extract_line(&cli->out, line, size);
        start += size + 1;
    }
    gk_close_input(&input);
    return GK_CLI_FINE;
}
