/* SPDX-License-Identifier: MIT */
/* encoding.c: bytes to UTF-8. What is no valid UTF-8 is GB18030 (which holds GBK and GB 2312) or UTF-16;
 * other encodings must be named. */
#include "base/utf.h"
#include "doc/source.h"

#include <errno.h>
#include <iconv.h>

#define REPLACEMENT "\xEF\xBF\xBD"

/* ---- detection ---- */

/* UTF-16 without a byte order mark: ASCII characters (blanks, digits, line ends) have a zero byte on one
 * side only. */
static const char *guess_utf16(struct str b)
{
    size_t n = b.n < 1 << 16 ? b.n : 1 << 16, zero[2] = {0, 0};
    for (size_t i = 0; i + 1 < n; i += 2) {
        zero[0] += b.p[i] == '\0' && b.p[i + 1] != '\0';
        zero[1] += b.p[i + 1] == '\0' && b.p[i] != '\0';
    }
    if (b.n % 2 != 0 || zero[0] + zero[1] < n / 100 + 1) return NULL;
    if (zero[1] > 20 * zero[0]) return "utf-16le";
    return zero[0] > 20 * zero[1] ? "utf-16be" : NULL;
}

bool encoding_is_utf16(struct str bytes)
{
    return guess_utf16(bytes) != NULL;
}

/* Damaged UTF-8 has many good characters beside each bad byte; GB18030 read as UTF-8 has few. */
static bool is_damaged_utf8(struct str b)
{
    size_t good = 0, bad = 0;
    uint32_t cp;
    for (size_t i = 0; i < b.n;) {
        unsigned len = utf_decode(b.p + i, b.p + b.n, &cp);
        good += len > 2;
        bad += len == 0;
        i += len ? len : 1;
    }
    return good > 4 * bad;
}

const char *encoding_guess(struct str b, size_t *skip)
{
    *skip = 0;
    if (str_starts(b, S("\xEF\xBB\xBF"))) {
        *skip = 3;
        return "utf-8";
    }
    if (str_starts(b, S("\xFF\xFE")) || str_starts(b, S("\xFE\xFF"))) {
        *skip = 2;
        return b.p[0] == '\xFF' ? "utf-16le" : "utf-16be";
    }
    if (b.n && memchr(b.p, '\0', b.n)) {
        const char *wide = guess_utf16(b);
        if (wide) return wide;
    }
    if (utf_invalid(b) == STR_NPOS || is_damaged_utf8(b)) return "utf-8";
    return "gb18030";
}

/* ---- decoding ---- */

struct decoder {
    struct doc *d;
    struct str in;
    uint64_t line; /* its first */
    unsigned unit; /* bytes of the smallest piece: 2 in UTF-16 */
    bool lossy;
    char *out;
    size_t n, cap;
};

/* Line and byte of the offset at, both from 1. */
static int undecodable(const struct decoder *k, size_t at, struct err *e)
{
    uint64_t line = k->line;
    size_t from = 0;
    for (size_t i = 0; i + k->unit <= at; i += k->unit) {
        bool lf = k->in.p[i] == '\n' && k->unit == 1;
        if (k->unit == 2) lf = (k->in.p[i] == '\n' && !k->in.p[i + 1]) || (!k->in.p[i] && k->in.p[i + 1] == '\n');
        if (!lf) continue;
        line++;
        from = i + k->unit;
    }
    return err_set(e, k->d->name, line, "byte %zu (0x%02X) is no %s; --encoding names another, --lossy replaces it",
                   at - from + 1, (unsigned)(unsigned char)k->in.p[at], k->d->encoding);
}

static int put(struct decoder *k, const char *p, size_t n, struct err *e)
{
    if (n > k->cap - k->n) {
        size_t cap = 2 * k->cap + n;
        char *bigger = arena_grow(&k->d->arena, k->out, k->cap, cap);
        if (!bigger) return err_nomem(e);
        k->out = bigger;
        k->cap = cap;
    }
    if (n) memcpy(k->out + k->n, p, n);
    k->n += n;
    return 0;
}

static int replace_at(struct decoder *k, size_t at, struct err *e)
{
    if (!k->lossy) return undecodable(k, at, e);
    k->d->undecodable += k->unit;
    return put(k, REPLACEMENT, sizeof REPLACEMENT - 1, e);
}

static int decode_utf8(struct decoder *k, struct err *e)
{
    for (size_t i = 0; i < k->in.n;) {
        size_t good = utf_invalid(str_from(k->in, i));
        size_t n = good == STR_NPOS ? k->in.n - i : good;
        if (put(k, k->in.p + i, n, e)) return ERR_FAIL;
        i += n;
        if (good == STR_NPOS) break;
        if (replace_at(k, i++, e)) return ERR_FAIL;
    }
    return 0;
}

static int decode_iconv(struct decoder *k, iconv_t cd, struct err *e)
{
    char *in = (char *)(uintptr_t)k->in.p; /* iconv does not write to it */
    size_t left = k->in.n;
    while (left > 0) {
        char piece[4096], *out = piece;
        size_t room = sizeof piece;
        size_t rc = iconv(cd, &in, &left, &out, &room);
        int why = errno;
        if (put(k, piece, sizeof piece - room, e)) return ERR_FAIL;
        if (rc != (size_t)-1 || why == E2BIG) continue;
        if (replace_at(k, k->in.n - left, e)) return ERR_FAIL;
        size_t skip = left < k->unit ? left : k->unit;
        in += skip;
        left -= skip;
        iconv(cd, NULL, NULL, NULL, NULL);
    }
    return 0;
}

static bool is_utf8_name(const char *name)
{
    return strcasecmp(name, "utf-8") == 0 || strcasecmp(name, "utf8") == 0;
}

unsigned encoding_unit(const char *encoding)
{
    static const char *const by_byte[] = {"gb18030", "gbk", "gb2312", "gb-18030", "cp936"};
    if (is_utf8_name(encoding)) return 1;
    for (size_t i = 0; i < sizeof by_byte / sizeof *by_byte; i++)
        if (strcasecmp(encoding, by_byte[i]) == 0) return 1;
    return strcasecmp(encoding, "utf-16le") == 0 || strcasecmp(encoding, "utf-16be") == 0 ? 2 : 0;
}

int encoding_piece(struct doc *d, struct str bytes, uint64_t line, bool lossy, struct str *utf8, struct err *e)
{
    struct decoder k = {.d = d, .in = bytes, .line = line, .unit = 1, .lossy = lossy};
    if (strncasecmp(d->encoding, "utf-16", 6) == 0) k.unit = 2;
    *utf8 = k.in;
    if (is_utf8_name(d->encoding)) {
        if (utf_invalid(k.in) == STR_NPOS) return 0;
        if (decode_utf8(&k, e)) return ERR_FAIL;
    } else {
        iconv_t cd = iconv_open("UTF-8", d->encoding);
        if (cd == (iconv_t)-1) return err_set(e, d->name, 0, "unknown encoding '%s'", d->encoding);
        int rc = decode_iconv(&k, cd, e);
        iconv_close(cd);
        if (rc) return rc;
    }
    *utf8 = (struct str){k.out ? k.out : "", k.n};
    return 0;
}

int encoding_decode(struct doc *d, struct str bytes, const char *want, bool lossy, struct str *utf8, struct err *e)
{
    size_t mark = 0;
    const char *found = encoding_guess(bytes, &mark);
    d->encoding = want ? want : found;
    if (want && mark && strcasecmp(want, found) != 0) mark = 0;
    return encoding_piece(d, str_from(bytes, mark), 1, lossy, utf8, e);
}
