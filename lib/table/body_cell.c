/* SPDX-License-Identifier: MIT */
/* body_cell.c: one cell of a row as a fact: its column, year, phase, unit and value. */
#include "table/body_in.h"
#include "table/lex.h"

static const struct str digit_level[] = {SI("0"), SI("1"), SI("2"), SI("3"), SI("4"), SI("5"), SI("6"), SI("7"), SI("8"), SI("9"), SI("10"), SI("11")};

static struct str year_before(struct arena *a, struct str year)
{
    unsigned y;
    return str_u32(year, &y) && y > 1 ? table_number(a, y - 1) : (struct str){"", 0};
}

static void column_fact(const struct table *t, const struct column *col, struct fact *f)
{
    f->f[REC_COL] = col->path;
    if (col->year.n) f->f[REC_YEAR] = col->year;
    else if (col->last_year && t->year.n) f->f[REC_YEAR] = year_before(t->a, t->year);
    if (col->phase.n) f->f[REC_PHASE] = col->phase;
}

/* 车辆（辆） under 数量 and 原值: the label's unit is that of its number. */
static bool of_number(const struct body *b, const struct column *col)
{
    for (uint32_t c = 0; c < b->h.ncol; c++)
        if (b->h.col[c].kind == COLUMN_AMOUNT && b->h.col[c].counts) return false;
    return !str_ends(col->leaf, S("值"));
}

static void unit_fact(const struct body *b, const struct column *col, const struct row_key *k, struct fact *f)
{
    const struct table *t = b->t;
    struct str own = lex_unit_in_brackets(k->name);
    if (col->unit.n) f->f[REC_UNIT] = col->unit;
    else if (col->counts) f->f[REC_UNIT] = own;
    else if (lex_is_money_unit(own) || (lex_is_count_unit(own) && of_number(b, col))) f->f[REC_UNIT] = own;
    else f->f[REC_UNIT] = t->unit;
    if (t->unit_inferred && f->f[REC_UNIT].p == t->unit.p && t->unit.n) f->f[REC_INFERRED] = S("unit");
}

bool body_has_decimals(const struct body *b)
{
    for (uint32_t r = b->h.end; r < b->t->g->nrow; r++)
        for (uint32_t c = 0; c < b->h.ncol; c++)
            if (b->h.col[c].kind == COLUMN_AMOUNT && str_has(grid_at(b->t->g, r, c)->text, S("."))) return true;
    return false;
}

/* A whole number that reads like an account, on a page where place alone tells columns, in one without a head, beside
 * amounts with decimals: the code of another panel rather than money. */
bool body_stray_code(const struct body *b, uint32_t row, uint32_t c)
{
    struct str s = grid_at(b->t->g, row, c)->text;
    bool account = s.n > 0 && (s.p[0] == '2' || s.p[0] == '3' || s.p[0] == '5'); /* expenditure, economic, government economic */
    return account && b->t->g->layout == GRID_FIXED && b->decimals && b->h.found && !b->h.col[c].path.n && lex_is_code(s) && (s.n == 3 || s.n == 5 || s.n == 7);
}

int body_put(struct body *b, uint32_t row, uint32_t c, const struct row_key *k, struct err *e)
{
    struct table *t = b->t;
    const struct column *col = &b->h.col[c];
    const struct grid_cell *cell = grid_at(t->g, row, c);
    struct lex_amount v = lex_amount(t->a, cell->text);
    struct fact f;
    if (v.kind != LEX_BLANK && !v.value.p) return err_nomem(e);
    table_fact(t, &f);
    f.page = cell->text.n && cell->page ? cell->page : k->page;
    f.line = cell->text.n && cell->line ? cell->line : k->line;
    f.f[REC_SIDE] = b->h.side[col->panel];
    f.f[REC_ROW] = table_number(t->a, t->row);
    if (k->level >= 0) f.f[REC_LEVEL] = digit_level[k->level < LADDER_MAX ? k->level : LADDER_MAX - 1];
    f.f[REC_ROLE] = k->role;
    f.f[REC_PATH] = k->path;
    f.f[REC_CODE] = k->code;
    f.f[REC_NAME] = k->name;
    if (k->orgcode.n) f.f[REC_ORGCODE] = k->orgcode;
    if (k->org.n) f.f[REC_ORG] = k->org;
    column_fact(t, col, &f);
    f.f[REC_KIND] = v.kind == LEX_TEXT || col->kind == COLUMN_TEXT ? S("text") : S("number");
    f.f[REC_VALUE] = v.value;
    if (str_eq(f.f[REC_KIND], S("number"))) unit_fact(b, col, k, &f);
    else f.f[REC_VALUE] = cell->text;
    if (v.kind == LEX_NUMBER && v.unit.n) f.f[REC_UNIT] = v.unit;
    if (v.kind == LEX_NUMBER && cell->joined) f.f[REC_INFERRED] = f.f[REC_INFERRED].n ? S("unit,value") : S("value");
    if (!b->h.found && f.f[REC_KIND].n) f.f[REC_INFERRED] = f.f[REC_INFERRED].n ? arena_join(t->a, f.f[REC_INFERRED], S(","), S("col")) : S("col");
    if (t->title_inferred) f.f[REC_INFERRED] = f.f[REC_INFERRED].n ? arena_join(t->a, S("table"), S(","), f.f[REC_INFERRED]) : S("table");
    if (t->title_inferred && !f.f[REC_INFERRED].p) return err_nomem(e);
    return table_put(t, &f, e);
}
