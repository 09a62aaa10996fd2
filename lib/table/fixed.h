/* SPDX-License-Identifier: MIT */
/* fixed.h: the parts of the fixed-width reader (grid_fixed.c), shared between its files only.
 *
 * `pdftotext -layout` pads with one column per character, whatever its width (poppler, TextOutputDev:
 * a line's column array counts characters), and places every block behind the widest text to its left;
 * other producers pad by display width. Both positions are kept; fx_measure picks the one in which
 * the table's edges line up. Positions are half-open and count from 0. Within a page a table column keeps
 * its place but for a few characters, from page to page it moves.
 * Memory: the scratch arena of one table, except text, which is a slice of the document or of the
 * arena the grid is made in. */
#ifndef BD_TABLE_FIXED_H
#define BD_TABLE_FIXED_H

#include "base/arena.h"
#include "base/err.h"
#include "doc/doc.h"
#include "table/grid.h"

enum {
    FX_TOKENS = 512,    /* pieces of one line; the widest disclosure form has 30 columns */
    FX_COLUMNS = 256,   /* columns of one table */
    FX_HEAD_LINES = 24, /* lines of a header; the tallest known takes 9 with its blank lines */
    FX_NONE = 0xFFFF
};

enum fx_kind {
    FX_TEXT,
    FX_DIGITS, /* digits only: a code, an ordinal or an amount */
    FX_AMOUNT, /* with separators, decimals, sign or %, or a printed dash */
    FX_STAR    /* *, ** of a placeholder row */
};

struct fx_tok {
    struct str s;        /* as printed, inner blanks kept */
    uint32_t c0, c1;     /* extent in characters */
    uint32_t w0, w1;     /* extent in display columns */
    uint32_t a0, a1;     /* the same, with characters of ambiguous width (“ ” — ①, UAX #11) as two columns */
    uint32_t x0, x1;     /* the pair in use */
    uint32_t d0, d1;     /* of a header's piece: x as it would be if all of its line were as wide as it counts */
    uint32_t at;         /* index into the table's lines */
    bool part;           /* of a figure broken over two lines whose other half is not known */
    uint16_t kind, col;  /* col: column of the table, FX_NONE if not placed */
};

enum fx_class {
    FX_BLANK,
    FX_TITLE,    /* one piece that ends in 表 */
    FX_UNIT,     /* 单位：万元 */
    FX_ORG,      /* 编制部门：... */
    FX_NOTE,     /* 注：... */
    FX_PAGENO,
    FX_CONTENTS, /* leader dots */
    FX_PROSE,    /* a sentence */
    FX_ONE,      /* one short piece */
    FX_CELLS     /* several pieces side by side */
};

struct fx_line {
    const struct doc_line *src;
    size_t index;      /* of src in the document */
    struct fx_tok *tok;
    uint32_t ntok;
    uint32_t gap;      /* blank lines before it, on its page */
    uint32_t y;        /* physical line on its page, blank ones counted */
    enum fx_class what;
    bool first;        /* first of the table's lines on its page */
};

/* What stands somewhere in a line, so that nothing is looked for that cannot be there. */
enum fx_mark {
    FX_HAS_POINT = 1,     /* . */
    FX_HAS_LEADER = 2,    /* … or · */
    FX_HAS_COLON = 4,     /* ： or : */
    FX_HAS_STOP = 8,      /* 。 */
    FX_HAS_COMMA = 16,    /* ， or ； */
    FX_HAS_LIST_COMMA = 32 /* 、 */
};

/* The pieces of a line, and its marks. tok has room for FX_TOKENS. -1: more than that. (fixed_pieces.c) */
int fx_pieces(struct str text, struct fx_tok *tok, uint32_t *n, unsigned *marks);
enum fx_class fx_classify(const struct fx_tok *tok, uint32_t n, struct str text, unsigned marks); /* fixed_line.c */
static inline bool fx_numeric(const struct fx_tok *t) { return t->kind != FX_TEXT; }
bool fx_enumerated(struct str s); /* starts with 一、 （一） 1. 其中： ... */
size_t fx_chars(struct str s);    /* characters but blanks (this and the next: fixed_text.c) */
int fx_decimals(struct str s);    /* of a printed amount; -1 without a point */
bool fx_same_text(struct str a, struct str b);
/* Equal but for blanks? Most pairs differ in their first ideographs. */
static inline bool fx_same(struct str a, struct str b)
{
    if (a.n < 3 || b.n < 3) return fx_same_text(a, b);
    unsigned char x = (unsigned char)a.p[0], y = (unsigned char)b.p[0];
    bool ideographs = x >= 0xE4 && x <= 0xE9 && y >= 0xE4 && y <= 0xE9;
    return ideographs && (a.p[2] != b.p[2] || a.p[1] != b.p[1] || x != y) ? false : fx_same_text(a, b);
}
uint64_t fx_sum(struct str s); /* of its characters but blanks, the same in every order */
bool fx_is_total(struct str s);   /* 合计, 总 计, 收入总计 ... */

/* 栏次 1 2 3 …: each number stands in the column it counts, where the rows stand, though heads may be drawn together. */
struct fx_numbers {
    size_t line; /* of the table, in front of which it was printed */
    struct fx_tok *tok;
    uint32_t n;
};

/* The lines of one table. */
struct fx_table {
    struct arena *mem;      /* scratch */
    struct fx_line *line;   /* lines with text, captions and page numbers dropped */
    size_t n;
    struct fx_numbers *numbers; /* as often as they are printed */
    size_t nnumbers;
    bool paper;             /* made from the places of words: columns are display columns */
    bool display;           /* the measure in use, of the page measured last, is one of columns */
    bool form;              /* a form or a table of indicators */
    int flush;              /* 1: figures are set flush left, -1: otherwise, 0: not known (fixed_flush.c) */
    bool broken;            /* pieces are parts of figures */
    bool too_wide;          /* fx_too_wide was called */
};
int fx_too_wide(struct fx_table *t, size_t line, struct err *e); /* more than FX_COLUMNS columns: said, <0 (fixed_region.c) */

/* One page's share of a table, with the columns at their places there. */
struct fx_band {
    uint32_t x0, x1;  /* hull of its pieces */
    bool numeric;
    uint16_t col;     /* column of the table */
    uint32_t count;   /* pieces */
    uint32_t digits;  /* of which digits only */
    uint32_t zeros;   /* pieces that are 0, 0.00 or a dash */
    uint32_t codes;   /* of which as long as an account code: 3, 5 or 7 */
};
struct fx_seg {
    size_t from, body, to; /* lines: header [from, body), rows [body, to) */
    struct fx_band *band;
    uint32_t nband;
    bool doubt; /* a figure fits two columns */
    bool drawn; /* no places are left: the bands of figures are their order on each line */
};

enum fx_measure { FX_BY_CHARS, FX_BY_WIDTH, FX_BY_AMBIGUOUS, FX_MEASURES };
void fx_measure(struct fx_table *t, size_t from, size_t to); /* fixed_band.c */
void fx_measure_by(struct fx_table *t, size_t from, size_t to, enum fx_measure m);
int fx_split(struct fx_table *t, const struct fx_seg *s, struct err *e); /* fixed_split.c */
int fx_bands(struct fx_table *t, struct fx_seg *s, struct err *e);
/* The bands of amounts anew where rows with `columns` figures contradict them. 1: done, 0: nothing to do, <0: error. (fixed_full.c) */
int fx_full(struct fx_table *t, struct fx_seg *s, uint32_t columns, struct err *e);
/* Figures of lines that have a piece for every head, moved under one another. True: some were, and the bands are to be made anew. */
bool fx_straighten(struct fx_table *t, const struct fx_seg *s, uint32_t leaves);
/* Do bands a and b ever share a line? Before the pieces have their columns. */
bool fx_meet(const struct fx_table *t, const struct fx_seg *s, const struct fx_band *v, uint32_t a, uint32_t b);

/* A header cell: wrapped lines joined. Leaves carry one column, parents span several. (fixed_head.c) */
struct fx_head {
    struct str text;
    uint32_t x0, x1, y0, y1; /* of its own text; y: physical lines */
    uint32_t d0, d1;         /* like x, see fx_tok */
    uint32_t h0, h1;         /* hull with all it covers */
    struct fx_head **kid;    /* covered cells, left to right; none for a leaf */
    uint32_t nkid, nleaf, depth;
    uint32_t page, line;
    uint16_t col;            /* of a leaf */
};
struct fx_heads {
    struct fx_head **root;   /* left to right */
    uint32_t nroot;
    struct fx_head **leaf;
    uint32_t nleaf, depth;
    bool doubt; /* it may be read otherwise */
};
int fx_header(struct fx_table *t, const struct fx_seg *s, struct fx_heads *out, struct err *e);
/* Places of the header's lines, from 1: as printed, but in steps of the least distance between two of them. */
int fx_number_lines(struct fx_table *t, const struct fx_seg *s, uint32_t **y);
int fx_tree(struct fx_table *t, struct fx_head **root, uint32_t n, struct fx_heads *out, struct err *e); /* depths and leaves */

/* Cells that the header's pieces spell, and the pieces as words, line by line. (fixed_known.c) */
struct fx_known_cell {
    struct fx_tok tok; /* hull and text of all its lines */
    size_t line;       /* its first, of the header, from 0 */
    uint32_t last;     /* y of its last */
};
struct fx_known_word {
    struct fx_tok tok;
    size_t line;
    bool taken;        /* by one of the cells */
    bool word;         /* a head of the known forms by itself */
};
struct fx_known {
    struct fx_known_cell *cell;
    uint32_t n;
    struct fx_known_word *word;
    uint32_t nword;
};
/* y: of the lines of the header, from s->from on. */
int fx_known_heads(struct fx_table *t, const struct fx_seg *s, const uint32_t *y, struct fx_known *out);

/* The table's columns, left to right. */
struct fx_col {
    struct fx_head *head;  /* leaf above it, NULL if it has none */
    uint32_t x0, x1;       /* on the page placed last */
    bool numeric;
    bool code;             /* codes or ordinals, not amounts */
    uint8_t digits;        /* enum grid_digits: as their shape alone tells */
    uint16_t panel;        /* 0-based group of columns that wraps on its own */
    uint32_t chars;        /* longest piece of text, in characters */
    uint32_t count;        /* pieces */
    uint32_t zeros;        /* of which 0 or a dash */
};
struct fx_cols {
    struct fx_col *v;
    uint32_t n;
    bool ambiguous; /* figures stand between two heads */
};

/* The columns of the first page: its header's leaves and its bands together; marks s->band[].col. Later
 * pages bring their bands to the same columns, by their own header `h` if they repeat it (else NULL).
 * fx_kinds tells amounts, codes and panels apart, once all pages are placed. (fixed_cols.c, fixed_kind.c) */
int fx_columns(struct fx_table *t, struct fx_seg *s, const struct fx_heads *h, struct fx_cols *out, struct err *e);
uint32_t fx_amounts(const struct fx_table *t, const struct fx_seg *s, const struct fx_heads *h); /* heads over amounts */
/* How plainly this page tells which leaf stands over which band: what the next best pairing would cost more. */
int fx_fit(struct fx_table *t, const struct fx_seg *s, const struct fx_heads *h, double *told, struct err *e);
int fx_columns_again(struct fx_table *t, struct fx_seg *seg, size_t at, struct fx_heads *h,
                     struct fx_cols *cols, struct err *e); /* page seg[at]; those before it keep step */
void fx_kinds(struct fx_table *t, const struct fx_seg *s, size_t nseg, struct fx_cols *cols);

/* Digits that are no amounts (fixed_digits.c): enum grid_digits of a column; the numbers of columns of 行次 that were taken
 * for figures of the column beside them, brought home. */
uint8_t fx_digits(const struct fx_table *t, const struct fx_seg *s, size_t nseg, const struct fx_cols *cols, uint32_t col);
void fx_strays(struct fx_table *t, const struct fx_seg *s, size_t nseg, struct fx_cols *cols);

/* Heads set otherwise than their figures: to[b] is the head whose cell band b stands in. head[i] and the next never change
 * places. False: the page does not say so. (fixed_flush.c) */
struct fx_span {
    uint32_t x0, x1;
};
bool fx_by_cells(struct fx_table *t, const struct fx_seg *s, const struct fx_span *head, uint32_t n, uint16_t *to);

/* A header that spells the form of the three public expenses: its tree, and the columns of its page (s->band as by
 * fx_bands, col marked; fx_measure's choice of measure may change). 1: done, 0: it is another, <0: error. (fixed_items_place.c) */
int fx_items(struct fx_table *t, struct fx_seg *s, struct fx_heads *heads, struct fx_cols *cols, struct err *e);

/* A row of the table: for each panel the lines [from, to) and the line of its amounts. (fixed_row.c) */
struct fx_group {
    size_t from, to, anchor;
    uint16_t panel;
};
int fx_groups(struct fx_table *t, const struct fx_seg *s, const struct fx_cols *cols, uint16_t panel,
              struct fx_group **out, size_t *n, struct err *e);

/* The grid of a form (labels and values, goals, indicators), in a. (fixed_form.c) */
int fx_form(struct fx_table *t, struct arena *a, struct grid *g, struct err *e);

#endif
