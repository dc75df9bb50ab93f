/* prose.re: the shapes of prose: numbers with their counters, years, marks; its words are those of prose.def.
 *
 * In: a cursor at a character a word may begin with, and the condition: what is looked for. Out: the longest token
 * there. Counters of one family may be parts of one whole: 104条 of which 90份. */
#include "../src/rules/prose.h"

/*!conditions:re2c*/

int gk_prose_at(gk_prose_condition condition, gk_prose_cursor *c, gk_prose_token *token)
{
    static const uint8_t machine[] = {yyccounts, yyctopics, yycfive, yycsix, yycfront, yycbody, yycblank, yyccounter};
    const uint8_t *start = c->at, *mark = start; /* one pointer: a cursor just written is slow to copy */
#define WORD(word) { token->kind = word; goto found; }
#define NUMBER(kin) { token->kind = GK_PROSE_NUMBER; token->family = kin; goto found; }
    token->family = GK_FAMILY_BARE;
    token->about = 0;
    token->plain = 0;
    /*!re2c
      re2c:flags:w = 1;
      re2c:flags:s = 0;
      re2c:flags:input = custom;
      re2c:api:style = free-form;
      re2c:yyfill:enable = 0;
      re2c:define:YYCTYPE = uint16_t;
      re2c:define:YYPEEK = "c->ch";
      re2c:define:YYSKIP = "gk_prose_step(c);";
      re2c:define:YYBACKUP = "mark = c->past;";
      re2c:define:YYRESTORE = "c->past = mark;";
      re2c:define:YYGETCONDITION = "machine[condition]";
      re2c:define:YYGETCONDITION:naked = 1;

      digit   = [0-9];
      plain   = digit+ ("," digit digit digit)* ("." digit+)?;
      chinese = [〇零一二两三四五六七八九十百千]+;
      more    = [余多几];
      amount  = ([近约超逾] "过"?)? plain more? [千万亿]* more?;
      spelled = [近约超逾]? chinese more? [万亿]* more?;
      piece   = [件宗起份条例项个部篇则批笔封];
      around  = "以上" | "以下" | "以内" | "左右";
      year    = digit digit digit digit;

      <counts> year "年" "度"?                     { WORD(GK_PROSE_YEAR) }
      <counts> amount                              { NUMBER(GK_FAMILY_BARE) }
      <counts> (amount | spelled) piece (more | around)? { NUMBER(GK_FAMILY_COUNT) }
      <counts> (amount | spelled) "人"? "次"       { NUMBER(GK_FAMILY_TIMES) }
      <counts> amount "元"                         { NUMBER(GK_FAMILY_MONEY) }
      <counts> amount "%"                          { NUMBER(GK_FAMILY_PERCENT) }
      <counts> (amount | spelled) [家户]           { NUMBER(GK_FAMILY_HOUSES) }
      <counts> (amount | spelled) [人名位]         { NUMBER(GK_FAMILY_PEOPLE) }
      <counts> (amount | spelled) "场" "次"?       { NUMBER(GK_FAMILY_MEETINGS) }
      <counts> (amount | spelled) [期届]           { NUMBER(GK_FAMILY_ISSUES) }
      <counts> (amount | spelled) [处台]           { NUMBER(GK_FAMILY_PLACES) }
      <counts> (amount | spelled) ([年月日号天层类] | "小时" | "个" ("工作日" | "月" | "小时" | "百分点" | "方面" | "部分" | "部门" | "单位" | "栏")) { NUMBER(GK_FAMILY_NONE) }
      <counts> "第" "("? (digit | chinese)+ ")"? piece? { WORD(GK_PROSE_ORDINAL) }
      <counts> "(" chinese ")"                     { WORD(GK_PROSE_ORDINAL) }
      <counts> chinese "是"                        { WORD(GK_PROSE_ORDINAL) }
      <counter> piece [，,。;、)(]                  { WORD(GK_PROSE_COUNTER) }
      <counts> [，,]                               { WORD(GK_PROSE_COMMA) }
      <counts> ";"                                 { WORD(GK_PROSE_SEMICOLON) }
      <counts> ":"                                 { WORD(GK_PROSE_COLON) }
      <counts> "、"                                { WORD(GK_PROSE_LIST) }
      <counts> [和及与或]                          { WORD(GK_PROSE_AND) }
      <counts> "("                                 { WORD(GK_PROSE_OPEN) }
      <counts> ")"                                 { WORD(GK_PROSE_CLOSE) }
      <counts> [。！？]                            { WORD(GK_PROSE_STOP) }
      <front> "国办公开办函" "("? digit+ ")"? digit+ "号"  { WORD(GK_PROSE_BASIS) }
      !include "prose_words.re";
      <*> *                                        { return 0; }
    */
#undef WORD
#undef NUMBER
found:
    token->start = start;
    token->end = c->past;
    return 1;
}
