/* SPDX-License-Identifier: MIT */
/* dec.h: exact decimals. A value is m / 10^scale with a 128-bit mantissa; money never becomes a double.
 *
 * Functions that can overflow return 0 or ERR_FAIL (-1) and leave *out alone on failure. The scale is
 * kept as printed: 1.50 has m 150, scale 2. */
#ifndef BD_BASE_DEC_H
#define BD_BASE_DEC_H

#include "base/str.h"

#include <stdint.h>

__extension__ typedef __int128 dec_int;

#define DEC_SCALE_MAX 36
#define DEC_CHARS 48 /* room for any dec_print output and a NUL */

struct dec {
    dec_int m;
    int scale; /* 0 .. DEC_SCALE_MAX digits after the point */
};

#define DEC_ZERO ((struct dec){0, 0})

/* -?[0-9]+(\.[0-9]+)? and nothing else. */
int dec_parse(struct str s, struct dec *out);
/* Writes the digits (scale decimals) and a NUL into buf; returns the length without it. */
size_t dec_print(struct dec d, char buf[DEC_CHARS]);
int dec_add(struct dec a, struct dec b, struct dec *out); /* scale: the larger of the two */
int dec_sub(struct dec a, struct dec b, struct dec *out);
int dec_cmp(struct dec a, struct dec b);                  /* exact, -1 0 1, never overflows */
struct dec dec_neg(struct dec a);
struct dec dec_abs(struct dec a);
static inline bool dec_is_zero(struct dec a) { return a.m == 0; }
/* a * 10^k, exactly. k < 0 moves the point left (scale grows), k > 0 right (scale shrinks first). */
int dec_shift(struct dec a, int k, struct dec *out);
int dec_mul(struct dec a, struct dec b, struct dec *out);
/* a / b with `digits` decimals, half away from zero. Division by zero is a failure. */
int dec_div(struct dec a, struct dec b, int digits, struct dec *out);
/* The same value with `scale` decimals, rounded half away from zero if that drops digits. */
int dec_round(struct dec a, int scale, struct dec *out);
/* Half a unit of the last printed digit: 0.005 for scale 2, 500 for scale -3; see lib/check/interval. */
struct dec dec_half_unit(int scale);

#endif
