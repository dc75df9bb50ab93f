/* sql.c: the outputs `sql`, statements that make the tables documents, cells, findings, judged, unread and rules, and
 * `sqlite`, the same statements carried out by libsqlite3 in the file of --output.
 *
 * Tables of those names that the file has are replaced, others stay. `value` is a number to reckon with; `exact` has
 * the digits of the document. */
#include <string.h>

#include "glyph.h"
#include "place.h"

/* ---- literals ---- */

static void sql_bytes(gk_out *out, const void *bytes, size_t size)
{
    const uint8_t *p = (const uint8_t *)bytes;
    gk_put_text(out, "'");
    for (size_t i = 0, length; i < size; i += length) {
        uint32_t code = 0;
        length = gk_decode(p + i, size - i, &code);
        if (code == '\'') gk_put_text(out, "''");
        else if (length && code) gk_put_bytes(out, p + i, length);
        else gk_put_text(out, "\xef\xbf\xbd");
        if (!length) length = 1;
    }
    gk_put_text(out, "'");
}

static void sql_text(gk_out *out, const char *text)
{
    if (text) sql_bytes(out, text, strlen(text));
    else gk_put_text(out, "NULL");
}

/* Behind a comma. */
static void sql_next_text(gk_out *out, const char *text)
{
    gk_put_text(out, ",");
    sql_text(out, text);
}

static void sql_next_number(gk_out *out, int64_t number)
{
    gk_put_text(out, ",");
    gk_put_number(out, number);
}

static void sql_next_decimal(gk_out *out, int given, gknb_decimal value)
{
    gk_put_text(out, ",");
    if (given) gk_put_decimal(out, value);
    else gk_put_text(out, "NULL");
}

static void sql_next_date(gk_out *out, gknb_date date)
{
    gk_put_text(out, date.year ? ",'" : ",NULL");
    if (!date.year) return;
    gk_put_number(out, date.year);
    gk_put_text(out, date.month < 10 ? "-0" : "-");
    gk_put_number(out, date.month);
    gk_put_text(out, date.day < 10 ? "-0" : "-");
    gk_put_number(out, date.day);
    gk_put_text(out, "'");
}

/* ,start,end,line,column */
static void sql_next_span(gk_out *out, const gknb_report *report, const gk_places *places, gknb_span span)
{
    gknb_place place = gk_place_of(places, span.start);
    gknb_span given = gknb_span_given(report, span);
    sql_next_number(out, given.start);
    sql_next_number(out, given.end);
    sql_next_number(out, place.line);
    sql_next_number(out, place.column);
}

/* ---- statements ---- */

static void sql_begin(gk_out *out)
{
    gk_put_text(
        out,
        "BEGIN;\n"
        "DROP TABLE IF EXISTS judged;\nDROP TABLE IF EXISTS findings;\nDROP TABLE IF EXISTS cells;\n"
        "DROP TABLE IF EXISTS unread;\nDROP TABLE IF EXISTS documents;\nDROP TABLE IF EXISTS rules;\n"
        "CREATE TABLE rules(id TEXT PRIMARY KEY, name TEXT, level TEXT, clause TEXT, forms TEXT, title_zh TEXT,\n"
        "  title_en TEXT);\n"
        "CREATE TABLE documents(id INTEGER PRIMARY KEY, file TEXT, verdict TEXT, form TEXT, layout TEXT,\n"
        "  title TEXT, issuer TEXT, year INTEGER, period_from TEXT, period_to TEXT, published TEXT);\n"
        "CREATE TABLE cells(document INTEGER REFERENCES documents, path TEXT, row TEXT, head TEXT, state TEXT,\n"
        "  value NUMERIC, exact TEXT, inferred NUMERIC, alternatives TEXT, raw TEXT, start_byte INTEGER,\n"
        "  end_byte INTEGER, line INTEGER, col INTEGER, PRIMARY KEY(document, path)) WITHOUT ROWID;\n"
        "CREATE TABLE findings(document INTEGER REFERENCES documents, number INTEGER, rule TEXT REFERENCES rules,\n"
        "  level TEXT, message TEXT, start_byte INTEGER, end_byte INTEGER, line INTEGER, col INTEGER,\n"
        "  cause INTEGER, fix TEXT, safe INTEGER, PRIMARY KEY(document, number)) WITHOUT ROWID;\n"
        "CREATE TABLE judged(document INTEGER, finding INTEGER, path TEXT);\n"
        "CREATE TABLE unread(file TEXT, why TEXT);\n");
    for (size_t i = 0; i < gknb_rule_count(); i++) {
        gknb_rule rule;
        gknb_get_rule(i, &rule);
        gk_put_text(out, "INSERT INTO rules VALUES(");
        sql_text(out, rule.id);
        sql_next_text(out, rule.name);
        sql_next_text(out, gknb_level_name(rule.level));
        sql_next_text(out, rule.clause);
        sql_next_text(out, rule.forms);
        sql_next_text(out, rule.title_zh);
        sql_next_text(out, rule.title_en);
        gk_put_text(out, ");\n");
    }
}

static void sql_header(gk_out *out, const char *file, const gknb_report *report)
{
    gknb_header h;
    gknb_get_header(report, &h);
    gk_put_text(out, "INSERT INTO documents VALUES(NULL");
    sql_next_text(out, file);
    sql_next_text(out, gknb_verdict_name(gknb_get_verdict(report)));
    sql_next_text(out, h.form);
    sql_next_text(out, h.layout);
    sql_next_text(out, h.title);
    sql_next_text(out, h.issuer);
    if (h.year) sql_next_number(out, h.year);
    else sql_next_text(out, NULL);
    sql_next_date(out, h.from);
    sql_next_date(out, h.to);
    sql_next_date(out, h.published);
    gk_put_text(out, ");\n");
}

/* The number of a document is known to the database alone: it is the last. */
static void sql_open(gk_out *out, const char *table)
{
    gk_put_text(out, "INSERT INTO ");
    gk_put_text(out, table);
    gk_put_text(out, " SELECT d.id, v.* FROM (SELECT max(id) AS id FROM documents) d, (VALUES");
}

static void sql_close(gk_out *out) { gk_put_text(out, ") v;\n"); }

static void sql_cell(gk_out *out, const gknb_report *report, const gk_places *places, size_t index)
{
    int zh = out->lang == GKNB_LANG_ZH;
    gknb_cell c;
    gknb_get_cell(report, index, &c);
    gk_put_text(out, index ? ",\n (" : "\n (");
    sql_text(out, c.path);
    sql_next_text(out, zh ? c.row_label : c.row_name);
    sql_next_text(out, zh ? c.column_label : c.column_name);
    sql_next_text(out, gknb_state_name(c.state));
    sql_next_decimal(out, c.has_value, c.value);
    gk_put_text(out, c.has_value ? ",'" : ",NULL");
    if (c.has_value) gk_put_decimal(out, c.value);
    gk_put_text(out, c.has_value ? "'" : "");
    sql_next_decimal(out, c.has_inferred, c.inferred);
    gk_put_text(out, c.alternative_count ? ",'" : ",NULL");
    for (size_t n = 0; n < c.alternative_count; n++) {
        if (n) gk_put_text(out, " ");
        gk_put_decimal(out, gknb_get_alternative(report, index, n));
    }
    gk_put_text(out, c.alternative_count ? "'" : "");
    if (c.state == GKNB_STATE_ABSENT) {
        gk_put_text(out, ",NULL,NULL,NULL,NULL,NULL");
    } else {
        size_t size;
        const uint8_t *raw = gknb_get_raw(report, index, &size);
        gk_put_text(out, ",");
        sql_bytes(out, raw, size);
        sql_next_span(out, report, places, c.span);
    }
    gk_put_text(out, ")");
}

static void sql_finding(gk_out *out, const gknb_report *report, const gk_places *places, size_t index)
{
    char text[GK_OUT_MESSAGE];
    gknb_finding f;
    gknb_get_finding(report, index, &f);
    gk_put_text(out, index ? ",\n (" : "\n (");
    gk_put_number(out, (int64_t)index);
    sql_next_text(out, f.id);
    sql_next_text(out, gknb_level_name(f.level));
    gknb_format_finding(report, index, out->lang, text, sizeof text);
    sql_next_text(out, text);
    sql_next_span(out, report, places, f.span);
    sql_next_number(out, (int64_t)f.group);
    gknb_format_fix(report, index, out->lang, text, sizeof text);
    sql_next_text(out, f.edit_count ? text : NULL);
    if (f.edit_count) sql_next_number(out, f.safe);
    else sql_next_text(out, NULL);
    gk_put_text(out, ")");
}

static void sql_judged(gk_out *out, const gknb_report *report)
{
    int any = 0;
    for (size_t i = 0; i < gknb_finding_count(report); i++) {
        gknb_finding f;
        gknb_get_finding(report, i, &f);
        for (size_t n = 0; n < f.cell_count; n++) {
            gknb_cell c;
            gknb_get_cell(report, gknb_get_finding_cell(report, i, n), &c);
            if (!any) sql_open(out, "judged");
            gk_put_text(out, any++ ? ",(" : "(");
            gk_put_number(out, (int64_t)i);
            sql_next_text(out, c.path);
            gk_put_text(out, ")");
        }
    }
    if (any) sql_close(out);
}

static void sql_document(gk_out *out, const char *file, const gknb_report *report)
{
    gk_places places;
    gk_mark_places(&places, report);
    sql_header(out, file, report);
    if (gknb_cell_count(report)) {
        sql_open(out, "cells");
        for (size_t i = 0; i < gknb_cell_count(report); i++) sql_cell(out, report, &places, i);
        sql_close(out);
    }
    if (gknb_finding_count(report)) {
        sql_open(out, "findings");
        for (size_t i = 0; i < gknb_finding_count(report); i++) sql_finding(out, report, &places, i);
        sql_close(out);
    }
    sql_judged(out, report);
}

static void sql_failed(gk_out *out, const char *file, const char *why)
{
    gk_put_text(out, "INSERT INTO unread VALUES(");
    sql_text(out, file);
    sql_next_text(out, why);
    gk_put_text(out, ");\n");
}

static void sql_end(gk_out *out) { gk_put_text(out, "COMMIT;\n"); }

const gk_output gk_output_sql = {
    .name = "sql", .model = 1, .begin = sql_begin, .document = sql_document, .failed = sql_failed, .end = sql_end};

/* ---- the database ---- */

#ifdef GK_SQLITE
#include <sqlite3.h>
#include <stdlib.h>

/* The journal is a file, so that what is replaced takes no memory; nothing waits for the disk, for it can be made
 * again. */
static const char *sqlite_open(const char *file, void **store)
{
    sqlite3 *database = NULL;
    int status = sqlite3_open(file, &database);
    *store = database;
    if (status != SQLITE_OK) return sqlite3_errstr(status);
    return sqlite3_exec(database, "PRAGMA synchronous=OFF", NULL, NULL, NULL) == SQLITE_OK ? NULL
                                                                                           : sqlite3_errmsg(database);
}

/* Whole statements come in: see gk_store. */
static const char *sqlite_write(void *store, const char *text, size_t size)
{
    sqlite3 *database = (sqlite3 *)store;
    char *statements = (char *)malloc(size + 1);
    int status;
    if (!statements) return sqlite3_errstr(SQLITE_NOMEM);
    memcpy(statements, text, size);
    statements[size] = 0;
    status = sqlite3_exec(database, statements, NULL, NULL, NULL);
    free(statements);
    return status == SQLITE_OK ? NULL : sqlite3_errmsg(database);
}

static const char *sqlite_close(void *store)
{
    int status = sqlite3_close((sqlite3 *)store);
    return status == SQLITE_OK ? NULL : sqlite3_errstr(status);
}

static const gk_store sqlite_store = {sqlite_open, sqlite_write, sqlite_close};

const gk_output gk_output_sqlite = {.name = "sqlite",
                                    .model = 1,
                                    .store = &sqlite_store,
                                    .begin = sql_begin,
                                    .document = sql_document,
                                    .failed = sql_failed,
                                    .end = sql_end};
#endif
