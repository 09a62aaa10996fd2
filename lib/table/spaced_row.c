/* SPDX-License-Identifier: MIT */
/* spaced_row.c: pieces of a line to the columns they must stand in; those that could stand in several to none. */
#include "table/spaced.h"

#include "table/lex.h"

int spaced_head_rows(struct spaced_table *m, const struct doc_line *at)
{
    const struct spaced_shape *s = &m->s;
    for (uint32_t l = 0; l < s->nlevel; l++) {
        struct grid_row *r = grid_add_row(&m->b, at->page, at->line, s->n);
        if (!r) return err_nomem(m->e);
        for (uint32_t c = 0, to; c < s->n; c = to) {
            for (to = c + 1; to < s->n && !s->first[l][to]; to++) continue;
            r->cell[c].text = s->head[l][c];
            r->cell[c].colspan = (uint16_t)(to - c);
        }
    }
    return 0;
}

static int add_text(struct spaced_table *m, uint32_t c, struct str text)
{
    struct str *t = &m->row->cell[c].text;
    *t = t->n ? arena_cat(m->a, *t, text) : text;
    return t->p ? 0 : err_nomem(m->e);
}

/* The label columns of a side that hold words, or the others: the one with number `want` among them, the last if there are
 * fewer; the side's first column if there is none. */
static uint32_t label_column(const struct spaced_shape *s, uint32_t side, bool words, uint32_t want)
{
    uint32_t at = s->start[side];
    for (uint32_t c = at; c < s->start[side + 1] && holds_label(s->type[c]); c++) {
        if ((s->type[c] == HOLDS_NAME) != words || (c == 0 && s->type[c] == HOLDS_NUMBER)) continue; /* 序号 is put by itself */
        at = c;
        if (want-- == 0) break;
    }
    return at;
}

/* Labels v[0..n): the parts of a code to its columns, or together to the only one; of names that are fewer than their
 * columns, the last is printed. */
static int put_labels(struct spaced_table *m, uint32_t side, const struct spaced_piece *v, uint32_t n)
{
    const struct spaced_shape *s = &m->s;
    uint32_t names = 0, words = 0, digits = 0;
    for (uint32_t c = s->start[side]; c < s->start[side + 1] && holds_label(s->type[c]); c++) names += s->type[c] == HOLDS_NAME;
    for (uint32_t i = 0; i < n; i++) words += v[i].kind == PIECE_WORDS;
    uint32_t name = words && words < names && !lex_is_total(v[n - 1].text) ? names - words : 0;
    for (uint32_t i = 0; i < n; i++) {
        bool word = v[i].kind == PIECE_WORDS;
        if (add_text(m, label_column(s, side, word, word ? name++ : digits++), v[i].text)) return ERR_FAIL;
    }
    return 0;
}

/* Amounts v[0..n) of a side: to their columns where that is certain. */
static int put_amounts(struct spaced_table *m, uint32_t side, const struct spaced_piece *v, uint32_t n)
{
    struct spaced_shape *s = &m->s;
    uint32_t from = s->start[side], to = s->start[side + 1], sure = 0;
    while (from < to && holds_label(s->type[from])) from++;
    while (to > from && s->type[to - 1] == HOLDS_REMARK) to--;
    if (n == to - from) sure = n;
    else if (n && n < to - from && s->type[from] == HOLDS_SUM) sure = 1;
    for (uint32_t i = 0; i < sure; i++)
        if (add_text(m, from + i, v[i].text)) return ERR_FAIL;
    if (sure == n) return 0;
    m->b.g->ambiguous = true;
    for (uint32_t c = from + sure; c < to; c++) m->row->cell[c].unknown = true;
    for (uint32_t i = sure; i < n; i++)
        if (add_text(m, s->n + i - sure, v[i].text)) return ERR_FAIL;
    if (n - sure > m->used) m->used = n - sure;
    return 0;
}

/* Does the side have column numbers of its own (行次) behind its names? */
static bool numbered(const struct spaced_table *m, uint32_t side)
{
    uint32_t c = m->s.start[side];
    return c + 1 < m->s.start[side + 1] && m->s.type[c] == HOLDS_NAME && m->s.type[c + 1] == HOLDS_NUMBER;
}

/* 213 农林水支出: a class of accounts in front of its name. */
static bool coded_label(const struct spaced_line *p, uint32_t i)
{
    struct str s = p->v[i].text;
    return i + 1 < p->n && p->v[i].kind == PIECE_DIGITS && s.n == 3 && s.p[0] == '2' && s.p[1] <= '3' && p->v[i + 1].kind == PIECE_WORDS;
}

/* Do the labels of the next side begin with piece i: words, or the code in front of them, or its next 行次? */
static bool begins_side(const struct spaced_table *m, const struct spaced_line *p, uint32_t i, uint32_t side)
{
    unsigned v;
    if (p->v[i].kind == PIECE_WORDS) return true;
    if (side + 1 < m->s.nside && coded_label(p, i)) return true;
    if (side + 1 < m->s.nside && numbered(m, side + 1) && str_u32(p->v[i].text, &v) && v == m->number[side + 1] + 1) return true;
    bool codes = side + 1 < m->s.nside && m->s.type[m->s.start[side + 1]] == HOLDS_CODE;
    while (codes && i < p->n && p->v[i].kind == PIECE_DIGITS) i++;
    return codes && i < p->n && p->v[i].kind == PIECE_WORDS;
}

/* How often codes stand behind a name among the labels of a side: two classifications of one row. */
static uint32_t second_codes(const struct spaced_table *m, uint32_t side)
{
    uint32_t n = 0;
    for (uint32_t c = m->s.start[side] + 1; c < m->s.start[side + 1] && holds_label(m->s.type[c]); c++)
        n += m->s.type[c] == HOLDS_CODE && m->s.type[c - 1] == HOLDS_NAME;
    return n;
}

/* Behind the labels of a side that begin with piece i: codes, words, 行次. one: only one of words. */
static uint32_t labels_end(const struct spaced_table *m, const struct spaced_line *p, uint32_t i, uint32_t side, bool one)
{
    uint32_t words = i, label = i;
    bool lines = numbered(m, side);
    while (words < p->n && p->v[words].kind == PIECE_DIGITS) words++;
    if (lines && words > i) return i + 1; /* its number is all there is of the row */
    if (words < p->n && p->v[words].kind == PIECE_WORDS) i = words;
    while (i < p->n && p->v[i].kind == PIECE_WORDS) {
        i++;
        if (one) break;
    }
    for (uint32_t k = second_codes(m, side); k && i > label; k--) { /* 301 01 基本工资 501 01 工资奖金津补贴 */
        for (words = i; words < p->n && p->v[words].kind == PIECE_DIGITS;) words++;
        if (words > i && words < p->n && p->v[words].kind == PIECE_WORDS) i = words + 1;
    }
    return i + (lines && i > label && i < p->n && p->v[i].kind == PIECE_DIGITS);
}

/* ---- which side ---- */

static bool out_words(struct str label)
{
    return str_has(label, S("支出")) || str_has(label, S("结转下年")) || str_has(label, S("年末")) || str_has(label, S("结余分配"));
}

static bool in_words(struct str label)
{
    return str_has(label, S("收入")) || str_has(label, S("拨款")) || str_has(label, S("上年")) || str_has(label, S("年初"));
}

/* The last side under a head that the label begins with (人员经费合计), SPACED_SIDES if there is none. */
static uint32_t side_by_head(const struct spaced_table *m, struct str label)
{
    uint32_t found = SPACED_SIDES;
    struct str over = {"", 0};
    for (uint32_t k = 0; k < m->s.nside && m->s.nlevel > 1; k++) {
        uint32_t c = m->s.start[k];
        if (m->s.head[0][c].n) over = m->s.head[0][c];
        if (over.n && str_starts(label, over)) found = k;
    }
    return found;
}

/* The side whose list of codes goes on with this one, SPACED_SIDES if there is none. */
static uint32_t side_by_code(const struct spaced_table *m, struct str code)
{
    for (uint32_t k = 0; k < m->s.nside; k++)
        if (m->last[k].n >= 3 && str_starts(code, str_sub(m->last[k], 0, 3)) && str_cmp(m->last[k], code) < 0) return k;
    return SPACED_SIDES;
}

/* The side that labels v[0..n) of a row with fewer labels than sides belong to. */
static uint32_t side_of(struct spaced_table *m, const struct spaced_piece *v, uint32_t n, uint32_t from)
{
    struct str label = {"", 0};
    for (uint32_t i = 0; i < n; i++)
        if (v[i].kind == PIECE_WORDS) label = v[i].text;
    if (!label.n) return from;
    uint32_t k = side_by_head(m, label);
    if (k == SPACED_SIDES && v[0].kind == PIECE_DIGITS) k = side_by_code(m, v[0].text);
    if (k == SPACED_SIDES && m->s.nside == 2) k = out_words(label) ? 1 : in_words(label) ? 0 : SPACED_SIDES;
    if (k >= from && k < m->s.nside) return k;
    m->b.g->ambiguous = true;
    return from;
}

/* ---- a row ---- */

static uint32_t money_columns(const struct spaced_shape *s, uint32_t side)
{
    uint32_t n = 0;
    for (uint32_t c = s->start[side]; c < s->start[side + 1]; c++) n += holds_money(s->type[c]);
    return n;
}

/* Words behind the last amounts: a remark, or the rest of the name. */
static int put_rest(struct spaced_table *m, const struct spaced_line *p, uint32_t i, uint32_t side)
{
    uint32_t last = m->s.n - 1, c = m->s.type[last] == HOLDS_REMARK ? last : m->s.start[side];
    for (; i < p->n; i++)
        if (add_text(m, c, p->v[i].text)) return ERR_FAIL;
    return 0;
}

/* Labels up to an amount, amounts up to a label: the parts of a row. Where sides stand beside one another and there are
 * labels for all, words behind words begin the next: the first has no amount. */
static int put_row(struct spaced_table *m, const struct spaced_line *p)
{
    const struct spaced_shape *s = &m->s;
    uint32_t words = 0, side = 0;
    for (uint32_t k = 0; k < p->n; k++) words += p->v[k].kind == PIECE_WORDS;
    bool whole = s->nside == 1 || words == s->nside;
    bool ordinal = s->type[0] == HOLDS_NUMBER && p->n > 1 && p->v[0].kind == PIECE_DIGITS;
    if (ordinal && add_text(m, 0, p->v[0].text)) return ERR_FAIL;
    for (uint32_t i = ordinal; i < p->n; side++) {
        if (side == s->nside) return put_rest(m, p, i, side - 1);
        uint32_t label = i, amount = i = labels_end(m, p, i, side, s->nside > 1 && whole);
        if (!whole && amount > label) side = side_of(m, p->v + label, amount - label, side);
        bool more = side + 1 < s->nside;
        while (i < p->n && !begins_side(m, p, i, side) && (!more || i - amount < money_columns(s, side))) i++;
        if (amount > label && p->v[label].kind == PIECE_DIGITS) m->last[side] = p->v[label].text;
        if (amount > label && numbered(m, side) && !str_u32(p->v[amount - 1].text, &m->number[side])) m->number[side] = 0;
        if (put_labels(m, side, p->v + label, amount - label)) return ERR_FAIL;
        if (put_amounts(m, side, p->v + amount, i - amount)) return ERR_FAIL;
        m->labels &= i == amount;
    }
    return 0;
}

static bool begins_row(const struct spaced_table *m, const struct spaced_line *p)
{
    bool coded = m->s.type[0] == HOLDS_CODE;
    if (!m->row || !coded) return true;
    return p->v[0].kind == PIECE_DIGITS || lex_is_total(p->v[0].text) || lex_is_org_name(p->v[0].text);
}

int spaced_row(struct spaced_table *m, const struct doc_line *l)
{
    struct spaced_line p;
    int rc = spaced_cut(m->a, str_trim(l->text), &p);
    if (rc) return err_nomem(m->e);
    if (spaced_numbers(&p)) return 0;
    bool words = p.n == 1 && p.v[0].kind == PIECE_WORDS;
    if (!begins_row(m, &p) && words) return add_text(m, label_column(&m->s, 0, true, SPACED_WIDTH), p.v[0].text); /* the rest of a name */
    if (!begins_row(m, &p) && m->labels) return put_row(m, &p); /* and its amounts */
    m->labels = p.v[p.n - 1].kind == PIECE_WORDS;
    uint32_t loose = m->labels ? SPACED_LOOSE : p.n;
    m->row = grid_add_row(&m->b, l->page, l->line, m->s.n + loose);
    if (!m->row) return err_nomem(m->e);
    for (uint32_t c = m->s.n; c < m->s.n + loose; c++) m->row->cell[c].unknown = true;
    return put_row(m, &p);
}
