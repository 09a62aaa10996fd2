/* SPDX-License-Identifier: MIT */
/* spaced_line.c: the pieces of a line between its blanks. */
#include "table/spaced.h"

#include "base/utf.h"
#include "table/header.h"
#include "table/lex.h"

size_t spaced_gap(struct str s, size_t i, size_t *len)
{
    uint32_t cp;
    for (; i < s.n; i += *len ? *len : 1) {
        *len = utf_decode(s.p + i, s.p + s.n, &cp);
        if (*len && utf_is_space(cp)) return i;
    }
    *len = 0;
    return s.n;
}

static enum piece_kind kind_of(struct arena *a, struct str s)
{
    enum lex_kind k = lex_amount(a, s).kind;
    if (k == LEX_DASH) return PIECE_AMOUNT;
    if (k != LEX_NUMBER) return PIECE_WORDS;
    for (size_t i = 0; i < s.n; i++)
        if (!lex_is_digit(s.p[i])) return PIECE_AMOUNT;
    return PIECE_DIGITS;
}

static bool one_character(struct str s) { return s.n == 3 && (unsigned char)s.p[0] >= 0xE3; }

/* 收 入 支 出: characters that stand apart, joined to the longest words of headers. */
static int join_characters(struct arena *a, struct spaced_line *p, uint32_t from)
{
    struct str all = {"", 0};
    for (uint32_t i = from; i < p->n; i++) all = arena_cat(a, all, p->v[i].text);
    if (!all.p) return -1;
    if (str_starts(all, S("类款"))) return 0; /* three columns */
    p->n = from;
    while (all.n) {
        size_t take = all.n;
        while (take > 6 && !header_word(str_sub(all, 0, take))) take -= 3;
        if (!header_word(str_sub(all, 0, take))) take = all.n;
        p->v[p->n++] = (struct spaced_piece){str_sub(all, 0, take), PIECE_WORDS};
        all = str_from(all, take);
    }
    return 0;
}

int spaced_cut(struct arena *a, struct str s, struct spaced_line *p)
{
    uint32_t run = 0; /* first of the single characters at the end */
    p->n = 0;
    for (size_t i = 0, len; i < s.n;) {
        size_t to = spaced_gap(s, i, &len);
        struct str t = str_sub(s, i, to);
        i = to + len;
        if (!t.n) continue;
        if (p->n == SPACED_PIECES) return 1;
        if (!one_character(t)) {
            if (p->n - run > 1 && join_characters(a, p, run)) return -1;
            run = p->n + 1;
        }
        p->v[p->n++] = (struct spaced_piece){t, kind_of(a, t)};
    }
    return p->n - run > 1 && p->n > run ? join_characters(a, p, run) : 0;
}

bool spaced_numbers(const struct spaced_line *p)
{
    unsigned last = 0, v;
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->n; i++) {
        if (p->v[i].kind != PIECE_DIGITS) {
            if (n && !str_eq(p->v[i].text, S("栏次"))) return false;
            continue;
        }
        if (!str_u32(p->v[i].text, &v) || (n ? v != last + 1 : v > 3)) return false;
        last = v;
        n++;
    }
    return n >= 2 && p->v[p->n - 1].kind == PIECE_DIGITS;
}
