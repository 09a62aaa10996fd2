/* SPDX-License-Identifier: MIT */
/* rules.c: a rule file added to the built-in one; a refusal says why, what is taken can be listed. */
#include "fuzz.h"

#include "check/rule.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    static struct rules r;
    struct err e = {.line = 0};
    struct fuzz_file out;
    struct io_writer w;
    FUZZ_MUST(rules_init(&r, &e) == 0);
    if (rules_text(&r, "rules", (struct str){(const char *)p, n}, &e)) FUZZ_MUST(e.reason[0]);
    else {
        fuzz_writer(&out, &w);
        rules_list(&w, &r);
        fuzz_written(&w);
        fuzz_close(&out);
    }
    rules_free(&r);
    return 0;
}
