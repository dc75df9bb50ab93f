# spec.awk: writes SPEC.md anew: between its marks, what the tables say (SPEC appendices, S8-limits).
#
#   awk -f grammar/mk/spec.awk src/base/limits.h TABLES... SPEC.md     TABLES: labels, then fields and rules
#
# A part begins with a line <!-- generated: NAME --> and ends with <!-- end -->; what stands between is dropped.
function trim(s) { sub(/^[ \t]+/, "", s); sub(/[ \t]+$/, "", s); return s }
function note(part, line) { made[part] = made[part] line "\n" }
function worded(id) { return (form, id) in own ? own[form, id] : wording[id] }
function rule_end() {
    if (rule) note("rules", "| " rule " | " name " | " value["level"] " | " value["clause"] " | " value["title-en"] " |")
    rule = ""
}
function amount(v) {
    gsub(/[()u]/, "", v)
    if (v ~ /<< 20/) { sub(/ *<< 20/, " MiB", v); return v }
    if (v ~ /<< 30/) { sub(/ *<< 30/, " GiB", v); return v }
    return v
}
# The characters of one line of folds.def, as one word; the words fill the line.
function alike(word) {
    if (length(alike_line) + length(word) > 110) alike_end()
    alike_line = alike_line (alike_line ? " " : "") word
}
function alike_end() {
    if (alike_line) note("folds", alike_line)
    alike_line = ""
}
BEGIN {
    note("folds", "```text")
    note("prose", "| in | for | words |")
    note("prose", "|---|---|---|")
    note("labels", "| label | class | wording | other wordings, read and reported | the law's, read and noted |")
    note("labels", "|---|---|---|---|---|")
    note("rules", "| id | name | level | clause | what is due |")
    note("rules", "|---|---|---|---|---|")
    note("limits", "| limit | value | reason |")
    note("limits", "|---|---|---|")
}
FNR == 1 { rule_end() }

FILENAME ~ /limits\.h$/ {
    if (/^\/\*/ || in_comment) {
        line = $0
        if (/^\/\*/) reason = ""
        in_comment = !/\*\//
        sub(/^\/\* ?/, "", line)
        sub(/^ \* ?/, "", line)
        sub(/ *\*\/$/, "", line)
        reason = reason (reason ? " " : "") trim(line)
    } else if (/^#define GK_[A-Z_]+ /) {
        v = $0
        sub(/^#define [A-Z_]+ /, "", v)
        note("limits", "| `" $2 "` | " amount(v) " | " reason " |")
    }
    next
}
FILENAME ~ /folds\.def$/ {
    if (NF == 2 && $1 != "#") alike($1 $2)
    next
}
FILENAME ~ /prose\.def$/ {
    split($0, part, "|")
    if ($1 == "in") condition = $2
    if ($1 == "words") note("prose", "| " condition " | `" $2 "` | " trim(part[2]) " |")
    next
}
FILENAME ~ /labels\.def$/ && /^[A-Z]/ {
    split($0, part, "|")
    id = trim(part[1])
    if (trim(part[2]) == "own") {
        folder = FILENAME
        sub(/\/[^\/]*$/, "", folder)
        sub(/.*\//, "", folder)
        own[folder, id] = trim(part[3])
        next
    }
    wording[id] = trim(part[3])
    if (!(4 in part)) part[4] = ""
    note("labels", "| `" id "` | " trim(part[2]) " | " wording[id] " | " trim(part[4]) " | " trim(part[5]) " |")
    next
}
FILENAME ~ /fields\.def$/ {
    n = split($0, part, "|")
    key = trim(part[1])
    sub(/^[a-z]+ +/, "", key)
    if ($1 == "form") {
        form = key
        note("columns-" form, "| columns | in order |")
        note("columns-" form, "|---|---|")
    } else if ($1 == "column") {
        head[key] = worded(trim(part[2]))
    } else if ($1 == "columns") {
        n = split(trim(part[2]), column, " ")
        list = ""
        for (i = 1; i <= n; i++) {
            of = column[i]
            sub(/.*=/, "", of)
            sub(/=.*/, "", column[i])
            list = list (i > 1 ? " · " : "") head[of] " `" column[i] "`"
        }
        note("columns-" form, "| " key " | " list " |")
    } else if ($1 == "table") {
        table = form "-" key
        note(table, "| row | key | columns | type |")
        note(table, "|---|---|---|---|")
    } else if ($1 == "row") {
        label = trim(part[2])
        sub(/.*\//, "", label)
        note(table, "| " worded(label) " | `" key "` | " trim(part[3]) " | " trim(part[4]) " |")
    }
    next
}
FILENAME ~ /\.rules$/ {
    if ($1 == "rule") {
        rule_end()
        rule = $2
        name = $3
    } else if (/^  [a-z]/) {
        key = $1
        text = $0
        sub(/^ +[a-z-]+ */, "", text)
        value[key] = text
    }
    next
}
FILENAME !~ /\.md$/ { next }
FNR == 1 {
    alike_end()
    note("folds", "```")
}
/^<!-- end -->/ { inside = 0 }
!inside { print }
/^<!-- generated: / {
    inside = 1
    if (!($3 in made)) { print FILENAME ": nothing is generated for " $3 > "/dev/stderr"; exit 1 }
    printf "%s", made[$3]
}
