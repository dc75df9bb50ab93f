/* container.c: what kind of document these bytes are, by content and never by name (SPEC S1-containers). */
#include <string.h>

#include "../base/limits.h"
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

/* Small letters and no others, at p, case aside. */
static int container_says(const uint8_t *p, size_t size, const char *word)
{
    size_t k = 0;
    while (k < size && word[k] && (p[k] | 32) == word[k]) k++;
    return !word[k];
}

/* The header of a message of several parts, as browsers save a page in. */
static int container_is_mail(const uint8_t *p, size_t size)
{
    size_t i = 0;
    while (i < size && (p[i] == '-' || ((p[i] | 32) >= 'a' && (p[i] | 32) <= 'z'))) i++;
    if (!i || i == size || p[i] != ':') return 0;
    if (size > GK_MAX_DECLARATION) size = GK_MAX_DECLARATION;
    for (; i < size && !container_begins(p + i, size - i, "\n\n", 2) && !container_begins(p + i, size - i, "\n\r\n", 3);
         i++)
        if (container_says(p + i, size - i, "multipart/related")) return 1;
    return 0;
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
    if (container_is_mail(p, size)) return "mhtml";
    return container_is_tag(p, size) ? "html" : "text";
}
