/* SPDX-License-Identifier: MIT */
/* words.c: positioned words, which PDFs go through: the table of `pdftotext -tsv` or the XML of -bbox-layout. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct str in = {(const char *)p, n};
    return fuzz_document(str_starts(in, S("<")) ? DOC_BBOX : DOC_TSVWORDS, in);
}
