/* report.h: what both engines ask for: a report out of nothing. */
#ifndef FUZZ_REPORT_H
#define FUZZ_REPORT_H

#include "../generate.h"

/* A report with a fault, or none; its size, 0 when the fault cannot be done or there is no room. */
size_t engine_report(fuzz_choice *choice, uint8_t *bytes, size_t room);

#endif
