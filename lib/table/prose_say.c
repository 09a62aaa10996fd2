/* SPDX-License-Identifier: MIT */
/* prose_say.c: one walk over a paragraph, from separator to separator and figure to figure. */
#include "table/prose_in.h"

struct walk {
    struct str t;
    size_t from;     /* where the words in front of the next figure begin */
    size_t sentence; /* start of the sentence */
    bool figured;    /* a figure stood in this clause */
    bool any;        /* in this sentence */
    bool first;      /* first sentence of the paragraph */
};

bool say_any_figure(struct str t)
{
    for (size_t i = 0; i < t.n; i++) {
        struct fig f;
        size_t next;
        if (!pr_digit(t.p[i])) continue;
        if (fig_read(t, 0, i, &f, &next) && f.kind != FIG_BARE) return true;
        i = next > i ? next - 1 : i;
    }
    return false;
}

/* Past the closing mark if nothing between needs reading, else 0. */
static size_t opaque(struct str t, size_t i, struct str close, size_t max, bool even_figures)
{
    struct str r = str_sub(t, i, i + max);
    size_t e = str_find(r, close, 0);
    if (e == STR_NPOS) return 0;
    r.n = e;
    if (!even_figures && text_digit(r) && say_any_figure(r)) return 0;
    return i + e + close.n;
}

static int end_clause(struct prose *p, struct walk *w, size_t i, struct err *e)
{
    int rc = 0;
    if (!w->figured && i > w->from) rc = say_clause(p, str_sub(w->t, w->from, i), w->from, w->from == w->sentence, e);
    w->figured = false;
    return rc;
}

PR_WORDS(account_marks, SI("（项）"), SI("（款）"), SI("（类）"), SI("(项)"), SI("(款)"), SI("(类)"));

/* 2、支出说明。 heads a section and names nothing. */
static bool section_title(struct str s)
{
    PR_WORDS(sides, SI("收入"), SI("支出"), SI("收支"));
    size_t n, all = s.n;
    while (s.n && (n = pr_ends(s, pw_heading_tail))) s.n -= n;
    return !s.n || (s.n < all && pr_is(s, sides));
}

/* 1、某某（类）某某（款）某某（项）。 in front: the sentences that follow are about it. */
static void item_heading(struct prose *p, const struct walk *w, size_t i)
{
    struct str s = str_sub(w->t, w->sentence, i);
    unsigned kind, y = 0;
    struct pr_path own;
    PR_WORDS(situation, SI("情况"), SI("情况说明"), SI("总体情况"), SI("具体情况"));
    bool account = pr_ends(s, account_marks) > 0;
    if (s.n > 400 || (!w->first && !account) || w->any) return;
    if (!name_marker(s, &kind) && !account) return;
    if (str_has(s, S("，")) || (kind && s.n > 150 && !account)) return;
    name_clean(&p->pd, s, &own, &y);
    if (!own.n || section_title(pr_str(&own))) return;
    for (size_t n; (n = pr_ends(pr_str(&own), situation)) && n < own.n;) own.n -= (unsigned)n; /* （二）收入预算情况。 */
    pr_copy(&p->topic, &p->carry);
    pr_add(&p->topic, pr_str(&own));
    pr_copy(&p->cur, &p->topic);
    p->headed = p->topic_here = true;
}

static int bracket(struct prose *p, struct walk *w, size_t i, unsigned len, size_t *next, struct err *e)
{
    struct str close = len == 1 ? S(")") : S("）");
    size_t o = opaque(w->t, i + len, close, 600, false);
    *next = i + len;
    if (o) {
        *next = o;
        return 0;
    }
    unsigned y = 0;
    if (!w->figured && i > w->from) {
        name_clean(&p->pd, str_sub(w->t, w->from, i), &p->pend, &y);
        p->pend_front = false;
    }
    if (end_clause(p, w, w->from, e)) return ERR_FAIL;
    if (p->bracket < 3) {
        p->bracket_depth[++p->bracket] = p->depth;
        pr_copy(&p->bracket_cur[p->bracket], &p->cur);
    }
    w->from = i + len;
    return 0;
}

static int separator(struct prose *p, struct walk *w, uint32_t c, size_t i, unsigned len, struct err *e)
{
    struct str words = str_sub(w->t, w->from, i);
    bool figured = w->figured;
    switch (c) {
    case 0x3001: /* 、 divides after a figure, else it is inside a name */
        if (w->from != i) return 0;
        p->comma = true;
        break;
    case ',': case 0xff0c:
        if (!figured && w->from == w->sentence && pr_ends(words, account_marks)) item_heading(p, w, i); /* …（项），年初预算为 */
        else if (end_clause(p, w, i, e)) return ERR_FAIL;
        p->comma = true;
        break;
    case ':': case 0xff1a:
        w->figured = false;
        if (say_label(p, words, w->from, figured, e)) return ERR_FAIL;
        break;
    case ';': case 0xff1b:
        if (end_clause(p, w, i, e) || none_flush(p, e)) return ERR_FAIL;
        say_item_end(p);
        break;
    case ')': case 0xff09:
        if (end_clause(p, w, i, e)) return ERR_FAIL;
        if (p->bracket) {
            if (p->depth > p->bracket_depth[p->bracket]) p->depth = p->bracket_depth[p->bracket];
            if (p->bracket_cur[p->bracket].n) pr_copy(&p->cur, &p->bracket_cur[p->bracket]);
            p->bracket--;
        }
        break;
    default: /* 。！？ and a full stop behind a figure */
        if (end_clause(p, w, i, e) || none_flush(p, e)) return ERR_FAIL;
        item_heading(p, w, i);
        say_sentence_end(p);
        if (!p->bracket) w->first = false;
        w->any = false;
        w->sentence = i + len;
    }
    w->from = i + len;
    p->started = true;
    return 0;
}

static bool is_separator(uint32_t c)
{
    switch (c) {
    case 0x3001: case ',': case 0xff0c: case ':': case 0xff1a: case ';': case 0xff1b: case ')': case 0xff09:
    case 0x3002: case 0xff01: case 0xff1f: case '!': case '?':
        return true;
    default: return false;
    }
}

static int walk_figure(struct prose *p, struct walk *w, size_t *i, struct err *e)
{
    struct fig f;
    size_t next, resume;
    if (!fig_read(w->t, w->from, *i, &f, &next)) {
        *i = next;
        return 0;
    }
    resume = f.end;
    int rc = say_figure(p, w->t, str_sub(w->t, w->from, f.at), &f, &resume, e);
    if (rc < 0) return rc;
    if (rc) {
        *i = next;
        return 0;
    }
    w->figured = w->any = true;
    size_t n = pr_starts(str_from(w->t, resume), pw_conj);
    if (n) p->comma = true;
    w->from = *i = resume + n;
    return 0;
}

static int walk(struct prose *p, struct walk *w, struct err *e)
{
    struct str t = w->t;
    for (size_t i = 0; i < t.n;) {
        unsigned len = 1;
        size_t o = 0;
        unsigned char b = (unsigned char)t.p[i];
        if (pr_digit((char)b)) {
            if (walk_figure(p, w, &i, e)) return ERR_FAIL;
            continue;
        }
        /* all marks are ASCII or begin with these three bytes */
        if (b >= 0x80 && b != 0xe2 && b != 0xe3 && b != 0xef) {
            i += b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : b >= 0xc0 ? 2 : 1;
            continue;
        }
        uint32_t c = pr_char(t.p + i, t.p + t.n, &len);
        if (c == 0x300a) o = opaque(t, i + len, S("》"), 600, true);
        else if (c == 0x201c) o = opaque(t, i + len, S("”"), 200, false);
        if (o) {
            i = o;
            continue;
        }
        if (c == '(' || c == 0xff08) {
            if (bracket(p, w, i, len, &o, e)) return ERR_FAIL;
            i = o;
            continue;
        }
        if (is_separator(c) || (c == '.' && w->figured && w->from == i))
            if (separator(p, w, c, i, len, e)) return ERR_FAIL;
        i += len;
    }
    return 0;
}

/* A definition, not a statement: X：指… */
static bool definition(struct str t)
{
    PR_WORDS(is, SI("：指"), SI(":指"), SI("：是指"), SI(":是指"), SI("，是指"), SI(",是指"), SI("，指"), SI("：反映"), SI(":反映"));
    size_t n, i = pr_find(str_sub(t, 0, 150), is, &n);
    return i != STR_NPOS && !say_any_figure(str_sub(t, 0, i)); /* 基本支出预算5万元，是指… states one */
}

int say_paragraph(struct prose *p, struct str t, struct err *e)
{
    struct walk w = {.t = t, .first = true};
    if (definition(t)) return 0;
    size_t m, yn;
    unsigned kind;
    m = name_marker(t, &kind);
    if (m && p->carry.n && p->carry_item && kind <= p->carry_item) p->carry.n = 0; /* 1. X，其中：… 2. Y */
    if (!m && name_year_at(t, &yn)) p->carry.n = 0; /* a statement of its own */
    p->headed = p->started = p->topic_here = false;
    p->depth = p->bracket = p->ngroup = p->nsplit = p->isplit = p->nnone = 0;
    p->bracket_depth[0] = 0;
    p->label.n = p->pend.n = p->cur.n = p->rated.n = p->worth.n = p->subtotal.n = p->before.n = p->involved.n = 0;
    p->said = p->because = p->after_change = p->indicator = p->comma = p->list_waits = p->said_init = p->said_full = false;
    p->base = BASE_NONE;
    p->base_year = p->year = p->asof = 0;
    p->of = 0;
    p->place = 0;
    if (walk(p, &w, e)) return ERR_FAIL;
    if (end_clause(p, &w, t.n, e) || none_flush(p, e)) return ERR_FAIL;
    item_heading(p, &w, t.n);
    if (p->list_waits && p->list_lasts && w.from >= t.n && p->depth && st_top(p)->items == 0 && !st_top(p)->sorted) {
        p->carry_item = m ? kind : 0;
        pr_copy(&p->carry, &st_top(p)->parent);
        p->carry_kind = 2;
        for (unsigned k = 1; k < 8; k++)
            if (p->head[k].n) p->carry_kind = k;
    }
    p->depth = 0;
    return 0;
}
