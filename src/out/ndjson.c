/* ndjson.c: the output `ndjson`: the object of `json`, one line a document. */
#include "json.h"

static void ndjson_document(gk_out *out, const char *file, const gknb_report *report)
{
    gk_put_document(out, file, report, 0);
}

const gk_output gk_output_ndjson = {.name = "ndjson", .model = 1, .document = ndjson_document};
