/* SPDX-License-Identifier: MIT */
/* unzip.h: the parts of an Office document out of their zip file, for zip.c and helper.c alone.
 *
 * libarchive ends the process, or crashes, where memory fails it, and a zip file may be made to take it over: so this runs in a
 * process of its own (helper.h) that holds the file and nothing else. What it says is not trusted by the reader. */
#ifndef BD_DOC_UNZIP_H
#define BD_DOC_UNZIP_H

#include <stdint.h>

/* A disclosure unpacks to a few MB; the limits are for files made to fill the memory. */
enum { UNZIP_MAX = 96 << 20, UNZIP_ENTRIES = 20000 };

/* What is written: for each part a head, its name and its bytes; at last a head of another kind. */
enum unzip_kind {
    UNZIP_PART,
    UNZIP_END,    /* size: signs, what the names in it say (enum unzip_sign) */
    UNZIP_BAD,    /* no zip file that can be read */
    UNZIP_TORN,   /* the part of this name cannot be unpacked */
    UNZIP_LARGE,  /* more than UNZIP_MAX bytes */
    UNZIP_MANY,   /* more than UNZIP_ENTRIES parts */
    UNZIP_LOCKED, /* encrypted */
    UNZIP_NOMEM,
};
enum unzip_sign { SIGN_WORD = 1, SIGN_EXCEL = 2, SIGN_OFD = 4, SIGN_ODF = 8, SIGN_SLIDES = 16, SIGN_XLSB = 32 };
struct unzip_head {
    uint32_t kind, name; /* bytes of the name */
    uint64_t size;       /* bytes of the part */
};

/* From the file in to the file out, both at their start. 0, or <0: it could not be written. */
int unzip(int in, int out);

#endif
