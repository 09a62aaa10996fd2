#include "table/prose.h"
#include "table/block.h"
__attribute__((weak)) struct prose *prose_new(const struct prose_doc *pd, const struct fact_sink *sink, struct err *e){(void)pd;(void)sink;(void)e;return (struct prose*)1;}
__attribute__((weak)) int prose_lines(struct prose *p, const struct doc *d, size_t from, size_t to, struct err *e){(void)p;(void)d;(void)from;(void)to;(void)e;return 0;}
__attribute__((weak)) int prose_end(struct prose *p, struct err *e){(void)p;(void)e;return 0;}
__attribute__((weak)) void prose_free(struct prose *p){(void)p;}
__attribute__((weak)) int grid_fixed_next(const struct doc *d, size_t from, size_t end, struct arena *a, size_t *t0, size_t *t1,struct grid *g, struct err *e){(void)d;(void)from;(void)end;(void)a;(void)t0;(void)t1;(void)g;(void)e;return 0;}
