/* SPDX-License-Identifier: MIT */
/* diff.c: two streams, "====" on a line between them, compared and told as a digest in HTML. A stream and itself differ in
 * nothing. */
#include "fuzz.h"

#include "diff/digest.h"
#include "diff/run.h"

static void quiet(void *arg, const char *line) { (void)arg, (void)line; }

static bool load(struct store *s, enum side side, const struct fuzz_file *f, const struct diff_opts *o)
{
    const char *path = f->path;
    struct err e;
    return diff_load(s, side, &path, 1, o, NULL, NULL, &e) == 0;
}

/* How many changes there are; 0 too if one of the streams is none. */
static uint64_t compare(const struct fuzz_file *old, const struct fuzz_file *new)
{
    static const struct str kinds[] = {SI("number"), SI("target"), SI("text")};
    static const struct store_only only[1];
    struct diff_opts o = {.store = {kinds, 3, only, 0}, .pair = {.say = quiet}, .key_parts = KEY_DEFAULT};
    struct pairing pairs = {.pair = {NULL, 0, 0}};
    struct diff_result res = {.lines = 0};
    struct digest d;
    struct diff_sink sink = {digest_pair, digest_line, &d};
    struct digest_opts form = {.form = DIGEST_HTML};
    struct fuzz_file out;
    struct io_writer w;
    struct store s;
    struct err e;
    o.join.keep_same = true;
    o.dict = o.join.dict = fuzz_dict();
    store_init(&s, &o.store);
    digest_init(&d);
    fuzz_writer(&out, &w);
    if (load(&s, SIDE_OLD, old, &o) && load(&s, SIDE_NEW, new, &o)) {
        FUZZ_MUST(pair_editions(&s, &o.pair, &pairs, &e) == 0);
        FUZZ_MUST(diff_run(&s, &pairs, &o, &sink, &res, &e) == 0);
        digest_write(&d, &res, &form, &w);
    }
    fuzz_written(&w);
    fuzz_close(&out);
    digest_free(&d);
    pairing_free(&pairs);
    store_free(&s);
    return res.lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    static const char between[] = "\n====\n";
    struct str all = {(const char *)p, n}, second = all;
    const char *cut = memmem(p, n, between, sizeof between - 1);
    if (cut) {
        all.n = (size_t)(cut - all.p) + 1;
        second = (struct str){cut + sizeof between - 1, n - all.n - (sizeof between - 2)};
    }
    struct fuzz_file old = fuzz_stream(all), new = fuzz_stream(second);
    if (cut) compare(&old, &new);
    else FUZZ_MUST(compare(&old, &old) == 0);
    fuzz_close(&old);
    fuzz_close(&new);
    return 0;
}
