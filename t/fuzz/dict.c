/* SPDX-License-Identifier: MIT */
/* dict.c: a dictionary file; the first byte says which. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct err e = {.line = 0};
    if (n == 0) return 0;
    struct fuzz_file f = fuzz_file((struct str){(const char *)p + 1, n - 1});
    struct dict *d = dict_new(false, &e);
    FUZZ_MUST(d);
    if (dict_load(d, p[0] % DICT_PARTS, f.path, &e)) FUZZ_MUST(e.reason[0]);
    (void)dict_code(d, S("201"));
    dict_free(d);
    fuzz_close(&f);
    return 0;
}
