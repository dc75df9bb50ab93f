// Made by grammar/mk: a terminal for each label, in the order of gk_labels, then one for each form.
%token SECTION_1.
%token SECTION_2.
%token SECTION_3.
%token SECTION_4.
%token SECTION_5.
%token SECTION_6.
%token CONTENT.
%token NORMATIVE.
%token REGULATIONS.
%token LICENSING.
%token PENALTIES.
%token COERCION.
%token FEES.
%token ARTICLE_1.
%token ARTICLE_5.
%token ARTICLE_6.
%token ARTICLE_8.
%token NOTE.
%token APPLICANT.
%token NATURAL.
%token ORGANISATION.
%token TOTAL.
%token BUSINESS.
%token RESEARCH.
%token PUBLIC_INTEREST.
%token LEGAL_SERVICE.
%token OTHER.
%token NEW.
%token CARRIED_IN.
%token RESULTS.
%token GRANTED.
%token PARTLY_GRANTED.
%token DENIED.
%token STATE_SECRET.
%token PROHIBITED.
%token SECURITY.
%token THIRD_PARTY.
%token INTERNAL.
%token PROCESS.
%token ENFORCEMENT.
%token INQUIRY.
%token UNAVAILABLE.
%token NOT_HELD.
%token NOT_EXISTING.
%token UNCLEAR.
%token NOT_PROCESSED.
%token PETITION.
%token REPEATED.
%token PUBLICATION.
%token EXCESSIVE.
%token CONFIRM.
%token OTHER_RESULTS.
%token RESULTS_TOTAL.
%token CARRIED_OUT.
%token REVIEW.
%token LITIGATION.
%token UPHELD.
%token CORRECTED.
%token OTHER_OUTCOME.
%token PENDING.
%token DIRECT_SUIT.
%token SUIT_AFTER_REVIEW.
%token MADE_2019.
%token PUBLISHED.
%token TOTAL_PUBLIC.
%token ITEMS_LAST_YEAR.
%token CHANGE.
%token DECIDED.
%token PROJECTS.
%token PURCHASES.
%token OTHER_SERVICES.
%token PROCUREMENT.
%token ARTICLE_9.
%token MADE.
%token REPEALED.
%token IN_FORCE.
%token DECISIONS.
%token AMOUNT.
%token CORRECTION_OVERDUE.
%token FEE_OVERDUE.
%token OTHER_OTHER.
%token FORM_2019.
%token FORM_2021.
// report.y: the frame of a report, and what the generations share (SPEC S3).
//
// The frame is free: headings, prose and tables may follow each other in any order and number. Whether the six
// sections stand in their order, and each table under its own, are rules (rules/frame.rules), because a rule can
// say it better than a syntax fault. Inside a table nothing is free: every row, in its order, with its cells.
//
// A heading, a column head or a group label carries no number. They may stand between rows in any number; whether
// they are complete and in order is again a rule. A 20xx/form.y adds one generation's tables.

%name gk_lemon
%token_prefix T_
%token_type {uint32_t}
%default_type {uint32_t}
%extra_argument {gk_build *build}
%stack_size 64

%token NUMBER BLANK NA.
%token_class cell NUMBER|BLANK|NA.
%token TEXT.

// In prose these are words, and a number is one too.
%fallback TEXT NUMBER NA BLANK CONTENT REGULATIONS NORMATIVE LICENSING PENALTIES COERCION FEES
               MADE REPEALED IN_FORCE DECISIONS AMOUNT.

%include {
#include "../src/parse/build.h"
#define YYNOERRORRECOVERY 1
// The template's asserts and traces want abort, stdio and globals; a test may have them.
#if !defined(NDEBUG) && !defined(GK_ASSERTS)
#define NDEBUG
#endif
}
%code {
#include "../src/parse/drive.inc"
#include "../src/parse/repair.inc"
}

%syntax_error { gk_build_fault(build, yymajor, yyminor); }

%start_symbol report

section ::= SECTION_1(S). { gk_build_section(build, S); }
section ::= SECTION_2(S). { gk_build_section(build, S); }
section ::= SECTION_3(S). { gk_build_section(build, S); }
section ::= SECTION_4(S). { gk_build_section(build, S); }
section ::= SECTION_5(S). { gk_build_section(build, S); }
section ::= SECTION_6(S). { gk_build_section(build, S); }

// The heads of table three.
request_head ::= NOTE(H).            { gk_build_head(build, H); }
request_head ::= APPLICANT(H).       { gk_build_head(build, H); }
request_head ::= NATURAL(H).         { gk_build_head(build, H); }
request_head ::= ORGANISATION(H).    { gk_build_head(build, H); }
request_head ::= BUSINESS(H).        { gk_build_head(build, H); }
request_head ::= RESEARCH(H).        { gk_build_head(build, H); }
request_head ::= PUBLIC_INTEREST(H). { gk_build_head(build, H); }
request_head ::= LEGAL_SERVICE(H).   { gk_build_head(build, H); }
request_head ::= OTHER(H).           { gk_build_head(build, H); }

// The heads of table four; behind the last of them its fifteen numbers stand.
outcome_head ::= REVIEW(H).            { gk_build_head(build, H); }
outcome_head ::= LITIGATION(H).        { gk_build_head(build, H); }
outcome_head ::= UPHELD(H).            { gk_build_head(build, H); }
outcome_head ::= CORRECTED(H).         { gk_build_head(build, H); }
outcome_head ::= OTHER_OUTCOME(H).     { gk_build_head(build, H); }
outcome_head ::= PENDING(H).           { gk_build_head(build, H); }
outcome_head ::= DIRECT_SUIT(H).       { gk_build_head(build, H); }
outcome_head ::= SUIT_AFTER_REVIEW(H). { gk_build_head(build, H); }

total_head(A) ::= TOTAL(A). { gk_build_head(build, A); }

// The groups of table three; between its rows they may stand anywhere.
groups ::= .
groups ::= groups group.
group  ::= RESULTS(G).       { gk_build_group(build, G); }
group  ::= DENIED(G).        { gk_build_group(build, G); }
group  ::= UNAVAILABLE(G).   { gk_build_group(build, G); }
group  ::= NOT_PROCESSED(G). { gk_build_group(build, G); }
group  ::= OTHER_RESULTS(G). { gk_build_group(build, G); }

// The rows both generations have.
new                 ::= NEW(L)            cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
carried_in          ::= CARRIED_IN(L)     cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
granted             ::= GRANTED(L)        cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
partly_granted      ::= PARTLY_GRANTED(L) cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
state_secret        ::= STATE_SECRET(L)   cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
prohibited_by_law   ::= PROHIBITED(L)     cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
security_stability  ::= SECURITY(L)       cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
third_party_rights  ::= THIRD_PARTY(L)    cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
internal_affairs    ::= INTERNAL(L)       cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
process_information ::= PROCESS(L)        cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
enforcement_files   ::= ENFORCEMENT(L)    cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
administrative_inquiry ::= INQUIRY(L)     cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
not_held            ::= NOT_HELD(L)       cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
not_existing        ::= NOT_EXISTING(L)   cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
unclear             ::= UNCLEAR(L)        cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
petition            ::= PETITION(L)       cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
repeated            ::= REPEATED(L)       cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
publication         ::= PUBLICATION(L)    cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
excessive           ::= EXCESSIVE(L)      cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
confirm_or_reissue  ::= CONFIRM(L)        cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
results_total       ::= RESULTS_TOTAL(L)  cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }
carried_out         ::= CARRIED_OUT(L)    cell(A) cell cell cell cell cell cell. { gk_build_row(build, L, A, 7); }

received ::= new groups carried_in.
decided  ::= granted groups partly_granted.
denied   ::= state_secret groups prohibited_by_law groups security_stability groups third_party_rights groups
             internal_affairs groups process_information groups enforcement_files groups administrative_inquiry.
unavailable   ::= not_held groups not_existing groups unclear.
not_processed ::= petition groups repeated groups publication groups excessive groups confirm_or_reissue.
closed        ::= results_total groups carried_out.

fifteen(A) ::= cell(A) cell cell cell cell cell cell cell cell cell cell cell cell cell cell.

// The tables both generations have in the same shape: of the requests all rows but the sixth result, and table four.
requests_start ::= received groups decided groups denied groups unavailable groups not_processed.
review_litigation ::= total_head(H) fifteen(A). { gk_build_row(build, H, A, 15); }
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
