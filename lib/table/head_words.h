/* SPDX-License-Identifier: MIT */
/* head_words.h: the words that heads of these tables are made of.
 *
 * Heads come from a handful of forms (财政部 预决算公开 forms of 2016 and after, 部门决算报表), so a header that is torn
 * into pieces by wrapping can be told by what the pieces spell. No head has to be in the list: what is not in
 * it is read by its place alone. */
#ifndef BD_TABLE_HEAD_WORDS_H
#define BD_TABLE_HEAD_WORDS_H

#include "base/str.h"

#include <stdbool.h>

enum { HEAD_WORD_MAX = 120 }; /* bytes of the longest, folded */

/* The text as the list has it: without blanks and quotes, a year as #, brackets as ( and ). Bytes put into out, or
 * 0 if it is too long to be a head of the list. */
size_t head_fold(struct str s, char out[HEAD_WORD_MAX]);

/* Does a head of the list start with this folded text? Is it one, as it stands? */
bool head_starts(struct str folded);
bool head_is_word(struct str folded);

/* 部门：某局          收入决算: a head of the first header line may be set on the line of the caption that names the
 * organisation. The slice of line that is the head; empty if there is none. */
struct str head_beside(struct str line);

#endif
