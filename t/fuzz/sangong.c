/* SPDX-License-Identifier: MIT */
/* sangong.c: the three public expenses of a stream, lines and the HTML panel. */
#include "fuzz.h"

#include "check/sangong.h"
#include "check/sangong_panel.h"

struct both {
    struct sangong *s;
    struct panel panel;
    struct io_writer w;
};

static int on_line(void *arg, const struct sangong_line *l, struct err *e)
{
    struct both *b = arg;
    sangong_write(&b->w, l);
    return panel_add(&b->panel, l, e);
}

static void take(void *arg, struct rec *r)
{
    struct both *b = arg;
    struct err e;
    if (sangong_put(b->s, r, &e)) FUZZ_MUST(e.reason[0]); /* an amount beyond 128 bits */
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct fuzz_file in = fuzz_stream((struct str){(const char *)p, n}), out;
    struct both b;
    struct err e;
    fuzz_writer(&out, &b.w);
    panel_init(&b.panel, 0, (struct str){"", 0}, true);
    b.s = sangong_new(false, on_line, &b, &e);
    FUZZ_MUST(b.s);
    fuzz_normalised(&in, true, take, &b);
    if (sangong_flush(b.s, &e)) FUZZ_MUST(e.reason[0]);
    sangong_free(b.s);
    if (panel_finish(&b.panel, &e)) FUZZ_MUST(e.reason[0]); /* a total beyond 128 bits */
    else FUZZ_MUST(panel_write(&b.w, &b.panel, PANEL_HTML, &e) == 0);
    panel_free(&b.panel);
    fuzz_written(&b.w);
    fuzz_close(&out);
    fuzz_close(&in);
    return 0;
}
