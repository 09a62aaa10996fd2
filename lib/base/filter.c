/* SPDX-License-Identifier: MIT */
/* filter.c: loading seccomp filters; see seccomp(2), Linux 3.17 and later. */
#include "base/filter.h"

#if defined(__linux__) && !defined(BD_NO_SANDBOX)
#include <errno.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Of Linux 4.17: or some kernels slow down every process that has a filter. */
enum { SPEC_ALLOW = 1u << 2 };

enum filter_state filter_state(void)
{
    unsigned action = SECCOMP_RET_ERRNO;
    if (!filters[FILTER_BASE].code) return FILTER_NOT_BUILT;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0 ? FILTER_WORKS : FILTER_NO_KERNEL;
}

static int load(const struct filter *f)
{
    /* It is not written to; the kernel's struct does not say so. */
    struct sock_fprog p = {(unsigned short)f->n, (struct sock_filter *)(uintptr_t)f->code};
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SPEC_ALLOW, &p) == 0) return 0;
    if (errno != EINVAL) return -1;
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &p);
}

int filter_load(unsigned set, struct err *e)
{
    if (filter_state() != FILTER_WORKS) return 0;
    /* FILTER_BASE last: it forbids to load more. */
    for (int i = FILTERS - 1; i >= 0; i--)
        if (set & 1u << i && load(&filters[i])) return err_errno(e, NULL, errno, "cannot enter the sandbox (seccomp)");
    return 0;
}
#else
enum filter_state filter_state(void)
{
    return FILTER_NOT_BUILT;
}

int filter_load(unsigned set, struct err *e)
{
    (void)set, (void)e;
    return 0;
}
#endif
