/* SPDX-License-Identifier: MIT */
/* choice.h: what is compared and by which key, as options say it. Texts must outlive the choice. */
#ifndef BD_DIFF_CHOICE_H
#define BD_DIFF_CHOICE_H

#include "diff/job.h"

enum { CHOICE_MAX = 64 };

struct choice {
    struct str kind[CHOICE_MAX];
    struct store_only only[CHOICE_MAX];
};

/* The kinds number and target, by the whole key; c must live as long as o. */
void choice_init(struct choice *c, struct diff_opts *o);
int choice_kinds(struct choice *c, struct diff_opts *o, const char *list, struct err *e);     /* KIND,... */
int choice_only(struct choice *c, struct diff_opts *o, const char *text, struct err *e);      /* COLUMN=VALUE */
int choice_key(struct diff_opts *o, const char *list, bool ignore, struct err *e);            /* COLUMN,... */
int choice_tolerance(struct diff_opts *o, const char *text, struct err *e);                   /* a decimal */
int choice_context(struct diff_opts *o, const char *text, struct err *e);                     /* a number of rows */

int choice_against(struct diff_opts *o, const char *word, struct err *e);
int choice_format(struct diff_job *j, const char *word, struct err *e);
int choice_digest(struct diff_job *j, const char *word, struct err *e);
int choice_lang(struct diff_job *j, const char *word, struct err *e);

#endif
