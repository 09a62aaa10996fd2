/* SPDX-License-Identifier: MIT */
/* records.c: a stream read and written again: what was taken once is taken again, as many records. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct fuzz_file in = fuzz_stream((struct str){(const char *)p, n}), out;
    const char *path = in.path;
    struct rec_reader_opts o = {0};
    struct io_writer w;
    struct err e;
    struct rec r;
    size_t count = 0;
    struct rec_reader *rd = rec_reader_new(&path, 1, &o, &e);
    FUZZ_MUST(rd);
    fuzz_writer(&out, &w);
    while (rec_read(rd, &r, &e) > 0) {
        if (count++ == 0) rec_write_head(&w, rec_reader_head(rd));
        r.asis = false;
        rec_write(&w, &r);
    }
    fuzz_written(&w);
    if (count) FUZZ_MUST(fuzz_records(&out, NULL, NULL) == count);
    rec_reader_free(rd);
    fuzz_close(&out);
    fuzz_close(&in);
    return 0;
}
