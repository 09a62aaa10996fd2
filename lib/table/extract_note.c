/* SPDX-License-Identifier: MIT */
/* extract_note.c: the text between two tables: notes go to their table, the rest to the prose reader. */
#include "table/extract_in.h"

#include "base/utf.h"

#include <string.h>

/* The words that tell which fund table a note speaks of. */
static bool speaks_of(struct str note, struct str title)
{
    static const struct str word[] = {SI("政府性基金"), SI("国有资本"), SI("三公"), SI("政府采购"), SI("专项转移")};
    for (size_t i = 0; i < sizeof word / sizeof word[0]; i++)
        if (str_has(note, word[i])) return str_has(title, word[i]);
    return false;
}

enum { NOTE_MAX = 300 }; /* bytes of a line that may be a note without its mark */

/* 故本表无数据, 此表为空表: a note without its mark. */
static bool says_empty_table(struct str s)
{
    static const struct str self[] = {SI("本表"), SI("此表"), SI("该表"), SI("空表")}, none[] = {SI("无"), SI("没有"), SI("未"), SI("为空"), SI("空表列示")};
    bool of_table = false, empty = false;
    for (size_t i = 0; i < sizeof self / sizeof self[0]; i++) of_table = of_table || str_has(s, self[i]);
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) empty = empty || str_has(s, none[i]);
    return of_table && empty;
}

/* Does the line begin a note? Cheap, and never wrong when it says no. */
static bool may_be_note(struct str raw)
{
    return str_starts(raw, S("注")) || str_starts(raw, S("备注")) || str_starts(raw, S("说明")) || str_starts(raw, S("附注")) ||
           (raw.n < NOTE_MAX && str_has(raw, S("表")));
}

static int put_note(struct run *x, size_t i, struct str mark, struct str text, const struct caption *cap, struct str tno,
                    struct err *e)
{
    struct fact f;
    memset(&f, 0, sizeof f);
    f.page = x->d->line[i].page;
    f.line = x->d->line[i].line;
    f.f[REC_TNO] = tno;
    f.f[REC_TABLE] = cap->title;
    f.f[REC_ORGCODE] = cap->orgcode;
    f.f[REC_ORG] = cap->org;
    f.f[REC_YEAR] = cap->year;
    f.f[REC_PHASE] = cap->phase;
    f.f[REC_KIND] = S("note");
    f.f[REC_NAME] = mark.n ? mark : S("注");
    f.f[REC_VALUE] = text;
    if (!mark.n) f.f[REC_INFERRED] = S("name");
    return extract_put(x, &f, e);
}

/* Lines [from, to) between two tables: notes to their table, the rest to the prose reader. */
int extract_between(struct run *x, size_t from, size_t to, const struct caption *next, struct str next_tno, struct err *e)
{
    size_t seen = x->seen, prose = from;
    x->seen = 0;
    for (size_t i = from; i < to; i++) {
        struct str raw = str_trim(x->d->line[i].text), mark, text;
        if (!raw.n) continue;
        seen++;
        if (!may_be_note(raw)) continue;
        struct str s = utf_squeeze(x->a, raw);
        if (!s.p) return err_nomem(e);
        if (!caption_note(s, &mark, &text)) {
            if (!says_empty_table(s)) continue;
            mark = (struct str){"", 0};
            text = s;
        }
        if (!text.n) continue;
        bool above = next && to - i < 8 && speaks_of(text, next->title) && !speaks_of(text, x->last.title);
        if (!above && (!x->last_tno.n || seen > 10)) continue;
        if (prose_lines(x->prose, x->d, prose, i, e)) return ERR_FAIL;
        prose = i + 1;
        if (put_note(x, i, mark, text, above ? next : &x->last, above ? next_tno : x->last_tno, e)) return ERR_FAIL;
    }
    return prose < to ? prose_lines(x->prose, x->d, prose, to, e) : 0;
}
