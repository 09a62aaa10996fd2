/* SPDX-License-Identifier: MIT */
/* lib/base/utf: validation against the decoder byte by byte, and rows for the rest. */
#include "base/utf.h"

#include <stdio.h>
#include <stdlib.h>

static int failed;

static void expect(bool ok, const char *what)
{
    if (ok) return;
    printf("utf: %s\n", what);
    failed = 1;
}

static uint64_t random_state = 88172645463325252u;
static uint32_t next_random(uint32_t below)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 32) % below;
}

static size_t slow_invalid(struct str s)
{
    uint32_t cp;
    for (size_t i = 0; i < s.n;) {
        unsigned len = utf_decode(s.p + i, s.p + s.n, &cp);
        if (!len) return i;
        i += len;
    }
    return STR_NPOS;
}

/* Text with many characters at the edges of their ranges, then a few bytes changed. */
static void compare_random(void)
{
    static const uint32_t edge[] = {0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF, 0x4E00, 0x9FA5};
    static const unsigned char byte[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
                                         0xE0, 0xEC, 0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF};
    for (int round = 0; round < 60000; round++) {
        char buf[700];
        size_t n = 0, want = next_random(600);
        uint32_t ascii = next_random(8);
        while (n < want) {
            uint32_t cp = edge[next_random(sizeof edge / sizeof *edge)];
            if (next_random(8) < ascii) cp = 0x20 + next_random(0x5F);
            n += utf_encode(cp, buf + n);
        }
        n -= n ? next_random(3) % n : 0;
        char *exact = malloc(n ? n : 1); /* so that a read beyond it is seen */
        if (!exact) abort();
        memcpy(exact, buf, n);
        for (uint32_t k = next_random(3); k > 0 && n > 0; k--)
            exact[next_random((uint32_t)n)] = (char)byte[next_random(sizeof byte)];
        struct str s = {exact, n};
        size_t fast = utf_invalid(s), slow = slow_invalid(s);
        if (fast != slow) printf("utf: utf_invalid gives %zu, the decoder %zu (round %d)\n", fast, slow, round);
        failed |= fast != slow;
        free(exact);
    }
}

static void every_character(void)
{
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        if (cp >= 0xD800 && cp < 0xE000) continue;
        char b[4];
        uint32_t back = 0;
        unsigned n = utf_encode(cp, b);
        if (utf_decode(b, b + n, &back) != n || back != cp || utf_decode(b, b + n - 1, &back) != 0) {
            printf("utf: U+%04X does not come back\n", cp);
            failed = 1;
        }
    }
}

static const struct { const char *in, *fold, *squeeze; } rows[] = {
    {"", "", ""},
    {"abc 预算", "abc 预算", "abc预算"},
    {"２０２２年（万元）：％", "2022年(万元):%", "２０２２年（万元）：％"},
    {"⻚⺠⼈", "页民人", "⻚⺠⼈"},
    {"①②㈠", "①②(一)", "①②㈠"},
    {" \t本\u3000年\u00A0收\n入 ", " \t本 年 收\n入 ", "本年收入"},
    {"“三公”—、。", "“三公”—、。", "“三公”—、。"},
    {"\uF900\uFB01", "\u8C48fi", "\uF900\uFB01"},
};

int main(void)
{
    struct arena a = ARENA_INIT;
    compare_random();
    every_character();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect(str_eq(utf_fold(&a, str_c(rows[i].in)), str_c(rows[i].fold)), rows[i].in);
        expect(str_eq(utf_squeeze(&a, str_c(rows[i].in)), str_c(rows[i].squeeze)), rows[i].in);
    }
    struct str same = S("单位：万元");
    struct str plain = S("预算abc");
    expect(utf_fold(&a, plain).p == plain.p, "an unchanged slice is the same slice");
    expect(utf_squeeze(&a, same).p == same.p, "a slice without white space is the same slice");
    expect(utf_columns(S("预算a，")) == 7, "wide characters take two columns");
    expect(utf_columns(S("e\u0301\u200B\u00A0")) == 2, "combining and zero-width take none, NBSP one");
    expect(utf_is_forbidden(0x202E) && utf_is_forbidden(0x200B) && utf_is_forbidden(0x85) && utf_is_forbidden(0),
           "overrides, zero-width and controls are forbidden");
    expect(!utf_is_forbidden('\t') && !utf_is_forbidden('\n') && !utf_is_forbidden(0x3000), "TAB, LF and U+3000 are not");
    expect(str_eq(str_trim(S(" \u3000\t预算 \u00A0\r\n")), S("预算")), "str_trim");
    expect(str_eq(str_trim(S(" \u3000")), S("")), "str_trim of blanks alone");
    arena_free(&a);
    return failed;
}
