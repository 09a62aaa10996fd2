/* SPDX-License-Identifier: MIT */
/* lookup.c: which cell an operand of a rule means, seen from the cell the rule is tried on. */
#include "check/check.h"

#define SUFFIX_MIN 6       /* bytes: two ideographs */

bool side_fits(const struct panel *p, char side)
{
    return side == 0 || p->prose || (p->head->side.n && p->head->side.p[0] == side);
}

bool col_period_fits(const struct column *a, const struct column *b)
{
    bool year = a->year.n == 0 || b->year.n == 0 || str_eq(a->year, b->year);
    return year && (a->phase.n == 0 || b->phase.n == 0 || str_eq(a->phase, b->phase));
}

/* Is column a, seen from column now, of the period that r asks for? */
static bool ref_period_fits(const struct ref *r, const struct column *a, const struct column *now)
{
    unsigned x, y;
    switch (r->period) {
    case PERIOD_SAME: return col_period_fits(a, now);
    case PERIOD_ANY: return true;
    case PERIOD_LAST: return str_u32(a->year, &x) && str_u32(now->year, &y) && x + 1 == y;
    default: break;
    }
    bool year = a->year.n == 0 || now->year.n == 0 || str_eq(a->year, now->year);
    return year && str_eq(a->phase, r->period == PERIOD_BUDGET ? S("budget") : S("final"));
}

bool row_fits(const struct ledger *l, const struct panel *p, uint32_t row, const struct pattern *pat)
{
    const struct row *r = &p->row[row];
    (void)l;
    if (p->prose && pat->plain) return r->name == pat->name;
    if (p->prose) return pattern_may_fit(pat, r->parts, r->tail) && pattern_fits(pat, r->subject);
    return (pat->plain && r->name == pat->name) || (pat->code.n && str_eq(r->head->code, pat->code));
}

bool pick_named(const struct ledger *l, const struct panel *p, uint32_t row, const struct rows *rows)
{
    const struct row *r = &p->row[row];
    switch (rows->pick) {
    case ROWS_GROUP: return r->role == ROW_TOTAL || r->role == ROW_ORG;
    case ROWS_ITEM: return !r->coded && r->role != ROW_TOTAL && r->role != ROW_ORG;
    case ROWS_NAMED: break;
    default: return false;
    }
    for (unsigned i = 0; i < rows->names.n; i++)
        if (row_fits(l, p, row, &rows->names.v[i])) return !rows->except;
    return rows->except;
}

static const struct panel *panel_of(const struct try *t)
{
    return &t->c->l->panel.v[t->panel];
}

/* How well two organisation codes go together: 0 not, 1 one is not said or holds the other, 2 the same. */
static int org_match(struct str a, struct str b)
{
    if (str_eq(a, b)) return 2;
    return a.n == 0 || b.n == 0 || str_starts(a, b) || str_starts(b, a);
}

/* ---- rows of the same account ---- */

static struct str last_part(struct str subject, struct str *before)
{
    size_t at = str_rfind(subject, S("/"));
    if (at == STR_NPOS) {
        *before = (struct str){"", 0};
        return subject;
    }
    struct str head = str_sub(subject, 0, at);
    size_t up = str_rfind(head, S("/"));
    *before = up == STR_NPOS ? head : str_from(head, up + 1);
    return str_from(subject, at + 1);
}

/* A 款 by kind: 30201. */
static bool is_economic_section(struct str code) { return code.n == 5 && is_economic(code); }

/* The row whose code is that of row i less its last two digits, NONE. */
static uint32_t account_above(const struct ledger *l, const struct panel *p, uint32_t i)
{
    struct str code = p->row[i].head->code;
    return code.n < 5 ? NONE : ledger_code(l, (uint32_t)(p - l->panel.v), str_sub(code, 0, code.n - 2));
}

/* Does a row without a code stand for a 类: 一、农林水支出, and （一）农林水支出 under 一、本年支出? */
static bool class_by_level(const struct row *r)
{
    return r->level <= 1 || (r->level == 2 && str_starts(r->head->path, S("本年")) && !str_has(r->head->path, S("/")));
}

/* A row of p that a subject of running text speaks of: its last part is the row's name, and the part
 * before it the name of the account above, unless the row is a 类 or an economic 款 nobody else is called. */
static uint32_t row_of_subject(struct try *t, const struct panel *p, struct str subject)
{
    const struct ledger *l = t->c->l;
    struct str before, last = last_part(subject, &before);
    uint32_t name = names_id(&t->c->l->names, last), up = names_id(&t->c->l->names, before);
    uint32_t best = NONE, loose = NONE, nloose = 0;
    size_t longest = 0;
    t->c->steps += p->nrow;
    for (uint32_t i = 0; i < p->nrow; i++) {
        const struct row *r = &p->row[i];
        if (r->role == ROW_TOTAL || r->role == ROW_ORG) continue;
        if (r->name == name) {
            uint32_t above = r->coded ? account_above(l, p, i) : NONE;
            bool class = r->coded ? r->head->code.n == 3 : class_by_level(r);
            if (class || (above != NONE && p->row[above].name == up)) return best = i;
            if (r->coded && is_economic_section(r->head->code)) loose = i, nloose++;
        } else if (r->coded && is_economic_section(r->head->code) && r->head->name.n >= SUFFIX_MIN) {
            struct str folded = names_fold(&t->c->l->arena, r->head->name);
            if (folded.p && folded.n > longest && folded.n >= SUFFIX_MIN && str_ends(last, folded)) {
                longest = folded.n;
                best = i;
            }
        }
    }
    return nloose == 1 ? loose : nloose ? NONE : best;
}

/* The row of p with the same account as row `from` of panel q. */
static uint32_t same_row(struct try *t, uint32_t number, const struct panel *q, uint32_t from)
{
    struct ledger *l = t->c->l;
    const struct panel *p = &l->panel.v[number];
    const struct row *r = &q->row[from];
    if (q->prose) return row_of_subject(t, p, r->subject);
    uint32_t best = NONE, n = 0;
    if (r->coded) {
        uint32_t first = ledger_code(l, number, r->head->code);
        for (uint32_t i = first; i != NONE; i = p->row[i].same)
            if (org_match(p->row[i].head->orgcode, r->head->orgcode) && n++ == 0) best = i;
        if (n == 1) return best;
        if (first != NONE) t->ambiguous = true; /* printed more than once, or for another organisation */
        if (first != NONE || r->head->code.n != 3) return NONE;
    }
    t->c->steps += p->nrow;
    for (uint32_t i = 0; i < p->nrow; i++) {
        const struct row *s = &p->row[i];
        if (s->name != r->name || (s->coded && (r->coded || s->head->code.n != 3))) continue;
        if (!s->coded && r->coded && !class_by_level(s)) continue;
        if (n++ == 0) best = i;
    }
    return n == 1 ? best : NONE;
}

/* The row of p with the account that stands above that of row `from` of panel q. */
static uint32_t row_above(struct try *t, uint32_t number, const struct panel *q, uint32_t from)
{
    const struct ledger *l = t->c->l;
    const struct panel *p = &l->panel.v[number];
    const struct row *r = &q->row[from];
    uint32_t best = NONE, n = 0;
    if (!r->coded || r->head->code.n < 5) return NONE;
    for (uint32_t i = ledger_code(l, number, str_sub(r->head->code, 0, r->head->code.n - 2)); i != NONE; i = p->row[i].same)
        if (org_match(p->row[i].head->orgcode, r->head->orgcode) && n++ == 0) best = i;
    return n == 1 ? best : NONE;
}

/* ---- cells ---- */

/* Column of p that cols means, for a row with a cell there; NONE. */
uint32_t find_col(const struct try *t, const struct panel *p, uint32_t row, const struct ref *r)
{
    const struct panel *from = panel_of(t);
    const struct column *now = &from->col[t->col];
    if (r->cols.pick == COLS_CURRENT && p == from) return p->cell[(size_t)row * p->ncol + t->col] ? t->col : NONE;
    for (unsigned k = 0; k < (r->cols.pick == COLS_NAMED ? r->cols.names.n : 1); k++)
        for (uint32_t c = 0; c < p->ncol; c++) {
            uint32_t want = r->cols.pick == COLS_NAMED ? r->cols.names.v[k].name : now->name;
            if (p->col[c].name == want && ref_period_fits(r, &p->col[c], now) && p->cell[(size_t)row * p->ncol + c])
                return c;
        }
    return NONE;
}

/* ---- subjects above and below in running text ---- */

bool same_project(const struct row *a, const struct row *b)
{
    return str_eq(a->head->project, b->head->project);
}

uint32_t subject_above(const struct panel *p, uint32_t from)
{
    const struct row *r = &p->row[from];
    size_t at = str_rfind(r->subject, S("/"));
    if (at == STR_NPOS) return NONE;
    struct str up = str_sub(r->subject, 0, at);
    for (uint32_t i = from, hops = 0; i-- > 0 && hops < PROSE_REACH; hops++)
        if (str_eq(p->row[i].subject, up) && same_project(&p->row[i], r)) return i;
    return NONE;
}

/* Is row i a detail of row `from` as pat says, with a figure in the wanted column? */
static bool is_detail(const struct try *t, const struct panel *p, uint32_t from, uint32_t i, const struct pattern *pat, const struct ref *ref)
{
    const struct row *r = &p->row[from], *s = &p->row[i];
    if (s->subject.n <= r->subject.n + 1 || !str_starts(s->subject, r->subject) || s->subject.p[r->subject.n] != '/') return false;
    if (!same_project(s, r) || !pattern_fits(pat, str_from(s->subject, r->subject.n + 1))) return false;
    return find_col(t, p, i, ref) != NONE;
}

/* The detail follows its subject, as a rule; 全年预算 may stand before what was spent of it. */
static uint32_t subject_below(const struct try *t, const struct panel *p, uint32_t from, const struct pattern *pat, const struct ref *ref)
{
    const struct row *r = &p->row[from];
    for (uint32_t i = from + 1; i < p->nrow && i - from < PROSE_REACH; i++) {
        if (p->row[i].name == r->name && ledger_cell(t->c->l, p, i, t->col)) break; /* the subject again */
        if (is_detail(t, p, from, i, pat, ref)) return i;
    }
    for (uint32_t i = from, hops = 0; ref->period != PERIOD_SAME && i-- > 0 && hops < PROSE_REACH; hops++) {
        if (is_detail(t, p, from, i, pat, ref)) return i;
        if (p->row[i].name == r->name && ledger_cell(t->c->l, p, i, t->col)) break;
    }
    return NONE;
}

bool next_detail(const struct try *t, const struct ref *r, struct found *at)
{
    const struct panel *p = panel_of(t);
    const struct row *from = &p->row[t->row];
    for (uint32_t i = at->row + 1; p->prose && i < p->nrow && i - t->row < PROSE_REACH; i++) {
        if (p->row[i].name == from->name && ledger_cell(t->c->l, p, i, t->col)) break; /* the subject again */
        for (unsigned k = 0; k < r->rows.names.n; k++) {
            if (!is_detail(t, p, t->row, i, &r->rows.names.v[k], r)) continue;
            at->row = i;
            at->col = find_col(t, p, i, r);
            return true;
        }
    }
    return false;
}

/* The row that says column `want` of the subject of row `from`: this one, or the nearest above that speaks of it. */
uint32_t subject_again(const struct try *t, const struct panel *p, uint32_t from, const struct ref *r)
{
    for (uint32_t i = from + 1, hops = 0; i-- > 0 && hops < PROSE_REACH; hops++)
        if (p->row[i].name == p->row[from].name && same_project(&p->row[i], &p->row[from]) && find_col(t, p, i, r) != NONE) return i;
    return from;
}

static uint32_t grand_row(struct check *c, const struct panel *p)
{
    uint32_t org = NONE, norg = 0;
    for (uint32_t i = 0; i < p->nrow; i++, c->steps++) {
        if (p->row[i].role == ROW_TOTAL && p->row[i].grand && p->row[i].org == NONE) return i;
        if (p->row[i].role != ROW_ORG) continue;
        if (org == NONE) org = i;
        else if (!org_match(p->row[i].head->orgcode, p->row[org].head->orgcode)) norg++;
    }
    return norg ? NONE : org; /* one organisation only: its row is the total */
}

struct pick {
    struct found at;
    int score;
    unsigned name; /* which of the names fitted: in another panel of that table no other will do */
    bool twice;    /* two cells fit as well, and differ */
};

static void offer(const struct try *t, struct pick *best, struct found at, int score)
{
    const struct ledger *l = t->c->l;
    if (score < best->score) return;
    if (score > best->score || best->score == 0) {
        *best = (struct pick){at, score, best->name, false};
        return;
    }
    const struct panel *p = &l->panel.v[at.panel], *q = &l->panel.v[best->at.panel];
    const struct entry *a = ledger_cell(l, p, at.row, at.col), *b = ledger_cell(l, q, best->at.row, best->at.col);
    if (a && b && a->state == CELL_NUMBER && b->state == CELL_NUMBER && dec_cmp(a->x.mid, b->x.mid)) best->twice = true;
}

/* The rows of panel `number` that r means. */
static void offer_rows(struct try *t, const struct ref *r, uint32_t number, struct pick *best)
{
    const struct ledger *l = t->c->l;
    const struct panel *p = &l->panel.v[number], *from = panel_of(t);
    const struct row *now = &from->row[t->row];
    struct found at = {number, NONE, NONE};
    t->c->steps += r->rows.pick == ROWS_NAMED ? p->nrow : r->rows.pick == ROWS_PARENT || r->rows.pick == ROWS_CHILD ? PROSE_REACH : 1;
    if (r->rows.pick == ROWS_CURRENT && p == from) at.row = p->prose ? subject_again(t, p, t->row, r) : t->row;
    else if (r->rows.pick == ROWS_CURRENT || r->rows.pick == ROWS_SAME) at.row = same_row(t, number, from, t->row);
    else if (r->rows.pick == ROWS_GRAND) at.row = grand_row(t->c, p);
    else if (r->rows.pick == ROWS_PARENT && p->prose && p == from) at.row = subject_above(p, t->row);
    else if (r->rows.pick == ROWS_PARENT && !from->prose) at.row = row_above(t, number, from, t->row);
    if (at.row != NONE) {
        at.col = find_col(t, p, at.row, r);
        int score = r->rows.pick == ROWS_GRAND ? 2 : org_match(p->row[at.row].head->orgcode, now->head->orgcode);
        if (at.col != NONE && score) offer(t, best, at, score);
        return;
    }
    bool before = best->score > 0;
    for (unsigned k = before ? best->name : 0; k < r->rows.names.n && (before ? k == best->name : best->score == 0); k++) {
        best->name = k;
        if (r->rows.pick == ROWS_CHILD) {
            if (!p->prose || (at.row = subject_below(t, p, t->row, &r->rows.names.v[k], r)) == NONE) continue;
            at.col = find_col(t, p, at.row, r);
            if (at.col != NONE) offer(t, best, at, 2);
            continue;
        }
        for (uint32_t i = 0; r->rows.pick == ROWS_NAMED && i < p->nrow; i++) {
            if (!row_fits(l, p, i, &r->rows.names.v[k])) continue;
            at.row = i;
            at.col = find_col(t, p, i, r);
            int score = p->prose ? 2 : org_match(p->row[i].head->orgcode, now->head->orgcode);
            if (at.col != NONE && score) offer(t, best, at, score);
        }
    }
}

/* Is panel p one that belongs beside the one we come from? */
static bool beside(const struct panel *from, const struct panel *p, bool same_table)
{
    if (from->prose || p->prose) return true;
    if (same_table) return str_eq(from->head->tno, p->head->tno) && str_eq(from->head->project, p->head->project);
    return from->head->project.n == 0 || p->head->project.n == 0 || str_eq(from->head->project, p->head->project);
}

static struct str without_project(struct str s)
{
    return str_ends(s, S("项目")) ? str_sub(s, 0, s.n - S("项目").n) : s;
}

/* Running text about a project speaks of the tables of that project only. */
static bool of_project(const struct try *t, const struct panel *from, const struct panel *p)
{
    struct str said = from->prose ? from->row[t->row].head->project : (struct str){"", 0};
    struct names *names = &t->c->l->names;
    if (said.n == 0 || p->prose) return true;
    return p->head->project.n && names_id(names, without_project(said)) == names_id(names, without_project(p->head->project));
}

static void offer_table(struct try *t, const struct ref *r, uint32_t table, bool own, struct pick *best, bool *empty)
{
    const struct ledger *l = t->c->l;
    for (uint32_t i = ledger_table(l, table); i != NONE; i = l->panel.v[i].next) {
        const struct panel *p = &l->panel.v[i];
        if (!beside(panel_of(t), p, own) || !of_project(t, panel_of(t), p)) continue;
        if (p->nrow == 0) *empty = true;
        else if (side_fits(p, r->rows.side)) offer_rows(t, r, i, best);
    }
}

int lookup(struct try *t, const struct ref *r, struct found *out)
{
    const struct panel *from = panel_of(t);
    if (r->rows.pick == ROWS_CURRENT && r->ntable == 0 && r->rows.side == 0 && !from->prose) { /* another column of this row */
        *out = (struct found){t->panel, t->row, find_col(t, from, t->row, r)};
        return out->col == NONE ? -1 : 1;
    }
    struct pick best = {.score = 0};
    bool empty = false;
    if (r->ntable == 0 && (r->rows.side == 0 || side_fits(from, r->rows.side))) offer_rows(t, r, t->panel, &best);
    else if (r->ntable == 0) offer_table(t, r, from->table, true, &best, &empty);
    for (unsigned k = 0; k < r->ntable && best.score == 0; k++) offer_table(t, r, r->table[k], false, &best, &empty);
    if (best.score == 0) return empty && r->rows.pick == ROWS_GRAND ? 0 : -1;
    if (best.twice) t->ambiguous = true;
    *out = best.at;
    return 1;
}
