/* opened.h: what must hold of a document that an adapter opens, whatever its bytes are. */
#ifndef FUZZ_OPENED_H
#define FUZZ_OPENED_H

#include <stddef.h>
#include <stdint.h>

/* It is opened or refused, twice alike; what it says can be read; places lie in the file. */
void opened_check(const uint8_t *bytes, size_t size);
/* The same, when the bytes are of that container. */
void opened_check_if(const uint8_t *bytes, size_t size, const char *container);

#endif
