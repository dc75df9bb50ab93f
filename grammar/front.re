/* front.re: facts in the prose around a report: its title's words, its period, dates of publication (SPEC S4).
 *
 * In: a position in the bytes. Out: the next fact from there on and where it stands. What a fact is worth,
 * src/parse/front.c decides. */
#include "../src/parse/front.h"

#include "../src/lex/fold.h"

gk_fact gk_front_next(const uint8_t *start, const uint8_t *end, gk_fact_span *span)
{
    gk_char_cursor c = {start, end, 0, 0};
    const uint8_t *mark;
    const uint8_t *from;
    gk_char_look(&c);
next:
    from = mark = c.at;
#define FACT(kind) { span->start = from; span->end = c.at; return kind; }
    /*!re2c
      re2c:flags:w = 1;
      re2c:flags:s = 1;
      re2c:flags:input = custom;
      re2c:api:style = free-form;
      re2c:yyfill:enable = 0;
      re2c:define:YYCTYPE = uint16_t;
      re2c:define:YYPEEK = "c.ch";
      re2c:define:YYSKIP = "gk_char_next(&c);";
      re2c:define:YYBACKUP = "mark = c.at;";
      re2c:define:YYRESTORE = "c.at = mark; c.size = 0; gk_char_next(&c);";

      s     = [ \t\r\n\u00a0\u2002\u2003\u3000\u200b]*;
      digit = [0-9] | [０-９];
      yue   = [月⽉];
      ri    = [日⽇];
      one   = [一二三四五六七八九];
      round = [〇零○0０OＯ];
      words = [一二] s (one | round) s (one | round) s (one | round);
      count = one? s "十" s one? | one;
      year  = digit s digit s digit s digit | words;
      plain = digit s digit?;
      day   = plain | count;
      month = day;
      date  = year s "年" s month s yue s day s ri;
      to    = s ("起" | "开始" | "開始")? s [,，、]? s ("至" | "到" | "截至" | "止于" | "-" | "－" | "—" | "–" | "——" | "~" | "～") s;
      sep   = [-/.．－／];
      short = digit s digit s digit s digit s sep s plain s sep s plain;
      asked = s ("日期" | "时间" | "時間" | "日") s [:：|｜]? s;

      "政府" s "信" s "息" s ("公" s [开開] s) ("工" s "作" s)? "年" s ("度" s)? [报報] s "告"   { FACT(GK_FACT_TITLE) }
      "信息" s "公开" s "工作" s "年度" s "报告"                                             { FACT(GK_FACT_TITLE) }
      date to (year s "年" s ("度" s)?)? month s yue s day s ri                              { FACT(GK_FACT_PERIOD) }
      short to short                                                                         { FACT(GK_FACT_PERIOD) }
      ("发布" | "發布" | "發佈" | "公布" | "公开" | "公開") asked (short | date)             { FACT(GK_FACT_PUBLISHED) }
      ("时间" | "時間" | "日期") s [:：] s (short | date)                                    { FACT(GK_FACT_DATED) }
      ("生成" | "成文" | "印发" | "印發" | "发文" | "發文") asked (short | date)             { FACT(GK_FACT_WRITTEN) }
      date                                                                                   { FACT(GK_FACT_DATE) }
      [^\x00政信0-9０-９一二发發公时時日生成印文]+                                               { goto next; }
      [\x00]                                                                                 { if (c.at >= end) return GK_FACT_NONE; goto next; }
      *                                                                                      { goto next; }
    */
#undef FACT
}
