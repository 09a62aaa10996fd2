/* SPDX-License-Identifier: MIT */
/* zip.h: the parts of a zip file, for lib/doc alone. */
#ifndef BD_DOC_ZIP_H
#define BD_DOC_ZIP_H

#include "doc/doc.h"

struct zip_part {
    struct str name, data;
};

struct zip {
    struct arena arena;
    struct zip_part *part;
    size_t n;
    struct str unpacked; /* what the parts are slices of; of child_map */
};

/* Unpack the parts of bytes that a Word or Excel document is made of, and say which it is; any other zip
 * file is an error that names it. name is for messages. zip_free in either case. */
int zip_open(struct zip *z, const char *name, struct str bytes, enum doc_format *f, struct err *e);
const struct zip_part *zip_find(const struct zip *z, struct str name); /* NULL if there is none */
void zip_free(struct zip *z);

#endif
