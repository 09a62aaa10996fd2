/* SPDX-License-Identifier: MIT */
/* garble.c: text that is none. Fonts of a PDF may lack the table that says which characters they draw (ToUnicode); what comes
 * out then are numbers of glyphs taken for characters: control characters, private ones, letters of scripts that no budget is
 * printed in, all mixed. */
#include "doc/source.h"

#include "base/utf.h"

/* Of a page or stretch, LEAST characters and one in SHARE: measured on pages whose ToUnicode was taken away, one in 18 or more is
 * strange; on honest ones none is, but for a bullet or two of a symbol font. */
enum { LEAST = 4, SHARE = 50 };

/* What documents print beyond ASCII below U+2000: pinyin, signs, and the scripts of the autonomous areas. */
static bool is_letter_or_sign(uint32_t c)
{
    static const uint16_t sign[] = {0xA0, 0xA4, 0xA5, 0xA7, 0xA8, 0xA9, 0xAB, 0xAD, 0xAE, 0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB5, 0xB7, 0xBB,
                                    0xD7, 0xE0, 0xE1, 0xE8, 0xE9, 0xEA, 0xEC, 0xED, 0xF2, 0xF3, 0xF7, 0xF9, 0xFA, 0xFC, 0x101, 0x113,
                                    0x11B, 0x12B, 0x14D, 0x16B, 0x1CE, 0x1D0, 0x1D2, 0x1D4, 0x1D6, 0x1D8, 0x1DA, 0x1DC, 0x251, 0x261, 0x2C7, 0x2C9, 0x2CA, 0x2CB, 0x2D9};
    static const struct {
        uint16_t from, to;
    } script[] = {{0x370, 0x52F} /* Greek, Cyrillic */, {0x600, 0x6FF} /* Arabic, as Uyghur has it */, {0xF00, 0xFFF} /* Tibetan */,
                  {0x1100, 0x11FF} /* Hangul */, {0x1800, 0x18AF} /* Mongolian */, {0x1950, 0x19DF} /* Dai */};
    for (size_t i = 0; i < sizeof script / sizeof *script; i++)
        if (c >= script[i].from && c <= script[i].to) return true;
    for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
        if (c == sign[i]) return true;
    return false;
}

bool garble_strange(uint32_t c)
{
    if (c < 0x80) return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F;
    if (c < 0x2000) return !is_letter_or_sign(c);
    if (c < 0xA500) return false;                                 /* punctuation, symbols, CJK, Yi, Lisu */
    if (c < 0xAC00) return true;
    if (c < 0xD800) return false;                                 /* Hangul */
    if (c < 0xF900) return (c < 0xF000 || c > 0xF0FF) && c != 0xE5E5; /* private, but for symbol fonts and a blank of Founder's */
    if (c < 0x10000) return c >= 0xFFFD;
    if (c >= 0x1D400 && c < 0x1D800) return false;                /* letters of formulas */
    return !(c >= 0x1F000 && c < 0x1FB00) && !(c >= 0x20000 && c < 0x32400);
}

void garble_add(struct garble *g, struct str s)
{
    uint32_t c;
    for (const char *p = s.p, *end = p + s.n; p < end;) {
        unsigned len = utf_decode(p, end, &c);
        p += len ? len : 1;
        if (c == ' ' || c == '\t' || c == '\r' || c == 0x3000) continue;
        g->chars++;
        g->strange += garble_strange(c);
    }
}

bool garble_is(const struct garble *g) { return g->strange >= LEAST && g->strange >= g->chars / SHARE; }
