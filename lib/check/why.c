/* SPDX-License-Identifier: MIT */
/* why.c: a finding in words: the figures, where they stand, and what is missing. */
#include "check/check.h"

#include <stdio.h>

enum { OPERANDS_SHOWN = 60 };

struct words {
    VEC(char) buf;
    int failed;
};

static void say(struct words *w, struct str s)
{
    if (w->failed || s.n == 0) return;
    if (VEC_RESERVE(&w->buf, w->buf.n + s.n)) {
        w->failed = -1;
        return;
    }
    memcpy(w->buf.v + w->buf.n, s.p, s.n);
    w->buf.n += s.n;
}

static void say_number(struct words *w, struct dec d)
{
    char buf[DEC_CHARS];
    size_t n = dec_print(d, buf);
    say(w, (struct str){buf, n});
}

/* What tells entry x from the one it is compared with: table, row and column only where they differ; the table not
 * again if the operand before it, `last`, is of the same. */
static void say_entry(struct words *w, const struct entry *x, const struct entry *from, const struct entry *last)
{
    const struct head *h = x->head;
    bool elsewhere = from != x && !str_eq(h->table, from->head->table);
    bool again = last && str_eq(h->table, last->head->table) && (last->kind == KIND_PROSE) == (x->kind == KIND_PROSE);
    if (elsewhere && !again) {
        say(w, x->kind == KIND_PROSE ? S("running text") : h->table.n ? h->table : S("a table without a title"));
        say(w, S(" "));
    }
    if (from != x && h->project.n && !str_eq(h->project, from->head->project)) {
        say(w, h->project);
        say(w, S(" "));
    }
    if (from == x || h != from->head) {
        say(w, h->code);
        if (h->code.n && h->name.n) say(w, S(" "));
        say(w, h->name.n || h->code.n ? h->name : S("(no label)"));
        say(w, S(" "));
    }
    if (x->col.n && (from == x || (!str_eq(x->col, from->col) && !str_eq(x->col, h->name)))) {
        say(w, S("["));
        say(w, x->col);
        say(w, S("] "));
    }
    if (x->state == CELL_NUMBER) say_number(w, x->x.mid);
    else say(w, x->state == CELL_DASH ? S("-") : S("blank"));
}

static void say_side(struct words *w, const struct check *c, const struct finding *f, uint32_t from, uint32_t to, bool rate)
{
    const struct entry *main = &c->l->entry.v[f->entry], *last = NULL;
    unsigned shown = 0, more = 0;
    for (uint32_t i = from; i < to; i++) {
        const struct operand *o = &c->operand.v[f->at + i];
        const struct entry *x = &c->l->entry.v[o->entry];
        bool blank = x->state != CELL_NUMBER;
        if ((blank && to - from > 1) || (rate && x == last)) continue;
        if (shown == OPERANDS_SHOWN) {
            more++;
            continue;
        }
        if (rate) say(w, shown ? S(", ") : S(""));
        else if (o->minus) say(w, shown ? S(" - ") : S("-"));
        else if (shown) say(w, S(" + "));
        say_entry(w, x, x == main ? x : main, last);
        last = x;
        shown++;
    }
    if (more) say(w, S(" + more"));
    if (shown) return;
    say(w, S("nothing"));
    struct str rel = f->rule->relation;
    size_t open = str_find(rel, S("{"), 0), close = str_find(rel, S("}"), 0);
    if (from && open != STR_NPOS && close != STR_NPOS && open < close) {
        say(w, S(" in "));
        say(w, str_sub(rel, open + 1, close));
    }
}

static void say_names(struct words *w, const struct patterns *p)
{
    for (unsigned i = 0; i < p->n; i++) {
        const struct pattern *q = &p->v[i];
        if (i) say(w, S("|"));
        for (unsigned k = 0; k < q->npart; k++) {
            if (k) say(w, S("/"));
            say(w, q->part[k].kind >= PART_ANY ? S("*") : q->part[k].text);
        }
    }
}

/* The tables that the missing operand was looked for in, as the rule has them. */
static void say_table(struct words *w, const struct try *t)
{
    struct str rest = t->rule->relation;
    for (size_t open; t->lost->ntable && (open = str_find(rest, S("{"), 0)) != STR_NPOS;) {
        rest = str_from(rest, open + 1);
        size_t close = str_find(rest, S("}"), 0);
        if (close == STR_NPOS) return;
        struct str names = str_sub(rest, 0, close);
        size_t bar = str_find(names, S("|"), 0);
        if (names_id(&t->c->l->names, bar == STR_NPOS ? names : str_sub(names, 0, bar)) != t->lost->table[0]) continue;
        say(w, names);
        return;
    }
}

static void say_lost(struct words *w, const struct try *t)
{
    const struct ref *r = t->lost;
    const struct ledger *l = t->c->l;
    bool there = r->ntable == 0;
    for (unsigned i = 0; i < r->ntable; i++) there = there || ledger_table(l, r->table[i]) != NONE;
    say(w, there ? S("not printed: ") : S("no such table in the document: "));
    say_table(w, t);
    if (!there) return;
    if (r->rows.names.n) say(w, S(" "));
    say_names(w, &r->rows.names);
    if (r->cols.names.n) {
        say(w, S(" ["));
        say_names(w, &r->cols.names);
        say(w, S("]"));
    }
}

/* The table where it was looked for first, or the row of this one that is not there. */
static void say_absent(struct words *w, const struct try *t)
{
    const struct ledger *l = t->c->l;
    if (t->absent->ntable == 0) {
        say(w, S("; not printed: "));
        say_names(w, &t->absent->rows.names);
    }
    for (unsigned i = 0; i < t->absent->ntable; i++) {
        uint32_t at = ledger_table(l, t->absent->table[i]);
        if (at == NONE) continue;
        say(w, S("; not printed in "));
        say(w, l->panel.v[at].head->table);
        return;
    }
}

static struct str relation_sign(const struct rule *r, const struct entry *x)
{
    if (r->is.op == R_SAYS) return *x->op.p == '>' ? S(" not > ") : *x->op.p == '<' ? S(" not < ") : S(" ≠ ");
    return r->is.op == R_LE ? S(" > ") : r->is.op == R_GE ? S(" < ") : S(" ≠ ");
}

int explain(struct check *c, struct arena *a, struct try *t, struct finding *f)
{
    struct words w = {0};
    say_side(&w, c, f, 0, f->nleft, t->rate);
    if (f->compared) {
        struct dec left = f->left, right = f->right;
        if (t->rate && !dec_round(f->right, f->left.scale > 4 ? 2 : f->left.scale + 2, &right)) (void)dec_round(f->left, 4, &left);
        if (t->rate && f->nleft > 1) { /* the rate is on the left side */
            say(&w, S(": "));
            say_number(&w, left);
        }
        say(&w, relation_sign(f->rule, &c->l->entry.v[f->entry]));
        say_number(&w, right);
        if (f->n > f->nleft || f->rule->is.right[0]->op != X_NUMBER) {
            say(&w, t->rate ? S(" from ") : S(" = "));
            say_side(&w, c, f, f->nleft, f->n, t->rate);
        }
    }
    if (t->reason) {
        say(&w, S("; "));
        say(&w, str_c(t->reason));
        say(&w, t->stranger.n ? S(" ") : (struct str){"", 0});
        say(&w, t->stranger);
    } else if (!f->compared && f->n > f->nleft) {
        say(&w, S("; "));
        say_side(&w, c, f, f->nleft, f->n, true);
    } else if (!f->compared && t->lost) {
        say(&w, S("; "));
        say_lost(&w, t);
    }
    if (f->result == RESULT_OFF && t->absent) say_absent(&w, t);
    f->why = arena_str(a, (struct str){w.buf.v, w.buf.n});
    VEC_FREE(&w.buf);
    return w.failed || !f->why.p ? -1 : 0;
}
