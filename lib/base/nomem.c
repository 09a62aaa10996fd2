/* SPDX-License-Identifier: MIT */
#include "base/nomem.h"

#include <stddef.h>

static unsigned long count;

void *nomem_note(void *p)
{
    count += p == NULL;
    return p;
}

unsigned long nomem_count(void)
{
    return count;
}

int nomem_check(struct err *e)
{
    return count ? err_nomem(e) : 0;
}
