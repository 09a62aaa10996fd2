/* SPDX-License-Identifier: MIT */
/* xml.h: one XML part of an Office document, element by element, for lib/doc alone. libxml2 parses; no
 * tree is built, nothing is loaded, and a document type declaration (entity bombs) is refused unless the source always has one. */
#ifndef BD_DOC_XML_H
#define BD_DOC_XML_H

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

struct xml_attrs {
    const void *v; /* as libxml2 gives them */
    int n;
};

/* Names are without prefix: producers choose those freely. Callbacks return 0 or fill the err they know. */
struct xml_handler {
    int (*start)(void *arg, const char *name, const struct xml_attrs *attrs);
    int (*end)(void *arg, const char *name);
    int (*text)(void *arg, const char *p, size_t n); /* may come in pieces */
    bool may_have_dtd; /* it is skipped, its entities are unknown; else it is refused */
};

/* Value of the attribute called name, with p NULL if there is none. */
struct str xml_attr(const struct xml_attrs *attrs, const char *name);
/* The same as a number; other if absent or none. */
uint32_t xml_attr_u32(const struct xml_attrs *attrs, const char *name, uint32_t other);
/* An xsd:boolean; one that is not there is false. */
bool xml_attr_true(const struct xml_attrs *attrs, const char *name);
/* Run use(arg), which works with libxml2. That goes on with what it has, or round in a circle, after some of the allocations
 * that failed it: so it is left at once when there is no memory, and what it held is lost. 0, or ERR_FAIL without a reason. */
int xml_guard(void (*use)(void *arg), void *arg);
/* For who works with libxml2 piece by piece: before it is used, so that what it did not get is noted (nomem.h). */
void xml_memory(void);
/* part is named in messages: "FILE: PART, line N: damaged XML". */
int xml_parse(const char *file, struct str part, struct str data, const struct xml_handler *h, void *arg, struct err *e);

#endif
