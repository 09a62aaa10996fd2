/* SPDX-License-Identifier: MIT */
/* target.h: grids of performance targets (一级指标, 二级指标, 三级指标, 指标值), inside a form or alone.
 *
 * Rows are read by what their words say before where they stand: converters shift cells of merged
 * labels, but 产出指标 and 数量指标 are the same few words everywhere (财预〔2020〕10号, 绩效目标 forms). */
#ifndef BD_TABLE_TARGET_H
#define BD_TABLE_TARGET_H

#include "table/table.h"

enum { TARGET_MAX_VALUES = 4, TARGET_MAX_TEXTS = 8 };

struct target_head {
    int first, second, third;            /* label columns, -1: none */
    int project, goal;                   /* columns in front of them, -1: none */
    unsigned nvalue;                     /* value columns, left to right */
    struct {
        int op, value, unit;             /* columns, op and unit -1 if none */
        struct str col;                  /* header path */
    } v[TARGET_MAX_VALUES];
    unsigned ntext;
    struct {
        int at;
        struct str col;
    } text[TARGET_MAX_TEXTS];
    bool doubled;                        /* labels stand again before the second value */
    struct str goal_head;
    int sum;                             /* column of the project's money, -1: none */
    struct str sum_head;
    struct str top, mid;                 /* labels carried down */
};

/* What a word says in a table of targets: a label of the second level (数量指标), or a head of a column. */
enum target_word { TARGET_OTHER, TARGET_SECOND, TARGET_THIRD, TARGET_VALUE, TARGET_OP, TARGET_UNIT };
enum target_word target_word(struct str s);
bool target_head_word(struct str s); /* 一级指标, 二级指标, the indicator or its value */

/* Is row r the line of heads over one of targets: 单位代码 | 项目名称 | 资金总额 | 绩效目标 | 绩效指标? */
bool target_is_over_head(const struct grid *g, uint32_t r);
/* Is row r the header of targets? */
bool target_is_head(const struct grid *g, uint32_t r);
/* Reads it, with a second header line if there is one; *next is the first row of targets. heads are the
 * words above the value columns (实施期目标, 年度目标), nheads of them. */
int target_read_head(struct table *t, uint32_t r, const struct str *heads, unsigned nheads, struct target_head *h,
                     uint32_t *next, struct err *e);
/* Moves the cells of rows from `from` on to their columns where merged labels above left no blank cells. (target_ragged.c) */
void target_unrag(const struct grid *g, uint32_t from, const struct target_head *h);
/* Does a row under the targets begin so, which is none: 总分 | 100 | 96.9? (target_ragged.c) */
bool target_is_foot(struct str s);
/* One row; *used says how many rows it took (a label that goes on after a page break takes two). */
int target_read_row(struct table *t, struct target_head *h, uint32_t r, uint32_t *used, struct err *e);

#endif
