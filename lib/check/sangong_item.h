/* SPDX-License-Identifier: MIT */
/* sangong_item.h: which of the three public expenses a printed label is about.
 *
 * 三公: 因公出国（境）费, 公务接待费, 公务用车购置及运行维护费 (its parts 购置费 and 运行维护费), as in the form of the
 * Ministry of Finance's disclosure rules (地方预决算公开操作规程, 财预〔2016〕143号) and as bureaus shorten them.
 * A label is a path (parents first, joined with `/`), in either state of a stream; nothing is copied. */
#ifndef BD_CHECK_SANGONG_ITEM_H
#define BD_CHECK_SANGONG_ITEM_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"

enum sangong_item {
    SANGONG_TOTAL,
    SANGONG_ABROAD,
    SANGONG_RECEPTION,
    SANGONG_CAR, /* bought and run */
    SANGONG_CAR_BUY,
    SANGONG_CAR_RUN,
    SANGONG_NITEM
};

/* Counts of the same form's lower half (决算), also told in prose. */
enum sangong_count {
    SANGONG_TRIPS,      /* 出国（境）团组 */
    SANGONG_PEOPLE,     /* 出国（境）人次 */
    SANGONG_BOUGHT,     /* 公务用车购置数 */
    SANGONG_KEPT,       /* 公务用车保有量 */
    SANGONG_RECEPTIONS, /* （国内）公务接待批次 */
    SANGONG_GUESTS,     /* （国内）公务接待人次 */
    SANGONG_NCOUNT
};

extern const char *const sangong_item_name[SANGONG_NITEM];   /* "total", "abroad" ... */
extern const char *const sangong_count_name[SANGONG_NCOUNT]; /* "trips", "people" ... */

enum sangong_what {
    SANGONG_NOTHING, /* says nothing about 三公: 金额, 预算数, an organisation, an account */
    SANGONG_SUM,     /* 合计, 小计, 总计 without a word about 三公 */
    SANGONG_ITEM,    /* item is set */
    SANGONG_COUNT,   /* count is set */
    SANGONG_PART,    /* a part of item that has no column of its own (外宾接待费, 学术交流出国费) */
    SANGONG_OTHER    /* an expense that is none of the three (会议费, 机关运行经费), or a total that has it inside */
};

struct sangong_label {
    enum sangong_what what;
    int item;     /* enum sangong_item or enum sangong_count */
    bool adjusted; /* 全年预算, 调整后: neither the budget of the year's beginning nor a final */
    bool named;   /* 三公 itself is printed in the path */
    bool foreign; /* a parent that is not about 三公 stands between 三公 (or the start) and the item */
};

/* Is one of the words (an empty one ends them) in s? ANY(s, SI("…"), …) lists them. */
bool sangong_has(struct str s, const struct str *word);
#define ANY(s, ...) sangong_has(s, (const struct str[]){__VA_ARGS__, {NULL, 0}})

/* What path is about; unit tells counts from amounts (批次, 人次, 辆). */
struct sangong_label sangong_label(struct str path, struct str unit);

/* The same with a memory: labels come again in every document. Zeroed to begin with; it forgets all when it has
 * grown beyond what a dictionary of labels can be (strangers' documents may have any number). */
struct sangong_labels {
    struct arena a;
    struct map index;
    VEC(struct sangong_label) v;
};
struct sangong_label sangong_label_of(struct sangong_labels *m, struct str path, struct str unit);
void sangong_labels_free(struct sangong_labels *m);

/* Does the text name 三公 or one of the three at all? A cheap test for whole streams. */
bool sangong_mentions(struct str text);

#endif
