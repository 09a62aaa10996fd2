/* SPDX-License-Identifier: MIT */
#include "diff/choice.h"

void choice_init(struct choice *c, struct diff_opts *o)
{
    c->kind[0] = S("number");
    c->kind[1] = S("target");
    *o = (struct diff_opts){.store = {c->kind, 2, c->only, 0}, .join = {.context = -1}, .key_parts = KEY_DEFAULT};
}

/* The next element of a comma-separated list, false at its end. */
static bool next_item(const char **list, struct str *item)
{
    if (!*list) return false;
    size_t n = strcspn(*list, ",");
    *item = (struct str){*list, n};
    *list = (*list)[n] ? *list + n + 1 : NULL;
    return true;
}

int choice_kinds(struct choice *c, struct diff_opts *o, const char *arg, struct err *e)
{
    struct str item;
    o->store.nkind = 0;
    for (const char *p = arg; next_item(&p, &item);) {
        if (!item.n || o->store.nkind == CHOICE_MAX) return err_set(e, NULL, 0, "bad list of kinds '%s'", arg);
        c->kind[o->store.nkind++] = item;
    }
    return 0;
}

int choice_key(struct diff_opts *o, const char *arg, bool ignore, struct err *e)
{
    unsigned parts = 0;
    struct str item;
    for (const char *p = arg; next_item(&p, &item);) {
        unsigned part = key_part_by_name(item);
        bool paired = str_eq(item, S("issuer")) || str_eq(item, S("scope")) || str_eq(item, S("edition"));
        if (!part && !(paired && !ignore)) return err_set(e, NULL, 0, "column '%.*s' cannot be %s the key", STR_ARG(item), ignore ? "taken out of" : "part of");
        parts |= part;
    }
    o->key_parts = ignore ? o->key_parts & ~parts : parts;
    return 0;
}

int choice_only(struct choice *c, struct diff_opts *o, const char *arg, struct err *e)
{
    const char *eq = strchr(arg, '=');
    int col = eq ? rec_col_by_name((struct str){arg, (size_t)(eq - arg)}) : -1;
    if (col < 0) return err_set(e, NULL, 0, "--only wants COLUMN=VALUE, not '%s'", arg);
    if (o->store.nonly == CHOICE_MAX) return err_set(e, NULL, 0, "too many --only");
    c->only[o->store.nonly++] = (struct store_only){(enum rec_col)col, str_c(eq + 1)};
    return 0;
}

int choice_tolerance(struct diff_opts *o, const char *arg, struct err *e)
{
    o->join.value.has_tolerance = true;
    if (dec_parse(str_c(arg), &o->join.value.tolerance) || o->join.value.tolerance.m < 0)
        return err_set(e, NULL, 0, "--tolerance wants a plain decimal, not '%s'", arg);
    return 0;
}

int choice_context(struct diff_opts *o, const char *arg, struct err *e)
{
    unsigned n;
    if (!str_u32(str_c(arg), &n) || n > INT32_MAX) return err_set(e, NULL, 0, "--unified wants a number of rows, not '%s'", arg);
    o->join.context = (int)n;
    return 0;
}

/* The index of arg among the words, <0 with e filled if it is none. */
static int pick(const char *option, const char *arg, const char *const *words, struct err *e)
{
    for (int i = 0; words[i]; i++)
        if (!strcmp(arg, words[i])) return i;
    return err_set(e, NULL, 0, "unknown %s '%s'", option, arg);
}

int choice_against(struct diff_opts *o, const char *arg, struct err *e)
{
    static const char *const words[] = {"budget", NULL};
    o->pair.against_budget = true;
    return pick("--against", arg, words, e);
}

int choice_format(struct diff_job *j, const char *arg, struct err *e)
{
    static const char *const words[] = {"tsv", "daff", NULL};
    int i = pick("format", arg, words, e);
    j->form = i ? FORM_DAFF : FORM_TSV;
    return i < 0 ? i : 0;
}

int choice_digest(struct diff_job *j, const char *arg, struct err *e)
{
    static const char *const words[] = {"text", "markdown", "html", NULL};
    int i = pick("digest", arg, words, e);
    if (i < 0) return i;
    j->form = FORM_DIGEST;
    j->digest.form = (enum digest_form)i;
    return 0;
}

int choice_lang(struct diff_job *j, const char *arg, struct err *e)
{
    static const char *const words[] = {"en", "zh", NULL};
    int i = pick("language", arg, words, e);
    if (i < 0) return i;
    j->digest.lang = (enum digest_lang)i;
    return 0;
}
