/* SPDX-License-Identifier: MIT */
/* spaced_head.c: heads of columns whose cells stand one blank apart: what stands under what is told by their words alone. */
#include "table/spaced.h"

#include "table/lex.h"
#include "table/words.h"

#include <string.h>

static enum holds type_of(struct str s)
{
    static const struct str code[] = {SI("类"), SI("款"), SI("项")};
    static const struct str number[] = {SI("序号"), SI("行次"), SI("栏次")};
    PR_WORDS(name, SI("项目"), SI("科目"), SI("预算科目"), SI("收入"), SI("支出"), SI("单位"), SI("部门"), SI("类型"), SI("类别"), SI("项目类别"), SI("项目类型"));
    static const struct str name_tail[] = {SI("名称"), SI("科目"), SI("分类"), SI("事项"), SI("单位")};
    static const struct str sum[] = {SI("合计"), SI("总计"), SI("小计")};
    struct str t = lex_no_brackets(s);
    if (LEX_AMONG(t, code) || str_ends(t, S("编码")) || str_ends(t, S("代码"))) return HOLDS_CODE;
    if (LEX_AMONG(t, number)) return HOLDS_NUMBER;
    if (pr_is(t, name)) return HOLDS_NAME;
    for (size_t i = 0; i < sizeof name_tail / sizeof *name_tail; i++)
        if (str_ends(t, name_tail[i])) return HOLDS_NAME;
    if (str_starts(t, S("项目")) && lex_no_brackets(s).n != s.n && t.n == 6) return HOLDS_NAME;
    if (str_eq(t, S("备注"))) return HOLDS_REMARK;
    for (size_t i = 0; i < sizeof sum / sizeof *sum; i++)
        if (str_ends(t, sum[i])) return HOLDS_SUM;
    return HOLDS_MONEY;
}


/* Columns in the order that tables have: labels if there are any, amounts, perhaps the same again, perhaps a remark. */
static bool spaced_order(struct spaced_shape *s)
{
    uint32_t money = 0;
    s->nside = 0;
    for (uint32_t c = 0; c < s->n; c++) {
        if (c == 0 || (holds_label(s->type[c]) && holds_money(s->type[c - 1]))) {
            if (s->nside == SPACED_SIDES) return false;
            s->start[s->nside++] = c;
        }
        money += holds_money(s->type[c]);
        bool last_of_side = c + 1 == s->n || (holds_label(s->type[c + 1]) && holds_money(s->type[c]));
        if (last_of_side && !money) return false;
        if (last_of_side) money = 0;
        if (s->type[c] == HOLDS_REMARK && c + 1 != s->n) return false;
    }
    s->start[s->nside] = s->n;
    return s->nside > 0;
}

/* Heads that have others under them, in every form of the disclosure. */
static bool has_parts(struct str s)
{
    PR_WORDS(parent, SI("基本支出"), SI("公务用车购置及运行费"), SI("公务用车购置及运行维护费"), SI("公务用车购置和运行费"),
                                        SI("本年拨款"), SI("本年财政拨款"), SI("本年收入"), SI("本年支出"));
    struct str t = lex_no_brackets(s);
    return pr_is(t, parent) || str_has(t, S("三公"));
}

/* How many of the pieces from v on are one group of parts: 小计 and what follows it, up to the next. */
static uint32_t group_at(const struct spaced_line *p, uint32_t at)
{
    uint32_t n = 0;
    if (at == p->n || !str_eq(p->v[at].text, S("小计"))) return 0;
    while (at + n < p->n && (n == 0 || !str_eq(p->v[at + n].text, S("小计")))) n++;
    return n;
}

static uint32_t ordinals(const struct spaced_shape *s)
{
    uint32_t n = 0;
    while (n < s->n && s->type[n] == HOLDS_NUMBER) n++;
    return n;
}

/* Two heads (behind 序号, if there is one), over labels and amounts, over two sides, or over the same heads twice: where the
 * second begins in the line below; 0: nowhere. */
static uint32_t halves(const struct spaced_shape *s, const struct spaced_line *p)
{
    uint32_t at = 0, money = 0, lead = ordinals(s);
    if (s->n != lead + 2 || p->n < 3) return 0;
    if (holds_label(s->type[lead]) && !holds_label(s->type[lead + 1])) {
        while (at < p->n && holds_label(type_of(p->v[at].text))) at++;
        return at < p->n ? at : 0;
    }
    for (at = 0; at < p->n; at++) {
        bool label = holds_label(type_of(p->v[at].text));
        if (label && money) return at;
        money += !label;
    }
    at = p->n / 2;
    return p->n % 2 == 0 && str_eq(p->v[0].text, p->v[at].text) ? at : 0;
}

static uint32_t groups_from(const struct spaced_line *p, uint32_t at)
{
    uint32_t n = 0;
    for (uint32_t g; (g = group_at(p, at)) != 0; at += g) n++;
    return at == p->n ? n : 0;
}

/* May column c be what a group of parts stands under? Those known to have parts, else all amounts that are no totals.
 * 其中：财政拨款 is part of 一般公共预算. */
static bool parent(const struct spaced_shape *s, const struct spaced_line *p, uint32_t c, bool known)
{
    struct str head = s->head[s->nlevel - 1][c];
    if (!known) return s->type[c] == HOLDS_MONEY;
    return has_parts(head) || (str_starts(head, S("一般公共预算")) && str_starts(p->v[p->n - 1].text, S("其中")));
}

/* The labels in front of the line below: parts of a code under the code, codes and a name under the name, the same words
 * twice under two names. How many there are; 0: it is not told what they stand under. */
static uint32_t label_parts(const struct spaced_shape *s, const struct spaced_line *p, uint32_t *under)
{
    uint32_t n = 0, codes = 0, again = 0, names = 0, code = s->n, name = s->n;
    for (; n < p->n && holds_label(type_of(p->v[n].text)); n++) {
        codes += type_of(p->v[n].text) == HOLDS_CODE;
        again += str_eq(p->v[n].text, p->v[0].text);
    }
    for (uint32_t c = 0; c < s->n && holds_label(s->type[c]); c++) {
        if (s->type[c] == HOLDS_CODE && code == s->n) code = c;
        if (s->type[c] == HOLDS_NAME) name = c;
        names += s->type[c] == HOLDS_NAME;
    }
    if (n == 0) return 0;
    if (codes == n && code < s->n) {
        under[code] = n;
    } else if (names == 1) {
        under[name] = n;
    } else if (names == again && names && n % names == 0) {
        for (uint32_t c = 0; c < s->n && holds_label(s->type[c]); c++)
            if (s->type[c] == HOLDS_NAME) under[c] = n / names;
    } else {
        return 0;
    }
    return n;
}

/* The only column of amounts, s->n if there are others. */
static uint32_t only_money(const struct spaced_shape *s)
{
    uint32_t found = s->n;
    for (uint32_t c = 0; c < s->n; c++) {
        if (!holds_money(s->type[c])) continue;
        if (found < s->n) return s->n;
        found = c;
    }
    return found;
}

/* 2023年预算数 | 2024年预算数 | 2024年比2023年 over 合计 基本支出 项目支出 增减额 增减%: the figures of change under the comparison, the
 * others under the year in front of it. */
static bool compared_years(const struct spaced_shape *s, const struct spaced_line *p, uint32_t at, uint32_t *under)
{
    uint32_t last = s->n - 1, tail = 0;
    struct str head = s->head[s->nlevel - 1][last];
    if (s->n < 3 || s->type[last] != HOLDS_MONEY || s->type[last - 1] != HOLDS_MONEY || !str_has(head, S("比"))) return false;
    while (tail < p->n - at && str_has(p->v[p->n - 1 - tail].text, S("增减"))) tail++;
    if (!tail || p->n - at == tail || type_of(p->v[at].text) != HOLDS_SUM) return false;
    under[last] = tail;
    under[last - 1] = p->n - at - tail;
    return true;
}

/* How many heads of the line below stand under each; false if that cannot be told. */
static bool share(const struct spaced_shape *s, const struct spaced_line *p, uint32_t *under)
{
    uint32_t half = halves(s, p), lead = ordinals(s);
    memset(under, 0, s->n * sizeof *under);
    if (half) {
        under[lead] = half;
        under[lead + 1] = p->n - half;
        return true;
    }
    uint32_t at = label_parts(s, p, under), only = only_money(s);
    if (at == p->n) return true;
    if (only < s->n && s->n > 1) {
        under[only] = p->n - at;
        return true;
    }
    if (compared_years(s, p, at, under)) return true;
    uint32_t groups = groups_from(p, at), parents[2] = {0, 0};
    for (uint32_t c = 0; c < s->n; c++)
        for (int known = 0; known < 2; known++) parents[known] += parent(s, p, c, known);
    if (!groups || (parents[0] != groups && parents[1] != groups)) {
        if (at == 0 && groups <= 1 && s->n >= 4 && type_of(p->v[0].text) == HOLDS_SUM) { /* 支出 has its funds, 收入 has not */
            under[s->n - 1] = p->n;
            return true;
        }
        if (groups || parents[1] != 1) return false;
        for (uint32_t c = 0; c < s->n; c++)
            if (parent(s, p, c, true)) under[c] = p->n - at; /* parts without their sum */
        return true;
    }
    for (uint32_t c = 0; c < s->n; c++) {
        if (!parent(s, p, c, parents[1] == groups)) continue;
        under[c] = group_at(p, at);
        at += under[c];
    }
    return true;
}

static bool add_level(struct spaced_shape *s, const struct spaced_line *p)
{
    uint32_t under[SPACED_WIDTH], n = 0, at = 0;
    if (s->nlevel == SPACED_LEVELS || p->n > SPACED_WIDTH) return false;
    struct spaced_shape old = *s;
    if (s->nlevel == 0) {
        for (; n < p->n; n++) s->head[0][n] = p->v[n].text;
    } else if (share(&old, p, under)) {
        for (uint32_t c = 0; c < old.n; c++) {
            uint32_t wide = under[c] ? under[c] : 1;
            for (uint32_t k = 0; k < wide; k++, n++) {
                if (n == SPACED_WIDTH) return false;
                for (uint32_t l = 0; l < s->nlevel; l++) {
                    s->head[l][n] = old.head[l][c];
                    s->first[l][n] = k == 0 && old.first[l][c];
                }
                s->head[s->nlevel][n] = under[c] ? p->v[at++].text : (struct str){"", 0};
            }
        }
    } else {
        return false;
    }
    s->n = n;
    for (uint32_t c = 0; c < n; c++) {
        struct str own = s->head[s->nlevel][c];
        s->first[s->nlevel][c] = true;
        if (own.n) s->type[c] = type_of(own);
        else s->type[c] = type_of(s->head[s->nlevel - 1][c]);
    }
    s->nlevel++;
    return true;
}

int spaced_heads(const struct doc *d, size_t from, size_t to, struct arena *a, struct spaced_shape *s, bool *known)
{
    struct spaced_line p;
    *known = false;
    memset(s, 0, sizeof *s);
    for (size_t i = from; i < to; i++) {
        if (!str_trim(d->line[i].text).n) continue;
        int rc = spaced_cut(a, str_trim(d->line[i].text), &p);
        if (rc) return rc < 0 ? rc : 0;
        if (p.v[p.n - 1].kind != PIECE_WORDS) continue; /* column numbers */
        for (uint32_t k = 0; k < p.n; k++)
            if (p.v[k].kind != PIECE_WORDS) return 0;
        if (!add_level(s, &p)) return 0;
    }
    *known = s->n >= 2 && spaced_order(s);
    return 0;
}
