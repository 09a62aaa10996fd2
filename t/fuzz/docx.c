/* SPDX-License-Identifier: MIT */
/* docx.c: a Word document: word/document.xml, word/styles.xml, word/numbering.xml, or the whole archive. */
#include "zipped.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    static const char *const parts[] = {"word/document.xml", "word/styles.xml", "word/numbering.xml", NULL};
    return fuzz_zipped(DOC_DOCX, parts, (struct str){(const char *)p, n});
}
