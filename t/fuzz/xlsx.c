/* SPDX-License-Identifier: MIT */
/* xlsx.c: a workbook: its parts, the first sheet first, or the whole archive. */
#include "zipped.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    static const char *const parts[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", NULL};
    return fuzz_zipped(DOC_XLSX, parts, (struct str){(const char *)p, n});
}
