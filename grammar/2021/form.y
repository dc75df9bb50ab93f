// 2021/form.y: the tables of the form of 国办公开办函〔2021〕30号, row by row (SPEC S3).

report ::= FORM_2021 parts_2021.

parts_2021 ::= .
parts_2021 ::= parts_2021 TEXT(T). { gk_build_text(build, T); }
parts_2021 ::= parts_2021 section.
parts_2021 ::= parts_2021 request_head.
parts_2021 ::= parts_2021 outcome_head.
parts_2021 ::= parts_2021 total_head.
parts_2021 ::= parts_2021 group.
parts_2021 ::= parts_2021 table_2021.

// Table two, in its four blocks.
table_2021 ::= documents_2021.
table_2021 ::= licensing_2021.
table_2021 ::= enforcement_2021.
table_2021 ::= fees_2021.

documents_2021   ::= ARTICLE_1 CONTENT made_2021 repealed_2021 in_force_2021 regulations_2021 normative_2021.
licensing_2021   ::= ARTICLE_5 CONTENT decisions_2021 licences_2021.
enforcement_2021 ::= ARTICLE_6 CONTENT decisions_2021 penalties_2021 coercion_2021.
fees_2021        ::= ARTICLE_8 CONTENT amount_2021 fee_2021.

made_2021      ::= MADE(H).      { gk_build_head(build, H); }
repealed_2021  ::= REPEALED(H).  { gk_build_head(build, H); }
in_force_2021  ::= IN_FORCE(H).  { gk_build_head(build, H); }
decisions_2021 ::= DECISIONS(H). { gk_build_head(build, H); }
amount_2021    ::= AMOUNT(H).    { gk_build_head(build, H); }

regulations_2021 ::= REGULATIONS(L) cell(A) cell cell. { gk_build_row(build, L, A, 3); }
normative_2021   ::= NORMATIVE(L)   cell(A) cell cell. { gk_build_row(build, L, A, 3); }
licences_2021    ::= LICENSING(L)   cell(A).           { gk_build_row(build, L, A, 1); }
penalties_2021   ::= PENALTIES(L)   cell(A).           { gk_build_row(build, L, A, 1); }
coercion_2021    ::= COERCION(L)    cell(A).           { gk_build_row(build, L, A, 1); }
fee_2021         ::= FEES(L)        cell(A).           { gk_build_row(build, L, A, 1); }

// Table three: 25 rows of seven.
table_2021 ::= requests_2021.
requests_2021 ::= requests_start groups other_2021 closed.
other_2021    ::= correction_overdue_2021 groups fee_overdue_2021 groups other_other_2021 groups.

correction_overdue_2021 ::= CORRECTION_OVERDUE(L) cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
fee_overdue_2021        ::= FEE_OVERDUE(L)        cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
other_other_2021        ::= OTHER_OTHER(L)        cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }

// Table four: three times five.
table_2021 ::= review_litigation.
