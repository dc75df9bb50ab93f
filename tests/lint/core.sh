#!/bin/sh
# core.sh [--self-test]: the core calls nothing but the memory functions of libc (gknb.c alone also malloc and free) and
# has no variable that can be written. Judged on the objects of the library, as the linker sees them.
set -u

judge() { # OBJECTS or an archive
    nm -A -f sysv "$@" | awk -F '|' '
        BEGIN {
            split("memchr memcmp memcpy memmove memset strchr strcmp strlen strncmp strstr __stack_chk_fail _GLOBAL_OFFSET_TABLE_", list, " ")
            for (i in list) may[list[i]] = 1
        }
        NF < 7 { next }
        {
            name = $1
            file = $1
            sub(/.*:/, "", name)
            gsub(/ /, "", name)
            sub(/:[^:]*$/, "", file)
            if ($7 ~ /\*UND\*/ && !(name in may) && name !~ /^gk(nb)?_/ && !(file ~ /gknb\.o$/ && name ~ /^(malloc|free)$/)) {
                print file ": calls " name
                failed = 1
            }
            if ($4 ~ /OBJECT|TLS/ && ($7 ~ /\*COM\*/ || $7 ~ /^\.t?(data|bss)/) && $7 !~ /^\.data\.rel\.ro/) {
                print file ": " name " can be written"
                failed = 1
            }
        }
        END { exit failed }'
}

if [ "${1:-}" = --self-test ]; then
    made=$(mktemp -d) || exit 2
    trap 'rm -rf "$made"' EXIT
    bites() { # SAID CODE
        echo "$2" > "$made/x.c"
        ${CC:-cc} -c -o "$made/x.o" "$made/x.c" || exit 2
        judge "$made/x.o" > "$made/said" && { echo "not noticed: $2"; exit 1; }
        grep -qF "$1" "$made/said" || { echo "not said, but: $(cat "$made/said")"; exit 1; }
    }
    bites 'calls printf' 'int printf(const char *, ...); void f(void) { printf("%d", 1); }'
    bites 'calls abort' 'void abort(void); void f(void) { abort(); }'
    bites 'calls malloc' 'void *malloc(unsigned long); void *f(void) { return malloc(1); }'
    bites 'x can be written' 'int x;'
    bites 'can be written' 'int f(void) { static int x = 1; return x++; }'
    exit 0
fi
make -s lib && judge build/libgknb.a
