/* SPDX-License-Identifier: MIT */
/* vec.h: growable arrays in malloc memory, one macro for the type.
 *
 *   VEC(struct row) rows = {0};
 *   if (VEC_PUSH(&rows, r)) goto nomem;      0 ok, -1 no memory
 *   rows.v[0], rows.n, VEC_FREE(&rows) */
#ifndef BD_BASE_VEC_H
#define BD_BASE_VEC_H

#include <stddef.h>

#define VEC(type)                                                                                  \
    struct {                                                                                       \
        type *v;                                                                                   \
        size_t n, cap;                                                                             \
    }
#define VEC_RESERVE(vec, want)                                                                     \
    ((vec)->cap >= (want) ? 0 : vec_grow((void **)&(vec)->v, &(vec)->cap, (want), sizeof *(vec)->v))
#define VEC_PUSH(vec, x) (VEC_RESERVE((vec), (vec)->n + 1) ? -1 : ((vec)->v[(vec)->n++] = (x), 0))
#define VEC_FREE(vec) vec_free((void **)&(vec)->v, &(vec)->n, &(vec)->cap)

int vec_grow(void **v, size_t *cap, size_t want, size_t size);
void vec_free(void **v, size_t *n, size_t *cap);

#endif
