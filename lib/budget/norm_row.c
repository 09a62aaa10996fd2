/* SPDX-License-Identifier: MIT */
/* norm_row.c: what the row of a record is: account, organisation, total, or a line of a form. */
#include "budget/norm_private.h"

enum { ROWS_MAX = 8 << 20 }; /* bytes of cached rows */

static const struct str none = {"", 0}, total = SI("合计");

/* ---- keys of rows ---- */

static const enum rec_col label_cols[] = {REC_SIDE, REC_ROLE, REC_LEVEL, REC_CODE, REC_ORGCODE, REC_ORG, REC_PATH, REC_NAME};
enum { LABELS = sizeof label_cols / sizeof *label_cols };

static size_t put(char *out, size_t n, struct str s)
{
    if (s.n) memcpy(out + n, s.p, s.n);
    out[n + s.n] = '\t';
    return n + s.n + 1;
}

/* The part of r's line that holds every label of its row, and more; empty if it stands nowhere in one piece. */
static struct str label_span(struct norm *n, const struct rec *r)
{
    if (n->span_head != r->head) {
        n->span_head = r->head;
        n->span_from = n->span_to = r->head->at[REC_ROW];
        for (unsigned i = 0; i < LABELS; i++) {
            int at = r->head->at[label_cols[i]];
            if (at < n->span_from) n->span_from = at;
            if (at > n->span_to) n->span_to = at;
        }
    }
    if (n->span_from < 0 || n->span_to >= (int)r->nline) return none;
    const char *from = r->f[n->span_from].p;
    return (struct str){from, (size_t)(r->f[n->span_to].p + r->f[n->span_to].n - from)};
}

static char row_state(const struct norm *n, enum norm_kind kind)
{
    return (char)('0' + 4 * (int)kind + 2 * n->names + n->coded);
}

bool norm_same_labels(struct norm *n, const struct rec *r, enum norm_kind kind)
{
    struct str span = label_span(n, r);
    return span.n + 1 == n->spanbuf.n && n->spanbuf.v[span.n] == row_state(n, kind) && memcmp(n->spanbuf.v, span.p, span.n) == 0;
}

static int remember_labels(struct norm *n, const struct rec *r, enum norm_kind kind)
{
    struct str span = rec_get(r, REC_ROW).n ? label_span(n, r) : none; /* without an ordinal each record is a row */
    n->spanbuf.n = 0;
    if (span.n == 0) return 0;
    if (VEC_RESERVE(&n->spanbuf, span.n + 1)) return -1;
    memcpy(n->spanbuf.v, span.p, span.n);
    n->spanbuf.v[span.n] = row_state(n, kind);
    n->spanbuf.n = span.n + 1;
    return 0;
}

/* The labels of r's row in n->rowbuf, its ordinal behind them. *same: it is the row of the last call. */
static int row_key(struct norm *n, const struct rec *r, enum norm_kind kind, struct str *key, bool *same)
{
    struct str ordinal = rec_get(r, REC_ROW), f[LABELS];
    size_t need = ordinal.n + 3 + sizeof n->table_id, used = sizeof n->table_id;
    for (unsigned i = 0; i < LABELS; i++) {
        f[i] = rec_get(r, label_cols[i]);
        need += f[i].n + 1;
    }
    size_t old = n->rowkey;
    if (VEC_RESERVE(&n->rowbuf, old + need)) return -1;
    char *p = n->rowbuf.v + old; /* behind the last one, for comparing */
    memcpy(p, &n->table_id, used);
    for (unsigned i = 0; i < LABELS; i++) used = put(p, used, f[i]);
    p[used++] = row_state(n, kind);
    *key = (struct str){p, used};
    used = put(p, used, ordinal);
    *same = ordinal.n && used == old && memcmp(p, n->rowbuf.v, used) == 0;
    if (*same) return 0;
    memmove(n->rowbuf.v, p, used);
    n->rowkey = used;
    key->p = n->rowbuf.v;
    return 0;
}

/* ---- one row ---- */

static bool is_total_name(struct str s)
{
    static const struct str names[] = {SI("合计"), SI("总计"), SI("收入总计"), SI("支出总计"), SI("本年收入合计"),
                                       SI("本年支出合计"), SI("资产总额"), SI("小计")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(s, names[i])) return true;
    return false;
}

/* Tables whose rows are accounts or organisations, not lines of a form. */
static bool has_accounts(const struct norm *n)
{
    return n->table_known && !str_has(n->table, S("绩效目标")) && !str_eq(n->table, S("固定资产表"));
}

/* The row's strings into a: they come from a record that goes away. */
static int keep(struct arena *a, struct norm_row *row)
{
    struct str *own[] = {&row->code, &row->name, &row->path, &row->role, &row->level, &row->orgcode, &row->org,
                         &row->published};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        *own[i] = own[i]->n ? arena_str(a, *own[i]) : none;
        if (!own[i]->p) return -1;
    }
    return 0;
}

/* Digits that are no account's: bureaus number their units 105, 402001, 402001003. Projects have numbers
 * too, so only in tables of accounts. */
static bool is_org_code(const struct norm *n, struct str code)
{
    bool projects = str_eq(n->table, S("项目支出表")) || str_eq(n->table, S("政府采购表"));
    return !projects && label_digits(code) && code.n >= 3 && code.n != 4 && !code_is_full(code);
}

/* The row of an organisation: said so, or known by its code or name. */
static bool is_org_row(const struct norm *n, const struct rec *r, struct str cell, struct str code, struct str key)
{
    if (str_eq(rec_get(r, REC_ROLE), S("org"))) return true;
    struct str role = rec_get(r, REC_ROLE), level = rec_get(r, REC_LEVEL);
    if (!has_accounts(n) || rec_get(r, REC_SIDE).n) return false;
    if (role.n && !str_eq(role, S("item")) && !str_eq(role, S("total"))) return false;
    if (level.n && !str_eq(level, S("0"))) return false;
    if (key.n == 0 || is_total_name(key) || dict_code_named(n->o.dict, key)) return false;
    return is_org_code(n, cell) || is_org_code(n, code) || dict_is_org(n->o.dict, key);
}

static void read_org(const struct norm *n, const struct rec *r, const struct label *l, struct str cell, struct norm_row *row)
{
    row->is_org = true;
    row->orgcode = l->code.n ? l->code : cell.n ? cell : rec_get(r, REC_ORGCODE);
    row->org = l->name.n && !is_total_name(l->name) ? l->name : rec_get(r, REC_ORG);
    row->code = none;
    row->name = row->org.n && !n->o.org_total ? row->org : total;
    row->role = S("org");
    row->level = S("0");
}

/* Income and expenditure side by side: the side says what a row is, and what its bureau calls it tells more (一般公共预算资金, 财政拨款). */
static bool keeps_label(const struct norm *n, const struct rec *r)
{
    return !n->o.one_name && rec_get(r, REC_SIDE).n > 0;
}

static unsigned year_of(const struct rec *r)
{
    unsigned year = 0;
    if (rec_get(r, REC_YEAR).n == 4) (void)str_u32(rec_get(r, REC_YEAR), &year);
    return year;
}

/* Name by the code's names, by the synonyms, by any code's; or as it is. */
static int read_name(struct norm *n, const struct rec *r, const struct label *l, struct str key, struct norm_row *row)
{
    const struct dict *d = n->o.dict;
    const struct dict_code *own = row->code.n ? dict_code_is(d, row->code, key) : NULL;
    const struct dict_code *any = dict_code_named(d, key);
    /* What is carried over is no income of its kind. A row with a code has no path in the normal form. */
    bool carried = !(row->code.n && has_accounts(n)) && str_has(rec_get(r, REC_PATH), S("结转"));
    struct str synonym = dict_name(d, n->table, carried ? none : rec_get(r, REC_SIDE), key);
    bool coded = dict_code(d, row->code) != NULL;
    row->known_code = row->code.n == 0 || coded || !code_is_full(row->code);
    row->known_name = true;
    if (own) row->name = own->name;
    else if (synonym.n && !coded) row->name = synonym, row->synonym = true;
    else if (any && !coded) row->name = any->name;
    else {
        row->name = l->name;
        row->known_name = l->name.n == 0;
        row->published = coded ? dict_code_name(d, row->code, 0) : none;
    }
    if (row->name.n || !coded) return 0;
    row->name = dict_code_name(d, row->code, year_of(r)); /* a bare code */
    row->nameless = row->name.n > 0;
    return 0;
}

/* Names of the parents, one by one as names of rows. */
static int read_path(struct norm *n, const struct rec *r, struct norm_row *row)
{
    struct str rest = rec_get(r, REC_PATH), out = none;
    if (rest.n == 0) return row->path = none, 0;
    for (bool first = true;; first = false) {
        size_t cut = str_find(rest, S("/"), 0);
        struct label l;
        if (label_read(&n->row_arena, str_sub(rest, 0, cut == STR_NPOS ? rest.n : cut), &l)) return -1;
        struct str key = dict_key(&n->row_arena, l.name);
        if (!key.p) return -1;
        struct str synonym = keeps_label(n, r) ? none : dict_name(n->o.dict, n->table, rec_get(r, REC_SIDE), key);
        if (is_total_name(synonym)) synonym = none; /* below 三公经费 nothing is below a 合计 */
        const struct dict_code *code = dict_code_named(n->o.dict, key);
        struct str part = synonym.n ? synonym : code ? code->name : l.name.n ? l.name : l.code;
        out = first ? part : arena_cat3(&n->row_arena, out, S("/"), part);
        if (!out.p) return -1;
        if (cut == STR_NPOS) break;
        rest = str_from(rest, cut + 1);
    }
    row->path = out;
    return 0;
}

static struct str role_of(const struct rec *r, const struct label *l, const struct norm_row *row)
{
    struct str role = rec_get(r, REC_ROLE);
    if (role.n) return role;
    if (l->role == LABEL_SOME) return S("some");
    if (l->role == LABEL_LESS) return S("less");
    return is_total_name(row->name) ? S("total") : S("item");
}

/* 三公 items have one place in their table, however it is laid out. */
static void place_sangong(struct norm_row *row)
{
    static const struct {
        struct str name, path, level;
    } item[] = {{SI("因公出国（境）费"), SI(""), SI("1")},
                {SI("公务接待费"), SI(""), SI("1")},
                {SI("公务用车购置及运行维护费"), SI(""), SI("1")},
                {SI("公务用车购置费"), SI("公务用车购置及运行维护费"), SI("2")},
                {SI("公务用车运行维护费"), SI("公务用车购置及运行维护费"), SI("2")}};
    for (size_t i = 0; i < sizeof item / sizeof *item; i++)
        if (str_eq(row->name, item[i].name)) {
            row->path = item[i].path;
            row->level = item[i].level;
        }
}

/* Tables of accounts, one a row. */
static bool lists_accounts(struct str table)
{
    static const struct str list[] = {SI("收入总表"), SI("支出总表"), SI("一般公共预算支出表"), SI("一般公共预算基本支出表"), SI("政府性基金预算支出表"),
                                      SI("国有资本经营预算支出表")};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (str_eq(table, list[i])) return true;
    return false;
}

bool norm_names_tell(struct norm *n)
{
    struct code_context cx = {.n = 0};
    bool below = false;
    if (n->coded || !lists_accounts(n->table)) return false;
    for (size_t i = 0; i < n->held.n; i++) {
        const struct rec *r = &n->held.v[i].rec;
        struct label l;
        if (!str_eq(rec_get(r, REC_KIND), S("number")) || (i && str_eq(rec_get(r, REC_ROW), rec_get(&n->held.v[i - 1].rec, REC_ROW)))) continue;
        if (rec_get(r, REC_SIDE).n || rec_get(r, REC_CODE).n || label_read(&n->scratch, rec_get(r, REC_NAME), &l)) return false;
        struct str key = dict_key(&n->scratch, l.name);
        if (!key.p) return false;
        if (is_total_name(key) || is_org_row(n, r, none, l.code, key)) continue;
        struct str code = code_named(n->o.dict, &cx, key, &(struct code_row){.names = true, .year = year_of(r)});
        if (code.n == 0) return false;
        below |= code.n > 3;
        code_seen(&cx, code);
    }
    return below;
}

/* A row of amounts. *free: what it means does not depend on the rows above. */
static int read_number(struct norm *n, const struct rec *r, struct norm_row *row)
{
    static const struct str levels[] = {SI("0"), SI("1"), SI("2"), SI("3")};
    struct arena *a = &n->row_arena;
    struct code_row in = {.coded = n->names || (n->coded && has_accounts(n)), .names = n->names, .year = year_of(r)};
    const struct code_context *cx = &n->before[str_eq(rec_get(r, REC_SIDE), S("out"))];
    enum code_how how;
    if (label_read(a, rec_get(r, REC_NAME), &in.label)) return -1;
    in.cell = label_code(a, rec_get(r, REC_CODE));
    struct str key = dict_key(a, in.label.name);
    if (!in.cell.p || !key.p) return -1;
    row->orgcode = rec_get(r, REC_ORGCODE);
    row->org = rec_get(r, REC_ORG);
    if (is_org_row(n, r, in.cell, in.label.code, key)) {
        read_org(n, r, &in.label, in.cell, row);
        return read_path(n, r, row);
    }
    struct str level = rec_get(r, REC_LEVEL);
    in.level = level.n == 1 && level.p[0] > '0' && level.p[0] < '4' ? (unsigned)(level.p[0] - '0') : 0;
    if (level.n == 1 && level.p[0] == '0') in.coded = false; /* totals have no code */
    if (code_full(n->o.dict, a, cx, &in, &row->code, &how)) return -1;
    row->named = how == CODE_NAMED;
    row->context = row->named || (how == CODE_NONE && in.coded) ||
                   !(str_eq(row->code, in.cell) || str_eq(row->code, in.label.code)) ||
                   (row->code.n && !code_is_full(row->code)); /* a short code that had nothing above it */
    if (in.label.code.n && !row->named && !str_eq(row->code, in.label.code) && !str_starts(row->code, in.label.code) &&
        in.cell.n == 0)
        in.label.name = rec_get(r, REC_NAME); /* digits that were no code stay in the name */
    row->level = code_is_full(row->code) && has_accounts(n) ? levels[code_level(row->code)] : level;
    if (read_name(n, r, &in.label, key, row) || read_path(n, r, row)) return -1;
    row->role = role_of(r, &in.label, row);
    if (row->synonym && keeps_label(n, r)) row->name = in.label.name;
    if (!has_accounts(n)) row->known_name = true;
    if (row->code.n && has_accounts(n)) row->path = none;
    if (str_eq(n->table, S("三公经费支出表"))) place_sangong(row);
    row->is_total = str_eq(row->role, S("total")) && row->code.n == 0 && (row->level.n == 0 || row->level.p[0] == '0');
    return 0;
}

/* An indicator: each part of its name folded, nothing else. */
static int read_target(struct norm *n, const struct rec *r, struct norm_row *row)
{
    struct str rest = rec_get(r, REC_NAME), out = none;
    for (bool first = true;; first = false) {
        size_t cut = str_find(rest, S("/"), 0);
        struct label l;
        if (label_read(&n->row_arena, str_sub(rest, 0, cut == STR_NPOS ? rest.n : cut), &l)) return -1;
        struct str part = l.code.n ? dict_fold(&n->row_arena, str_sub(rest, 0, cut == STR_NPOS ? rest.n : cut)) : l.name;
        if (!part.p) return -1;
        out = first ? part : arena_cat3(&n->row_arena, out, S("/"), part);
        if (!out.p) return -1;
        if (cut == STR_NPOS) break;
        rest = str_from(rest, cut + 1);
    }
    row->name = out;
    row->known_name = row->known_code = true;
    return 0;
}

/* A row that means the same wherever it stands goes into the cache. */
static int remember(struct norm *n, struct str key)
{
    if (n->row.context) return keep(&n->row_arena, &n->row);
    if (n->rows_arena.used > ROWS_MAX) norm_forget_rows(n);
    struct norm_row *row = arena_alloc(&n->rows_arena, sizeof *row);
    key = arena_str(&n->rows_arena, key);
    if (!row || !key.p || keep(&n->rows_arena, &n->row)) return -1;
    *row = n->row;
    return map_set(&n->by_row, key, (uint32_t)n->rows.n) || VEC_PUSH(&n->rows, row) ? -1 : 0;
}

/* Begin the cache again. The current row is not in it any more, but its strings were: read it again. */
void norm_forget_rows(struct norm *n)
{
    map_clear(&n->by_row);
    n->rows.n = 0;
    arena_reset(&n->rows_arena);
}

static int enter_org(struct norm *n)
{
    size_t need = n->row.orgcode.n + n->row.org.n;
    if (VEC_RESERVE(&n->orgbuf, need + 1)) return -1;
    struct str code = n->row.orgcode, org = n->row.org;
    if (code.n) memmove(n->orgbuf.v, code.p, code.n);
    if (org.n) memmove(n->orgbuf.v + code.n, org.p, org.n);
    n->orgcode = (struct str){n->orgbuf.v, code.n};
    n->org = (struct str){n->orgbuf.v + code.n, org.n};
    n->has_org = true;
    return 0;
}

int norm_read_row(struct norm *n, const struct rec *r, enum norm_kind kind, bool *again, struct err *e)
{
    struct str key;
    bool same;
    *again = norm_same_labels(n, r, kind);
    if (*again) return 0;
    if (remember_labels(n, r, kind)) return err_nomem(e);
    if (row_key(n, r, kind, &key, &same)) return err_nomem(e);
    if (same) return 0;
    n->before[0] = n->cx[0];
    n->before[1] = n->cx[1];
    uint32_t at = map_get(&n->by_row, key);
    if (at != MAP_NONE) n->row = *n->rows.v[at];
    else {
        arena_reset(&n->row_arena);
        n->row = (struct norm_row){none, none, none, none, none, none, none, .published = none};
        int bad = kind == KIND_TARGET ? read_target(n, r, &n->row) : read_number(n, r, &n->row);
        if (bad || remember(n, key)) return err_nomem(e);
    }
    if (kind != KIND_NUMBER) return 0;
    code_seen(&n->cx[str_eq(rec_get(r, REC_SIDE), S("out"))], n->row.code);
    bool of_org = n->row.is_total && (n->row.orgcode.n || n->row.org.n); /* 小计 beside an organisation whose name stands once */
    if (n->row.is_total) n->has_org = false;
    if (!n->row.is_org && !of_org) return 0;
    n->mild_org = !n->row.is_org;
    return enter_org(n) ? err_nomem(e) : 0;
}
