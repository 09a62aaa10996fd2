/* SPDX-License-Identifier: MIT */
/* rollup.c: every rule on a stream, with records, findings and the HTML report. */
#include "fuzz.h"

#include "check/report.h"
#include "check/rollup.h"

static const struct rules *rules(void)
{
    static struct rules r;
    struct err e;
    if (!r.n) FUZZ_MUST(rules_init(&r, &e) == 0);
    return &r;
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct fuzz_file in = fuzz_stream((struct str){(const char *)p, n}), out, found, page;
    const char *path = in.path;
    struct io_writer w, wf, wp;
    struct err e;
    struct rec r;
    size_t count = 0;
    fuzz_writer(&out, &w), fuzz_writer(&found, &wf), fuzz_writer(&page, &wp);
    struct rec_reader_opts ro = {.ensure = rollup_columns};
    struct rollup_opts o = {.rules = rules(), .dict = fuzz_dict(), .records = &w, .findings = &wf, .report = &wp, .format = report_format("html")};
    struct rec_reader *rd = rec_reader_new(&path, 1, &ro, &e);
    struct rollup *u = rollup_new(&o, &e);
    FUZZ_MUST(rd && u);
    while (rec_read(rd, &r, &e) > 0) {
        if (count++ == 0) rec_write_head(&w, rec_reader_head(rd));
        FUZZ_MUST(rollup_put(u, &r, &e) == 0);
    }
    FUZZ_MUST(rollup_end(u, &e) == 0);
    rollup_free(u);
    rec_reader_free(rd);
    fuzz_written(&w), fuzz_written(&wf), fuzz_written(&wp);
    if (count) FUZZ_MUST(fuzz_records(&out, NULL, NULL) == count);
    fuzz_close(&out), fuzz_close(&found), fuzz_close(&page), fuzz_close(&in);
    return 0;
}
