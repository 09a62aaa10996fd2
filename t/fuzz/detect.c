/* SPDX-License-Identifier: MIT */
/* detect.c: bytes of which nothing is said, not even the encoding; what would start another program (a PDF) is left out. */
#include "fuzz.h"

#include "doc/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct str in = {(const char *)p, n};
    enum doc_format f = DOC_UNKNOWN;
    struct err e;
    if (detect_bytes("-", in, &f, &e) == 0 && f == DOC_PDF) return 0;
    return fuzz_document(DOC_UNKNOWN, in);
}
