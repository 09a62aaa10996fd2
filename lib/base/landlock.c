/* SPDX-License-Identifier: MIT */
/* landlock.c: see landlock.h and landlock(7). The calls have no wrapper in the C library; headers older than the kernel lack
 * the later rights, so that these are named here by their bits. */
#include "base/landlock.h"

#if defined(__linux__) && !defined(BD_NO_SANDBOX) && __has_include(<linux/landlock.h>)
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define BIT(n) (UINT64_C(1) << (n))
#define FS_ALL_1 (BIT(13) - 1)   /* ABI 1: EXECUTE .. MAKE_SYM */
#define FS_REFER BIT(13)         /* ABI 2 */
#define FS_TRUNCATE BIT(14)      /* ABI 3 */
#define FS_IOCTL_DEV BIT(15)     /* ABI 5 */
#define NET_TCP (BIT(0) | BIT(1)) /* ABI 4: BIND, CONNECT */
#define SCOPES (BIT(0) | BIT(1)) /* ABI 6: abstract sockets, signals */

/* struct landlock_ruleset_attr of ABI 6; kernels before take its first members. */
struct ruleset {
    uint64_t fs, net, scoped;
};

int landlock_abi(void)
{
    long got = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return got > 0 ? (int)got : 0;
}

int landlock_begin(struct landlock *l, struct err *e)
{
    *l = (struct landlock){.fd = -1, .abi = landlock_abi()};
    if (!l->abi) return 0;
    struct ruleset r = {FS_ALL_1, NET_TCP, SCOPES};
    size_t size = l->abi >= 6 ? sizeof r : l->abi >= 4 ? 2 * sizeof r.fs : sizeof r.fs;
    if (l->abi >= 2) r.fs |= FS_REFER;
    if (l->abi >= 3) r.fs |= FS_TRUNCATE;
    if (l->abi >= 5) r.fs |= FS_IOCTL_DEV;
    l->fd = (int)syscall(SYS_landlock_create_ruleset, &r, size, 0);
    return l->fd < 0 ? err_errno(e, NULL, errno, "cannot enter the sandbox (Landlock)") : 0;
}

static uint64_t rights(const struct landlock *l, unsigned what, bool folder)
{
    uint64_t got = 0;
    if (what & LAND_READ) got |= LANDLOCK_ACCESS_FS_READ_FILE;
    if (what & LAND_EXEC) got |= LANDLOCK_ACCESS_FS_EXECUTE;
    if (what & LAND_WRITE) got |= LANDLOCK_ACCESS_FS_WRITE_FILE | (l->abi >= 3 ? FS_TRUNCATE : 0);
    if (!folder) return got;
    if (what & LAND_LIST) got |= LANDLOCK_ACCESS_FS_READ_DIR;
    if (what & LAND_NAME) got |= LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE;
    return got;
}

int landlock_allow(struct landlock *l, const char *path, unsigned what, struct err *e)
{
    struct stat st;
    int rc = 0;
    if (l->fd < 0) return 0;
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0) return 0;
    if (fstat(fd, &st) == 0) {
        struct landlock_path_beneath_attr a = {rights(l, what, S_ISDIR(st.st_mode)), fd};
        if (a.allowed_access && syscall(SYS_landlock_add_rule, l->fd, LANDLOCK_RULE_PATH_BENEATH, &a, 0)) rc = errno;
        if (rc == EBADFD) rc = 0; /* a pipe by the name of /dev/fd/N: no file system holds it, nor is it looked for in one */
    }
    close(fd);
    return rc ? err_errno(e, path, rc, "cannot enter the sandbox (Landlock)") : 0;
}

int landlock_enforce(struct landlock *l, struct err *e)
{
    if (l->fd < 0) return 0;
    int rc = syscall(SYS_landlock_restrict_self, l->fd, 0) ? err_errno(e, NULL, errno, "cannot enter the sandbox (Landlock)") : 0;
    landlock_free(l);
    return rc;
}

void landlock_free(struct landlock *l)
{
    if (l->fd >= 0) close(l->fd);
    l->fd = -1;
}
#else
int landlock_abi(void)
{
    return 0;
}

int landlock_begin(struct landlock *l, struct err *e)
{
    (void)e;
    *l = (struct landlock){.fd = -1};
    return 0;
}

int landlock_allow(struct landlock *l, const char *path, unsigned what, struct err *e)
{
    (void)l, (void)path, (void)what, (void)e;
    return 0;
}

int landlock_enforce(struct landlock *l, struct err *e)
{
    (void)l, (void)e;
    return 0;
}

void landlock_free(struct landlock *l)
{
    (void)l;
}
#endif
