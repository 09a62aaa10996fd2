/* SPDX-License-Identifier: MIT */
/* xml.c: see xml.h. */
#include "doc/xml.h"

#include "base/nomem.h"

#include <libxml/parser.h>
#include <setjmp.h>
#include <stdlib.h>

/* ---- libxml2's memory ---- */

static jmp_buf *guard; /* of the xml_guard that is running */

static void *given(void *p)
{
    if (!nomem_note(p) && guard) longjmp(*guard, 1);
    return p;
}

static void *take(size_t n) { return given(malloc(n)); }
static void *take_again(void *p, size_t n) { return given(realloc(p, n)); }
static char *copy(const char *s) { return given(strdup(s)); }

void xml_memory(void)
{
    static bool ours;
    if (!ours) xmlMemSetup(free, take, take_again, copy);
    ours = true;
}

int xml_guard(void (*use)(void *arg), void *arg)
{
    jmp_buf here;
    xml_memory();
    xmlInitParser(); /* what lives on is made outside */
    if (setjmp(here)) {
        guard = NULL;
        return ERR_FAIL;
    }
    guard = &here;
    use(arg);
    guard = NULL;
    return 0;
}

/* ---- parsing ---- */

struct run {
    const struct xml_handler *h;
    void *arg;
    struct str data;
    xmlParserCtxtPtr parser;
    int rc, bad, line;
    bool has_dtd;
};

static void stop_if(struct run *r, int rc)
{
    if (rc == 0 || r->rc != 0) return;
    r->rc = rc;
    xmlStopParser(r->parser);
}

static void on_start(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nns, const xmlChar **ns,
                     int nattr, int ndefault, const xmlChar **attrs)
{
    struct run *r = arg;
    struct xml_attrs a = {attrs, nattr};
    (void)prefix, (void)uri, (void)nns, (void)ns, (void)ndefault;
    if (r->rc == 0) stop_if(r, r->h->start(r->arg, (const char *)name, &a));
}

static void on_end(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct run *r = arg;
    (void)prefix, (void)uri;
    if (r->rc == 0) stop_if(r, r->h->end(r->arg, (const char *)name));
}

static void on_text(void *arg, const xmlChar *text, int n)
{
    struct run *r = arg;
    if (r->rc == 0 && n > 0) stop_if(r, r->h->text(r->arg, (const char *)text, (size_t)n));
}

static void on_dtd(void *arg, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
    struct run *r = arg;
    (void)name, (void)id, (void)system;
    if (r->h->may_have_dtd) return;
    r->has_dtd = true;
    stop_if(r, ERR_FAIL);
}

struct str xml_attr(const struct xml_attrs *attrs, const char *name)
{
    const xmlChar *const *v = attrs->v;
    for (int i = 0; i < attrs->n; i++, v += 5)
        if (strcmp((const char *)v[0], name) == 0) return (struct str){(const char *)v[3], (size_t)(v[4] - v[3])};
    return (struct str){NULL, 0};
}

bool xml_attr_true(const struct xml_attrs *attrs, const char *name)
{
    struct str v = xml_attr(attrs, name);
    return str_eq(v, S("1")) || str_eq(v, S("true"));
}

uint32_t xml_attr_u32(const struct xml_attrs *attrs, const char *name, uint32_t other)
{
    unsigned n;
    return str_u32(xml_attr(attrs, name), &n) ? n : other;
}

enum { PIECE = 64 << 10 }; /* bytes */

static void parse(void *arg)
{
    struct run *r = arg;
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .endElementNs = on_end,
                         .characters = on_text, .cdataBlock = on_text, .internalSubset = on_dtd};
    r->bad = XML_ERR_NO_MEMORY;
    r->parser = xmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL);
    if (!r->parser) return;
    xmlCtxtUseOptions(r->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    /* In pieces: what the parser looks at must not be longer than 10 MB, and it keeps a copy. */
    r->bad = 0;
    for (struct str rest = r->data; rest.n && !r->bad && !r->rc;) {
        struct str piece = str_sub(rest, 0, PIECE);
        r->bad = xmlParseChunk(r->parser, piece.p, (int)piece.n, 0);
        rest = str_from(rest, piece.n);
    }
    if (!r->bad && !r->rc) r->bad = xmlParseChunk(r->parser, "", 0, 1);
    r->line = r->parser->input ? r->parser->input->line : 0;
    if (r->parser->myDoc) xmlFreeDoc(r->parser->myDoc);
    xmlFreeParserCtxt(r->parser);
}

int xml_parse(const char *file, struct str part, struct str data, const struct xml_handler *h, void *arg, struct err *e)
{
    struct run r = {.h = h, .arg = arg, .data = data};
    if (xml_guard(parse, &r)) return err_nomem(e);
    if (r.has_dtd) return err_set(e, file, 0, "%.*s has a document type declaration, which no Office program writes", STR_ARG(part));
    if (r.rc) return r.rc;
    if (r.bad == XML_ERR_NO_MEMORY) return err_nomem(e);
    return r.bad ? err_set(e, file, 0, "%.*s, line %d: damaged XML", STR_ARG(part), r.line) : 0;
}
