/* SPDX-License-Identifier: MIT */
/* report.h: findings as a page for people: by document and table, worst first, with the figures and their place. */
#ifndef BD_CHECK_REPORT_H
#define BD_CHECK_REPORT_H

#include "base/io.h"
#include "check/check.h"

enum report_format { REPORT_TEXT, REPORT_MARKDOWN, REPORT_HTML };

int report_format(const char *word); /* enum report_format, or -1 */
void report_head(struct io_writer *w, int format);
int report_document(struct io_writer *w, int format, const struct check *c, struct str doc); /* -1: no memory */
void report_foot(struct io_writer *w, int format, const size_t count[5]);
/* `430 checks: 408 ok, 17 off, 5 open` into buf. */
void report_summary(char *buf, size_t n, const size_t count[5]);

#endif
