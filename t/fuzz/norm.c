/* SPDX-License-Identifier: MIT */
/* norm.c: the normal form: one record for each that came in, and every one a tool takes. */
#include "fuzz.h"

struct seen {
    struct io_writer w;
    size_t n;
};

static void take(void *arg, struct rec *r)
{
    struct seen *s = arg;
    if (s->n++ == 0) rec_write_head(&s->w, r->head);
    rec_write(&s->w, r);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct fuzz_file in = fuzz_stream((struct str){(const char *)p, n}), out;
    struct seen s = {.n = 0};
    fuzz_writer(&out, &s.w);
    fuzz_normalised(&in, false, take, &s);
    fuzz_written(&s.w);
    if (s.n) FUZZ_MUST(fuzz_records(&out, NULL, NULL) == s.n);
    fuzz_close(&out);
    fuzz_close(&in);
    return 0;
}
