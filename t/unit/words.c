/* SPDX-License-Identifier: MIT */
/* lib/table/prose_word.c: a list of words is found where looking for one after the other finds it, wherever in a text it stands. */
#include "table/prose_in.h"

#include <stdio.h>
#include <string.h>

static int failed;

PR_WORDS(few, SI("三公"), SI("三公经费"), SI("出国"), SI("无"));
PR_WORDS(shortest, SI("增"), SI(","), SI("增长"));
PR_WORDS(nine, SI("一"), SI("二"), SI("三"), SI("四"), SI("五"), SI("六"), SI("七"), SI("八"), SI("九"));
PR_WORDS(same_ends, SI("：指"), SI("：是指"), SI(":指"), SI("𠀀"));

/* The first place of any, and the longest there. */
static size_t naive(struct str s, pr_words w, size_t *len)
{
    for (size_t i = 0; i < s.n; i++) {
        *len = 0;
        for (unsigned k = 0; k < w->n; k++)
            if (w->v[k].n > *len && str_starts(str_from(s, i), w->v[k])) *len = w->v[k].n;
        if (*len) return i;
    }
    *len = 0;
    return STR_NPOS;
}

/* `word` behind `before` bytes and in front of `after` bytes of filler. */
static void look(pr_words w, const char *filler, struct str word, size_t before, size_t after)
{
    char text[512];
    size_t n = 0, len, want_len, unit = strlen(filler);
    for (; n + unit <= before; n += unit) memcpy(text + n, filler, unit);
    if (word.n) memcpy(text + n, word.p, word.n);
    n += word.n;
    for (size_t end = n + after; n + unit <= end; n += unit) memcpy(text + n, filler, unit);
    struct str s = {text, n};
    size_t want = naive(s, w, &want_len), got = pr_find(s, w, &len);
    if (got != want || len != want_len || pr_has(s, w) != (want != STR_NPOS))
        failed = 1, printf("words: '%.*s': at %zd, %zu bytes, not at %zd, %zu bytes\n", STR_ARG(s), (ssize_t)got, len, (ssize_t)want, want_len);
}

int main(void)
{
    static const pr_words lists[] = {few, shortest, nine, same_ends};
    static const char *const fillers[] = {"x", "支", "a，", "国公", "\xC2\xB7"};
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t f = 0; f < sizeof fillers / sizeof *fillers; f++)
            for (size_t before = 0; before < 50; before++)
                for (size_t after = 0; after < 40; after += 13) {
                    look(lists[l], fillers[f], S(""), before, after);
                    for (unsigned k = 0; k < lists[l]->n; k++) look(lists[l], fillers[f], lists[l]->v[k], before, after);
                }
    return failed;
}
