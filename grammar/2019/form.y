// 2019/form.y: the tables of the form of 国办公开办函〔2019〕60号, row by row (SPEC S3-earlier).

report ::= FORM_2019 parts_2019.

parts_2019 ::= .
parts_2019 ::= parts_2019 TEXT(T). { gk_build_text(build, T); }
parts_2019 ::= parts_2019 section.
parts_2019 ::= parts_2019 request_head.
parts_2019 ::= parts_2019 outcome_head.
parts_2019 ::= parts_2019 total_head.
parts_2019 ::= parts_2019 group.
parts_2019 ::= parts_2019 table_2019.

// Table two, in its five blocks.
table_2019 ::= documents_2019.
table_2019 ::= services_2019.
table_2019 ::= enforcement_2019.
table_2019 ::= fees_2019.
table_2019 ::= procurement_2019.

documents_2019   ::= ARTICLE_1 CONTENT made_2019 published_2019 total_public_2019 regulations_2019 normative_2019.
services_2019    ::= ARTICLE_5 CONTENT cases_2019 licences_2019 other_services_2019.
enforcement_2019 ::= ARTICLE_6 CONTENT cases_2019 penalties_2019 coercion_2019.
fees_2019        ::= ARTICLE_8 CONTENT items_2019 fee_2019.
procurement_2019 ::= ARTICLE_9 CONTENT projects_2019 purchases_2019 purchase_2019.

items_2019 ::= items_last_year_2019 change_2019.
cases_2019 ::= items_2019 decided_2019.

made_2019            ::= MADE_2019(H).       { gk_build_head(build, H); }
published_2019       ::= PUBLISHED(H).       { gk_build_head(build, H); }
total_public_2019    ::= TOTAL_PUBLIC(H).    { gk_build_head(build, H); }
items_last_year_2019 ::= ITEMS_LAST_YEAR(H). { gk_build_head(build, H); }
change_2019          ::= CHANGE(H).          { gk_build_head(build, H); }
decided_2019         ::= DECIDED(H).         { gk_build_head(build, H); }
projects_2019        ::= PROJECTS(H).        { gk_build_head(build, H); }
purchases_2019       ::= PURCHASES(H).       { gk_build_head(build, H); }

regulations_2019    ::= REGULATIONS(L)    cell(A) cell cell. { gk_build_row(build, L, A, 3); }
normative_2019      ::= NORMATIVE(L)      cell(A) cell cell. { gk_build_row(build, L, A, 3); }
licences_2019       ::= LICENSING(L)      cell(A) cell cell. { gk_build_row(build, L, A, 3); }
other_services_2019 ::= OTHER_SERVICES(L) cell(A) cell cell. { gk_build_row(build, L, A, 3); }
penalties_2019      ::= PENALTIES(L)      cell(A) cell cell. { gk_build_row(build, L, A, 3); }
coercion_2019       ::= COERCION(L)       cell(A) cell cell. { gk_build_row(build, L, A, 3); }
fee_2019            ::= FEES(L)           cell(A) cell.      { gk_build_row(build, L, A, 2); }
purchase_2019       ::= PROCUREMENT(L)    cell(A) cell.      { gk_build_row(build, L, A, 2); }

// Table three: 23 rows of seven. What the other form has as a group is a row here.
table_2019 ::= requests_2019.
requests_2019 ::= requests_start groups other_results_2019 groups closed.

other_results_2019 ::= OTHER_RESULTS(L) cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }

// Table four: three times five.
table_2019 ::= review_litigation.
