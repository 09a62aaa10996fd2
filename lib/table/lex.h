/* SPDX-License-Identifier: MIT */
/* lex.h: what single cells and labels look like, before anything is known of their table.
 *
 * All functions take squeezed text (no white space); slices handed out are parts of the argument or
 * live in the arena. Sources: the MOF disclosure form of 2016 and later, see also data/. */
#ifndef BD_TABLE_LEX_H
#define BD_TABLE_LEX_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>

static inline bool lex_is_digit(char c) { return c >= '0' && c <= '9'; }

/* ---- amounts ---- */

enum lex_kind { LEX_BLANK, LEX_DASH, LEX_NUMBER, LEX_TEXT };

struct lex_amount {
    enum lex_kind kind;
    struct str value; /* plain decimal of a LEX_NUMBER, the cell's text of a LEX_TEXT */
    struct str unit;  /* unit printed behind the digits, empty if none */
};

/* 1,234.56  １２３  (25)  （25）  -5  —  无  58.5%  300万元. Thousands separators must stand where
 * they belong, else the cell is text. p NULL in value on lack of memory. */
struct lex_amount lex_amount(struct arena *a, struct str cell);

/* A performance target: >=300, ≥15家, 1个以上, 不低于90%, 及时. op is one of the contract's or empty;
 * a value that is no number comes back as text without op and unit. */
struct lex_target {
    struct str op, value, unit;
    bool number;
};
struct lex_target lex_target(struct arena *a, struct str cell);
struct str lex_op(struct str s, size_t *len); /* comparator at the start of s, canonical; len 0 if none */

/* ---- codes ---- */

bool lex_is_code(struct str s);                                     /* 2, 3, 5, 7 .. 10 digits */
bool lex_is_code_part(struct str s);                                /* 类, 款, 项, 类款: the head of a part of a code */
/* [208]社会保障…, 〔208〕…, 310资本性支出, 208-社会… : true with code and rest. */
bool lex_coded_name(struct str s, struct str *code, struct str *rest);

/* ---- labels ---- */

enum lex_enum {
    LEX_PLAIN,   /* no enumerator */
    LEX_CN,      /* 一、 */
    LEX_CN_PAREN,/* （一） */
    LEX_NUM,     /* 1. 1、 1． */
    LEX_NUM_PAREN, /* （1） 1） */
    LEX_CIRCLED, /* ① */
    LEX_SOME,    /* 其中： */
    LEX_LESS,    /* 减： */
    LEX_PLUS     /* 加： */
};

struct lex_label {
    enum lex_enum kind;
    unsigned ordinal;  /* 1-based number of an enumerator, else 0 */
    struct str bare;   /* without the enumerator */
};

struct lex_label lex_enumerated(struct str name); /* the same, of a name that is not empty */
/* Most labels are plain, and begin with a character that none of the others begins with. */
static inline struct lex_label lex_label(struct str name)
{
    unsigned char c = name.n ? (unsigned char)name.p[0] : 0;
    bool plain = !c || c > 0xEF || (c > 0xE5 && c < 0xEF) || (c > '9' && c < 0xE2) || (c < '0' && c != '(');
    return plain ? (struct lex_label){LEX_PLAIN, 0, name} : lex_enumerated(name);
}
bool lex_is_total(struct str name);    /* 合计, 收入总计, 小计, 资产总额 ... */
bool lex_is_subtotal(struct str name); /* 小计 alone */
bool lex_is_org_name(struct str name); /* reads like an organisation: …局, …中心, …（本级） */
bool lex_is_target_class(struct str s); /* 产出指标, 效益指标 …: a first-level label of targets */
bool lex_is_contact(struct str label); /* 负责人, 联系电话: never a record */

/* ---- units, years, phases ---- */

/* The unit that s declares: 单位：万元, 金额单位: 元, （万元）, （金额单位：万元）. Empty if none. */
struct str lex_unit_declared(struct str s);
/* Unit in the brackets at the end of a label: 办公用房（平方米） -> 平方米. Empty if none. */
struct str lex_unit_inside(struct str s); /* the same, of a label that ends in a bracket */
static inline bool lex_may_shut(struct str s) { return s.n && (s.p[s.n - 1] == ')' || s.p[s.n - 1] == '\x89'); /* ） */ }
static inline struct str lex_unit_in_brackets(struct str s) { return lex_may_shut(s) ? lex_unit_inside(s) : (struct str){"", 0}; }
bool lex_is_money_unit(struct str s);
bool lex_is_count_unit(struct str s); /* 个, 人次, 辆: what a row of counts among amounts names in its brackets */
/* First 19xx/20xx year in s that is followed by 年 or stands alone; empty if none. */
struct str lex_year(struct str s);
/* budget / final if the words of a column header say so (预算数, 年初预算数, 决算数, 执行数), else empty. */
struct str lex_column_phase(struct str s);

static inline bool lex_among(struct str s, const struct str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(s, list[i])) return true;
    return false;
}
#define LEX_AMONG(s, list) lex_among((s), (list), sizeof(list) / sizeof(list)[0])

/* A page number alone on its line: 12, - 12 -, 第12页, 第12页共30页, 12/30. */
bool lex_is_page_number(struct str s);

/* ---- several of them ---- */

/* s without its final colon, full or half width. */
struct str lex_no_colon(struct str s);
/* s without the bracketed parts at its end. */
struct str lex_cut_brackets(struct str s);
static inline struct str lex_no_brackets(struct str s) { return lex_may_shut(s) ? lex_cut_brackets(s) : s; }

#endif
