/* json.h: the model and the findings of one report as JSON (SPEC, schema GKNB_SCHEMA). */
#ifndef GK_OUT_JSON_H
#define GK_OUT_JSON_H

#include "out.h"

void gk_put_document(gk_out *out, const char *file, const gknb_report *report, int pretty);

#endif
