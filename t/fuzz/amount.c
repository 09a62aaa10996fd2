/* SPDX-License-Identifier: MIT */
/* amount.c: what single cells look like; an amount that was read is a plain decimal, and prints as it was read. */
#include "fuzz.h"

#include "base/dec.h"
#include "base/utf.h"
#include "table/lex.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct arena a = ARENA_INIT;
    struct str cell = rec_clean(&a, (struct str){(const char *)p, n}), code, rest;
    struct lex_amount got = lex_amount(&a, cell);
    struct lex_target target = lex_target(&a, cell);
    struct dec d;
    char printed[DEC_CHARS];
    if (got.kind == LEX_NUMBER && dec_parse(got.value, &d) == 0) {
        size_t len = dec_print(d, printed);
        FUZZ_MUST(dec_parse((struct str){printed, len}, &d) == 0);
    } else if (got.kind == LEX_NUMBER) FUZZ_MUST(got.value.n > 30);
    if (target.number) FUZZ_MUST(target.value.n > 0);
    struct lex_label label = lex_label(cell);
    FUZZ_MUST(label.bare.n <= cell.n);
    if (lex_coded_name(cell, &code, &rest)) {
        for (size_t i = 0; i < code.n; i++) FUZZ_MUST(lex_is_digit(code.p[i]));
    }
    (void)lex_unit_declared(cell), (void)lex_unit_in_brackets(cell), (void)lex_year(cell), (void)lex_column_phase(cell);
    arena_free(&a);
    return 0;
}
