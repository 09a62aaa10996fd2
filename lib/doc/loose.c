/* SPDX-License-Identifier: MIT */
/* loose.c: a sheet that holds a whole report. Its paragraphs are in single cells above, between and below its tables; such
 * rows become the lines they are, and the next row begins a table of its own, as a title below the rows of another does. */
#include "doc/source.h"

/* The only cell of a row that holds something; NULL: none or several. *empty: none. */
static const struct doc_cell *single(const struct doc_line *l, bool *empty)
{
    const struct doc_cell *found = NULL;
    *empty = true;
    for (uint32_t i = 0; i < l->ncell; i++) {
        if (str_trim(l->cell[i].text).n == 0) continue;
        if (found) {
            *empty = false;
            return NULL;
        }
        found = &l->cell[i];
    }
    *empty = !found;
    return found;
}

static bool is_sentence(struct str s)
{
    return str_has(s, S("。")) || (s.n > 90 && str_has(s, S("，")));
}

static bool is_note(struct str s)
{
    return str_starts(s, S("注")) || str_starts(s, S("说明")) || str_starts(s, S("备注"));
}

/* Rows right below a table are its own, as long as they have labels: a label's amounts may be blank. */
static size_t first_loose(const struct doc *d, size_t from, size_t to)
{
    bool empty;
    for (size_t i = from; i < to && from > 0; i++) {
        const struct doc_cell *c = single(&d->line[i], &empty);
        if (!c || is_sentence(c->text) || is_note(c->text)) return i;
    }
    return from > 0 ? to : from;
}

static void loosen(struct doc_line *l)
{
    bool empty;
    const struct doc_cell *c = single(l, &empty);
    l->flags = (l->flags & ~(uint32_t)(DOC_ROW | DOC_TABLE)) | DOC_PARA;
    l->text = c ? str_trim(c->text) : (struct str){"", 0};
    l->ncell = 0;
    l->cell = NULL;
}

/* 一般公共预算支出表, alone in its row */
static bool is_title(struct str s)
{
    static const struct str word[] = {SI("支出"), SI("收支"), SI("收入"), SI("经费"), SI("预算"), SI("决算"), SI("绩效")};
    if (!str_ends(s, S("表")) || s.n < 15 || s.n > 180) return false;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_has(s, word[i])) return true;
    return false;
}

/* A title with rows of another table above it. */
static void split_at_titles(struct doc *d)
{
    bool rows = false, empty;
    for (size_t i = 0; i < d->n; i++) {
        struct doc_line *l = &d->line[i];
        if (!(l->flags & DOC_ROW) || (l->flags & DOC_TABLE)) rows = false;
        if (!(l->flags & DOC_ROW)) continue;
        const struct doc_cell *c = single(l, &empty);
        if (rows && c && is_title(str_trim(c->text))) {
            l->flags |= DOC_TABLE;
            rows = false;
        }
        rows = rows || (!c && !empty);
    }
}

/* The end of the run of rows with one cell at most that begins at i; *sentence: running text is among them. */
static size_t run_end(const struct doc *d, size_t i, bool *sentence)
{
    bool empty;
    *sentence = false;
    for (; i < d->n && (d->line[i].flags & DOC_ROW); i++) {
        const struct doc_cell *c = single(&d->line[i], &empty);
        if (!c && !empty) break;
        *sentence = *sentence || (c && is_sentence(c->text) && !is_note(c->text));
    }
    return i;
}

void loose_rows(struct doc *d)
{
    for (size_t i = 0; i < d->n;) {
        bool sentence;
        size_t to = run_end(d, i, &sentence);
        if (!sentence) {
            i = to + 1;
            continue;
        }
        for (i = first_loose(d, i, to); i < to; i++) loosen(&d->line[i]);
        if (to < d->n && (d->line[to].flags & DOC_ROW)) d->line[to].flags |= DOC_TABLE;
    }
    split_at_titles(d);
}
