/* SPDX-License-Identifier: MIT */
/* fixed_split.c: words one blank apart that are not one piece.
 *
 * pdftotext sets words that stand close to each other one blank apart, also where a border runs between them, and
 * both lines of a low row on one line. Where two columns of names begin is told by the rows in which they stand
 * apart; how many characters fill a line of a name, by the names that fill it. */
#include "base/utf.h"
#include "table/fixed.h"
#include "table/words.h"

enum { PLACES = 1024, FULL = 8 /* characters: a column of names is no narrower, as a rule */ };

struct starts {
    uint16_t any[PLACES];    /* pieces of text that begin here, and words one blank behind another */
    uint16_t second[PLACES]; /* pieces of text that begin here, behind another on their line */
    uint16_t full[PLACES];   /* of the pieces that begin here: lines with the most characters */
    uint16_t most[PLACES];   /* and how many these are */
};

static void add(uint16_t *n) { *n = (uint16_t)(*n < UINT16_MAX ? *n + 1 : *n); }

enum { TWO = 4, SHORT = 2 * FULL }; /* bytes that two characters, and those of a full line, have at least */

/* Bytes before the only blank in s, if what stands about it is long enough for two cells or for a full line; else 0. */
static size_t one_blank(struct str s)
{
    if (s.n < 2 * TWO + 1) return 0;
    const char *p = memchr(s.p, ' ', s.n);
    if (!p || memchr(p + 1, ' ', (size_t)(s.p + s.n - p) - 1)) return 0;
    size_t at = (size_t)(p - s.p), rest = s.n - at - 1;
    return rest >= TWO && (at >= TWO || (at && rest >= SHORT)) ? at : 0;
}

static bool ideographs(struct str s)
{
    uint32_t c;
    for (const char *p = s.p, *end = p + s.n; p < end;) {
        unsigned len = utf_decode(p, end, &c);
        if (len == 0 || c < 0x4E00 || c > 0x9FFF) return false;
        p += len;
    }
    return s.n > 0;
}

/* The longest word of a piece, in characters. */
static size_t longest_word(struct str s)
{
    size_t most = 0;
    for (size_t i = 0; i < s.n;) {
        size_t at = str_find(s, S(" "), i), end = at == STR_NPOS ? s.n : at;
        size_t n = fx_chars(str_sub(s, i, end));
        if (n > most) most = n;
        i = end + 1;
    }
    return most;
}

static void count_starts(const struct fx_table *t, const struct fx_seg *s, struct starts *v)
{
    memset(v, 0, sizeof *v);
    for (size_t i = s->body; i < s->to; i++) {
        bool text = false;
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            const struct fx_tok *p = &t->line[i].tok[k];
            if (fx_numeric(p)) continue;
            if (p->x0 < PLACES) {
                size_t n = longest_word(p->s);
                add(&v->any[p->x0]);
                uint32_t x = p->x0;
                bool wide = p->x0 == p->w0 && p->x1 == p->w1;
                for (size_t b = 0, from = 0; b < p->s.n && x < PLACES; b++) {
                    if (p->s.p[b] != ' ') continue;
                    x += (uint32_t)(wide ? utf_columns(str_sub(p->s, from, b)) : fx_chars(str_sub(p->s, from, b))) + 1;
                    from = b + 1;
                    if (x < PLACES) add(&v->any[x]);
                }
                if (text) add(&v->second[p->x0]);
                if (n > v->most[p->x0] && n < UINT16_MAX) v->most[p->x0] = (uint16_t)n, v->full[p->x0] = 0;
                if (n == v->most[p->x0]) add(&v->full[p->x0]);
            }
            text = true;
        }
    }
}

/* 支 出 of a low row: the tail of a name in front of the line that it goes on from, which is full. */
static int turn_round(struct fx_table *t, const struct starts *v, struct fx_tok *p, size_t at)
{
    struct str tail = str_sub(p->s, 0, at), line = str_from(p->s, at + 1);
    size_t n = fx_chars(line), most = 0, full = 0;
    for (uint32_t x = p->x0; x < PLACES && x <= p->x0 + fx_chars(tail) + 1; x++) /* the names begin here, or behind the tail */
        if (v->most[x] > most || (v->most[x] == most && v->full[x] > full)) most = v->most[x], full = v->full[x];
    if (n < FULL || n != most || full < 2) return 0;
    if (fx_chars(tail) >= n || !ideographs(tail) || fx_is_total(p->s)) return 0;
    p->s = arena_cat(t->mem, line, tail);
    return p->s.p ? 0 : -1;
}

/* A head over names, as its words tell: 类型, 项目名称, 项目单位, 采购品目. */
static bool names_text(struct str s)
{
    PR_WORDS(end, SI("名称"), SI("单位"), SI("类型"), SI("类别"), SI("品目"), SI("方式"), SI("目录"), SI("项目"));
    return pr_ends(s, end) > 0;
}

/* Does one head over names stand in front of column x, and another behind it, up to the end of p, or two over p? */
static bool heads_about(const struct fx_table *t, const struct fx_seg *s, uint32_t x, const struct fx_tok *p)
{
    bool left = false, right = false;
    uint32_t over = 0;
    for (size_t i = s->from; i < s->body; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            const struct fx_tok *h = &t->line[i].tok[k];
            uint32_t middle = (h->x0 + h->x1) / 2;
            if (!names_text(h->s) || fx_same(h->s, S("项目"))) continue;
            left |= middle + 1 < x && middle + 4 >= p->x0; /* one of the panel beside is none */
            right |= middle >= x && middle <= p->x1 + 2;
            over += middle >= p->x0 && middle <= p->x1 + 2;
        }
    }
    return (left && right) || over >= 2;
}

/* Is a word at the place of p's first one a cell of its own in another row: 特定目标类? */
static bool cell_elsewhere(const struct fx_table *t, const struct fx_seg *s, const struct fx_tok *p, struct str word)
{
    for (size_t i = s->body; i < s->to; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            const struct fx_tok *o = &t->line[i].tok[k];
            if (o->x0 <= p->x0 + 1 && p->x0 <= o->x0 + 1 && str_eq(o->s, word)) return true;
        }
    }
    return false;
}

/* Where the first word of p ends that is a cell of its own: the word behind it begins where others do, and its column has a
 * head of its own. 0: none. */
static size_t cell_end(const struct fx_table *t, const struct fx_seg *s, const struct starts *v, const struct fx_tok *p)
{
    bool wide = p->x0 == p->w0 && p->x1 == p->w1;
    for (size_t at = 1; at + 1 < p->s.n; at++) {
        if (p->s.p[at] != ' ') continue;
        struct str left = str_sub(p->s, 0, at);
        uint32_t x = p->x0 + (uint32_t)(wide ? utf_columns(left) : fx_chars(left)) + 1, n = 0;
        for (size_t b = 0; !wide && b < at; b++) x += p->s.p[b] == ' ';
        for (uint32_t k = x ? x - 1 : 0; k <= x + 1 && k < PLACES; k++) n += v->any[k];
        if (fx_chars(left) < 2 || fx_chars(str_from(p->s, at + 1)) < 2 || !heads_about(t, s, x, p)) continue;
        if (n >= 3 || cell_elsewhere(t, s, p, left)) return at;
    }
    return 0;
}

/* The second word of piece k of line l begins where names of the next column do: it is a piece of its own. */
static int split(struct fx_table *t, const struct starts *v, struct fx_line *l, uint32_t k, size_t at, bool headed)
{
    struct fx_tok *p = &l->tok[k], right = *p;
    uint32_t chars = (uint32_t)fx_chars(str_sub(p->s, 0, at)), wide = (uint32_t)utf_columns(str_sub(p->s, 0, at));
    for (size_t b = 0; b < at; b++) chars += p->s.p[b] == ' ';
    bool display = p->x0 == p->w0 && p->x1 == p->w1;
    right.s = str_from(p->s, at + 1);
    right.c0 += chars + 1, right.w0 += wide + 1, right.x0 += (display ? wide : chars) + 1;
    if (right.x0 >= PLACES || (!headed && v->second[right.x0] < 2) || fx_chars(right.s) < 2 || chars < 2 || l->ntok == FX_TOKENS) return 0;
    struct fx_tok *tok = arena_alloc(t->mem, (l->ntok + 1) * sizeof *tok);
    if (!tok) return -1;
    memcpy(tok, l->tok, (k + 1) * sizeof *tok);
    memcpy(tok + k + 2, l->tok + k + 1, (l->ntok - k - 1) * sizeof *tok);
    tok[k].s.n = at;
    tok[k].c1 = right.c0 - 1, tok[k].w1 = right.w0 - 1, tok[k].x1 = right.x0 - 1;
    tok[k + 1] = right;
    l->tok = tok, l->ntok++;
    return 0;
}

/* How many codes begin at column x of the rows, or right beside it. */
static uint32_t codes_at(const struct fx_table *t, const struct fx_seg *s, uint32_t x)
{
    uint32_t n = 0;
    for (size_t i = s->body; i < s->to; i++) {
        for (uint32_t k = 1; k < t->line[i].ntok; k++) {
            const struct fx_tok *p = &t->line[i].tok[k];
            n += p->kind == FX_DIGITS && (p->s.n == 3 || p->s.n == 5 || p->s.n == 7) && p->x0 <= x + 2 && p->x0 + 2 >= x;
        }
    }
    return n;
}

/* 1,113,600.0030202: an amount that fills its cell up to the code of the next panel. Two decimals are the amount's, if
 * codes begin at this place in other rows. */
static int cut_code(struct fx_table *t, const struct fx_seg *s, struct fx_line *l, uint32_t k)
{
    struct fx_tok *p = &l->tok[k], right = *p;
    size_t point = str_find(p->s, S("."), 0), n = point == STR_NPOS ? 0 : p->s.n - point - 1;
    if (n != 5 && n != 7 && n != 9) return 0;
    for (size_t i = point + 1; i < p->s.n; i++)
        if (p->s.p[i] < '0' || p->s.p[i] > '9') return 0;
    uint32_t code = (uint32_t)n - 2;
    if (k + 1 == l->ntok || fx_numeric(p + 1) || codes_at(t, s, p->x1 - code) < 2 || l->ntok == FX_TOKENS) return 0;
    right.s = str_from(p->s, point + 3);
    right.kind = FX_DIGITS;
    right.c0 = right.c1 - code, right.w0 = right.w1 - code, right.a0 = right.a1 - code, right.x0 = right.x1 - code;
    struct fx_tok *tok = arena_alloc(t->mem, (l->ntok + 1) * sizeof *tok);
    if (!tok) return -1;
    memcpy(tok, l->tok, (k + 1) * sizeof *tok);
    memcpy(tok + k + 2, l->tok + k + 1, (l->ntok - k - 1) * sizeof *tok);
    tok[k].s.n = point + 3;
    tok[k].c1 = right.c0, tok[k].w1 = right.w0, tok[k].a1 = right.a0, tok[k].x1 = right.x0;
    tok[k + 1] = right;
    l->tok = tok, l->ntok++;
    return 0;
}

static bool has_amounts(const struct fx_line *l)
{
    for (uint32_t k = 1; k < l->ntok; k++)
        if (fx_numeric(&l->tok[k])) return true;
    return false;
}

/* 201039 over 9: an account code in a column too narrow for it. No code has four or six digits; the rest stands below, in
 * front of everything on its line; two digits below five, on a line without amounts, are no code of their own either. */
static int join_codes(struct fx_table *t, const struct fx_seg *s)
{
    enum { BELOW = 4 };
    for (size_t i = s->body; i < s->to; i++) {
        struct fx_tok *code = t->line[i].ntok ? &t->line[i].tok[0] : NULL;
        if (!code || code->kind != FX_DIGITS || code->s.n < 4 || code->s.n > 6) continue;
        for (size_t k = i + 1; k < s->to && k <= i + BELOW; k++) {
            struct fx_line *l = &t->line[k];
            struct fx_tok *rest = l->ntok ? &l->tok[0] : NULL;
            if (!rest || rest->kind != FX_DIGITS || rest->x0 >= code->x1) continue;
            size_t n = code->s.n + rest->s.n;
            if (rest->s.n > 3 || (n != 5 && n != 7) || has_amounts(l) || rest->x0 + 1 < code->x0 || rest->x1 > code->x1 + 1) break;
            code->s = arena_cat(t->mem, code->s, rest->s);
            if (!code->s.p) return -1;
            memmove(rest, rest + 1, --l->ntok * sizeof *rest);
            break;
        }
    }
    return 0;
}

int fx_split(struct fx_table *t, const struct fx_seg *s, struct err *e)
{
    struct starts *v = NULL;
    if (!t->paper && join_codes(t, s)) return err_nomem(e);
    for (size_t i = s->body; i < s->to && !t->paper; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            struct fx_tok *p = &t->line[i].tok[k];
            if (p->kind == FX_AMOUNT && p->s.n > 8 && cut_code(t, s, &t->line[i], k)) return err_nomem(e);
            p = &t->line[i].tok[k];
            size_t at = fx_numeric(p) ? 0 : one_blank(p->s);
            if (fx_numeric(p) || !memchr(p->s.p, ' ', p->s.n)) continue;
            if (!v) {
                if (!(v = arena_alloc(t->mem, sizeof *v))) return err_nomem(e);
                count_starts(t, s, v);
            }
            size_t cell = cell_end(t, s, v, p);
            if (cell && split(t, v, &t->line[i], k, cell, true)) return err_nomem(e);
            if (cell || !at) continue;
            if (split(t, v, &t->line[i], k, at, false) || turn_round(t, v, &t->line[i].tok[k], at)) return err_nomem(e);
        }
    }
    return 0;
}
