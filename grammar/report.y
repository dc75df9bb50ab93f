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
