/* SPDX-License-Identifier: MIT */
/* bd-extract: disclosures to records, one printed figure a line. */
#include "base/arena.h"
#include "base/err.h"
#include "base/io.h"
#include "base/jobs.h"
#include "base/opt.h"
#include "base/progress.h"
#include "base/sandbox.h"
#include "doc/doc.h"
#include "doc/helper.h"
#include "rec/rec.h"
#include "table/extract.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const name = "bd-extract";

enum { OPT_ENCODING = OPT_TOOL, OPT_LOSSY, OPT_DOC, OPT_ISSUER, OPT_OUTLINE, OPT_PAGE, OPT_TABLE, OPT_CONTACTS };

static const struct option longopts[] = {
    SANDBOX_LONGOPT,
    {"help", no_argument, NULL, 'h'},          {"version", no_argument, NULL, 'V'},
    {"output", required_argument, NULL, 'o'},  {"files0-from", required_argument, NULL, OPT_FILES0},
    {"format", required_argument, NULL, 'f'},  {"encoding", required_argument, NULL, OPT_ENCODING},
    {"lossy", no_argument, NULL, OPT_LOSSY},   {"doc", required_argument, NULL, OPT_DOC},
    {"issuer", required_argument, NULL, OPT_ISSUER}, {"jobs", required_argument, NULL, 'j'},
    {"outline", no_argument, NULL, OPT_OUTLINE}, {"page", required_argument, NULL, OPT_PAGE},
    {"table", required_argument, NULL, OPT_TABLE}, {"contacts", no_argument, NULL, OPT_CONTACTS},
    {NULL, 0, NULL, 0}};

static const char usage_text[] =
    "Usage: bd-extract [OPTION]... [FILE]...\n"
    "Read budget and final-accounts disclosures, write one record a printed figure.\n"
    "With no FILE, or when FILE is -, read standard input.\n"
    "\n"
    "  -f, --format FORMAT     text, html, csv, markdown, docx, xlsx, pdf, or what\n"
    "                          pdftotext writes with -tsv or -bbox-layout: tsv, bbox (default: detect)\n"
    "      --encoding NAME     encoding of a text (default: detect)\n"
    "      --lossy             replace undecodable bytes by U+FFFD instead of failing\n"
    "      --doc NAME          what the column doc says instead of the path\n"
    "      --issuer NAME       who published it, instead of what the title page says\n"
    "      --outline           list the tables that were found instead of their records\n"
    "      --page N            records of page N only\n"
    "      --table N           records of the N-th table only\n"
    "      --contacts          keep persons' names and telephone numbers of forms, as text\n"
    "  -j, --jobs N            read N inputs at a time; the output is the same\n"
    "      --files0-from FILE  read the names of the inputs, NUL-separated, from FILE (-: standard input)\n"
    "  -o, --output FILE       write to FILE, all or nothing\n"
    "      --no-sandbox        keep all rights while reading, to look for errors\n"
    "  -h, --help              show this help\n"
    "      --version           show the version\n"
    "\n"
    "Exit status: 0 figures found in every input, 1 a readable input without a figure, 2 trouble.\n";

struct settings {
    struct doc_opts doc;
    struct extract_opts extract;
    const char *docname, *out;
    unsigned jobs;
};

static int fail(const struct err *e)
{
    err_print(stderr, name, e);
    return EXIT_TROUBLE;
}

static int worse(int a, int b) { return a > b ? a : b; }

/* One input, and the record that closes it. Messages go to `to`. */
static int extract_one(const char *path, const struct settings *s, struct io_writer *w, FILE *to, struct progress *shown_line)
{
    struct doc d;
    struct err e;
    struct extract_result res = {0, 0, 0, 0, "none"};
    const char *shown = s->docname ? s->docname : path;
    int status = EXIT_OK;
    const char *how = "failed";
    int rc = doc_load(path, &s->doc, &d, &e);
    if (!rc) {
        d.name = shown;
        if (d.no_text) rc = err_set(&e, path, 0, "no text in it, only pictures of pages: run it through OCR first");
        else if (d.garbled) rc = err_set(&e, path, 0, "its fonts do not say which characters they draw: run it through OCR first");
        else if (d.n == 0) rc = err_set(&e, path, 0, "empty input");
        else rc = extract_document(&d, &s->extract, w, &res, &e);
        how = d.no_text || d.garbled ? "no-text" : rc ? "failed" : !res.figures ? "no-figures" : res.doubts ? "partial" : "ok";
    }
    if (shown_line && (rc || !res.figures)) progress_clear(shown_line);
    if (rc) {
        if (!e.file[0]) (void)err_set(&e, path, e.line, "%s", e.reason);
        err_print(to, name, &e);
        status = EXIT_TROUBLE;
    } else if (!res.figures) {
        (void)err_set(&e, path, 0, "no figure found");
        err_print(to, name, &e);
        status = EXIT_FOUND;
    }
    extract_close(w, &s->extract, shown, doc_format_name(d.format), how, &res);
    doc_free(&d);
    return status;
}

/* ---- several inputs at a time ---- */

enum { CHUNK = 8 }; /* inputs a process is asked for at a time */

struct pool {
    const struct opt_inputs *in;
    const struct settings *s;
    size_t chunk;
    struct progress progress;
    int status;
    bool lost; /* records of inputs, without a word of it in the output */
    struct io_writer writer; /* of the process that runs chunks, */
    FILE *to;                /* and for its messages; NULL: none yet */
};

static int run_chunk(void *arg, size_t piece, struct jobs_out *o)
{
    struct pool *p = arg;
    struct err e;
    int status = EXIT_OK;
    if (!p->to && !(p->to = fdopen(o->err, "w"))) return JOBS_DIED; /* the first piece of this process */
    if (jobs_begin(o, &p->writer, &e)) return JOBS_DIED;
    for (size_t i = piece * p->chunk; i < p->in->n && i < (piece + 1) * p->chunk; i++)
        status = worse(status, extract_one(p->in->path[i], p->s, &p->writer, p->to, NULL));
    return jobs_end(o, &p->writer, &e) || fflush(p->to) ? JOBS_DIED : status;
}

static void before_messages(void *arg)
{
    struct pool *p = arg;
    progress_clear(&p->progress);
}

static void chunk_done(void *arg, size_t piece, int status)
{
    struct pool *p = arg;
    struct err e;
    if (status == JOBS_DIED) {
        progress_clear(&p->progress);
        (void)err_set(&e, p->in->path[piece * p->chunk], 0, "the process that read this input and the %zu after it died", p->chunk - 1);
        err_print(stderr, name, &e);
        status = EXIT_TROUBLE;
        p->lost = true;
    }
    p->status = worse(p->status, status);
    size_t next = (piece + 1) * p->chunk;
    if (next < p->in->n) progress_at(&p->progress, next, p->in->path[next]);
}

static int run(const struct opt_inputs *in, const struct settings *s)
{
    struct io_writer w;
    struct err e;
    struct pool p = {.in = in, .s = s, .chunk = in->n / (s->jobs * 4) + 1, .status = EXIT_OK};
    int rc = 0;
    if (io_create(&w, s->out, &e)) return fail(&e);
    progress_start(&p.progress, stderr, name, in->n);
    if (sandbox_enter(&(struct sandbox){.in = in, .out = {s->out}, .needs = SANDBOX_ICONV | (s->jobs > 1 ? SANDBOX_FORK : 0)}, &e)) {
        io_abort(&w);
        return fail(&e);
    }
    if (p.chunk > CHUNK) p.chunk = CHUNK;
    extract_head(&w, &s->extract);
    if (s->jobs > 1 && in->n > 1) {
        struct jobs j = {(in->n + p.chunk - 1) / p.chunk, s->jobs, run_chunk, &p, before_messages, chunk_done};
        rc = jobs_run(&j, &w, &e);
    } else {
        for (size_t i = 0; i < in->n && w.failed != ERR_PIPE; i++) {
            progress_at(&p.progress, i, in->path[i]);
            p.status = worse(p.status, extract_one(in->path[i], s, &w, stderr, &p.progress));
        }
    }
    progress_clear(&p.progress);
    if (rc || (p.lost && s->out)) {
        io_abort(&w);
        return rc == ERR_PIPE || !rc ? p.status : fail(&e);
    }
    rc = io_close(&w, &e);
    if (rc == ERR_PIPE) return p.status;
    return rc ? fail(&e) : p.status;
}

static int positive(const char *arg, const char *option, unsigned most, unsigned *out, struct err *e)
{
    if (str_u32(str_c(arg), out) && *out > 0 && *out <= most) return 0;
    return err_set(e, NULL, 0, "%s takes a number from 1 to %u, not '%s'", option, most, arg);
}

static int bad_format(const char *arg, struct settings *s, struct err *e)
{
    s->doc.format = doc_format_by_name(arg);
    return s->doc.format != DOC_UNKNOWN ? 0 : err_set(e, NULL, 0, "unknown format '%s'", arg);
}

int main(int argc, char **argv)
{
    struct settings s = {{DOC_UNKNOWN, NULL, false, 0}, {.issuer = {"", 0}}, NULL, NULL, 1};
    struct arena a = ARENA_INIT;
    struct opt_inputs in = {NULL, 0};
    struct err e;
    const char *list = NULL;
    int c;
    opt_start();
    arena_keep();
    opterr = 0;
    while ((c = getopt_long(argc, argv, ":hf:j:o:", longopts, NULL)) != -1) {
        switch (c) {
        case 'h': return opt_show(usage_text, &e) == ERR_FAIL ? fail(&e) : EXIT_OK;
        case 'V': return opt_version(name, &e) == ERR_FAIL ? fail(&e) : EXIT_OK;
        case 'o': s.out = optarg; break;
        case 'f':
            if (bad_format(optarg, &s, &e)) return fail(&e);
            break;
        case 'j':
            if (positive(optarg, "--jobs", JOBS_MAX, &s.jobs, &e)) return fail(&e);
            break;
        case OPT_PAGE:
            if (positive(optarg, "--page", UINT32_MAX, &s.extract.page, &e)) return fail(&e);
            break;
        case OPT_TABLE:
            if (positive(optarg, "--table", UINT32_MAX, &s.extract.table, &e)) return fail(&e);
            break;
        case OPT_OUTLINE: s.extract.outline = true; break;
        case OPT_CONTACTS: s.extract.contacts = true; break;
        case OPT_FILES0: list = optarg; break;
        case OPT_ENCODING: s.doc.encoding = optarg; break;
        case 0: break;
        case OPT_LOSSY: s.doc.lossy = true; break;
        case OPT_DOC: s.docname = optarg; break;
        case OPT_ISSUER: s.extract.issuer = str_c(optarg); break;
        default: opt_bad(&e, c, argv); return fail(&e);
        }
    }
    if (list && optind < argc) {
        err_set(&e, NULL, 0, "--files0-from takes no further FILE: '%s'", argv[optind]);
        return fail(&e);
    }
    int rc = list ? opt_files0(&a, list, &in, &e) : opt_operands(&a, argc, argv, optind, &in, &e);
    helper_start();
    int status = rc ? fail(&e) : run(&in, &s);
    helper_stop();
    arena_free(&a);
    return status;
}
