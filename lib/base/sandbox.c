/* SPDX-License-Identifier: MIT */
/* sandbox.c: the policy; landlock.c and filter.c are the mechanisms. */
#include "base/sandbox.h"

#include "base/filter.h"
#include "base/io.h"
#include "base/landlock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <dlfcn.h>
#include <iconv.h>
#include <sys/prctl.h>
#endif

#ifdef BD_NO_SANDBOX
int sandbox_off = 1;
#else
int sandbox_off;
#endif

/* Names may be given in the folder of path. */
static int allow_beside(struct landlock *l, const char *path, struct err *e)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
    int rc = folder ? landlock_allow(l, folder, LAND_LIST | LAND_NAME, e) : err_nomem(e);
    free(folder);
    return rc;
}

/* Where the file will be: beside its name, or beside the one that a symbolic link leads to. */
static int allow_output(struct landlock *l, const char *path, struct err *e)
{
    if (!path || strcmp(path, "-") == 0) return 0;
    char *real = realpath(path, NULL);
    if (!real && errno == ENOMEM) return err_nomem(e);
    int rc = allow_beside(l, path, e);
    if (rc == 0 && real) rc = allow_beside(l, real, e);
    free(real);
    return rc;
}

/* glibc's tables are beside its library; other C libraries have theirs inside. */
static int allow_iconv(struct landlock *l, struct err *e)
{
#ifdef __GLIBC__
    Dl_info libc;
    char folder[4096];
    const char *slash = dladdr((void *)(uintptr_t)iconv_open, &libc) ? strrchr(libc.dli_fname, '/') : NULL;
    if (!slash) return 0;
    int n = snprintf(folder, sizeof folder, "%.*s/gconv", (int)(slash - libc.dli_fname), libc.dli_fname);
    if (n > 0 && (size_t)n < sizeof folder) return landlock_allow(l, folder, LAND_READ | LAND_LIST, e);
#else
    (void)l, (void)e;
#endif
    return 0;
}

/* named: nobody else gives the outputs their names. */
static int allow_all(struct landlock *l, const struct sandbox *s, bool named, struct err *e)
{
    for (size_t i = 0; i < s->in->n; i++) {
        /* A folder is no input; that it is one may be found out. */
        if (strcmp(s->in->path[i], "-") != 0 && landlock_allow(l, s->in->path[i], LAND_READ | LAND_LIST, e)) return ERR_FAIL;
    }
    for (size_t i = 0; named && i < sizeof s->out / sizeof *s->out; i++)
        if (allow_output(l, s->out[i], e)) return ERR_FAIL;
    for (size_t i = 0; i < sizeof s->read / sizeof *s->read; i++)
        if (s->read[i] && landlock_allow(l, s->read[i], LAND_READ, e)) return ERR_FAIL;
    return s->needs & SANDBOX_ICONV ? allow_iconv(l, e) : 0;
}

static int no_new_privileges(struct err *e)
{
#ifdef __linux__
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return err_errno(e, NULL, errno, "cannot enter the sandbox");
#else
    (void)e;
#endif
    return 0;
}

int sandbox_enter(const struct sandbox *s, struct err *e)
{
    struct landlock l;
    unsigned set = 1u << FILTER_BASE | 1u << FILTER_NO_EXEC | 1u << FILTER_NO_CREATE;
    if (sandbox_off) return 0;
    bool named = io_let_finish() != 0;
    if (!(s->needs & SANDBOX_FORK)) set |= 1u << FILTER_NO_FORK;
    if (!named) set |= 1u << FILTER_NO_RENAME;
    if (no_new_privileges(e) || landlock_begin(&l, e)) return ERR_FAIL;
    int rc = allow_all(&l, s, named, e);
    if (rc == 0) rc = landlock_enforce(&l, e);
    landlock_free(&l);
    return rc ? rc : filter_load(set, e);
}

/* ---- a helper program ---- */

/* What a program brings along is below the folder that it was installed in: /opt/x/lib and /opt/x/share for
 * /opt/x/bin/pdftotext. */
static int allow_own(struct landlock *l, const char *program, struct err *e)
{
    char *real = realpath(program, NULL), folder[4096];
    int rc = landlock_allow(l, program, LAND_READ | LAND_EXEC, e);
    for (int i = 0; real && i < 2; i++) {
        char *slash = strrchr(real, '/');
        if (slash) *slash = '\0';
    }
    if (rc == 0 && real && snprintf(folder, sizeof folder, "%s/lib", real) < (int)sizeof folder)
        rc = landlock_allow(l, folder, LAND_READ | LAND_LIST | LAND_EXEC, e);
    if (rc == 0 && real && snprintf(folder, sizeof folder, "%s/share", real) < (int)sizeof folder)
        rc = landlock_allow(l, folder, LAND_READ | LAND_LIST, e);
    free(real);
    return rc;
}

int sandbox_helper(const char *program, struct err *e)
{
    static const char *const libraries[] = {"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/nix/store", "/gnu/store"};
    static const char *const tables[] = {"/usr", "/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/fonts"};
    struct landlock l;
    if (sandbox_off) return 0;
    if (no_new_privileges(e) || landlock_begin(&l, e)) return ERR_FAIL;
    int rc = allow_own(&l, program, e);
    /* The dynamic linker is started too, and is among the libraries. */
    for (size_t i = 0; rc == 0 && i < sizeof libraries / sizeof *libraries; i++)
        rc = landlock_allow(&l, libraries[i], LAND_READ | LAND_LIST | LAND_EXEC, e);
    for (size_t i = 0; rc == 0 && i < sizeof tables / sizeof *tables; i++) rc = landlock_allow(&l, tables[i], LAND_READ | LAND_LIST, e);
    if (rc == 0) rc = landlock_enforce(&l, e);
    landlock_free(&l);
    if (rc) return rc;
    return filter_load(1u << FILTER_BASE | 1u << FILTER_NO_CREATE | 1u << FILTER_NO_RENAME | 1u << FILTER_NO_FORK, e);
}

int sandbox_inside(struct err *e)
{
    struct landlock l;
    if (sandbox_off) return 0;
    if (no_new_privileges(e) || landlock_begin(&l, e)) return ERR_FAIL;
    int rc = allow_iconv(&l, e) || landlock_enforce(&l, e) ? ERR_FAIL : 0;
    landlock_free(&l);
    if (rc) return rc;
    return filter_load(1u << FILTER_BASE | 1u << FILTER_NO_CREATE | 1u << FILTER_NO_RENAME | 1u << FILTER_NO_FORK | 1u << FILTER_NO_EXEC, e);
}

/* ---- */

void sandbox_describe(char *buf, size_t size)
{
#ifdef BD_NO_SANDBOX
    snprintf(buf, size, "none (built without)");
#elif !defined(__linux__)
    snprintf(buf, size, "none (not Linux)");
#else
    static const char *const seccomp[] = {
        [FILTER_WORKS] = "seccomp", [FILTER_NOT_BUILT] = "no seccomp (built without libseccomp)", [FILTER_NO_KERNEL] = "no seccomp (kernel)"};
    char landlock[32];
    int abi = landlock_abi();
    snprintf(landlock, sizeof landlock, abi ? "Landlock %d" : "no Landlock (kernel)", abi);
    snprintf(buf, size, "%s, %s%s", landlock, seccomp[filter_state()], sandbox_off ? "; off (--no-sandbox)" : "");
#endif
}
