/* SPDX-License-Identifier: MIT */
/* markdown.c: a document of this format, to records. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    return fuzz_document(DOC_MD, (struct str){(const char *)p, n});
}
