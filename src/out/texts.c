/* texts.c: see texts.h. */
#include "texts.h"

#include <string.h>

#include "glyph.h"

static const char *const texts_all[][2] = {
#define TEXT(id, zh, en) {zh, en},
#include "texts.inc"
#undef TEXT
};

const char *gk_text(gk_text_id id, gknb_lang lang) { return texts_all[id][lang]; }

const char *gk_level_text(gknb_level level, gknb_lang lang)
{
    static const gk_text_id levels[] = {GK_TEXT_OFF, GK_TEXT_NOTE, GK_TEXT_WARNING, GK_TEXT_ERROR};
    return gk_text(levels[level], lang);
}

const char *gk_sum_text(int sum, gknb_lang lang)
{
    static const gk_text_id words[GK_SUMS] = {GK_TEXT_CONFORMS, GK_TEXT_NONCONFORMING, GK_TEXT_UNREADABLE,
                                              GK_TEXT_UNJUDGED};
    return gk_text(words[sum], lang);
}

void gk_put_sum(gk_out *out, int sum)
{
    static const gk_text_id words[GK_SUMS] = {GK_TEXT_SUM_CONFORMS, GK_TEXT_SUM_NONCONFORMING, GK_TEXT_SUM_UNREADABLE,
                                              GK_TEXT_SUM_UNJUDGED};
    gk_put_counted(out, words[sum], out->sums[sum]);
}

void gk_put_template(gk_out *out, const char *text, const char *first, const char *second)
{
    const char *brace;
    for (; (brace = strchr(text, '{')); text = brace + 1) {
        gk_put_bytes(out, text, (size_t)(brace - text));
        if ((brace[1] != '1' && brace[1] != '2') || brace[2] != '}') {
            gk_put_text(out, "{");
            continue;
        }
        gk_put_shown(out, brace[1] == '1' ? first : second);
        brace += 2;
    }
    gk_put_text(out, text);
}

void gk_put_filled(gk_out *out, gk_text_id id, const char *first, const char *second)
{
    gk_put_template(out, gk_text(id, out->lang), first, second);
}

void gk_put_counted(gk_out *out, gk_text_id id, size_t count)
{
    gknb_decimal value = {(int64_t)count, 0};
    char text[40];
    gknb_format_decimal(value, text);
    gk_put_filled(out, id, text, NULL);
}

void gk_put_level_count(gk_out *out, gknb_level level, size_t count)
{
    static const gk_text_id one[] = {GK_TEXT_OFF, GK_TEXT_COUNT_NOTE, GK_TEXT_COUNT_WARNING, GK_TEXT_COUNT_ERROR};
    static const gk_text_id many[] = {GK_TEXT_OFF, GK_TEXT_COUNT_NOTES, GK_TEXT_COUNT_WARNINGS, GK_TEXT_COUNT_ERRORS};
    gk_put_counted(out, count == 1 ? one[level] : many[level], count);
}
