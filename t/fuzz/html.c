/* SPDX-License-Identifier: MIT */
/* html.c: a document of this format, to records. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    return fuzz_document(DOC_HTML, (struct str){(const char *)p, n});
}
