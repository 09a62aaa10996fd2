/* SPDX-License-Identifier: MIT */
/* expr.c: the language of rules, read by recursive descent. Grammar in bd-rules(5). */
#include "check/rule.h"

#include "base/utf.h"

enum { DEPTH_MAX = 64, LIST_MAX = 256, CONDITIONS_MAX = 16 };

int parse_error(const struct parse *p, const char *what)
{
    size_t chars = 1;
    for (size_t i = 0; i < p->at && i < p->text.n; i++)
        if ((p->text.p[i] & 0xC0) != 0x80) chars++;
    return err_set(p->e, p->file, p->line, "%s, character %zu: %s", p->where, chars, what);
}

static void blanks(struct parse *p)
{
    while (p->at < p->text.n && p->text.p[p->at] == ' ') p->at++;
}

bool parse_done(struct parse *p)
{
    blanks(p);
    return p->at >= p->text.n;
}

/* Is the next token `token`? Then step over it. */
static bool accept(struct parse *p, const char *token)
{
    blanks(p);
    struct str t = str_c(token);
    if (!str_starts(str_from(p->text, p->at), t)) return false;
    p->at += t.n;
    return true;
}

static bool name_byte(char c)
{
    return !strchr(" {}[]().|+-=<>?@^,;:!", c);
}

/* A word: any run of characters that are no marks of the language; ÷ is one. */
static struct str word(struct parse *p)
{
    static const char rate[] = "÷";
    blanks(p);
    size_t from = p->at;
    while (p->at < p->text.n && p->text.p[p->at] && name_byte(p->text.p[p->at])) {
        if (str_starts(str_from(p->text, p->at), str_c(rate))) break;
        p->at++;
    }
    return str_sub(p->text, from, p->at);
}

static bool keyword(struct parse *p, const char *w)
{
    size_t back = p->at;
    if (str_eq(word(p), str_c(w))) return true;
    p->at = back;
    return false;
}

static int make_part(struct parse *p, struct str s, struct part *out)
{
    if (str_eq(s, S("*"))) out->kind = PART_ANY;
    else if (str_eq(s, S("**"))) out->kind = PART_REST;
    else out->kind = s.n && s.p[0] == '~' ? PART_HAS : PART_IS;
    out->text = names_fold(&p->rules->arena, s);
    if (!out->text.p) return err_nomem(p->e);
    return out->kind <= PART_HAS && out->text.n == 0 ? parse_error(p, "a name is missing") : 0;
}

static int make_pattern(struct parse *p, struct str s, struct pattern *out)
{
    size_t n = 1, from = 0, digits = 0;
    for (size_t i = 0; i < s.n; i++) {
        n += s.p[i] == '/';
        digits += s.p[i] >= '0' && s.p[i] <= '9';
    }
    *out = (struct pattern){.part = arena_array(&p->rules->arena, n, sizeof *out->part)};
    if (!out->part) return err_nomem(p->e);
    out->plain = true;
    for (size_t i = 0; i <= s.n; i++) {
        if (i < s.n && s.p[i] != '/') continue;
        struct part *q = &out->part[out->npart++];
        if (make_part(p, str_sub(s, from, i), q)) return ERR_FAIL;
        if (q->kind != PART_IS) out->plain = false;
        if (q->kind == PART_REST) out->rest = true;
        from = i + 1;
    }
    if (digits == s.n) out->code = arena_str(&p->rules->arena, s);
    out->name = names_id(&p->rules->names, s);
    return out->name == NONE ? err_nomem(p->e) : 0;
}

static int patterns(struct parse *p, struct patterns *out)
{
    struct pattern list[LIST_MAX];
    unsigned n = 0;
    do {
        struct str s = word(p);
        if (s.n == 0) return parse_error(p, "a name is missing");
        if (n == LIST_MAX) return parse_error(p, "too many names");
        if (make_pattern(p, s, &list[n])) return ERR_FAIL;
        n++;
        blanks(p);
    } while (!str_starts(str_from(p->text, p->at), S("||")) && accept(p, "|"));
    out->v = arena_array(&p->rules->arena, n, sizeof *list);
    if (!out->v) return err_nomem(p->e);
    memcpy(out->v, list, n * sizeof *list);
    out->n = n;
    return 0;
}

int parse_tables(struct parse *p, uint32_t **out, unsigned *n)
{
    struct patterns names;
    if (patterns(p, &names)) return ERR_FAIL;
    *out = arena_array(&p->rules->arena, names.n, sizeof **out);
    if (!*out) return err_nomem(p->e);
    for (unsigned i = 0; i < names.n; i++) (*out)[i] = names.v[i].name;
    *n = names.n;
    return 0;
}

int parse_rows(struct parse *p, struct rows *out)
{
    static const struct {
        const char *word;
        enum row_pick pick;
    } picks[] = {{"total", ROWS_GRAND}, {"coded", ROWS_CODED}, {"item", ROWS_ITEM}, {"group", ROWS_GROUP}, {"*", ROWS_ALL}};
    *out = (struct rows){.pick = ROWS_NAMED};
    if (accept(p, "in:")) out->side = 'i';
    else if (accept(p, "out:")) out->side = 'o';
    out->except = accept(p, "!");
    if (accept(p, "@")) return out->pick = ROWS_SAME, 0;
    if (accept(p, "^")) return out->pick = ROWS_PARENT, 0;
    size_t back = p->at;
    for (size_t i = 0; i < sizeof picks / sizeof *picks; i++) {
        blanks(p);
        if (keyword(p, picks[i].word)) {
            char next = p->at < p->text.n ? p->text.p[p->at] : ']';
            if (next != '|') return out->pick = picks[i].pick, 0;
        }
        p->at = back;
    }
    if (accept(p, "/")) out->pick = ROWS_CHILD;
    return patterns(p, &out->names);
}

int parse_cols(struct parse *p, struct cols *out)
{
    *out = (struct cols){.pick = COLS_NAMED};
    if (keyword(p, "*")) return out->pick = COLS_ALL, 0;
    return patterns(p, &out->names);
}

static struct expr *node(struct parse *p, enum expr_op op, struct expr *a, struct expr *b)
{
    struct expr *x = arena_zalloc(&p->rules->arena, sizeof *x);
    if (!x) {
        err_nomem(p->e);
        return NULL;
    }
    x->op = op;
    x->a = a;
    x->b = b;
    return x;
}

/* What stands in front of a column to say of which year and phase it is. */
static void period(struct parse *p, struct ref *r)
{
    static const struct {
        const char *mark;
        enum period period;
    } periods[] = {{"~", PERIOD_ANY}, {"budget:", PERIOD_BUDGET}, {"final:", PERIOD_FINAL}, {"last:", PERIOD_LAST}};
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        if (accept(p, periods[i].mark)) {
            r->period = periods[i].period;
            return;
        }
}

/* {TABLE}[ROW].COLUMN, each part if it is there; a bare name is a column. */
static int reference(struct parse *p, struct ref *r)
{
    size_t from = p->at;
    r->all = keyword(p, "sum");
    if (accept(p, "{")) {
        if (parse_tables(p, &r->table, &r->ntable)) return ERR_FAIL;
        if (!accept(p, "}")) return parse_error(p, "} is missing");
    }
    if (accept(p, "[")) {
        if (parse_rows(p, &r->rows)) return ERR_FAIL;
        if (!accept(p, "]")) return parse_error(p, "] is missing");
    }
    blanks(p);
    if (accept(p, ".")) {
        period(p, r);
        return parse_cols(p, &r->cols);
    }
    if (p->at > from) {
        r->whole = r->ntable && r->rows.pick == ROWS_CURRENT;
        return 0;
    }
    size_t back = p->at;
    if (word(p).n == 0) return parse_error(p, "an operand is missing");
    p->at = back;
    return parse_cols(p, &r->cols);
}

static bool is_digit(struct str s, size_t i)
{
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* A word, with its decimals if it is a number. */
static struct str digits_of(struct parse *p)
{
    struct str s = word(p);
    size_t from = p->at - s.n;
    if (!is_digit(s, 0) || p->at >= p->text.n || p->text.p[p->at] != '.' || !is_digit(p->text, p->at + 1)) return s;
    for (p->at++; is_digit(p->text, p->at); p->at++) continue;
    return str_sub(p->text, from, p->at);
}

static struct expr *sum(struct parse *p, int depth);

static struct expr *primary(struct parse *p, int depth)
{
    struct expr *x;
    struct dec number;
    blanks(p);
    if (depth > DEPTH_MAX) return parse_error(p, "too deep"), NULL;
    if (accept(p, "(")) {
        if (!(x = sum(p, depth + 1))) return NULL;
        while (accept(p, "||")) {
            struct expr *y = sum(p, depth + 1);
            if (!y || !(x = node(p, X_FIRST, x, y))) return NULL;
        }
        if (!accept(p, ")")) return parse_error(p, ") is missing"), NULL;
        return x;
    }
    if (keyword(p, "children")) return node(p, X_CHILDREN, NULL, NULL);
    if (keyword(p, "members")) return node(p, X_MEMBERS, NULL, NULL);
    if (keyword(p, "parts")) return node(p, X_PARTS, NULL, NULL);
    if (keyword(p, "list")) {
        if (!accept(p, ".")) return parse_error(p, "a dot and a column are missing"), NULL;
        return (x = node(p, X_LIST, NULL, NULL)) && parse_cols(p, &x->ref.cols) == 0 ? x : NULL;
    }
    if (keyword(p, "decimals")) return node(p, X_DECIMALS, NULL, NULL);
    if (!(x = node(p, X_REF, NULL, NULL))) return NULL;
    size_t back = p->at;
    if (keyword(p, "this")) return x;
    struct str digits = digits_of(p);
    if (digits.n && dec_parse(digits, &number) == 0) {
        x->op = X_NUMBER;
        x->number = number;
        return x;
    }
    p->at = back;
    if (reference(p, &x->ref)) return NULL;
    x->optional = accept(p, "?");
    x->zero = !x->optional && accept(p, "!");
    return x;
}

static struct expr *product(struct parse *p, int depth)
{
    struct expr *x = primary(p, depth);
    if (x && accept(p, "÷")) {
        struct expr *y = primary(p, depth);
        x = y ? node(p, X_RATE, x, y) : NULL;
    }
    return x;
}

static struct expr *sum(struct parse *p, int depth)
{
    struct expr *x = product(p, depth);
    while (x) {
        enum expr_op op = accept(p, "+") ? X_ADD : accept(p, "-") ? X_SUB : X_REF;
        if (op == X_REF) break;
        struct expr *y = product(p, depth);
        x = y ? node(p, op, x, y) : NULL;
    }
    return x;
}

static int comparison(struct parse *p, struct relation *out)
{
    if (accept(p, "<=")) out->op = R_LE;
    else if (accept(p, ">=")) out->op = R_GE;
    else if (accept(p, "=")) out->op = R_EQ;
    else if (keyword(p, "says")) out->op = R_SAYS;
    else return parse_error(p, "=, <=, >= or says is missing");
    return 0;
}

enum formal parse_formal(struct parse *p)
{
    static const char *const words[] = {[FORMAL_NOTED] = "noted", [FORMAL_DATED] = "dated", [FORMAL_WRITTEN] = "written",
                                        [FORMAL_ONCE] = "once", [FORMAL_NAMED] = "named", [FORMAL_MEASURED] = "measured",
                                        [FORMAL_ORDERED] = "ordered", [FORMAL_NUMBERED] = "numbered"};
    for (unsigned i = FORMAL_NOTED; i <= FORMAL_NUMBERED; i++) {
        size_t back = p->at;
        if (keyword(p, words[i]) && parse_done(p)) return (enum formal)i;
        p->at = back;
    }
    return FORMAL_NONE;
}

int parse_relation(struct parse *p, struct relation *out)
{
    struct expr *list[LIST_MAX];
    *out = (struct relation){0};
    bool no = keyword(p, "not");
    if (keyword(p, "has")) {
        out->op = no ? R_HASNOT : R_HAS;
        return (out->left = sum(p, 0)) ? 0 : ERR_FAIL;
    }
    if (keyword(p, "blank")) {
        out->op = no ? R_NOTBLANK : R_BLANK;
        return (out->left = sum(p, 0)) ? 0 : ERR_FAIL;
    }
    if (no) return parse_error(p, "has or blank is missing");
    if (!(out->left = sum(p, 0)) || comparison(p, out)) return ERR_FAIL;
    do {
        if (out->nright == LIST_MAX) return parse_error(p, "too many alternatives");
        if (!(list[out->nright++] = sum(p, 0))) return ERR_FAIL;
    } while (keyword(p, "or"));
    out->right = arena_array(&p->rules->arena, out->nright, sizeof *list);
    if (!out->right) return err_nomem(p->e);
    memcpy(out->right, list, out->nright * sizeof *list);
    return 0;
}

/* Does x say the same wherever in a panel it is asked? */
static bool is_fixed(const struct expr *x)
{
    if (!x) return true;
    if (x->op == X_REF) {
        const struct rows *r = &x->ref.rows;
        if (x->ref.whole) return true;
        return x->ref.ntable && x->ref.cols.pick == COLS_NAMED && (r->pick == ROWS_NAMED || r->pick == ROWS_GRAND);
    }
    if (x->op == X_CHILDREN || x->op == X_MEMBERS || x->op == X_PARTS || x->op == X_LIST || x->op == X_DECIMALS) return false;
    return is_fixed(x->a) && is_fixed(x->b);
}

/* A condition, with the ones after `else` that would do as well. */
static int parse_condition(struct parse *p, struct relation *c)
{
    if (parse_relation(p, c)) return ERR_FAIL;
    c->fixed = is_fixed(c->left);
    for (unsigned i = 0; i < c->nright; i++) c->fixed = c->fixed && is_fixed(c->right[i]);
    c->alone = c->fixed;
    return 0;
}

static int parse_else(struct parse *p, struct relation *first)
{
    struct relation *at = first;
    for (unsigned n = 0; keyword(p, "else"); n++) {
        if (n == CONDITIONS_MAX) return parse_error(p, "too many conditions");
        at->orelse = arena_zalloc(&p->rules->arena, sizeof *at);
        if (!at->orelse) return err_nomem(p->e);
        at = at->orelse;
        if (parse_condition(p, at)) return ERR_FAIL;
        first->fixed = first->fixed && at->fixed;
    }
    return 0;
}

int parse_conditions(struct parse *p, struct relation **out, unsigned *n)
{
    struct relation list[CONDITIONS_MAX];
    *n = 0;
    *out = NULL;
    if (parse_done(p)) return 0;
    do {
        if (*n == CONDITIONS_MAX) return parse_error(p, "too many conditions");
        if (parse_condition(p, &list[*n]) || parse_else(p, &list[*n])) return ERR_FAIL;
        ++*n;
    } while (accept(p, ";"));
    *out = arena_array(&p->rules->arena, *n, sizeof *list);
    if (!*out) return err_nomem(p->e);
    memcpy(*out, list, *n * sizeof *list);
    return 0;
}
