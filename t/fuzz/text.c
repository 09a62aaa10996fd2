/* SPDX-License-Identifier: MIT */
/* text.c: a document of this format, to records. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    return fuzz_document(DOC_TXT, (struct str){(const char *)p, n});
}
