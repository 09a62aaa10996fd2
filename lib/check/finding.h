/* SPDX-License-Identifier: MIT */
/* finding.h: findings written as lines, and as a page for people. */
#ifndef BD_CHECK_FINDING_H
#define BD_CHECK_FINDING_H

#include "base/io.h"
#include "check/check.h"

/* The header of the findings (bd-record(5), Checks) and the lines of one document. */
void findings_head(struct io_writer *w);
void findings_write(struct io_writer *w, const struct check *c, struct str doc);

#endif
