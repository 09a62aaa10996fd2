/* SPDX-License-Identifier: MIT */
/* digest_html.c: the digest as one page: no script, nothing loaded from elsewhere, every text escaped. */
#include "diff/digest.h"

static const char style[] =
    ":root{color-scheme:light dark;--bg:#fff;--fg:#1a1c1e;--dim:#5c6370;--line:#d9dce1;--up:#1a6e3c;--down:#b3261e;--old:#9aa1ac}\n"
    "@media(prefers-color-scheme:dark){:root{--bg:#15171a;--fg:#e6e8eb;--dim:#9aa1ac;--line:#343940;--up:#5fcf8a;--down:#ff8a80;--old:#6b7280}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;padding:1.2rem;max-width:72rem;background:var(--bg);color:var(--fg);"
    "font:16px/1.5 system-ui,\"Noto Sans CJK SC\",\"PingFang SC\",\"Microsoft YaHei\",sans-serif}\n"
    "h1{font-size:1.6rem;margin:.2rem 0 .6rem}h2{font-size:1.25rem;margin:2rem 0 .3rem;padding-top:.6rem;border-top:2px solid var(--line)}\n"
    "h3{font-size:1rem;margin:1.2rem 0 .3rem}p{margin:.2rem 0;color:var(--dim)}\n"
    ".t{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}\n"
    "th{font-weight:600;color:var(--dim);text-align:left;white-space:nowrap}th,td{padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}\n"
    ".r{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.up{color:var(--up)}.down{color:var(--down)}\n"
    "svg{display:block}.ub{fill:var(--up)}.db{fill:var(--down)}.ul{stroke:var(--up)}.dl{stroke:var(--down)}.sl{stroke:var(--old)}\n"
    /* On a phone a row is a small block: what it is, where it stands, then its figures. */
    "@media screen and (max-width:40rem){body{padding:.8rem;font-size:15px}thead{display:none}table,tbody{display:block}"
    "tr{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .6rem;padding:.4rem 0;border-bottom:1px solid var(--line)}"
    "td{border:0;padding:0;overflow-wrap:anywhere}td:empty{display:none}td:nth-child(1){flex:1 0 100%;font-weight:600}"
    "td:nth-child(2){flex:1 0 100%;color:var(--dim)}td:nth-child(3):not(:empty)+td:nth-child(4):not(:empty)::before{content:\"→ \";color:var(--dim)}"
    ".p:not(:empty)::after{content:\" %\"}.n{color:var(--dim)}}\n"
    "@page{margin:12mm}@media print{:root{--bg:#fff;--fg:#000;--dim:#333;--line:#999}body{max-width:none;padding:0;font-size:10pt}table{font-size:8pt}.t{overflow:visible}tr,h2,h3{break-inside:avoid;break-after:auto}h2,h3{break-after:avoid}}\n";

static void put(void *arg, const char *p, size_t n, uint32_t cp)
{
    struct io_writer *w = arg;
    switch (cp) {
    case '<': io_str(w, S("&lt;")); break;
    case '>': io_str(w, S("&gt;")); break;
    case '&': io_str(w, S("&amp;")); break;
    case '"': io_str(w, S("&quot;")); break;
    case '\'': io_str(w, S("&#39;")); break;
    default: io_put(w, p, n);
    }
}

static void write_text(struct io_writer *w, struct str x)
{
    digest_plain(x, put, w);
}

static void put_int(struct io_writer *w, int x)
{
    char buf[16];
    int n = snprintf(buf, sizeof buf, "%d", x);
    io_put(w, buf, n > 0 ? (size_t)n : 0);
}

/* The pattern with a for $a and b for $b. */
static void line(struct io_writer *w, const char *pattern, int a, int b)
{
    for (const char *p = pattern; *p; p++) {
        if (*p == '$') put_int(w, *++p == 'a' ? a : b);
        else io_char(w, *p);
    }
}

static void begin(struct io_writer *w, const struct digest_opts *o, const char *title)
{
    io_str(w, S("<!DOCTYPE html>\n<html lang=\""));
    io_str(w, o->lang == LANG_ZH ? S("zh-CN") : S("en"));
    io_str(w, S("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';style-src 'unsafe-inline'\">\n<title>"));
    write_text(w, str_c(title));
    io_str(w, S("</title>\n<style>\n"));
    io_str(w, str_c(style));
    io_str(w, S("</style>\n</head>\n<body>\n<h1>"));
    write_text(w, str_c(title));
    io_str(w, S("</h1>\n"));
}

static void heading(struct io_writer *w, const struct digest_opts *o, unsigned level, struct str text)
{
    (void)o;
    line(w, "<h$a>", (int)level, 0);
    write_text(w, text);
    line(w, "</h$a>\n", (int)level, 0);
}

static void para(struct io_writer *w, const struct digest_opts *o, struct str text)
{
    (void)o;
    io_str(w, S("<p>"));
    write_text(w, text);
    io_str(w, S("</p>\n"));
}

/* A bar of the amount, from the middle: right if it rose, left if it fell. */
static void bar(struct io_writer *w, const struct digest_row *r)
{
    io_str(w, S("<td><svg width=\"104\" height=\"16\" viewBox=\"-52 0 104 16\" aria-hidden=\"true\"><line class=\"sl\" x1=\"0\" x2=\"0\" y1=\"0\" y2=\"16\"/>"));
    int n = r->share / 2 + 1;
    if (r->mark < 0) line(w, "<rect class=\"db\" x=\"-$a\" y=\"3\" width=\"$a\" height=\"10\"/>", n, 0);
    else line(w, "<rect class=\"ub\" x=\"0\" y=\"3\" width=\"$a\" height=\"10\"/>", n, 0);
    io_str(w, S("</svg></td>"));
}

/* A line from the old total to the new one; the larger of the two is the height. */
static void slope(struct io_writer *w, const struct digest_row *r)
{
    int a = 26 - r->before / 5, b = 26 - r->after / 5;
    io_str(w, S("<td><svg width=\"64\" height=\"30\" viewBox=\"0 0 64 30\" aria-hidden=\"true\">"));
    io_str(w, r->mark < 0 ? S("<g class=\"dl\" fill=\"none\">") : r->mark > 0 ? S("<g class=\"ul\" fill=\"none\">") : S("<g class=\"sl\" fill=\"none\">"));
    line(w, "<line x1=\"6\" y1=\"$a\" x2=\"58\" y2=\"$b\" stroke-width=\"2\"/>", a, b);
    line(w, "<circle cx=\"6\" cy=\"$a\" r=\"2.5\"/><circle cx=\"58\" cy=\"$b\" r=\"2.5\"/></g></svg></td>", a, b);
}

static void table(struct io_writer *w, const struct digest_opts *o, const struct digest_table *t)
{
    (void)o;
    bool drawn = t->rows && (t->row[0].share >= 0 || t->row[0].before >= 0);
    io_str(w, S("<div class=\"t\"><table>\n<thead><tr>"));
    for (unsigned i = 0; i < t->cols; i++) {
        io_str(w, t->align[i] == ALIGN_RIGHT ? S("<th scope=\"col\" class=\"r\">") : S("<th scope=\"col\">"));
        write_text(w, str_c(t->head[i]));
        io_str(w, S("</th>"));
    }
    io_str(w, drawn ? S("<td></td></tr></thead>\n<tbody>\n") : S("</tr></thead>\n<tbody>\n"));
    for (size_t r = 0; r < t->rows; r++) {
        const struct digest_row *row = &t->row[r];
        io_str(w, S("<tr>"));
        for (unsigned i = 0; i < t->cols; i++) {
            bool marked = (int)i == t->signed_col && row->mark;
            bool rate = t->signed_col >= 0 && (int)i == t->signed_col + 1;
            io_str(w, t->align[i] != ALIGN_RIGHT ? (i > 1 ? S("<td class=\"n\">") : S("<td>")) : rate ? S("<td class=\"r p\">") : !marked ? S("<td class=\"r\">")
                       : row->mark < 0 ? S("<td class=\"r down\">") : S("<td class=\"r up\">"));
            write_text(w, row->cell[i]);
            io_str(w, S("</td>"));
        }
        if (row->share >= 0) bar(w, row);
        else if (row->before >= 0) slope(w, row);
        io_str(w, S("</tr>\n"));
    }
    io_str(w, S("</tbody>\n</table></div>\n"));
}

static void end(struct io_writer *w, const struct digest_opts *o)
{
    (void)o;
    io_str(w, S("</body>\n</html>\n"));
}

const struct digest_writer digest_html = {begin, heading, para, table, end};
