/* SPDX-License-Identifier: MIT */
/* prose_in.h: what the parts of prose share. Nobody else includes it.
 *
 * The way of a figure: prose.c joins lines to paragraphs and keeps sections and projects; prose_text.c
 * brings a paragraph to one form (no white space inside words, a number's digits in ASCII);
 * prose_say.c walks over it once, from separator to separator and figure to figure; prose_fig.c reads one
 * figure with its unit, prose_lead.c the words in front of it, prose_name.c makes its subject a name,
 * prose_subject.c decides whose figure it is, prose_figure.c makes its record; prose_clause.c reads clauses
 * without one; prose_state.c keeps what is being spoken of; prose_word.c has the words themselves.
 *
 * Text offsets are bytes from 0. Everything is bounded: a name, a path, the depth of lists. */
#ifndef BD_TABLE_PROSE_IN_H
#define BD_TABLE_PROSE_IN_H

#include "base/vec.h"
#include "table/prose.h"
#include "table/words.h"

enum {
    PR_NAME = 480,         /* bytes of one name, PR_PATH of a path: more is cut at a character */
    PR_PATH = 768,
    PR_DEPTH = 6,          /* lists inside lists */
    PR_GROUP = 12,         /* subjects that may share one 持平, or one 分别为 */
    PR_PARA = 1 << 16      /* a longer paragraph is read in pieces */
};

/* ---- words and characters ---- */

/* The character at p (p < end) of valid UTF-8, and its length. */
uint32_t pr_char(const char *p, const char *end, unsigned *len);
uint32_t pr_last(struct str s, unsigned *len); /* the last one; 0 if s is empty */
size_t pr_rfind(struct str s, struct str word); /* the last place of word, or STR_NPOS */
bool pr_cjk(uint32_t c);
static inline bool pr_digit(char c) { return c >= '0' && c <= '9'; }

extern struct pr_table pw_change_up[1], pw_change_down[1], pw_same[1], pw_last_year[1], pw_base[1], pw_base_noun[1];
extern struct pr_table pw_copula[1], pw_ge[1], pw_le[1], pw_gt[1], pw_lt[1], pw_eq[1], pw_about[1];
extern struct pr_table pw_list[1], pw_list_end[1], pw_reason[1], pw_noun_end[1], pw_org_end[1], pw_starter[1];
extern struct pr_table pw_front[1], pw_tail[1], pw_measure[1], pw_area[1], pw_money[1], pw_conj[1], pw_sign[1];
extern struct pr_table pw_generic[1], pw_generic_soft[1], pw_share_tail[1], pw_done_base[1], pw_score[1], pw_verb_after[1], pw_indicator[1];
extern struct pr_table pw_not_planned[1], pw_compare[1], pw_heading_tail[1], pw_init_tail[1], pw_full_tail[1], pw_final_tail[1], pw_by[1], pw_project_end[1], pw_project_not[1];

/* ---- paths ---- */

struct pr_path {
    unsigned n;
    char b[PR_PATH];
};

static inline struct str pr_str(const struct pr_path *p) { return (struct str){p->b, p->n}; }
/* What it holds, without the rest of its room. */
static inline void pr_copy(struct pr_path *to, const struct pr_path *from)
{
    size_t n = from->n;
    to->n = from->n;
    if (n && to != from) memcpy(to->b, from->b, n);
}
void pr_set(struct pr_path *p, struct str s);
void pr_add(struct pr_path *p, struct str name); /* p/name; an empty one adds nothing */
struct str pr_tip(const struct pr_path *p);      /* the last part */

/* ---- one figure ---- */

enum fig_kind { FIG_MONEY, FIG_RATE, FIG_COUNT, FIG_AREA, FIG_SCORE, FIG_BARE };

struct fig {
    size_t at, end;       /* sign to the end of unit and tail (以上, 左右) */
    enum fig_kind kind;
    const char *op;       /* from the tail or from 余: "", ">=", "<=", ">", "~" */
    bool neg;             /* a printed minus */
    bool joined;          /* digits the conversion had split */
    bool standard;        /* 元的标准, 元/人 */
    unsigned nvalue, nunit;
    char value[64], unit[48];
};

/* The figure whose first digit is t[i]; words in front of it begin at `from`. If it is none (a date, a
 * number of a document, an ordinal, a threshold inside a name), false and *next is where to go on. */
bool fig_read(struct str t, size_t from, size_t i, struct fig *f, size_t *next);

/* ---- the words in front of a figure ---- */

enum pr_col { COL_LEVEL, COL_CHANGE, COL_SHARE, COL_DONE, COL_SCORE, COL_FULL, COL_STANDARD };
enum pr_baseline { BASE_NONE, BASE_PREV, BASE_INIT, BASE_FULL };

struct lead {
    enum pr_col col;
    bool down;             /* the verb says less */
    bool each;             /* 分别 */
    bool noun;             /* the subject ends like a name, not in a verb */
    bool open;             /* a list begins here (其中, 主要用于, 收入为) */
    bool because;          /* 主要是 after a change: a reason, no part */
    const char *op;
    enum pr_baseline base;
    unsigned base_year;    /* printed year of the base, 0 none */
    char of;               /* 完成预算20万元的, 占支出100万元的: the whole of a rate that follows: 'd', 's' */
    bool was;              /* 由上年的500万元: last year's amount */
    bool only_base;        /* 比2021年预算 in front of a level: the base's own figure */
    bool per;              /* 每公里: a standard, whose subject stands in front of it */
    struct str rate;       /* 预算执行率: the rate's own word */
    struct str parent;     /* words before the opener */
    struct str subject;    /* raw; empty: as before */
};

/* after: the words right behind f */
void lead_read(struct str s, const struct fig *f, bool after_change, struct str after, struct lead *l);
/* The base of a comparison in s (比上年, 与2021年预算相比): where it starts, or STR_NPOS. */
size_t lead_base(struct str s, enum pr_baseline *base, unsigned *year);

/* ---- names ---- */

/* Subject without years, verbs, organisation; a 类款项 chain becomes a path. Into out (replaced). */
void name_clean(const struct prose_doc *pd, struct str s, struct pr_path *out, unsigned *year);
/* How much of the words behind a count is what was counted: 1个所属事业单位|机关运行经费预算为. */
size_t name_counted(struct str s);
/* 项目开展了绩效自评, behind a count: 开展绩效自评的项目. As it is where nothing was done. */
void name_turned(struct pr_path *name);
/* 公务接待费支出决算数, of a change: 公务接待费. Not 收入决算, and not what is nothing else. */
void name_spent(struct pr_path *own);
/* Where 每人每年 begins that ends s, or STR_NPOS. */
size_t name_per(struct str s);
size_t name_marker(struct str s, unsigned *kind); /* length of 一、（一）1. at the start; kind 1 部分 .. 6 ① */
unsigned name_year_at(struct str s, size_t *len); /* 2021年度 at the start of s: 2021 */

/* ---- what is being spoken of ---- */

struct pr_list {
    struct pr_path parent;
    unsigned items;
    bool weak;       /* items are divided by commas: a semicolon ends the list */
    bool sorted;     /* 按…划分: lasts to the end of the paragraph */
    bool of;         /* X中， */
    bool inside;     /* opened in the middle of a clause (主要是), not before a colon */
    bool had_change; /* an item has a change of its own */
};

struct pr_place {
    size_t off; /* of the joined text */
    uint32_t page, line;
};

struct prose {
    struct prose_doc pd;
    struct fact_sink sink;
    /* paragraph being joined */
    VEC(char) raw;
    VEC(struct pr_place) at;
    bool cells;             /* the last line looked like a row of words */
    /* sections */
    struct pr_path head[8]; /* headings in force, by kind of marker (1..7) */
    unsigned skip;          /* kind of the heading whose section gives nothing; 0 none */
    bool skip_duty;         /* it is about duties, not terms */
    struct pr_path project;
    unsigned project_kind;
    unsigned carry_kind;    /* kind of heading carry was set under */
    unsigned carry_item;    /* kind of the marker of its own paragraph, 0 none */
    struct pr_path carry;   /* parent that lasts over paragraphs (…其中： at a paragraph's end) */
    bool label_only;        /* indicators: the section's labels carry values */
    /* sentence */
    struct pr_path topic, cur, label, pend;
    struct pr_path involved; /* 涉及资金 said last: a share that follows is its */
    struct pr_path subtotal; /* …小计: the like of it that follow are its parts */
    struct pr_path rated;   /* what was spoken of before a rate of its own name (覆盖率) */
    struct pr_path worth;   /* what was counted or measured last, for its 价值 */
    struct pr_path before;  /* what the last clause, which had no figure, ended in (…的机关运行经费，合计) */
    bool pend_front;        /* pend is the front part of the next subject (由…成交的，) */
    struct pr_list list[PR_DEPTH];
    unsigned depth;
    struct pr_path group[PR_GROUP];
    unsigned ngroup;
    bool said;              /* a figure stood in this sentence already */
    bool because;           /* inside a reason */
    bool after_change, indicator;
    bool change_down;       /* the last change was a fall */
    bool comma;             /* the last separator was a comma, 、 or 和 */
    bool list_lasts;        /* and it may go on in the next paragraphs */
    bool list_waits;        /* a list was opened by a colon and nothing followed yet */
    bool stated;            /* the amount of what is spoken of stood in this item */
    bool said_init, said_full; /* 年初预算, 全年预算 stood in this paragraph */
    unsigned bracket, bracket_depth[4];
    struct pr_path bracket_cur[4]; /* what was spoken of where it opened */
    bool started, topic_here; /* the paragraph's first words are past; its topic is its own */
    bool headed;            /* the paragraph has a subject in front (1、某某（项）。) */
    enum pr_baseline base;  /* 与上年相比 in front, or of the change before */
    unsigned base_year;
    char of;                /* see struct lead */
    unsigned year;          /* of the sentence, 0: the document's */
    unsigned asof;
    size_t place;           /* index into at of the last place looked up */
    struct pr_path split[PR_GROUP]; /* names waiting for 分别为 */
    unsigned nsplit, isplit;
    struct pr_path none[PR_GROUP]; /* said in words to be none; not yet put (prose_none.c) */
    unsigned nnone, none_year;
    bool none_zero;         /* 为零, not 无 */
    const char *none_phase;
    size_t none_off;
    enum pr_col split_col;
    bool split_down;
    /* layout of the run of lines being joined */
    VEC(uint32_t) width;    /* columns of each line, 0 for one that is no prose */
    bool spaced, layout;    /* blank lines stand between paragraphs; first lines are indented */
    const struct doc *seen; /* the document these were looked up in */
};

/* ---- state of a paragraph (prose_state.c) ---- */

/* A figure about to be said. */
struct saying {
    const struct pr_path *name;
    enum pr_col col;
    enum fig_kind kind;
    struct str column; /* chosen already, or empty */
    const char *op;
    struct str value, unit;
    unsigned year;
    const char *phase;
    const char *inferred;
    size_t off;
};

int st_put(struct prose *p, const struct saying *s, struct err *e);
unsigned st_year(const struct prose *p);            /* the document's, 0 unknown */
bool st_final(const struct prose *p);               /* final accounts */
struct pr_list *st_top(struct prose *p);            /* the innermost list, or NULL */
void st_open(struct prose *p, const struct pr_path *parent, bool inside);
void st_open_sorted(struct prose *p);               /* 按…划分: the parts of the topic, to the end of the paragraph */
void st_parent(struct prose *p, struct pr_path *out); /* what the next subject stands under */
void st_whole(struct prose *p, struct pr_path *out);  /* whose parts 其中 announces */
void st_find(struct prose *p, const struct pr_path *x, struct pr_path *out); /* x where it was said already, else under the list */
bool st_side(struct prose *p, struct str x, struct pr_path *out); /* 收入为, 支出包括: a side of the topic */
bool st_generic(const struct prose *p, struct str s); /* 预算数, 决算 … or nothing: no subject of its own */
/* What a comparison is with: "prev", "init", "full" or "". 2021年年初预算 in the budget of 2022 is last year's. */
const char *st_base(const struct prose *p, enum pr_baseline b, unsigned y);

/* ---- clauses, labels, figures ---- */

int say_clause(struct prose *p, struct str c, size_t off, bool first, struct err *e);
/* 决算数大于年初预算数 in c, which a reason follows. */
int say_compared(struct prose *p, struct str c, size_t off, struct err *e);
int say_label(struct prose *p, struct str c, size_t off, bool had_figure, struct err *e);
int say_none(struct prose *p, struct str c, size_t off, bool *was, struct err *e); /* *was: c says that there is none */
int none_flush(struct prose *p, struct err *e); /* put what say_none held back; dropped by p->nnone = 0 */
bool none_mentions(struct str s);       /* may a sentence of say_none be in it? */
void say_item_end(struct prose *p);     /* ； */
void say_sentence_end(struct prose *p); /* 。 */
/* The figure f with the words raw in front of it. *resume: where the next words begin. 1: it says nothing. */
int say_figure(struct prose *p, struct str t, struct str raw, const struct fig *f, size_t *resume, struct err *e);

/* Read one paragraph (normalised text t); at[] tells the lines. */
int say_paragraph(struct prose *p, struct str t, struct err *e);
bool say_any_figure(struct str t); /* is there one at all */
/* Normalise p->raw in place; offsets in p->at follow. */
void text_normalise(struct prose *p);
bool text_digit(struct str s);      /* an ASCII digit */
bool text_has_figure(struct str s); /* a digit, or a word like 持平 */
void head_subject(const struct prose *p, struct pr_path *out); /* what the nearest heading is about */

#endif
