/* lexer.re: the shapes of tokens.
 *
 * In: a position in the bytes of a report. Out: what stands there and where it ends.
 * Two machines: gk_shape() reads numbers, signs and marks as they stand, where a blank ends a token;
 * gk_label_at() reads labels through the folded alphabet, where width, traditional form, blanks and
 * line breaks inside a label vanish (SPEC S2-label). It does not decide what a token means where it
 * stands: src/lex/lex.c does. Neither reads at or behind `end`. */
#include "../src/lex/lex.h"
#include "../src/lex/fold.h"

gk_shape gk_shape_at(const uint8_t *start, const uint8_t *end, const uint8_t **after)
{
    gk_char_cursor c = {start, end, 0, 0};
    const uint8_t *mark = start; /* one pointer: a cursor just written is slow to copy */
    gk_char_look(&c);
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
      re2c:define:YYRESTORE = "c.at = mark;";

      space   = [ \v\f\u00a0\u00ad\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff];
      blank   = space | "\t";
      newline = [\r\n\x1e\u0085\u2028\u2029];
      gap     = [ \u00a0\u3000\u2002\u2003\u2009];
      digit   = [0-9] | [０-９];
      sign    = [+\-＋－−];
      comma   = [,，];
      point   = [.．];
      dash    = [\-－—–―─];
      !include "units.re";
      plain   = digit+ (comma digit digit digit)*;

      space+                                     { *after = c.at; return GK_SHAPE_BLANK; }
      space* "\t" blank*                         { *after = c.at; return GK_SHAPE_TAB; }
      blank* newline (blank | newline)*          { *after = c.at; return GK_SHAPE_NEWLINE; }
      [|｜│\x1f]                                 { *after = c.at; return GK_SHAPE_BAR; }
      sign? plain (point digit+)? (gap* unit)?   { *after = c.at; return GK_SHAPE_NUMBER; }
      (change gap* plain | unchanged) (gap* unit)? { *after = c.at; return GK_SHAPE_NUMBER; }
      [/／\\] | dash+                            { *after = c.at; return GK_SHAPE_NA; }
      dash+ gap* digit{1,3} gap* dash+           { *after = c.at; return GK_SHAPE_PAGE; }
      digit{1,3} gap+ [/／] gap+ digit{1,3}      { *after = c.at; return GK_SHAPE_PAGE; }
      [|｜│:\- \t]{0,4} "---" [|｜│:\- \t]*       { *after = c.at; return GK_SHAPE_RULE; }
      "#"+ | "**" | "__" | ">"                   { *after = c.at; return GK_SHAPE_MARK; }
      *                                          { *after = start; return GK_SHAPE_OTHER; }
    */
}

uint16_t gk_label_at(const uint8_t *start, const uint8_t *end, const uint8_t **after)
{
    gk_fold_cursor c = {start, start, end, 0};
    const uint8_t *mark = start;
    gk_fold_next(&c);
    /*!re2c
      re2c:flags:s = 0;
      re2c:define:YYSKIP = "gk_fold_next(&c);";
      re2c:define:YYBACKUP = "mark = c.past;";
      re2c:define:YYRESTORE = "c.past = mark;";
      !include "labels.re";
      * { *after = start; return 0; }
    */
}
