/* SPDX-License-Identifier: MIT */
/* fixed_pages.c: the lines of a table, its pages, and the columns that all of them share. */
#include "table/fixed_head.h"
#include "table/fixed_scan.h"
#include "table/head_words.h"

/* ---- its lines ---- */

/* What stands beside the numbers of columns: 栏次, the parts of a code. */
static bool beside_numbers(struct str s)
{
    static const struct str word[] = {SI("栏次"), SI("类"), SI("款"), SI("项"), SI("类款项"), SI("类款"), SI("款项"), SI("类款项栏次")};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (fx_same(s, word[i])) return true;
    return false;
}

/* 栏次 1 2 3 4 …: numbers of columns, in places of their own, each once. On a crowded page two may change places. */
static bool column_numbers(const struct fx_scan *k)
{
    enum { MOST = 64 };
    uint64_t seen = 0;
    uint32_t n = 0;
    unsigned v;
    bool named = false;
    for (uint32_t i = 0; i < k->ntok; i++) {
        struct str s = k->tok[i].s;
        if (k->tok[i].kind == FX_DIGITS && s.n <= 2 && str_u32(s, &v) && v && v < MOST && !(seen >> v & 1)) {
            seen |= (uint64_t)1 << v;
            n++;
            continue;
        }
        named |= str_ends(s, S("栏次"));
        if (fx_numeric(&k->tok[i]) || !beside_numbers(s)) return false;
    }
    return n >= (named ? 1 : 3) && n < MOST && seen == ((uint64_t)2 << n) - 2;
}

/* What look_keep saw. */
static void recall(struct fx_scan *k, size_t at)
{
    const struct fx_line *l = &k->seen.v[at];
    k->tok = l->tok, k->ntok = l->ntok, k->what = l->what;
}

/* The numbers of k's line, without 栏次. */
static int keep_numbers(const struct fx_scan *k, struct fx_table *t)
{
    struct fx_numbers *v = arena_grow(t->mem, t->numbers, t->nnumbers * sizeof *v, (t->nnumbers + 1) * sizeof *v);
    struct fx_tok *tok = arena_alloc(t->mem, (k->ntok + 1) * sizeof *tok);
    if (!v || !tok) return -1;
    uint32_t n = 0;
    for (uint32_t i = 0; i < k->ntok; i++)
        if (fx_numeric(&k->tok[i])) tok[n++] = k->tok[i];
    v[t->nnumbers++] = (struct fx_numbers){t->n, tok, n};
    t->numbers = v;
    return 0;
}

/* The head that stands in the caption, as the first line of the header. Its index is that of the line below the caption. */
static int load_beside(const struct fx_scan *k, const struct fx_region *r, struct fx_table *t)
{
    struct str head = head_beside(r->beside);
    struct fx_tok *tok = arena_alloc(t->mem, FX_TOKENS * sizeof *tok);
    struct doc_line *src = arena_alloc(t->mem, sizeof *src);
    uint32_t n, from = 0;
    unsigned marks;
    if (!tok || !src) return -1;
    *src = k->d->line[r->from];
    src->text = head;
    if (fx_pieces(r->beside, tok, &n, &marks)) return 0;
    while (from < n && tok[from].s.p < head.p) from++;
    if (from == n || tok[from].s.p != head.p) return 0;
    t->line[t->n++] = (struct fx_line){src, r->from, tok + from, n - from, 0, (uint32_t)r->from - 1, FX_ONE, false};
    return 0;
}

int fx_load_lines(struct fx_scan *k, const struct fx_region *r, size_t end, struct fx_table *t, struct err *e)
{
    t->line = arena_array(t->mem, r->to - r->from + 2, sizeof *t->line); /* one for load_beside, one for fx_free_total */
    if (!t->line) return err_nomem(e);
    if (r->beside.n && !r->form && load_beside(k, r, t)) return err_nomem(e);
    uint32_t gap = 0;
    bool fresh = fx_first_of_page(k->d, r->from);
    for (size_t i = r->from; i < r->to; i++) {
        recall(k, i - r->from);
        bool page = (k->d->line[i].flags & DOC_PAGE) != 0;
        if (page) gap = 0, fresh = true;
        bool caption = !r->form && (k->what == FX_TITLE || k->what == FX_UNIT || k->what == FX_ORG || (k->ntok == 1 && fx_goes_on(k->tok[0].s)));
        bool numbers = !r->form && k->what == FX_CELLS && column_numbers(k);
        if (numbers && keep_numbers(k, t)) return err_nomem(e);
        if (k->what == FX_BLANK || caption || numbers || (k->what == FX_PAGENO && fx_at_page_edge(k->d, i, end))) {
            gap++;
            continue;
        }
        struct fx_line *l = &t->line[t->n];
        *l = (struct fx_line){&k->d->line[i], i, k->tok, k->ntok, gap, (uint32_t)i, k->what, fresh};
        fresh = false;
        for (uint32_t c = 0; c < l->ntok; c++) l->tok[c].at = (uint32_t)t->n;
        t->n++, gap = 0;
    }
    return !r->form && fx_join_torn(t) ? err_nomem(e) : 0;
}

/* ---- its pages ---- */

static bool is_year(struct str s)
{
    return s.n == 4 && (str_starts(s, S("20")) || str_starts(s, S("19")));
}

/* Does this line belong to the rows, not to the header? */
static bool row_line(const struct fx_line *l)
{
    for (uint32_t k = 0; k < l->ntok; k++) {
        if (fx_numeric(&l->tok[k]) && !is_year(l->tok[k].s)) return true;
    }
    return fx_starts_row(&l->tok[0]) || (l->ntok == 1 && fx_is_total(l->tok[0].s) && l->gap > 1);
}

static bool over(const struct fx_tok *a, const struct fx_tok *b) { return a->c0 < b->c1 && b->c0 < a->c1; }

/* Text of line l above or below piece p. */
static bool text_at(const struct fx_line *l, const struct fx_tok *p)
{
    for (uint32_t k = 0; k < l->ntok; k++) {
        if (!fx_numeric(&l->tok[k]) && over(&l->tok[k], p)) return true;
    }
    return false;
}

/* The line before the first figures may be the head of that row's wrapped name: it stands close to them, away
 * from the header, or the name goes on below the figures and is missing beside them. */
static bool name_above(const struct fx_table *t, size_t i)
{
    if (i < 2 || i >= t->n || t->line[i].gap || t->line[i].first) return false;
    const struct fx_line *l = &t->line[i - 1];
    if (fx_same(l->tok[0].s, S("类")) || fx_same(l->tok[l->ntok - 1].s, S("款"))) return false;
    if (l->gap && l->ntok <= 2) return true;
    if (i + 1 >= t->n || t->line[i + 1].gap || row_line(&t->line[i + 1])) return false;
    for (uint32_t k = 0; k < l->ntok; k++) {
        if (text_at(&t->line[i], &l->tok[k]) || !text_at(&t->line[i + 1], &l->tok[k])) return false;
    }
    return true;
}

/* Does p on line i end in front of every head of the lines above it but the first of each? A narrow head stands over the
 * middle of its column, and names begin at the left. */
static bool left_of_next(const struct fx_table *t, size_t i, const struct fx_tok *p)
{
    for (size_t h = 0; h < i; h++)
        for (uint32_t k = 1; k < t->line[h].ntok; k++)
            if (t->line[h].tok[k].c0 < p->c1) return false;
    return true;
}

/* A name alone under the head of the names (项目, 支出项目), one of the three that a list of 三公 may begin with: a row whose
 * amounts are blank. */
static bool blank_row(const struct fx_table *t, size_t i)
{
    static const struct str name[] = {SI("因公出国"), SI("公务接待费"), SI("公务用车"), SI("“三公”经费"), SI("三公经费")};
    const struct fx_line *l = &t->line[i];
    bool ours = false, under = false;
    for (size_t k = 0; k < sizeof name / sizeof *name; k++) ours |= l->ntok == 1 && str_starts(l->tok[0].s, name[k]);
    for (size_t h = 0; ours && h < i; h++)
        for (uint32_t k = 0; k < t->line[h].ntok; k++) {
            const struct fx_tok *p = &t->line[h].tok[k];
            bool names = fx_same(p->s, S("项目")) || fx_same(p->s, S("项目名称")) || fx_same(p->s, S("支出项目"));
            under |= names && (over(p, &l->tok[0]) ? t->line[h].ntok > 1 : k == 0 && left_of_next(t, i, &l->tok[0]));
        }
    return under;
}

size_t fx_header_end(const struct fx_table *t)
{
    if (t->nnumbers && t->numbers[0].line && t->numbers[0].line <= FX_HEAD_LINES) return t->numbers[0].line;
    size_t i = 0;
    while (i < t->n && i < FX_HEAD_LINES && !row_line(&t->line[i]) && !blank_row(t, i)) i++;
    return name_above(t, i) ? i - 1 : i;
}

/* Is every piece of line l printed in the header [0, body) too? */
static bool header_again(const struct fx_table *t, size_t body, const struct fx_line *l)
{
    for (uint32_t k = 0; k < l->ntok; k++) {
        bool found = false;
        for (size_t i = 0; i < body && !found; i++) {
            for (uint32_t c = 0; c < t->line[i].ntok && !found; c++)
                found = fx_same(l->tok[k].s, t->line[i].tok[c].s);
        }
        if (!found) return false;
    }
    return l->ntok > 0 && !row_line(l);
}

/* One past the lines from i on that have, all together, the characters of the header [0, body); i: they have not. */
static size_t header_as_whole(const struct fx_table *t, size_t body, size_t i)
{
    uint64_t want = 0, sum = 0;
    for (size_t k = 0; k < body; k++) want += fx_sum(t->line[k].src->text);
    for (size_t k = i; k < t->n && k - i < FX_HEAD_LINES && !row_line(&t->line[k]); k++) {
        sum += fx_sum(t->line[k].src->text);
        if (sum == want) return k + 1;
    }
    return i;
}

static bool same_line(const struct fx_line *a, const struct fx_line *b)
{
    if (a->ntok != b->ntok) return false;
    for (uint32_t k = 0; k < a->ntok; k++) {
        if (!fx_same(a->tok[k].s, b->tok[k].s)) return false;
    }
    return true;
}

/* 入合计 under 本年收: the rest of a head, no total. */
static bool rest_of_head(const struct fx_table *t, size_t i)
{
    const struct fx_tok *p = &t->line[i].tok[0];
    if (i == 0 || fx_chars(p->s) <= 2) return false;
    for (uint32_t k = 0; k < t->line[i - 1].ntok; k++) {
        const struct fx_tok *up = &t->line[i - 1].tok[k];
        if (!over(up, p)) continue;
        struct str both = arena_cat(t->mem, up->s, p->s);
        if (both.p && fx_is_head(both)) return true;
    }
    return false;
}

/* 合计 of the first row may stand on the last line of the header, whose own 合计 stands there too: it gets a
 * line of its own behind it. (load_lines leaves room for one more.) */
void fx_free_total(struct fx_table *t, size_t body)
{
    if (body == 0) return;
    struct fx_line *l = &t->line[body - 1];
    bool more = false;
    for (uint32_t k = 1; k < l->ntok; k++) more |= fx_is_total(l->tok[k].s);
    if (!more || !fx_is_total(l->tok[0].s) || fx_same(l->tok[0].s, S("小计"))) return; /* 小计 is the label of no first row */
    if (rest_of_head(t, body - 1)) return;
    for (size_t i = t->n++; i > body; i--) {
        t->line[i] = t->line[i - 1];
        for (uint32_t k = 0; k < t->line[i].ntok; k++) t->line[i].tok[k].at = (uint32_t)i;
    }
    t->line[body] = *l;
    t->line[body].ntok = 1;
    t->line[body].tok[0].at = (uint32_t)body;
    l->tok++, l->ntok--;
    for (size_t i = 0; i < t->nnumbers; i++) t->numbers[i].line += t->numbers[i].line > body;
}

/* Does line 栏次 1 2 3 … stand in front of line i? */
static bool numbered(const struct fx_table *t, size_t i)
{
    for (size_t k = 0; k < t->nnumbers; k++)
        if (t->numbers[k].line == i) return true;
    return false;
}

/* A page that ends with the header: the rows of the next are its rows, unless that page prints it again. Where what stands
 * over what is to be told by places, these have to be those of paper, or the columns numbered where the rows are. */
static void join_bare_head(const struct fx_table *t, struct fx_pages *p)
{
    struct fx_seg *v = p->v;
    if (p->n < 2 || v[0].body == 0 || v[0].body < v[0].to) return;
    bool again = v[1].body > v[1].from;
    if (!again && !t->paper && !numbered(t, v[1].from)) return;
    if (!again) v[1].from = v[0].from;
    memmove(v, v + 1, --p->n * sizeof *v);
}

/* A new share starts with every page, and where the header comes again. */
int fx_cut_pages(struct fx_table *t, size_t body, struct fx_pages *out, struct err *e)
{
    size_t n = 1;
    for (size_t i = body; i < t->n; i++) n += t->line[i].first || (body && same_line(&t->line[i], &t->line[0]));
    out->v = arena_array(t->mem, n + 1, sizeof *out->v);
    if (!out->v) return err_nomem(e);
    out->v[0] = (struct fx_seg){.body = body, .to = t->n};
    out->n = 1;
    for (size_t i = body; i < t->n; i++) {
        bool again = body && same_line(&t->line[i], &t->line[0]);
        if (i == 0 || !(t->line[i].first || again)) continue;
        out->v[out->n - 1].to = i;
        size_t b = header_as_whole(t, body, i);
        while (b < t->n && b - i < FX_HEAD_LINES && header_again(t, body, &t->line[b])) b++;
        out->v[out->n++] = (struct fx_seg){.from = i, .body = b, .to = t->n};
        i = b > i ? b - 1 : i;
    }
    join_bare_head(t, out);
    return 0;
}

static void place_pieces(struct fx_table *t, const struct fx_seg *s)
{
    for (size_t i = s->body; i < s->to; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            struct fx_tok *p = &t->line[i].tok[k];
            if (p->col != FX_NONE) p->col = s->band[p->col].col;
        }
    }
}

/* A header whose lines are torn apart by a page break: what stands over what cannot be told. */
static bool torn_head(const struct fx_table *t, const struct fx_seg *s)
{
    for (size_t i = s->from + 1; i < s->body; i++) {
        if (t->line[i].first) return true;
    }
    return false;
}

/* Figures one blank apart stand in columns side by side: is there a line on which a column would be left out between them? */
static bool leaps(const struct fx_table *t, const struct fx_cols *cols, size_t body)
{
    for (size_t i = body; i < t->n && !t->paper; i++) {
        for (uint32_t k = 1; k < t->line[i].ntok; k++) {
            const struct fx_tok *l = &t->line[i].tok[k - 1], *r = l + 1;
            if (r->c0 != l->c1 + 1 || l->col >= cols->n || r->col >= cols->n || r->col <= l->col + 1U) continue;
            if (!fx_numeric(l) || !fx_numeric(r) || cols->v[l->col].code) continue;
            if (cols->v[l->col].panel == cols->v[r->col].panel) return true;
        }
    }
    return false;
}

/* The header of a page, and its columns by the rows that are full. columns: how many have amounts, if this page does not say. */
static int head_and_bands(struct fx_table *t, struct fx_seg *s, struct fx_heads *h, bool printed, uint32_t *columns, struct err *e)
{
    if (printed && fx_header(t, s, h, e)) return -1;
    if (printed) *columns = fx_amounts(t, s, h);
    if (printed && !t->paper && s->nband != h->nleaf && fx_straighten(t, s, h->nleaf) && (fx_bands(t, s, e) || fx_header(t, s, h, e))) return -1;
    int rc = t->paper ? 0 : fx_full(t, s, *columns, e);
    if (rc > 0 && printed && fx_header(t, s, h, e)) return -1;
    return rc < 0 ? -1 : 0;
}

/* Places and headers of all pages, each by itself. */
static int measure_pages(struct fx_table *t, struct fx_pages *p, struct err *e)
{
    p->head = arena_array(t->mem, p->n + 1, sizeof *p->head);
    p->display = arena_array(t->mem, p->n + 1, sizeof *p->display);
    if (!p->head || !p->display) return err_nomem(e);
    uint32_t columns = 0;
    for (size_t g = 0; g < p->n; g++) {
        struct fx_seg *s = &p->v[g];
        fx_measure(t, s->from, s->to);
        p->display[g] = t->display;
        if (fx_split(t, s, e) || fx_bands(t, s, e)) return -1;
        if (head_and_bands(t, s, &p->head[g], g == 0 || s->body > s->from, &columns, e)) return -1;
    }
    return 0;
}

static bool same_heads(const struct fx_heads *a, const struct fx_heads *b)
{
    if (a->nleaf != b->nleaf) return false;
    for (uint32_t i = 0; i < a->nleaf; i++)
        if (!fx_same(a->leaf[i]->text, b->leaf[i]->text)) return false;
    return true;
}

enum { CERTAIN = 8 }; /* no head is that much further away than another */

/* The page that tells best which head is whose: a head drawn aside on one page stands in its place on another. */
static int best_page(struct fx_table *t, const struct fx_pages *p, size_t *best, struct err *e)
{
    double most = 0, told;
    *best = 0;
    for (size_t g = 0; g < p->n && (g == 0 || most < CERTAIN); g++) {
        if (p->head[g].nleaf == 0 || (g && !same_heads(&p->head[g], &p->head[0]))) continue;
        t->display = p->display[g];
        if (fx_fit(t, &p->v[g], &p->head[g], &told, e)) return -1;
        if (g == 0 || told > most) *best = g, most = told;
    }
    return 0;
}

int fx_build_columns(struct fx_table *t, struct fx_pages *p, struct fx_heads *heads, struct fx_cols *cols, struct err *e)
{
    size_t best = 0;
    if (p->n == 1) {
        struct fx_seg *s = &p->v[0];
        fx_measure(t, s->from, s->to);
        if (fx_split(t, s, e) || fx_bands(t, s, e)) return -1;
        int known = fx_items(t, s, heads, cols, e);
        if (known < 0) return -1;
        uint32_t columns;
        if (!known && (head_and_bands(t, s, heads, true, &columns, e) || fx_columns(t, s, heads, cols, e))) return -1;
        if (!known) cols->ambiguous |= torn_head(t, s);
    } else {
        struct fx_seg *order = arena_array(t->mem, p->n + 1, sizeof *order);
        if (!order) return err_nomem(e);
        if (measure_pages(t, p, e) || best_page(t, p, &best, e)) return -1;
        *heads = p->head[best];
        order[0] = p->v[best];
        t->display = p->display[best];
        if (fx_columns(t, &order[0], heads, cols, e)) return -1;
        cols->ambiguous |= torn_head(t, &order[0]);
        for (size_t g = 0, n = 1; g < p->n; g++) {
            if (g == best) continue;
            order[n] = p->v[g];
            t->display = p->display[g];
            if (fx_columns_again(t, order, n++, p->head[g].nleaf ? &p->head[g] : NULL, cols, e)) return -1;
        }
    }
    for (size_t g = 0; g < p->n; g++) {
        place_pieces(t, &p->v[g]);
        cols->ambiguous |= p->v[g].doubt;
    }
    fx_strays(t, p->v, p->n, cols);
    fx_kinds(t, p->v, p->n, cols);
    cols->ambiguous |= leaps(t, cols, p->v[0].body) || heads->doubt;
    return 0;
}
