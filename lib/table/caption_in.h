/* SPDX-License-Identifier: MIT */
/* caption_in.h: what the files of the caption share: kinds of lines (caption_line.c), what a title or organisation line says
 * (caption_title.c), heads and numbers of pages (caption_page.c). caption.c reads upwards from a table, caption_rows.c the rows
 * of a grid.
 *
 * Texts are squeezed (utf_squeeze); lines count from 0 in d->line. What is returned is a slice of what was given, or a constant. */
#ifndef BD_TABLE_CAPTION_IN_H
#define BD_TABLE_CAPTION_IN_H

#include "table/caption.h"

bool caption_is_title(struct str s);
bool caption_is_org(struct str s);        /* 部门：…, 填报单位：… */
bool caption_is_year(struct str s);       /* 预算年度：2023 */
bool caption_is_year_piece(struct str s); /* a piece of "（2022年度）", which converters break into up to four lines */
bool caption_is_unit(struct str s);       /* 单位：万元 */
bool caption_is_number(struct str s);     /* 表3, 公开05表 */
/* 续表, 续表1, …表（续）: what is left of it is the title, if it says one. */
bool caption_is_continued(struct str s, struct str *title);

/* "budget" or "final" if a title says so, else empty. */
struct str caption_phase(struct str title);
/* The first [code]name, or 350科技和工信部门, in an organisation line, into c. */
void caption_read_org(struct str s, struct caption *c);

/* Does line i begin its page, and one of the pages around it begin with the same? */
bool caption_running_head(struct arena *a, const struct doc *d, size_t i);
/* Is line i, squeezed s, the number of a page, at its foot? */
bool caption_page_number(const struct doc *d, size_t i, struct str s);

#endif
