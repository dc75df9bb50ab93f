/* ndjson.c: the output `ndjson`: the object of `json`, one line a document. */
#include "json.h"

static void ndjson_document(gk_out *out, const char *file, const gknb_report *report)
{
    gk_put_document(out, file, report, 0);
}

static void ndjson_begin(gk_out *out) { (void)out; }

const gk_output gk_output_ndjson = {"ndjson", 1, ndjson_begin, ndjson_document, gk_flush};
