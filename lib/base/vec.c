/* SPDX-License-Identifier: MIT */
/* vec.c: growing the arrays of vec.h. */
#include "base/vec.h"

#include "base/nomem.h"

#include <stdint.h>
#include <stdlib.h>

int vec_grow(void **v, size_t *cap, size_t want, size_t size)
{
    size_t n = *cap ? *cap : 8;
    while (n < want) {
        if (n > SIZE_MAX / 4) return -1;
        n *= 2;
    }
    if (n > SIZE_MAX / 2 / size) return -1;
    void *p = nomem_note(realloc(*v, n * size));
    if (!p) return -1;
    *v = p;
    *cap = n;
    return 0;
}

void vec_free(void **v, size_t *n, size_t *cap)
{
    free(*v);
    *v = NULL;
    *n = *cap = 0;
}
