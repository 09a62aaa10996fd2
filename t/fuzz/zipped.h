/* SPDX-License-Identifier: MIT */
/* zipped.h: an Office document whose parts are given as they are, so that mutations meet the XML and not the
 * checksums of the archive. Parts are separated by a line of "====". */
#ifndef BD_FUZZ_ZIPPED_H
#define BD_FUZZ_ZIPPED_H

#include "fuzz.h"

/* Input that begins with PK is an archive already. */
int fuzz_zipped(enum doc_format format, const char *const *names, struct str input);

#endif
