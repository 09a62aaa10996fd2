/* SPDX-License-Identifier: MIT */
/* fuzz.h: what the fuzzing harnesses share.
 *
 * Each harness t/fuzz/NAME.c is one libFuzzer entry (LLVMFuzzerTestOneInput, which AFL++ runs too). A finding is a
 * crash, a sanitizer report, a hang, or one of the FUZZ_MUST below: what the tools promise of any input. */
#ifndef BD_FUZZ_H
#define BD_FUZZ_H

#include "base/io.h"
#include "budget/dict.h"
#include "budget/norm.h"
#include "doc/doc.h"
#include "rec/rec.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define FUZZ_MUST(x)                                                                 \
    do {                                                                             \
        if (!(x)) {                                                                  \
            fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #x);  \
            abort();                                                                 \
        }                                                                            \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* A file in memory. path stays valid, and the content too, until fuzz_close. */
struct fuzz_file {
    int fd;
    char path[32];
};
struct fuzz_file fuzz_file(struct str content);
void fuzz_close(struct fuzz_file *f);

/* A writer into such a file; after fuzz_written the file holds all of it and the writer is gone. */
void fuzz_writer(struct fuzz_file *f, struct io_writer *w);
void fuzz_written(struct io_writer *w);

/* Every record of the file, up to `take`; a record that a tool would refuse is a finding. Returns how many. */
typedef void (*fuzz_take)(void *arg, struct rec *r);
size_t fuzz_records(const struct fuzz_file *f, fuzz_take take, void *arg);

/* A stream with a header: the input's own if its first line begins with "doc", else bd-extract's is put before it. */
struct fuzz_file fuzz_stream(struct str input);
/* Every record of a stream, normalised, to take; what is no record ends it. org_total as in norm.h. */
void fuzz_normalised(const struct fuzz_file *f, bool org_total, fuzz_take take, void *arg);

/* The dictionary that is compiled in; one for the whole run. */
const struct dict *fuzz_dict(void);

/* A document of this format through bd-extract; what comes out must be a stream that the other tools take. */
int fuzz_document(enum doc_format format, struct str content);

#endif
