/* clause.c: see clause.h. A clause remembers what it has named, and whether anything unknown stood between that and a
 * number: only then is the number's subject certain. */
#include "clause.h"

#include <string.h>

static void name_subject(reader *r, const gk_prose_token *t)
{
    clause *c = &r->c;
    if (r->loose && !is_dispute(t->kind) && !is_decision(t->kind)) {
        gk_claim *last = &r->out->claim[r->out->claims - 1];
        last->what = t->kind; /* “3件予以公开” */
        last->span.end = (uint32_t)(t->end - r->report->bytes);
        r->loose = 0;
        if (is_outcome(t->kind)) last->kinds = (uint8_t)r->recent;
        return;
    }
    c->joined = c->joined || (c->subject && c->joining && !t->gap);
    c->joining = 0;
    c->subject = t->kind;
    c->subject_span = gk_claim_span(r, t->start, t->end);
    c->near_subject = 1;
    if (r->names == MOST_NAMED) r->names = 0;
    r->named[r->names++] = t->kind;
    c->part = is_party(t->kind)     ? GK_PART_PARTY
              : is_result(t->kind)  ? GK_PART_RESULT
              : is_outcome(t->kind) ? GK_PART_OUTCOME
                                    : c->part;
    if (is_dispute(t->kind)) {
        unsigned kind = t->kind == GK_PROSE_REVIEW ? GK_OF_REVIEWS : GK_OF_SUITS;
        r->kinds |= kind;
        r->recent = kind;
        c->dispute |= (uint8_t)kind;
        r->topic = TOPIC_DISPUTE;
    }
    if (is_outcome(t->kind)) {
        c->outcome = t->kind;
        c->outcome_span = c->subject_span;
        c->ended = 1;
    }
}

static void name_document(reader *r, const gk_prose_token *t)
{
    r->c.joined = r->c.joined || (r->c.joining && r->c.near_document);
    r->c.joining = 0;
    r->documents = t->kind;
    r->c.near_document = 1;
    r->c.subject = 0;
}

/* The years of the sentence: a year that is not the report's turns its numbers aside. */
static void name_year(reader *r, gk_prose_token *t)
{
    gknb_decimal year;
    int due = r->report->header.year;
    if (!gk_prose_value(t, &year) || !due || r->c.compared) return;
    if (!r->last && !t->gap && year.digits == due - 1) r->opening = gk_claim_span(r, t->start, t->end);
    if (year.digits == due) r->opening.end = 0;
    r->year_aside = year.digits < due ? -1 : year.digits > due;
    if (r->c.subject == GK_PROSE_CARRIED_OUT && r->c.near_subject && year.digits == due + 1) return;
    r->elsewhen = year.digits != due;
    if (!r->elsewhen) r->former = 0;
}

static unsigned document_count(unsigned documents, unsigned make)
{
    static const uint16_t counts[2][3] = {
        {GK_PROSE_REGULATIONS_MADE, GK_PROSE_REGULATIONS_REPEALED, GK_PROSE_REGULATIONS_IN_FORCE},
        {GK_PROSE_DOCUMENTS_MADE, GK_PROSE_DOCUMENTS_REPEALED, GK_PROSE_DOCUMENTS_IN_FORCE},
    };
    return make ? counts[documents == GK_PROSE_DOCUMENTS][make - 1] : 0;
}

/* What a number counts, by what its clause has named. */
static unsigned number_subject(reader *r, const gk_prose_token *t)
{
    clause *c = &r->c;
    if (r->due_at < r->dues && !t->gap) return r->due[r->due_at++];
    if (c->joined || c->both) return 0;
    if (c->near_subject) return is_result(c->subject) && r->topic != TOPIC_REQUEST ? 0 : c->subject;
    if (c->near_request && c->received) return c->channel && !c->total ? 0 : GK_PROSE_RECEIVED;
    if (c->near_handle && r->topic == TOPIC_REQUEST && !(c->channel && !c->total)) return GK_PROSE_HANDLED;
    if (c->near_document) return document_count(r->documents, c->make);
    return 0;
}

static int ends_list(unsigned what)
{
    return what == GK_PROSE_RECEIVED || what == GK_PROSE_HANDLED || what == GK_PROSE_CARRIED_IN ||
           what == GK_PROSE_CARRIED_OUT || is_dispute(what) || what >= GK_PROSE_REGULATIONS_MADE;
}

/* “(17.46%)” and “占17.46%” right behind a number are shares of it. */
static int is_share(const reader *r, const gk_prose_token *t)
{
    return t->family == GK_FAMILY_PERCENT && !t->gap && r->behind && (r->c.share || r->last == GK_PROSE_OPEN);
}

static void number(reader *r, gk_prose_token *t)
{
    clause *c = &r->c;
    int share = is_share(r, t);
    unsigned what = t->family == GK_FAMILY_PERCENT ? 0 : number_subject(r, t), list;
    gk_claim *made;
    gknb_decimal value;
    if (t->family == GK_FAMILY_NONE || !gk_prose_value(t, &value)) return;
    if (what == GK_PROSE_FEES || what == GK_PROSE_HANDLING_FEE ? t->family != GK_FAMILY_MONEY
                                                               : t->family > GK_FAMILY_TIMES)
        what = 0;
    if (t->family == GK_FAMILY_BARE && !what) return;
    if (!t->plain && !what && t->family != GK_FAMILY_COUNT) return;
    made = gk_claim_add(r, t, what);
    if (!made) return;
    made->value = value;
    r->enumerated = r->enumerating;
    r->enumerating = 0;
    if (what && c->subject == what) made->span.start = c->subject_span.start;
    else if (what) made->span.start = c->from.start;
    if (share) {
        made->of = (uint16_t)(r->out->claims - 1);
        made->flags |= GK_CLAIM_SHARE;
    }
    r->behind = t->family <= GK_FAMILY_TIMES;
    if (is_outcome(what)) made->kinds = (uint8_t)(r->recent | (r->kinds == 3 ? (unsigned)GK_OF_BOTH : 0));
    list = gk_list_here(r);
    if (list && (ends_list(what) || made->flags & GK_CLAIM_ELSEWHEN)) {
        if (ends_list(what)) gk_list_close(r, 0);
        list = 0;
    }
    if (list && t->family != GK_FAMILY_PERCENT) {
        gk_claim_list *l = &r->out->list[list - 1];
        if (l->act == 0xff) l->act = (uint8_t)(c->act != 0);
        if ((c->act != 0) != l->act) gk_list_close(r, 0);
        else made->list = (uint16_t)list, l->past = (uint16_t)r->out->claims;
    }
    r->loose = !what && t->family <= GK_FAMILY_COUNT;
    if (what) {
        c->received = c->requested = 0;
        c->outcome = 0;
    }
    c->subject = 0;
    c->near_subject = c->near_request = c->near_handle = c->near_document = c->joined = c->joining = c->none =
        c->share = 0;
}

static void bracket_open(reader *r)
{
    int behind = r->last == GK_PROSE_NUMBER;
    r->loose = 0;
    if (r->depth < MOST_NESTED) {
        r->before[r->depth] = r->c;
        r->claims_before[r->depth] = r->out->claims;
    }
    r->depth++;
    memset(&r->c, 0, sizeof r->c);
    if (r->depth > MOST_NESTED) return;
    r->open_list[r->depth] = 0;
    if (behind) gk_list_open(r, 1);
}

static void bracket_close(reader *r)
{
    gk_remark_flush(r);
    if (!r->depth) return;
    if (r->depth <= MOST_NESTED) gk_list_close(r, r->depth);
    r->depth--;
    if (r->depth >= MOST_NESTED) return;
    r->c = r->before[r->depth];
    if (r->claims_before[r->depth] != r->out->claims) r->c.near_subject = r->c.near_request = r->c.near_handle = 0;
}

/* The numbers that follow are of the names before, one each; of fewer than two names, of names not known here. */
static void each_of(reader *r)
{
    if (r->names < 2) memset(r->named, 0, sizeof r->named);
    r->dues = r->names < 2 ? 2 : r->names;
    r->due_at = 0;
    memcpy(r->due, r->named, sizeof r->due);
    r->names = 0;
}

static void name_request(reader *r)
{
    clause *c = &r->c;
    if (r->loose && c->received && !c->channel) /* “收到70件申请” */
        r->out->claim[r->out->claims - 1].what = GK_PROSE_RECEIVED;
    c->requested = c->near_request = 1;
    if (!c->dispute) r->topic = TOPIC_REQUEST;
    if (!is_party(c->subject) && !is_result(c->subject) && c->subject != GK_PROSE_CARRIED_IN) c->near_subject = 0;
    r->loose = 0;
}

/* “2022年结转” was carried in, “结转至2024年” is carried out. */
static void name_transfer(reader *r, const gk_prose_token *t)
{
    clause *c = &r->c;
    c->subject = r->year_aside < 0 && !t->gap ? GK_PROSE_CARRIED_IN : GK_PROSE_CARRIED_OUT;
    c->subject_span = gk_claim_span(r, t->start, t->end);
    c->near_subject = 1;
    if (c->subject == GK_PROSE_CARRIED_IN) r->elsewhen = 0;
}

/* A helper behind which what was named is still near. 0: it is none. */
static int near_helper(reader *r, const gk_prose_token *t)
{
    clause *c = &r->c;
    switch (t->kind) {
    case GK_PROSE_REQUEST: name_request(r); break;
    case GK_PROSE_HANDLE:
        c->both = c->received && !c->kept;
        if (c->kept) c->received = c->near_request = 0;
        c->near_handle = 1;
        c->subject = 0;
        r->loose = 0;
        if (!c->none) c->from = gk_claim_span(r, t->start, t->end);
        break;
    case GK_PROSE_INFO:
        c->near_subject = (uint8_t)(c->near_subject && is_party(c->subject));
        c->near_document = 0;
        break;
    case GK_PROSE_REGULATIONS:
    case GK_PROSE_DOCUMENTS: name_document(r, t); break;
    case GK_PROSE_MAKE:
    case GK_PROSE_REPEAL:
    case GK_PROSE_IN_FORCE:
        c->make = (uint8_t)(1 + (t->kind - GK_PROSE_MAKE));
        c->near_document = r->documents != 0;
        break;
    case GK_PROSE_TRANSFER: name_transfer(r, t); break;
    case GK_PROSE_EACH: each_of(r); break;
    case GK_PROSE_SHARE: c->share = 1; break;
    case GK_PROSE_ALL: c->all = 1; break;
    case GK_PROSE_TOTAL: c->total = 1; break;
    case GK_PROSE_FILL: break;
    default: return 0;
    }
    return 1;
}

/* Any other word that is no count. */
static void far_helper(reader *r, const gk_prose_token *t)
{
    clause *c = &r->c;
    switch (t->kind) {
    case GK_PROSE_RECEIVE:
        c->received = 1;
        c->kept = 0;
        if (!c->none) c->from = gk_claim_span(r, t->start, t->end);
        break;
    case GK_PROSE_WITHDRAWN:
    case GK_PROSE_REJECTED:
        c->outcome = t->kind;
        c->outcome_span = gk_claim_span(r, t->start, t->end);
        c->ended = 1;
        break;
    case GK_PROSE_NONE: /* what was named before is not denied */
        c->none = c->near_none = 1;
        c->dispute = c->received = c->requested = 0;
        break;
    case GK_PROSE_FORMER: r->former = !c->compared; break;
    case GK_PROSE_LIKENED: /* to the year before it: the sentence is not about that */
        if (r->year_aside) r->elsewhen = 0;
        /* fall through */
    case GK_PROSE_COMPARED:
        c->compared = 1;
        r->former = 0;
        break;
    case GK_PROSE_INTENDED: c->intended = 1; break;
    case GK_PROSE_PARTS: gk_list_open(r, r->last == GK_PROSE_OPEN); break;
    case GK_PROSE_INCLUDING:
        if (!t->gap && (r->last == GK_PROSE_NUMBER || r->last == GK_PROSE_COMMA)) gk_list_open(r, 0);
        break;
    case GK_PROSE_BESIDES: gk_list_close(r, r->depth); break;
    case GK_PROSE_REST: c->rest = 1; break;
    case GK_PROSE_CHANNEL: c->channel = 1; /* fall through */
    case GK_PROSE_MEDIA: c->part = t->kind == GK_PROSE_MEDIA ? GK_PART_MEDIA : GK_PART_CHANNEL; break;
    case GK_PROSE_ACT:
    case GK_PROSE_PUBLISH: c->act = 1; break;
    default: break;
    }
    c->near_subject = c->near_request = c->near_handle = c->near_document = 0;
}

static void mark(reader *r, const gk_prose_token *t)
{
    switch (t->kind) {
    case GK_PROSE_COMMA: gk_clause_end(r, 0); break;
    case GK_PROSE_SEMICOLON:
        gk_clause_end(r, 1);
        r->former = 0;
        r->dues = r->names = 0;
        break;
    case GK_PROSE_LIST:
    case GK_PROSE_AND:
        if (r->last == GK_PROSE_NUMBER || r->last == GK_PROSE_CLOSE) {
            gk_clause_end(r, 0);
            r->enumerating = 1;
        } else r->c.joining = (uint8_t)(r->c.near_subject || r->c.near_document);
        break;
    case GK_PROSE_OPEN: bracket_open(r); break;
    case GK_PROSE_CLOSE: bracket_close(r); break;
    default: break;
    }
}

void gk_clause_take(reader *r, gk_prose_token *t)
{
    if (t->kind < GK_COUNTS) name_subject(r, t);
    else if (t->kind == GK_PROSE_NUMBER) number(r, t);
    else if (t->kind == GK_PROSE_YEAR) name_year(r, t);
    else if (t->kind >= GK_PROSE_NUMBER) mark(r, t);
    else if (!near_helper(r, t)) far_helper(r, t);
}
