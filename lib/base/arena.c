/* SPDX-License-Identifier: MIT */
/* arena.c: a list of blocks, allocation by moving a mark. */
#include "base/arena.h"

#include "base/asan.h"
#include "base/nomem.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Under AddressSanitizer what is not handed out, or was given back by arena_reset, may not be touched. */
#if BD_ASAN
#include <sanitizer/asan_interface.h>
static void shut(const void *p, size_t n) { __asan_poison_memory_region(p, n); }
static void open_up(const void *p, size_t n) { __asan_unpoison_memory_region(p, n); }
#else
static inline void shut(const void *p, size_t n) { (void)p, (void)n; }
static inline void open_up(const void *p, size_t n) { (void)p, (void)n; }
#endif

struct arena_block {
    struct arena_block *next;
    size_t cap, n;
    alignas(max_align_t) char data[];
};

enum { ALIGN = alignof(max_align_t), FIRST_BLOCK = 16 << 10, LAST_BLOCK = 1 << 20, KEPT = 4 << 20 /* bytes */ };

static size_t round_up(size_t n)
{
    return (n + (ALIGN - 1)) & ~(size_t)(ALIGN - 1);
}

static struct arena_block *block_new(size_t cap)
{
    if (cap > SIZE_MAX / 2) return NULL;
    struct arena_block *b = nomem_note(malloc(sizeof *b + cap));
    if (!b) return NULL;
    b->next = NULL;
    b->cap = cap;
    b->n = 0;
    shut(b->data, cap);
    return b;
}

/* A block of the round before with room for n bytes, which must use a good part of it. */
static struct arena_block *block_again(struct arena *a, size_t n)
{
    for (struct arena_block **p = &a->free; *p; p = &(*p)->next) {
        struct arena_block *b = *p;
        if (b->cap < n || (b->cap > LAST_BLOCK && n < b->cap / 2)) continue;
        *p = b->next;
        b->next = NULL;
        return b;
    }
    return NULL;
}

/* A block with n free bytes. A large piece gets a block of its own behind the head, so that the rest
 * of the head stays in use. */
static struct arena_block *block_for(struct arena *a, size_t n)
{
    struct arena_block *head = a->head;
    if (head && head->cap - head->n >= n) return head;
    size_t cap = head ? head->cap * 2 : FIRST_BLOCK;
    if (cap > LAST_BLOCK) cap = LAST_BLOCK;
    bool own = head && n > cap / 2;
    if (cap < n || own) cap = n;
    struct arena_block *b = a->free ? block_again(a, cap) : NULL;
    if (!b) b = block_new(cap);
    if (!b) return NULL;
    if (own) {
        b->next = head->next;
        head->next = b;
    } else {
        b->next = head;
        a->head = b;
    }
    return b;
}

/* Would n more bytes be too many? */
static bool is_over(struct arena *a, size_t n)
{
    if (!a->limit || (n <= a->limit && a->used <= a->limit - n)) return false;
    a->full = true;
    return true;
}

void *arena_alloc(struct arena *a, size_t n)
{
    if (n > SIZE_MAX / 2) return NULL;
    size_t asked = n ? n : 1;
    n = round_up(asked);
    if (is_over(a, n)) return NULL;
    struct arena_block *b = block_for(a, n);
    if (!b) return NULL;
    void *p = b->data + b->n;
    b->n += n;
    a->used += n;
    open_up(p, asked);
    return p;
}

void *arena_zalloc(struct arena *a, size_t n)
{
    void *p = arena_alloc(a, n);
    if (p) memset(p, 0, n);
    return p;
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / 2 / size) return NULL;
    return arena_zalloc(a, n * size);
}

struct str arena_str(struct arena *a, struct str s)
{
    return arena_cat(a, s, (struct str){NULL, 0});
}

struct str arena_cat(struct arena *a, struct str x, struct str y)
{
    if (y.n > SIZE_MAX / 4 || x.n > SIZE_MAX / 4) return (struct str){NULL, 0};
    char *p = arena_alloc(a, x.n + y.n + 1);
    if (!p) return (struct str){NULL, 0};
    if (x.n) memcpy(p, x.p, x.n);
    if (y.n) memcpy(p + x.n, y.p, y.n);
    p[x.n + y.n] = '\0';
    return (struct str){p, x.n + y.n};
}

struct str arena_cat3(struct arena *a, struct str x, struct str y, struct str z)
{
    struct str xy = arena_cat(a, x, y);
    return xy.p ? arena_cat(a, xy, z) : xy;
}

struct str arena_join(struct arena *a, struct str x, struct str sep, struct str y)
{
    if (x.n == 0) return y.p ? y : (struct str){"", 0};
    if (y.n == 0) return x;
    size_t n = x.n + sep.n + y.n;
    char *p = arena_alloc(a, n + 1);
    if (!p) return (struct str){NULL, 0};
    memcpy(p, x.p, x.n);
    if (sep.n) memcpy(p + x.n, sep.p, sep.n);
    memcpy(p + x.n + sep.n, y.p, y.n);
    p[n] = '\0';
    return (struct str){p, n};
}

void *arena_grow(struct arena *a, void *old, size_t oldbytes, size_t newbytes)
{
    struct arena_block *b = a->head;
    if (newbytes > SIZE_MAX / 2) return NULL;
    size_t have = round_up(oldbytes ? oldbytes : 1);
    size_t want = round_up(newbytes ? newbytes : 1);
    if (old && want <= have) {
        open_up(old, newbytes);
        return old;
    }
    bool is_last = old && b && b->n >= have && (char *)old == b->data + b->n - have;
    if (is_last && want - have <= b->cap - b->n) {
        if (is_over(a, want - have)) return NULL;
        b->n += want - have;
        a->used += want - have;
        open_up(old, newbytes);
        return old;
    }
    void *p = arena_alloc(a, newbytes);
    if (p && old && oldbytes) memcpy(p, old, oldbytes);
    return p;
}

static void free_list(struct arena_block *b)
{
    while (b) {
        struct arena_block *next = b->next;
        open_up(b->data, b->cap);
        free(b);
        b = next;
    }
}

void arena_reset(struct arena *a)
{
    if (a->head && a->head->next) {
        struct arena_block *b = a->head->next;
        size_t kept = 0;
        free_list(a->free);
        a->free = a->head->next = NULL;
        while (b) {
            struct arena_block *next = b->next;
            bool keep = b->cap <= KEPT - kept;
            if (keep) {
                kept += b->cap;
                b->n = 0;
                shut(b->data, b->cap);
                b->next = a->free;
                a->free = b;
            } else {
                open_up(b->data, b->cap);
                free(b);
            }
            b = next;
        }
    }
    if (a->head) {
        a->head->n = 0;
        shut(a->head->data, a->head->cap);
    }
    a->used = 0;
}

void arena_free(struct arena *a)
{
    free_list(a->head);
    free_list(a->free);
    a->head = a->free = NULL;
    a->used = 0;
}

void arena_keep(void)
{
#ifdef M_TRIM_THRESHOLD
    mallopt(M_TRIM_THRESHOLD, 16 << 20); /* bytes */
    mallopt(M_MMAP_THRESHOLD, 4 * LAST_BLOCK);
#endif
}
