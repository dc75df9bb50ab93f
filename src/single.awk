# single.awk: joins the core into one file. In: the C files, in order. Out: one translation unit that includes only
# gknb.h and libc; every header of ours stands in it once, where it is first wanted.
function folder(path) { sub(/[^\/]*$/, "", path); return path }
function clean(path) {
    while (sub(/[^\/.]+\/\.\.\//, "", path)) {}
    sub(/^\.\//, "", path)
    return path
}
function put(path,    line, name, from) {
    from = folder(path)
    while ((getline line < path) > 0) {
        if (line ~ /^#include "/) {
            name = line
            sub(/^#include "/, "", name)
            sub(/".*/, "", name)
            name = clean(from name)
            if (name ~ /gknb\.h$/) {
                if (!seen[name]++) print "#include \"gknb.h\""
            } else if (!seen[name]++) {
                put(name)
            }
        } else if (line ~ /^#include </) {
            if (!seen[line]++) print line
        } else {
            print line
        }
    }
    close(path)
}
BEGIN {
    print "/* gknb " version ": the core in one file. Made from src/ and gen/; see README.md, “Embedding”. */"
    for (i = 1; i < ARGC; i++) put(ARGV[i])
    exit
}
