# pages.awk: writes a page for each rule, and their list, from grammar/rules.
#
#   awk -v out=docs/rules -f grammar/mk/pages.awk grammar/rules/*.rules
function trim(s) { sub(/^[ \t]+/, "", s); sub(/[ \t]+$/, "", s); return s }
function example(text,    made) {
    made = text
    gsub(/; /, "\n", made)
    return "```text\n" made "\n```"
}
# The message, its arguments as words in <>.
function said(text) {
    gsub(/\{/, "<", text)
    gsub(/\}/, ">", text)
    return "`" text "`"
}
function write_rule(    page) {
    if (id == "") return
    page = out "/" id ".md"
    print "<!-- generated: make docs -->\n# " id " " name "\n" > page
    print "- 级别 level: " v["level"] " · SPEC [" v["clause"] "](../../SPEC.md#" tolower(v["clause"]) ")\n" > page
    print "## " v["title-zh"] "\n" > page
    print "- 依据:" v["source-zh"] "\n- 改法:" v["cure-zh"] "\n- 说明:" said(v["zh"]) "\n" > page
    print "## " v["title-en"] "\n" > page
    print "- source: " v["source-en"] "\n- cure: " v["cure-en"] "\n- message: " said(v["en"]) "\n" > page
    if ("assert" in v) print "## 等式 identity\n\n```text\n" ("each" in v ? "each " v["each"] "\n" : "") v["assert"] "\n```\n" > page
    print "## 例 examples\n\n正 good\n\n" example(v["good"]) "\n\n反 bad\n\n" example(v["bad"]) > page
    close(page)
    list[++count] = id
    row[id] = "| [" id "](" id ".md) | " name " | " v["level"] " | " v["title-zh"] " | " v["title-en"] " |"
}
/^ *#/ || /^ *$/ { next }
$1 == "rule" {
    write_rule()
    delete v
    id = $2
    name = $3
    next
}
{
    key = $1
    value = $0
    sub(/^ *[a-z-]+ */, "", value)
    v[key] = trim(value)
}
END {
    write_rule()
    page = out "/README.md"
    print "<!-- generated: make docs -->\n# 规则 Rules\n\n| id | name | level | 要求 | what is due |\n|---|---|---|---|---|" > page
    for (i = 1; i <= count; i++) print row[list[i]] > page
}
