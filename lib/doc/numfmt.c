/* SPDX-License-Identifier: MIT */
/* numfmt.c: see numfmt.h. */
#include "doc/numfmt.h"

#include "base/dec.h"
#include "base/utf.h"

#include <stdio.h>

enum { ITEMS_MAX = 96, SIGNIFICANT = 15 }; /* digits a double holds for sure */

struct str numfmt_builtin(unsigned id)
{
    static const struct { unsigned id; struct str code; } known[] = {
        {1, SI("0")}, {2, SI("0.00")}, {3, SI("#,##0")}, {4, SI("#,##0.00")}, {9, SI("0%")}, {10, SI("0.00%")},
        {14, SI("yyyy/m/d")}, {15, SI("yyyy/m/d")}, {16, SI("m/d")}, {17, SI("yyyy/m")}, {18, SI("h:mm")}, {19, SI("h:mm:ss")},
        {20, SI("h:mm")}, {21, SI("h:mm:ss")}, {22, SI("yyyy/m/d h:mm")}, {27, SI("yyyy年m月")}, {28, SI("m月d日")},
        {29, SI("m月d日")}, {30, SI("m/d/yy")}, {31, SI("yyyy年m月d日")}, {32, SI("h时mm分")}, {33, SI("h时mm分ss秒")},
        {37, SI("#,##0;-#,##0")}, {38, SI("#,##0;-#,##0")}, {39, SI("#,##0.00;-#,##0.00")}, {40, SI("#,##0.00;-#,##0.00")},
        {41, SI("#,##0;-#,##0;\"-\"")}, {42, SI("#,##0;-#,##0;\"-\"")}, {43, SI("#,##0.00;-#,##0.00;\"-\"")},
        {44, SI("#,##0.00;-#,##0.00;\"-\"")}, {45, SI("mm:ss")}, {46, SI("h:mm:ss")}, {47, SI("mm:ss")}, {49, SI("@")},
        {50, SI("yyyy年m月")}, {51, SI("m月d日")}, {52, SI("yyyy年m月")}, {53, SI("m月d日")}, {54, SI("m月d日")},
        {55, SI("yyyy年m月")}, {56, SI("m月d日")}, {57, SI("yyyy年m月")}, {58, SI("m月d日")}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].id == id) return known[i].code;
    return S("General");
}

/* ---- the stored number ---- */

static int count_digits(struct dec d)
{
    char buf[DEC_CHARS];
    int n = 0;
    d.scale = 0;
    dec_print(dec_abs(d), buf);
    while (buf[n]) n++;
    return n;
}

/* 12.5, -3, 1.25E-3; rounded to the digits that are sure. */
static int parse_stored(struct str s, struct dec *out)
{
    size_t at = 0;
    while (at < s.n && s.p[at] != 'E' && s.p[at] != 'e') at++;
    if (dec_parse(str_sub(s, 0, at), out)) return -1;
    if (at < s.n) {
        struct str exponent = str_from(s, at + 1);
        bool minus = str_starts(exponent, S("-"));
        unsigned k;
        if (minus || str_starts(exponent, S("+"))) exponent = str_from(exponent, 1);
        if (!str_u32(exponent, &k) || k > 400) return -1;
        while (minus && out->scale + (int)k > DEC_SCALE_MAX && out->scale > 0) /* too small to be seen */
            if (dec_round(*out, out->scale - 1, out)) return -1;
        if (minus && (int)k > DEC_SCALE_MAX) *out = DEC_ZERO;
        else if (dec_shift(*out, minus ? -(int)k : (int)k, out)) return -1;
    }
    int surplus = count_digits(*out) - SIGNIFICANT;
    if (surplus > 0 && surplus <= out->scale) return dec_round(*out, out->scale - surplus, out);
    return 0;
}

static struct str print_general(struct arena *a, struct dec d)
{
    char buf[DEC_CHARS];
    while (d.scale > 0 && d.m % 10 == 0) {
        d.m /= 10;
        d.scale--;
    }
    size_t n = dec_print(d, buf);
    return arena_str(a, (struct str){buf, n});
}

/* ---- the format code ---- */

/* Length of the piece at p that is one thing: "quoted", [bracket], \x, _x, *x, or one character. */
static size_t piece(struct str s)
{
    char c = s.p[0];
    if (c == '"' || c == '[') {
        size_t end = str_find(s, c == '"' ? S("\"") : S("]"), 1);
        return end == STR_NPOS ? s.n : end + 1;
    }
    size_t lead = c == '\\' || c == '!' || c == '_' || c == '*';
    if (lead >= s.n) return s.n;
    uint32_t cp;
    unsigned len = utf_decode(s.p + lead, s.p + s.n, &cp);
    return lead + (len ? len : 1);
}

/* Section k (positive; negative; zero), and how many there are. */
static struct str section(struct str code, unsigned k, unsigned *count)
{
    struct str found = code;
    size_t from = 0, i = 0;
    *count = 0;
    while (i <= code.n) {
        if (i < code.n && code.p[i] != ';') {
            i += piece(str_from(code, i));
            continue;
        }
        if (*count == k) found = str_sub(code, from, i);
        ++*count;
        from = ++i;
    }
    return found;
}

static bool is_general(struct str s)
{
    for (size_t i = 0; i < s.n; i += piece(str_from(s, i)))
        if (str_starts(str_from(s, i), S("General")) || str_starts(str_from(s, i), S("G/"))) return true;
    return s.n == 0;
}

static bool is_date(struct str s)
{
    for (size_t i = 0; i < s.n; i += piece(str_from(s, i))) {
        char c = s.p[i];
        if (c == '0' || c == '#' || c == '?') return false;
        if (c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'm' || c == 'M' || c == 'h' || c == 'H') return true;
    }
    return false;
}

/* One piece of a number format: a digit's place, the point, or text. */
struct item {
    char kind; /* '0' '#' '.' or '"' */
    struct str text;
};

struct layout {
    struct item item[ITEMS_MAX];
    unsigned n, whole, decimals, zeros; /* places before and after the point, of these obligatory */
    int shift;                          /* percent: 2, a comma at the end: -3 */
    bool odd;                           /* an exponent or a fraction: not laid out here */
};

static void add_item(struct layout *l, char kind, struct str text)
{
    if (l->n < ITEMS_MAX) l->item[l->n++] = (struct item){kind, text};
    else l->odd = true;
}

static void add_place(struct layout *l, char c, bool after_point)
{
    add_item(l, c == '?' ? '#' : c, (struct str){NULL, 0});
    if (after_point) {
        l->decimals++;
        if (c == '0') l->zeros = l->decimals;
    } else {
        l->whole++;
    }
}

/* Brackets and a minus in front of the digits say that the number is negative; its own minus does that. */
static void add_escaped(struct layout *l, struct str s)
{
    bool sign = (l->whole == 0 && str_eq(s, S("-"))) || str_eq(s, S("(")) || str_eq(s, S(")"));
    if (!sign) add_item(l, '"', s);
}

static bool is_place(char c)
{
    return c == '0' || c == '#' || c == '?';
}

static void lay_out(struct layout *l, struct str s)
{
    bool after_point = false;
    *l = (struct layout){0};
    for (size_t i = 0; i < s.n;) {
        size_t n = piece(str_from(s, i));
        char c = s.p[i];
        struct str one = str_sub(s, i, i + n);
        if (is_place(c)) add_place(l, c, after_point);
        else if (c == '.' && l->whole > 0) {
            add_item(l, '.', one);
            after_point = true;
        } else if (c == ',') { /* between places it groups thousands, behind the last it divides */
            size_t next = i + 1;
            while (next < s.n && s.p[next] == ',') next++;
            if (next >= s.n || (!is_place(s.p[next]))) l->shift -= 3;
        } else if (c == '%') {
            l->shift += 2;
            add_item(l, '"', one);
        } else if (c == '"') add_item(l, '"', str_sub(one, 1, n > 1 ? n - 1 : 1));
        else if (c == '\\' || c == '!') add_escaped(l, str_from(one, 1));
        else if (c == 'E' || c == 'e' || c == '/') l->odd = true;
        else if (c != '_' && c != '*' && c != '[' && c != '@' && c != '-' && c != '+' && c != '(' && c != ')' && c != '$' &&
                 !str_eq(one, S("¥")) && !str_eq(one, S("￥")))
            add_item(l, '"', one);
        i += n;
    }
}

/* ---- printing ---- */

struct out {
    char *p;
    size_t n;
};

static void put(struct out *o, struct str s)
{
    if (s.n) memcpy(o->p + o->n, s.p, s.n);
    o->n += s.n;
}

/* The digits into the places; the first place takes all that are left. */
static struct str fill(struct arena *a, const struct layout *l, struct str digits, bool negative)
{
    size_t room = digits.n + 2 + l->n, point = str_find(digits, S("."), 0);
    struct str whole = str_sub(digits, 0, point), part = point == STR_NPOS ? (struct str){"", 0} : str_from(digits, point + 1);
    for (unsigned i = 0; i < l->n; i++) room += l->item[i].text.n;
    struct out o = {arena_alloc(a, room), 0};
    if (!o.p) return (struct str){NULL, 0};
    if (str_eq(whole, S("0"))) whole.n = 0;
    unsigned left = l->whole; /* places before the point still to come */
    size_t used = 0, decimal = 0;
    bool after_point = false, minus = negative;
    for (unsigned i = 0; i < l->n; i++) {
        char kind = l->item[i].kind;
        if (minus && kind != '"') put(&o, S("-"));
        minus &= kind == '"';
        if (kind == '"') put(&o, l->item[i].text);
        else if (kind == '.') {
            after_point = true;
            if (o.n == 0 || o.p[o.n - 1] == '-') put(&o, S("0"));
            if (part.n > 0) put(&o, S("."));
        } else if (after_point) {
            put(&o, str_sub(part, decimal, decimal + 1));
            decimal++;
        } else {
            size_t want = whole.n > left - 1 ? whole.n - (left - 1) : 0; /* digits due after this place */
            if (want > used) put(&o, str_sub(whole, used, want));
            else if (kind == '0') put(&o, S("0"));
            used = want > used ? want : used;
            left--;
        }
    }
    return (struct str){o.p, o.n};
}

static struct str print_number(struct arena *a, struct dec v, struct str code)
{
    unsigned count;
    section(code, 0, &count);
    unsigned k = v.m < 0 && count > 1 ? 1 : v.m == 0 && count > 2 ? 2 : 0;
    struct str s = section(code, k, &count);
    struct layout l;
    if (is_general(s)) return print_general(a, v);
    lay_out(&l, s);
    struct dec shown;
    if (l.odd || dec_shift(dec_abs(v), l.shift, &shown) || dec_round(shown, (int)l.decimals, &shown))
        return print_general(a, v);
    if (l.whole == 0) return l.decimals == 0 && l.n > 0 ? fill(a, &l, S(""), false) : print_general(a, v);
    while (shown.scale > (int)l.zeros && shown.m % 10 == 0) {
        shown.m /= 10;
        shown.scale--;
    }
    char buf[DEC_CHARS];
    size_t n = dec_print(shown, buf);
    return fill(a, &l, (struct str){buf, n}, v.m < 0 && !dec_is_zero(shown));
}

/* ---- dates ---- */

struct moment {
    int year, month, day, hour, minute, second;
};

/* Days since 1899-12-30, or 1904-01-01; days_from_civil turned round (H. Hinnant, chrono-compatible
 * low-level date algorithms). */
static bool to_moment(struct dec v, bool date1904, struct moment *m)
{
    struct dec whole, seconds;
    if (v.m < 0 || dec_div(v, (struct dec){1, 0}, 9, &v)) return false;
    whole = (struct dec){v.m / 1000000000, 0};
    if (whole.m > 2958465) return false; /* 9999-12-31 */
    if (dec_mul((struct dec){v.m % 1000000000, 9}, (struct dec){86400, 0}, &seconds) || dec_round(seconds, 0, &seconds)) return false;
    long days = (long)whole.m, second = (long)seconds.m;
    if (second == 86400) {
        days++;
        second = 0;
    }
    if (date1904) days += 1462;
    else if (days < 60) days++; /* the workbook's 1900 has a 29 February */
    long z = days + 719468 - 25569, era = z / 146097, doe = z - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    long mp = (5 * doy + 2) / 153;
    m->day = (int)(doy - (153 * mp + 2) / 5 + 1);
    m->month = (int)(mp < 10 ? mp + 3 : mp - 9);
    m->year = (int)(yoe + era * 400 + (m->month <= 2));
    m->hour = (int)(second / 3600);
    m->minute = (int)(second / 60 % 60);
    m->second = (int)(second % 60);
    return true;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static struct str print_date(struct arena *a, const struct moment *m, struct str s)
{
    struct out o = {arena_alloc(a, 8 * s.n + 16), 0};
    bool time = false; /* an m behind an h is minutes */
    if (!o.p) return (struct str){NULL, 0};
    for (size_t i = 0; i < s.n;) {
        struct str one = str_sub(s, i, i + piece(str_from(s, i)));
        char c = lower(s.p[i]), number[16];
        size_t run = 1;
        int v = 0;
        switch (c) {
        case 'y': case 'm': case 'd': case 'h': case 's':
            while (i + run < s.n && lower(s.p[i + run]) == c) run++;
            v = c == 'y' ? m->year : c == 'd' ? m->day : c == 'h' ? m->hour : c == 's' ? m->second : time ? m->minute : m->month;
            if (c == 'y' && run <= 2) v %= 100;
            put(&o, (struct str){number, (size_t)snprintf(number, sizeof number, run >= 2 ? "%02d" : "%d", v)});
            time = c == 'h' || (time && c == 'm');
            i += run;
            continue;
        case '"': put(&o, str_sub(one, 1, one.n > 1 ? one.n - 1 : 1)); break;
        case '\\': case '!': put(&o, str_from(one, 1)); break;
        case '[': case '_': case '*': case '@': break;
        default: put(&o, one);
        }
        i += one.n;
    }
    return (struct str){o.p, o.n};
}

struct str numfmt_print(struct arena *a, struct str stored, struct str code, bool date1904)
{
    struct dec v;
    struct moment m;
    unsigned count;
    if (parse_stored(stored, &v)) return stored;
    struct str first = section(code, 0, &count);
    if (is_general(first) || !is_date(first)) return print_number(a, v, code);
    return to_moment(v, date1904, &m) ? print_date(a, &m, first) : print_general(a, v);
}
