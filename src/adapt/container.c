/* container.c: what kind of document these bytes are, by content and never by name (SPEC S1-containers). */
#include <string.h>

#include "../gknb.h"

static int container_begins(const uint8_t *p, size_t size, const char *magic, size_t length)
{
    return size >= length && !memcmp(p, magic, length);
}

/* A tag, a comment or a declaration begins here. */
static int container_is_tag(const uint8_t *p, size_t size)
{
    if (size < 4 || p[0] != '<') return 0;
    return p[1] == '!' || p[1] == '?' || ((p[1] | 32) >= 'a' && (p[1] | 32) <= 'z');
}

const char *gknb_container(const void *bytes, size_t size)
{
    const uint8_t *p = (const uint8_t *)bytes;
    if (container_begins(p, size, "%PDF-", 5)) return "pdf";
    if (container_begins(p, size, "PK\003\004", 4)) return "zip";
    if (container_begins(p, size, "\320\317\021\340\241\261\032\341", 8)) return "ole";
    if (container_begins(p, size, "\377\376", 2) || container_begins(p, size, "\376\377", 2)) return "utf-16";
    if (container_begins(p, size, "\357\273\277", 3)) {
        p += 3;
        size -= 3;
    }
    while (size && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n')) {
        p++;
        size--;
    }
    return container_is_tag(p, size) ? "html" : "text";
}
