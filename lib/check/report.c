/* SPDX-License-Identifier: MIT */
/* report.c: see report.h. */
#include "check/report.h"

#include <stdio.h>
#include <stdlib.h>

int report_format(const char *word)
{
    static const char *const names[] = {"text", "markdown", "html"};
    for (int i = 0; i < 3; i++)
        if (strcmp(word, names[i]) == 0) return i;
    return -1;
}

void report_summary(char *buf, size_t n, const size_t count[5])
{
    size_t all = 0;
    for (int i = RESULT_OK; i <= RESULT_OFF; i++) all += count[i];
    int len = snprintf(buf, n, "%zu check%s: %zu ok, %zu off, %zu open", all, all == 1 ? "" : "s", count[RESULT_OK],
                       count[RESULT_OFF], count[RESULT_OPEN]);
    if (count[RESULT_NOTE] && len > 0 && (size_t)len < n)
        (void)snprintf(buf + len, n - (size_t)len, ", %zu note%s", count[RESULT_NOTE], count[RESULT_NOTE] == 1 ? "" : "s");
}

static void put(struct io_writer *w, const char *s)
{
    io_str(w, str_c(s));
}

/* Text of a document, so that nothing in it is taken for markup. */
static void put_safe(struct io_writer *w, int format, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char ch = s.p[i];
        if (format == REPORT_HTML && ch == '<') put(w, "&lt;");
        else if (format == REPORT_HTML && ch == '>') put(w, "&gt;");
        else if (format == REPORT_HTML && ch == '&') put(w, "&amp;");
        else if (format == REPORT_HTML && ch == '"') put(w, "&quot;");
        else if (format == REPORT_MARKDOWN && strchr("\\`*_{}[]<>#|!", ch)) io_char(w, '\\'), io_char(w, ch);
        else if ((unsigned char)ch >= 0x20 && ch != 0x7F) io_char(w, ch);
    }
}

static const char style[] =
    "body{font:16px/1.5 sans-serif;max-width:60em;margin:1em auto;padding:0 1em;color:#222;background:#fff}"
    "h1{font-size:1.4em}h2{font-size:1.2em;margin-top:1.6em;overflow-wrap:anywhere}h3{font-size:1em;overflow-wrap:anywhere}"
    "ul{list-style:none;padding:0}li{margin:.6em 0;padding:.5em .8em;border-left:.3em solid #999;background:#f6f6f6;"
    "overflow-wrap:anywhere;break-inside:avoid}"
    "li.off{border-color:#b00020}li.open{border-color:#8a5a00}li.note{border-color:#0060a0}"
    "li>b{display:inline-block;padding:0 .5em;border-radius:.3em;font-size:.85em;color:#fff;background:#666}"
    "li.off>b{background:#b00020}li.open>b{background:#8a5a00}li.note>b{background:#0060a0}"
    "li.follows{margin-left:1.2em;font-size:.9em;border-left-style:dotted}"
    ".gap{white-space:nowrap;font-weight:600}.place,.rule{color:#555;font-size:.9em}"
    "@media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}li{background:#242424}.place,.rule{color:#aaa}}";

void report_head(struct io_writer *w, int format)
{
    if (format == REPORT_MARKDOWN) put(w, "# Checks\n");
    if (format != REPORT_HTML) return;
    put(w, "<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Checks</title>\n<style>");
    put(w, style);
    put(w, "</style>\n</head>\n<body>\n<h1>Checks</h1>\n");
}

void report_foot(struct io_writer *w, int format, const size_t count[5])
{
    char buf[160];
    report_summary(buf, sizeof buf, count);
    if (format == REPORT_HTML) put(w, "<p class=\"summary\"><b>");
    else put(w, "\n");
    put(w, buf);
    put(w, format == REPORT_HTML ? "</b></p>\n</body>\n</html>\n" : "\n");
}

/* ---- one document ---- */

struct line {
    const struct finding *f;
    const struct entry *x;
    size_t order, group; /* group: first finding of the same table */
    int worst;           /* of its table */
};

static int by_weight(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    if (x->worst != y->worst) return y->worst - x->worst;
    if (x->group != y->group) return x->group < y->group ? -1 : 1;
    if (x->f->result != y->f->result) return (int)y->f->result - (int)x->f->result;
    bool fx = x->f->caused_by != NONE, fy = y->f->caused_by != NONE; /* what only follows comes last */
    if (fx != fy) return fx ? 1 : -1;
    return x->order < y->order ? -1 : 1;
}

static bool same_table(const struct entry *a, const struct entry *b)
{
    return (a->kind == KIND_PROSE) == (b->kind == KIND_PROSE) && str_eq(a->head->tno, b->head->tno) && str_eq(a->head->table, b->head->table) && str_eq(a->head->project, b->head->project);
}

/* The findings to show, in order. NULL with *n > 0: no memory. */
static struct line *arrange(const struct check *c, size_t *n)
{
    struct line *v = malloc((c->finding.n + 1) * sizeof *v);
    *n = 0;
    for (size_t i = 0; v && i < c->finding.n; i++) {
        const struct finding *f = &c->finding.v[i];
        if (f->result == RESULT_OK) continue;
        v[(*n)++] = (struct line){f, &c->l->entry.v[f->entry], i, i, f->result};
    }
    for (size_t i = 1; v && i < *n; i++)
        if (same_table(v[i].x, v[i - 1].x)) v[i].group = v[i - 1].group;
    for (size_t i = 0; v && i < *n;) { /* a table is as bad as its worst finding */
        size_t k = i;
        int worst = 0;
        for (; k < *n && v[k].group == v[i].group; k++)
            if (v[k].worst > worst) worst = v[k].worst;
        for (; i < k; i++) v[i].worst = worst;
    }
    if (v) qsort(v, *n, sizeof *v, by_weight);
    return v;
}

/* Where an entry stands, in one word. */
static struct str table_of(const struct entry *x)
{
    if (x->kind == KIND_PROSE) return S("running text");
    return x->head->table.n ? x->head->table : S("a table without a title");
}

static void put_place(struct io_writer *w, int format, const struct entry *x)
{
    if (x->page.n) put(w, "page "), put_safe(w, format, x->page), put(w, x->line.n ? ", " : "");
    if (x->line.n) put(w, "line "), put_safe(w, format, x->line);
}

static void put_other(struct io_writer *w, int format, const struct entry *x, const struct entry *o)
{
    if (!o || same_table(x, o)) return;
    put(w, "; ");
    put_safe(w, format, table_of(o));
    put(w, " ");
    put_place(w, format, o);
}

/* A bound on a rate has no gap that says anything. */
static void put_gap(struct io_writer *w, int format, const struct finding *f, const struct entry *x)
{
    char buf[DEC_CHARS];
    struct dec gap = f->gap;
    if (!f->compared || (f->rule->is.op != R_EQ && f->rule->is.left->op == X_RATE)) return;
    if (gap.scale > 6) (void)dec_round(gap, 4, &gap);
    (void)dec_print(gap, buf);
    put(w, format == REPORT_HTML ? "; <span class=\"gap\">gap " : "; gap "), put(w, buf);
    if (x->unit.n) put(w, " "), put_safe(w, format, x->unit);
    put(w, format == REPORT_HTML ? "</span>" : "");
}

static void put_finding(struct io_writer *w, int format, const struct check *c, const struct line *l)
{
    const struct finding *f = l->f;
    const char *result = result_name[f->result];
    const struct entry *other = f->other == NONE ? NULL : &c->l->entry.v[f->other];
    if (format == REPORT_HTML) {
        put(w, "<li class=\""), put(w, result), put(w, f->caused_by == NONE ? "\"><b>" : " follows\"><b>"), put(w, result), put(w, "</b> ");
    } else {
        put(w, format == REPORT_MARKDOWN ? "- **" : "  "), put(w, result);
        put(w, format == REPORT_MARKDOWN ? "** " : "  ");
    }
    put_safe(w, format, f->why);
    put_gap(w, format, f, l->x);
    put(w, format == REPORT_HTML ? "<br><span class=\"place\">" : format == REPORT_MARKDOWN ? "  \n  " : "\n        ");
    put_place(w, format, l->x);
    put_other(w, format, l->x, other);
    put(w, format == REPORT_HTML ? "</span> · <span class=\"rule\">" : "; ");
    put_safe(w, format, f->rule->id), put(w, " "), put_safe(w, format, f->rule->title);
    if (f->caused_by != NONE) {
        const struct finding *g = &c->finding.v[f->caused_by];
        const struct entry *y = &c->l->entry.v[g->entry];
        put(w, "; follows from "), put_safe(w, format, y->head->code), put(w, y->head->code.n ? " " : "");
        put_safe(w, format, y->head->name);
        if (y->col.n) put(w, " ["), put_safe(w, format, y->col), put(w, "]");
    }
    put(w, format == REPORT_HTML ? "</span></li>\n" : "\n");
}

static void put_heading(struct io_writer *w, int format, int level, struct str s, struct str more)
{
    static const char *const open[3][2] = {{"\n", "\n "}, {"\n## ", "\n### "}, {"<h2>", "<h3>"}};
    static const char *const close[3][2] = {{"\n", "\n"}, {"\n\n", "\n\n"}, {"</h2>\n", "</h3>\n"}};
    put(w, open[format][level]);
    put_safe(w, format, s);
    if (more.n) put(w, " "), put_safe(w, format, more);
    put(w, close[format][level]);
}

int report_document(struct io_writer *w, int format, const struct check *c, struct str doc)
{
    char buf[160];
    size_t n;
    struct line *v = arrange(c, &n);
    if (!v) return -1;
    report_summary(buf, sizeof buf, c->count);
    put_heading(w, format, 0, doc, (struct str){"", 0});
    put(w, format == REPORT_HTML ? "<p>" : ""), put(w, buf), put(w, format == REPORT_HTML ? "</p>\n" : "\n");
    for (size_t i = 0; i < n; i++) {
        bool first = i == 0 || v[i].group != v[i - 1].group;
        if (first && i && format == REPORT_HTML) put(w, "</ul>\n");
        if (first) put_heading(w, format, 1, table_of(v[i].x), v[i].x->head->project);
        if (first && format == REPORT_HTML) put(w, "<ul>\n");
        put_finding(w, format, c, &v[i]);
    }
    if (n && format == REPORT_HTML) put(w, "</ul>\n");
    free(v);
    return 0;
}
