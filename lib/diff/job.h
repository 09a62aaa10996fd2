/* SPDX-License-Identifier: MIT */
/* job.h: a whole run of bd-diff: streams in, lines or a digest out, the state replaced at the end. */
#ifndef BD_DIFF_JOB_H
#define BD_DIFF_JOB_H

#include "diff/digest.h"
#include "diff/run.h"
#include "diff/state.h"

enum diff_form { FORM_TSV, FORM_DAFF, FORM_DIGEST, FORM_SUMMARY, FORM_QUIET, FORM_KEYS };

struct diff_job {
    struct diff_opts diff; /* diff.pair.say gets what is to be told besides */
    struct digest_opts digest;
    enum diff_form form;
    const char *out;    /* NULL or "-": standard output; for who opens w */
    const char *update; /* --update FILE, or NULL; for who opens state */
    struct io_writer w; /* open; closed, or given up, when diff_job returns */
    struct state state; /* the same, with update */
    bool prune, sorted;
};

/* Do the options go together? */
int diff_job_check(const struct diff_job *j, struct err *e);
/* path[0] is OLD, the others NEW; with yoy and for keys all are one stream. The output is complete when this returns 0. */
int diff_job(struct diff_job *j, const char *const *path, size_t n, struct diff_result *res, struct err *e);

#endif
