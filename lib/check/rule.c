/* SPDX-License-Identifier: MIT */
/* rule.c: rule sets. */
#include "check/rule.h"

#include "check/builtin.h"

enum { SUBJECT_PARTS_MAX = 32 };

/* The columns of a rule file, in any order. */
enum field { F_ID, F_TITLE, F_PHASE, F_TABLE, F_ROWS, F_COLS, F_RELATION, F_WHEN, F_SEVERITY, F_SOURCE, NFIELDS };
static const char *const field_name[NFIELDS] = {"id", "title", "phase", "table", "rows", "cols",
                                                "relation", "when", "severity", "source"};

/* Next piece of s up to sep; false when there is none left. */
static bool next_piece(struct str *s, char sep, struct str *out)
{
    if (!s->p) return false;
    const char *end = s->n ? memchr(s->p, sep, s->n) : NULL;
    if (!end) {
        *out = *s;
        *s = (struct str){NULL, 0};
    } else {
        *out = str_sub(*s, 0, (size_t)(end - s->p));
        *s = str_from(*s, out->n + 1);
    }
    return true;
}

static int read_head(struct str line, int at[NFIELDS], int *columns, const char *file, uint64_t n, struct err *e)
{
    struct str name;
    *columns = 0;
    for (int i = 0; i < NFIELDS; i++) at[i] = -1;
    for (int k = 0; next_piece(&line, '\t', &name); k++) {
        int i = 0;
        while (i < NFIELDS && !str_eq(name, str_c(field_name[i]))) i++;
        if (i == NFIELDS) return err_set(e, file, n, "unknown column '%.*s' in the header of the rules", STR_ARG(name));
        if (at[i] >= 0) return err_set(e, file, n, "the header of the rules has the column '%s' twice", field_name[i]);
        at[i] = k;
        ++*columns;
    }
    for (int i = 0; i < NFIELDS; i++)
        if (at[i] < 0 && (i == F_ID || i == F_RELATION || i == F_TABLE))
            return err_set(e, file, n, "the header of the rules lacks the column '%s'", field_name[i]);
    return 0;
}

static int parse_table(struct parse *p, struct rule *r)
{
    if (parse_done(p) || str_eq(p->text, S("*"))) {
        r->every = true;
        p->at = p->text.n;
        return 0;
    }
    if (p->text.p[0] == '!') {
        r->except = r->every = true;
        p->at = 1;
    }
    return parse_tables(p, &r->tables, &r->ntables);
}

static int parse_plain(struct parse *p, struct rule *r, enum field f)
{
    struct str s = p->text;
    if (f == F_PHASE) {
        if (str_eq(s, S("budget"))) r->phase = 'b';
        else if (str_eq(s, S("final"))) r->phase = 'f';
        else if (s.n && !str_eq(s, S("*"))) return parse_error(p, "budget, final or * is expected");
    } else if (f == F_SEVERITY) {
        r->severity = RESULT_OFF;
        if (str_eq(s, S("note"))) r->severity = RESULT_NOTE;
        else if (str_eq(s, S("open"))) r->severity = RESULT_OPEN;
        else if (str_eq(s, S("slip"))) r->severity = RESULT_NOTE, r->slip = true;
        else if (s.n && !str_eq(s, S("off"))) return parse_error(p, "off, note, open or slip is expected");
    }
    return 0;
}

static int parse_field(struct parse *p, struct rule *r, enum field f)
{
    switch (f) {
    case F_TABLE: return parse_table(p, r);
    case F_ROWS:
        r->rows.pick = ROWS_ALL;
        return parse_done(p) ? 0 : parse_rows(p, &r->rows);
    case F_COLS:
        r->cols.pick = COLS_ALL;
        return parse_done(p) ? 0 : parse_cols(p, &r->cols);
    case F_RELATION:
        r->formal = parse_formal(p);
        return r->formal ? 0 : parse_relation(p, &r->is);
    case F_WHEN: return parse_conditions(p, &r->when, &r->nwhen);
    default: break;
    }
    p->at = p->text.n;
    return parse_plain(p, r, f);
}

static struct rule *rule_slot(struct rules *rs, struct str id)
{
    for (unsigned i = 0; i < rs->n; i++)
        if (str_eq(rs->v[i].id, id)) return &rs->v[i];
    return rs->n < RULES_MAX ? &rs->v[rs->n++] : NULL;
}

static int read_rule(struct rules *rs, struct str *field, struct parse *p)
{
    if (field[F_ID].n == 0) return err_set(p->e, p->file, p->line, "a rule without an id");
    if (field[F_TABLE].n == 0) return err_set(p->e, p->file, p->line, "a rule without a table (* stands for all)");
    struct rule r = {.id = field[F_ID], .title = field[F_TITLE], .table = field[F_TABLE], .relation = field[F_RELATION],
                     .source = field[F_SOURCE], .on = true};
    for (int f = 0; f < NFIELDS; f++) {
        p->where = field_name[f];
        p->text = field[f];
        p->at = 0;
        if (parse_field(p, &r, (enum field)f)) return ERR_FAIL;
        if (!parse_done(p)) return parse_error(p, "this is not understood");
    }
    r.words = field[F_WHEN];
    struct rule *slot = rule_slot(rs, r.id);
    if (!slot) return err_set(p->e, p->file, p->line, "more than %d rules", RULES_MAX);
    *slot = r;
    return 0;
}

int rules_text(struct rules *rs, const char *name, struct str text, struct err *e)
{
    struct str line, own = arena_str(&rs->arena, text);
    int at[NFIELDS] = {-1}, columns = 0;
    bool head = false;
    struct parse p = {.rules = rs, .file = name, .e = e};
    if (!own.p) return err_nomem(e);
    while (next_piece(&own, '\n', &line)) {
        struct str piece, field[NFIELDS] = {{NULL, 0}};
        p.line++;
        if (str_ends(line, S("\r"))) line.n--;
        if (line.n == 0 || line.p[0] == '#') continue;
        if (!head) {
            if (read_head(line, at, &columns, name, p.line, e)) return ERR_FAIL;
            head = true;
            continue;
        }
        for (int k = 0; next_piece(&line, '\t', &piece); k++) {
            if (k == columns) return err_set(e, name, p.line, "more than the %d columns that the first line names", columns);
            for (int i = 0; i < NFIELDS; i++)
                if (at[i] == k) field[i] = piece;
        }
        if (read_rule(rs, field, &p)) return ERR_FAIL;
    }
    return head ? 0 : err_set(e, name, 0, "no rules in it");
}

int rules_init(struct rules *r, struct err *e)
{
    *r = (struct rules){0};
    struct str text = builtin_rules(&r->arena);
    return text.p ? rules_text(r, "rules.tsv", text, e) : err_nomem(e);
}

int rules_choose(struct rules *r, struct str list, bool keep, struct err *e)
{
    struct str id, rest = list;
    if (keep)
        for (unsigned i = 0; i < r->n; i++) r->v[i].on = false;
    while (next_piece(&rest, ',', &id)) {
        bool any = false, all = str_ends(id, S("*"));
        if (all) id.n--;
        for (unsigned i = 0; i < r->n; i++) {
            if (all ? !str_starts(r->v[i].id, id) : !str_eq(r->v[i].id, id)) continue;
            r->v[i].on = keep;
            any = true;
        }
        if (!any) return err_set(e, NULL, 0, "no rule '%.*s' (--list-rules prints them)", STR_ARG(id));
    }
    return 0;
}

void rules_free(struct rules *r)
{
    names_free(&r->names);
    arena_free(&r->arena);
}

/* ---- subjects of running text ---- */

static bool parts_fit(const struct part *p, unsigned n, struct str subject)
{
    if (n == 0) return subject.n == 0 && !subject.p;
    if (!subject.p) return n == 1 && p->kind == PART_REST;
    struct str first, rest = subject;
    if (p->kind == PART_REST) {
        if (parts_fit(p + 1, n - 1, rest)) return true;
        next_piece(&rest, '/', &first);
        return parts_fit(p, n, rest);
    }
    next_piece(&rest, '/', &first);
    if (p->kind == PART_IS && !str_eq(first, p->text)) return false;
    if (p->kind == PART_HAS && !str_has(first, p->text)) return false;
    return parts_fit(p + 1, n - 1, rest);
}

bool pattern_fits(const struct pattern *p, struct str subject)
{
    size_t parts = 1;
    for (size_t i = 0; i < subject.n; i++) parts += subject.p[i] == '/';
    if (parts > SUBJECT_PARTS_MAX) return false;
    return parts_fit(p->part, p->npart, subject);
}

bool pattern_may_fit(const struct pattern *p, uint32_t parts, struct str tail)
{
    const struct part *last = &p->part[p->npart - 1];
    if (!p->rest && p->npart != parts) return false;
    if (last->kind == PART_IS) return str_eq(last->text, tail);
    return last->kind != PART_HAS || str_has(tail, last->text);
}

void rules_list(struct io_writer *w, const struct rules *r)
{
    for (unsigned i = 0; i < r->n; i++) {
        const struct rule *x = &r->v[i];
        if (!x->on) continue;
        const struct str line[] = {x->id, S("  "), x->title, S("\n    "), x->table.n ? x->table : S("*"), S(": "), x->relation,
                                   x->words.n ? S("\n    when ") : S(""), x->words, S("\n    if not: "),
                                   x->slip ? S("note, off if one is the other misprinted") : str_c(result_name[x->severity]), x->source.n ? S("; ") : S(""), x->source, S("\n")};
        for (size_t k = 0; k < sizeof line / sizeof *line; k++) io_str(w, line[k]);
    }
}
