/* SPDX-License-Identifier: MIT */
/* dict.h: what the field knows, as data: the dictionaries of data/, compiled in, extended or replaced
 * at run time.
 *
 *   codes    account codes and names: functional 类/款/项 (2xx), economic of departments (3xx) and of
 *            governments (5xx), with the years they are valid in (政府收支分类科目 of the Ministry of Finance)
 *   names    row labels that mean the same     cols    parts of column headers that mean the same
 *   tables   words that make a table's title   units   units, and the power of ten of money
 *   renames  accounts that changed name or code in a year
 *   orgs     endings of the names of organisations
 *
 * A dictionary file is TSV with the header line of the built-in one. A line whose key is known already
 * replaces that entry; any other is added. A line that makes no sense is an error with file and line.
 *
 * All strings belong to the dictionary and live as long as it. Looking up is safe from several threads. */
#ifndef BD_BUDGET_DICT_H
#define BD_BUDGET_DICT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#include <getopt.h>
#include <stdbool.h>

enum dict_part { DICT_CODES, DICT_NAMES, DICT_COLS, DICT_TABLES, DICT_UNITS, DICT_RENAMES, DICT_ORGS, DICT_PARTS };

struct dict;

/* With what is compiled in, or empty (--no-builtin). NULL: no memory, or data/ itself is bad. */
struct dict *dict_new(bool builtin, struct err *e);
int dict_load(struct dict *d, enum dict_part part, const char *path, struct err *e);
void dict_free(struct dict *d);

/* ---- command line: the same options in every tool that interprets records ---- */

enum { OPT_DICT = 1050, OPT_NO_BUILTIN = OPT_DICT + DICT_PARTS };
#define DICT_LONGOPTS                                                                              \
    {"codes", required_argument, NULL, OPT_DICT + DICT_CODES},                                     \
        {"names", required_argument, NULL, OPT_DICT + DICT_NAMES},                                 \
        {"cols", required_argument, NULL, OPT_DICT + DICT_COLS},                                   \
        {"tables", required_argument, NULL, OPT_DICT + DICT_TABLES},                               \
        {"units", required_argument, NULL, OPT_DICT + DICT_UNITS},                                 \
        {"renames", required_argument, NULL, OPT_DICT + DICT_RENAMES},                             \
        {"orgs", required_argument, NULL, OPT_DICT + DICT_ORGS},                                   \
        {"no-builtin", no_argument, NULL, OPT_NO_BUILTIN}
#define DICT_HELP                                                                                  \
    "      --codes FILE        lines added to the dictionary of account codes; the same key replaces\n" \
    "      --names FILE        ... of row labels\n"                                                \
    "      --cols FILE         ... of column headers\n"                                            \
    "      --tables FILE       ... of table titles\n"                                              \
    "      --units FILE        ... of units\n"                                                     \
    "      --renames FILE      ... of accounts that changed name or code\n"                        \
    "      --orgs FILE         ... of organisations\n"                                             \
    "      --no-builtin        begin with empty dictionaries\n"

struct dict_opts { /* filled while options are parsed; {0} to begin with */
    struct {
        enum dict_part part;
        const char *path;
    } file[32];
    unsigned n;
    bool no_builtin;
};
/* Takes option `got` of getopt_long: 1 if it was one of ours, 0 if not, <0 too many files. */
int dict_opt(struct dict_opts *o, int got, const char *arg, struct err *e);
/* The dictionary these options ask for. */
struct dict *dict_from(const struct dict_opts *o, struct err *e);

/* ---- keys ---- */

/* How a label is written in the normal form: full-width letters, digits and signs folded (brackets to
 * （）, the ／ of a path part stays), CJK radicals to ideographs, no white space. NULL p: no memory. */
struct str dict_fold(struct arena *a, struct str label);
/* The folded label without quotation marks: what all look-ups below want. */
struct str dict_key(struct arena *a, struct str label);

/* "where LF key" in buf, the form of keys that hold on one side or in one table only. NULL p: cap is too small. */
struct str dict_where(char *buf, size_t cap, struct str where, struct str key);

/* ---- look-ups; an empty slice or NULL if unknown ---- */

struct dict_code {
    struct str code, name;             /* digits; as published */
    unsigned from, to;                 /* valid years, 0: open */
    const struct dict_code *same_code; /* next entry of this code (another name) */
    const struct dict_code *same_name; /* next entry of this name (another code) */
};
const struct dict_code *dict_code(const struct dict *d, struct str code);
const struct dict_code *dict_code_named(const struct dict *d, struct str name_key);
/* The entry of code with that name, any year. */
const struct dict_code *dict_code_is(const struct dict *d, struct str code, struct str name_key);
/* The name of code in a year (0: the newest). */
struct str dict_code_name(const struct dict *d, struct str code, unsigned year);

/* Canonical row label, in this side ("in", "out", "") of this canonical table. */
struct str dict_name(const struct dict *d, struct str table, struct str side, struct str key);

struct dict_col {
    struct str column; /* canonical; empty for a head that says nothing, and for an ending to strip */
    struct str phase;  /* "budget", "final" or empty */
    int year;          /* -1: last year's figure */
};
/* A part or path of a column header; "head/" asks for a head in front of other parts, "*ending" for an
 * ending that says phase or year only. Table and side as for dict_name. */
const struct dict_col *dict_col(const struct dict *d, struct str table, struct str side, struct str key);

/* Canonical table of a title; a title no line matches gives an empty slice. NULL p: no memory. */
struct str dict_table(const struct dict *d, struct arena *a, struct str title);

#define DICT_NO_MONEY (-128)
struct dict_unit {
    struct str unit; /* canonical */
    int power;       /* 万元 is 4 (10^4 元), DICT_NO_MONEY for what is no money */
};
const struct dict_unit *dict_unit(const struct dict *d, struct str key);

struct dict_rename {
    unsigned year; /* the first year of the new name */
    struct str old_code, old_name, new_code, new_name;
};
const struct dict_rename *dict_renames(const struct dict *d, size_t *n);

/* Does the label end as the names of organisations do? */
bool dict_is_org(const struct dict *d, struct str key);

#endif
