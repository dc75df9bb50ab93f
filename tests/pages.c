/* pages.c: see pages.h. */
#include "pages.h"

#include <string.h>

static const char *const CMS_HEAD =
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\">\n<html><head><meta charset=\"utf-8\">"
    "<title>某某市水利局</title><style>td{border:1px}</style>\n<script>var t = "
    "'<table><tr><td>1</td></tr>';</script></head>"
    "<body><!-- 三、收到和处理政府信息公开申请情况 1 2 3 -->\n<table width=100%><tr><td colspan=2><div "
    "class=\"nav\"><a href=\"/\">首页</a> "
    "&gt; <a href=\"/zwgk\">政务公开</a></div></td></tr>\n<tr><td width=\"200\" rowspan=1000><ul>";
static const char *const CMS_BODY =
    "</ul><span style=\"display: none\">一、总体情况</span></td><td class=\"content\"><div>";
static const char *const CMS_TAIL = "</div><p>上一篇：<a href=\"1.html\">关于召开会议的通知</a> 下一篇：<a "
                                    "href=\"2.html\">工作要点</a></p></td></tr></table>"
                                    "<table><tr><td>主办：某某市水利局<td>备案号 12345678</table></body></html>\n";
static const char *const WORD_HEAD =
    "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta http-equiv=Content-Type "
    "content=\"text/html; "
    "charset=utf-8\"><!--[if gte mso 9]><xml><o:p>1</o:p></xml><![endif]--><style><!-- p.MsoNormal {margin:0} "
    "--></style>"
    "</head><body lang=ZH-CN><div class=Section1>\n";
static const char *const DOCX_HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document "
                                     "xmlns:w=\"http://schemas.openxmlformats.org/"
                                     "wordprocessingml/2006/main\"><w:body>";

static const char *const DOCX_TABLE =
    "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/>"
    "<w:left w:val=\"single\" w:sz=\"4\"/><w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/>"
    "<w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders></w:tblPr>";

static size_t page_char(const char *p, size_t left)
{
    size_t size = 1;
    while (size < left && ((unsigned char)p[size] & 0xc0) == 0x80) size++;
    return size;
}

/* Text, escaped; a line break in it is `line_break`; `split` stands between every two characters. */
static void page_words(text *out, const char *words, size_t size, const char *line_break, const char *split)
{
    size_t n = 0;
    for (size_t i = 0; i < size;) {
        size_t step = page_char(words + i, size - i);
        if (words[i] == '\n') text_puts(out, line_break);
        else if (words[i] == '&') text_puts(out, "&amp;");
        else if (words[i] == '<') text_puts(out, "&lt;");
        else if (words[i] != '\r') text_add(out, words + i, step);
        i += step;
        if (++n % 2 == 0 && i < size) text_puts(out, split);
    }
}

static void page_paragraph(text *out, page_style style, const char *words, size_t size)
{
    if (style == PAGE_DOCX) {
        text_puts(out,
                  "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">");
        page_words(out, words, size, "</w:t><w:br/><w:t>", "</w:t></w:r><w:r><w:t xml:space=\"preserve\">");
        text_puts(out, "</w:t></w:r></w:p>");
    } else if (style == PAGE_WORD) {
        text_puts(out, "<p class=MsoNormal align=center style='mso-pagination:none'>\n<span lang=EN-US>");
        page_words(out, words, size, "</span></p><p class=MsoNormal><span>", "</span><span style='font-family:宋体'>");
        text_puts(out, "<o:p></o:p></span></p>\n");
    } else {
        text_puts(out, style == PAGE_CMS ? "<p style=\"text-indent:2em\"><font size=3>" : "<p>");
        page_words(out, words, size, "<br/>", "");
        text_puts(out, style == PAGE_CMS ? "</font></p>\n" : "</p>\n");
    }
}

void page_begin(text *out, page_style style)
{
    switch (style) {
    case PAGE_CLEAN: text_puts(out, "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n"); break;
    case PAGE_WORD: text_puts(out, WORD_HEAD); break;
    case PAGE_DOCX: text_puts(out, DOCX_HEAD); break;
    case PAGE_CMS:
        text_puts(out, CMS_HEAD);
        for (int i = 0; i < 20; i++) text_format(out, "<li><a href=\"/%d.html\">栏目第%d项</a></li>", i, i);
        text_puts(out, CMS_BODY);
        break;
    }
}

void page_line(text *out, page_style style, const char *line, size_t size)
{
    if (size || style == PAGE_DOCX) page_paragraph(out, style, line, size);
}

void page_table_begin(text *out, page_style style)
{
    if (style == PAGE_DOCX) text_puts(out, DOCX_TABLE);
    else text_puts(out, style == PAGE_CLEAN ? "<table><tbody>\n" : "<table border=1 cellspacing=0><tbody>\n");
}

static void page_blank(text *out, page_style style)
{
    if (style == PAGE_DOCX) text_puts(out, "<w:p/>");
    else if (style == PAGE_WORD) text_puts(out, "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>");
    else if (style == PAGE_CMS) text_puts(out, "&nbsp;");
}

static void page_docx_cell(text *out, const page_cell *c)
{
    text_puts(out, "<w:tc><w:tcPr>");
    if (c->columns > 1) text_format(out, "<w:gridSpan w:val=\"%d\"/>", c->columns);
    if (c->from_above) text_puts(out, "<w:vMerge/>");
    else if (c->rows > 1) text_puts(out, "<w:vMerge w:val=\"restart\"/>");
    text_puts(out, "</w:tcPr>");
}

void page_row(text *out, page_style style, const page_cell *cells, int count)
{
    text_puts(out, style == PAGE_DOCX ? "<w:tr>" : "<tr>");
    for (int i = 0; i < count; i++) {
        const page_cell *c = &cells[i];
        if (style == PAGE_DOCX) {
            page_docx_cell(out, c);
        } else {
            if (c->from_above) continue;
            text_puts(out, style == PAGE_WORD ? "\n<td valign=top style='border:solid windowtext 1.0pt'" : "<td");
            if (c->columns > 1) text_format(out, " colspan=%d", c->columns);
            if (c->rows > 1) text_format(out, " rowspan=\"%d\"", c->rows);
            text_puts(out, ">");
        }
        if (!c->text || c->from_above) page_blank(out, style);
        else if (style == PAGE_CLEAN) page_words(out, c->text, strlen(c->text), "<br>", "");
        else page_paragraph(out, style, c->text, strlen(c->text));
        if (style != PAGE_CMS) text_puts(out, style == PAGE_DOCX ? "</w:tc>" : "</td>");
    }
    if (style != PAGE_CMS) text_puts(out, style == PAGE_DOCX ? "</w:tr>" : "</tr>\n");
}

void page_table_end(text *out, page_style style)
{
    text_puts(out, style == PAGE_DOCX ? "</w:tbl>" : "</tbody></table>\n");
}

/* ---- a package of one part, not packed ---- */

static uint32_t page_crc(const char *bytes, size_t size)
{
    uint32_t crc = ~0u;
    for (size_t i = 0; i < size; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int k = 0; k < 8; k++) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
    return ~crc;
}

static void page_number(text *out, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++, number >>= 8) {
        char byte = (char)(number & 255);
        text_add(out, &byte, 1);
    }
}

static void page_entry(text *out, const char *name, const text *part, int central, int flags, uint32_t size)
{
    page_number(out, central ? 0x02014b50 : 0x04034b50, 4);
    if (central) page_number(out, 20, 2);
    page_number(out, 20, 2);
    page_number(out, (uint32_t)flags, 2);
    page_number(out, 0, 2); /* stored */
    page_number(out, 0, 4); /* time */
    page_number(out, page_crc(part->at, part->size), 4);
    page_number(out, size, 4);
    page_number(out, size, 4);
    page_number(out, (uint32_t)strlen(name), 2);
    page_number(out, 0, 2);
    if (central) page_number(out, 0, 2 + 2 + 2);
    if (central) page_number(out, 0, 4 + 4);
    text_puts(out, name);
    if (!central) text_add(out, part->at, part->size);
}

static void page_directory(text *out, size_t directory, uint32_t parts)
{
    size_t size = out->size - directory;
    page_number(out, 0x06054b50, 4);
    page_number(out, 0, 2 + 2);
    page_number(out, parts, 2);
    page_number(out, parts, 2);
    page_number(out, (uint32_t)size, 4);
    page_number(out, (uint32_t)directory, 4);
    page_number(out, 0, 2);
}

void page_package(text *out, const char *name, const text *part, int flags, uint32_t size)
{
    size_t directory;
    if (!size) size = (uint32_t)part->size;
    out->size = 0;
    page_entry(out, name, part, 0, flags, size);
    directory = out->size;
    page_entry(out, name, part, 1, flags, size);
    page_directory(out, directory, 1);
}

void page_parts(text *out, uint32_t count)
{
    static const text part = {NULL, 0, 0};
    size_t directory;
    char name[16];
    out->size = 0;
    page_entry(out, "x", &part, 0, 0, 0);
    directory = out->size;
    for (uint32_t i = 0; i < count; i++) {
        snprintf(name, sizeof name, "%lu", (unsigned long)i);
        page_entry(out, name, &part, 1, 0, 0);
    }
    page_directory(out, directory, count);
}

void page_end(text *out, page_style style)
{
    if (style == PAGE_CMS) text_puts(out, CMS_TAIL);
    else if (style != PAGE_DOCX) text_puts(out, style == PAGE_WORD ? "</div></body></html>\n" : "</body></html>\n");
    else {
        text part = *out;
        text_puts(&part, "<w:sectPr/></w:body></w:document>");
        memset(out, 0, sizeof *out);
        page_package(out, "word/document.xml", &part, 0, 0);
        text_free(&part);
    }
}
