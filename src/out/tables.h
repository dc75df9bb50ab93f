/* tables.h: the tables as read, for a terminal. */
#ifndef GK_OUT_TABLES_H
#define GK_OUT_TABLES_H

#include "out.h"

void gk_put_tables(gk_out *out, const gknb_report *report);

#endif
