/* SPDX-License-Identifier: MIT */
/* body_label.c: the label of a row: its code and name, the organisation it belongs to, its role, level and path. */
#include "table/body_in.h"
#include "table/lex.h"

#include <string.h>

/* 208 | 05 | 15其他支出: the last of the three parts of a code, crowded out of its column into the names. */
static int part_in_name(const struct body *b, uint32_t panel, struct row_key *k)
{
    struct str s = k->name;
    unsigned parts = 0;
    if (b->t->g->layout != GRID_FIXED || (k->code.n != 3 && k->code.n != 5) || s.n < 8 || !lex_is_digit(s.p[0]) || !lex_is_digit(s.p[1]) || (unsigned char)s.p[2] < 0xE4) return 0;
    for (uint32_t c = 0; c < b->h.ncol; c++) parts += b->h.col[c].panel == panel && b->h.col[c].kind == COLUMN_CODE && !b->h.col[c].org;
    if (parts < 3 || str_starts(str_from(s, 2), S("年"))) return 0;
    k->code = arena_cat(b->t->a, k->code, str_sub(s, 0, 2));
    k->name = str_from(s, 2);
    return k->code.p ? 0 : -1;
}

/* 合计 under 序号 or 采购品目, in a row that names nothing else. */
static struct str total_beside(const struct body *b, uint32_t row, uint32_t panel)
{
    for (uint32_t c = 0; c < b->h.ncol; c++) {
        const struct column *col = &b->h.col[c];
        struct str s = grid_at(b->t->g, row, c)->text;
        if (col->panel == panel && (col->kind == COLUMN_ORDINAL || col->kind == COLUMN_TEXT) && lex_is_total(s)) return s;
    }
    return (struct str){"", 0};
}

/* 货物 under 采购品目大类, where the row's own name is blank: the first words in front of its amounts. */
static struct str words_before(const struct body *b, uint32_t row, uint32_t panel)
{
    for (uint32_t c = 0; c < b->h.ncol; c++) {
        const struct column *col = &b->h.col[c];
        if (col->panel != panel) continue;
        if (col->kind == COLUMN_AMOUNT) break;
        struct str s = grid_at(b->t->g, row, c)->text;
        if (col->kind == COLUMN_TEXT && s.n && !lex_is_code(s)) return s;
    }
    return (struct str){"", 0};
}

/* The cell's text without the brackets around a code: [05], （208）. */
static struct str code_text(struct str s)
{
    static const struct { struct str open, close; } pair[] = {{SI("["), SI("]")}, {SI("【"), SI("】")}, {SI("〔"), SI("〕")}, {SI("（"), SI("）")}, {SI("("), SI(")")}};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        if (s.n <= pair[i].open.n + pair[i].close.n || !str_starts(s, pair[i].open) || !str_ends(s, pair[i].close)) continue;
        struct str in = str_sub(s, pair[i].open.n, s.n - pair[i].close.n);
        if (lex_is_code(in)) return in;
    }
    return s;
}

bool body_label(const struct body *b, uint32_t row, uint32_t panel, struct row_key *k)
{
    const struct grid *g = b->t->g;
    struct arena *a = b->t->a;
    memset(k, 0, sizeof *k);
    k->page = g->row[row].page;
    k->line = g->row[row].line;
    for (uint32_t c = 0; c < b->h.ncol; c++) {
        const struct column *col = &b->h.col[c];
        const struct grid_cell *cell = grid_at(g, row, c);
        struct str code, rest;
        if (col->panel != panel || !cell->text.n) continue;
        if (str_eq(cell->text, k->name)) continue; /* a merged cell, printed in each of its columns */
        if (col->kind == COLUMN_CODE && lex_is_code_part(cell->text)) continue; /* a head that reaches down beside the total */
        if (col->org) {
            if (col->kind == COLUMN_CODE) k->orgcode = cell->text;
            else k->org = cell->text;
        } else if (col->kind == COLUMN_CODE) {
            struct str text = code_text(cell->text);
            if (lex_coded_name(text, &code, &rest)) {
                k->code = code;
                if (!k->name.n) k->name = rest;
            } else if (lex_is_code(text) || text.n == 1) {
                /* the parts 类 款 项; a part is two digits, also where one is printed */
                bool digit = text.n == 1 && text.p[0] >= '0' && text.p[0] <= '9';
                if (text.n == 1 && !digit) {
                    if (!k->name.n) k->name = text;
                    continue;
                }
                if (cell->text.n >= 3 && c && b->h.col[c - 1].kind == COLUMN_CODE && str_eq(cell->text, grid_at(g, row, c - 1)->text)) continue; /* a merged code in each of its columns */
                if (digit && k->code.n) k->code = arena_cat(a, k->code, S("0"));
                k->code = k->code.n ? arena_cat(a, k->code, text) : text;
            } else {
                k->name = k->name.n ? arena_cat(a, text, k->name) : text;
            }
        } else if (col->kind == COLUMN_NAME) {
            if (lex_coded_name(cell->text, &code, &rest)) {
                k->code = code;
                k->name = rest.n ? rest : k->name;
            } else if (lex_is_code(cell->text) && cell->text.n >= 3 && !k->code.n) {
                k->code = cell->text;
            } else {
                k->name = k->name.n ? arena_cat(a, k->name, cell->text) : cell->text;
            }
        }
    }
    if (part_in_name(b, panel, k)) return false;
    if (!k->code.n && !k->name.n && k->org.n) k->name = k->org;
    if (!k->code.n && !k->name.n) k->name = total_beside(b, row, panel);
    if (!k->code.n && !k->name.n && b->h.found) k->name = words_before(b, row, panel);
    return k->code.n || k->name.n;
}

/* ---- role, level and path ---- */

static struct str role_of(struct str name)
{
    struct lex_label l = lex_label(name);
    if (l.kind == LEX_SOME) return S("some");
    if (l.kind == LEX_LESS) return S("less");
    if (lex_is_total(name) && l.kind == LEX_PLAIN) return S("total");
    return S("item");
}

/* Digits that no account has, and units have: 301001, 301001003. */
static bool unit_number(struct str code)
{
    return (code.n == 6 || code.n == 9) && lex_is_code(code);
}

/* Does this code belong to an organisation rather than an account? Its name reads like one, and no
 * account of the classification is named so. */
static bool is_org_row(const struct body *b, uint32_t panel, const struct row_key *k)
{
    if (unit_number(k->code) && !k->orgcode.n && lex_is_org_name(k->name)) return true;
    if (!b->h.orgs || k->orgcode.n || k->code.n < 3 || (!lex_is_org_name(k->name) && !b->h.orgs_only)) return false;
    struct str above = b->last[panel].code; /* of an account; organisations keep theirs in orgcode */
    return above.n < 3 || !str_eq(str_sub(above, 0, 3), str_sub(k->code, 0, 3));
}

static void settle_code(struct body *b, uint32_t panel, struct row_key *k)
{
    if (k->code.n == 2) k->level = 2;
    else if (k->code.n <= 3) k->level = 1;
    else if (k->code.n <= 5) k->level = 2;
    else k->level = 3;
    if (k->code.n == 2 && b->last_code_level[panel] >= 2 && b->last[panel].code.n == 2) k->level = (int)b->last_code_level[panel];
    b->last_code_level[panel] = (unsigned)k->level;
    k->role = S("item");
    if (lex_is_total(k->name) && lex_label(k->name).kind == LEX_PLAIN) k->role = S("total");
}

int body_settle(struct body *b, uint32_t panel, struct row_key *k, struct err *e)
{
    if (is_org_row(b, panel, k)) {
        k->orgcode = k->code;
        k->org = k->name;
        k->code = (struct str){"", 0};
        k->role = S("org");
        k->level = 0;
        return 0;
    }
    if (k->code.n) {
        settle_code(b, panel, k);
        return 0;
    }
    if (b->h.orgs && lex_is_org_name(k->name)) {
        k->org = k->name;
        k->role = S("org");
        k->level = 0;
        return 0;
    }
    if (!k->name.n) {
        k->level = -1;
        k->role = S("item");
        return 0;
    }
    k->role = role_of(k->name);
    k->level = (int)ladder_climb(&b->ladder[panel], k->name);
    if (k->level > 1) k->path = ladder_path(b->t->a, &b->ladder[panel], (unsigned)k->level);
    return k->path.p || k->level <= 1 ? 0 : err_nomem(e);
}
