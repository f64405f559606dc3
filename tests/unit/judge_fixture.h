/*
 * For the tests of conditions and judging: a pack of an invented by-law in a
 * temporary directory, and facts built by hand, without reading a letter.
 * SPDX-License-Identifier: MIT
 */
#ifndef TEST_JUDGE_FIXTURE_H
#define TEST_JUDGE_FIXTURE_H

#include "base/buf.h"
#include "base/calendar.h"
#include "judge/judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the pack ------------------------------------------------------------------ */

static const char *const pack_files[][2] = {
    { "pack.json",
      "{\"format\": 1, \"name\": \"lantern\", \"version\": \"1.0.0\","
      " \"kind\": \"law\", \"title\": \"Lantern By-law\","
      " \"law_as_at\": \"2026-01-01\", \"uses\": [], \"regime\": \"LB\","
      " \"applies\": {\"regime\": [\"LB\"], \"document_kind\": [\"reply\"]},"
      " \"files\": [\"labels.json\", \"rules.json\"]}" },
    { "labels.json",
      "{\"modes\": ["
      "  {\"mode\": \"keep\", \"title\": \"keep\", \"purpose\": \"keeping\"},"
      "  {\"mode\": \"hush\", \"title\": \"hush\", \"purpose\": \"hushing\"}],"
      " \"stances\": ["
      "  {\"stance\": \"keeps\", \"title\": \"keeps\", \"mode\": \"keep\","
      "   \"outcome\": \"kept\", \"answers\": true},"
      "  {\"stance\": \"gives\", \"title\": \"gives\", \"outcome\": \"given\","
      "   \"answers\": true, \"opposite\": [\"denies\"]},"
      "  {\"stance\": \"denies\", \"title\": \"denies\", \"answers\": true}],"
      " \"elements\": [{\"element\": \"ground\", \"title\": \"ground\"},"
      "  {\"element\": \"weighing\", \"title\": \"weighing\"},"
      "  {\"element\": \"appeal\", \"title\": \"appeal\"}],"
      " \"instruments\": [{\"instrument\": \"LB\", \"canonical_prefix\": \"\","
      "  \"own\": true, \"regime\": \"LB\", \"names\": [\"lantern by-law\"],"
      "  \"leads\": [\"clause\"]}],"
      " \"provisions\": ["
      "  {\"section\": \"4\", \"title\": \"Oil\", \"kind\": \"ground\","
      "   \"titles\": [\"oil\"], \"supports\": \"keeps\","
      "   \"default_mode\": \"keep\", \"attributes\": {\"needs-limb\": true,"
      "   \"colour\": \"amber\", \"lamps\": 3, \"statute\": \"keep the"
      "   barrels that would hamper a lighthouse\"}, \"limbs\": ["
      "    {\"provision\": \"4(1)\", \"mode\": \"keep\","
      "     \"tier\": \"qualified\", \"test\": \"class\","
      "     \"likelihood\": true, \"label\": \"whale oil\"},"
      "    {\"provision\": \"4(2)\", \"mode\": \"hush\","
      "     \"tier\": \"absolute\", \"test\": \"class\","
      "     \"likelihood\": false, \"label\": \"lamp oil\"}]},"
      "  {\"section\": \"7\", \"title\": \"Wicks\", \"kind\": \"ground\","
      "   \"titles\": [\"wicks\"], \"default_mode\": \"keep\","
      "   \"limbs\": [{\"provision\": \"7(1)\", \"mode\": \"keep\","
      "     \"tier\": \"qualified\", \"test\": \"class\","
      "     \"likelihood\": false, \"label\": \"wicks\"}]}],"
      " \"units\": ["
      "  {\"unit\": \"hour\", \"dimension\": \"time\", \"size\": 1,"
      "   \"words\": [\"hour\", \"hours\"]},"
      "  {\"unit\": \"watch\", \"dimension\": \"time\", \"size\": 4,"
      "   \"words\": [\"watch\", \"watches\"]},"
      "  {\"unit\": \"fathom\", \"dimension\": \"length\", \"size\": 6,"
      "   \"words\": [\"fathom\", \"fathoms\"]}],"
      " \"calendars\": [{\"calendar\": \"harbour\","
      "   \"weekend\": [\"sat\", \"sun\"], \"from\": \"2020-01-01\","
      "   \"to\": \"2029-12-31\", \"holidays\": [\"2025-06-05\","
      "    {\"day\": \"2025-07-02\", \"name\": \"regatta\","
      "     \"unsettled\": \"it may rain\"}]}],"
      " \"periods\": ["
      "  {\"period\": \"reply\", \"title\": \"reply\","
      "   \"starts\": [\"received\"], \"days\": 5,"
      "   \"calendar\": \"harbour\", \"strength\": \"act\","
      "   \"basis\": [{\"source\": \"LB\", \"at\": \"cl.2\"}]},"
      "  {\"period\": \"reply-by-ship\", \"title\": \"reply by ship\","
      "   \"replaces\": \"reply\", \"authority\": [\"ship\"],"
      "   \"starts\": [\"received\"], \"days\": 10,"
      "   \"calendar\": \"calendar-days\", \"strength\": \"act\","
      "   \"basis\": [{\"source\": \"LB\", \"at\": \"cl.3\"}]}],"
      " \"concepts\": ["
      "  {\"concept\": \"answers-it\", \"title\": \"is a reply\","
      "   \"as\": \"cue\", \"cue\": \"kind\", \"value\": \"reply\","
      "   \"variants\": [{\"phrases\": [\"in reply\"]}]},"
      "  {\"concept\": \"we-keep\", \"title\": \"keeps it\","
      "   \"as\": \"stance\", \"label\": \"keeps\","
      "   \"variants\": [{\"phrases\": [\"we keep\"]}]},"
      "  {\"concept\": \"weighs\", \"title\": \"weighs it\","
      "   \"as\": \"element\", \"label\": \"weighing\","
      "   \"variants\": [{\"phrases\": [\"on balance\"],"
      "     \"set\": {\"direction\": \"keep\"}},"
      "    {\"phrases\": [\"in the scales\"]}]},"
      "  {\"concept\": \"toll\", \"title\": \"names the toll\","
      "   \"as\": \"mention\", \"variants\": [{\"phrases\":"
      "    [\"toll of <money:sum> for <duration:time>\"]}]},"
      "  {\"concept\": \"came\", \"title\": \"day of receipt\","
      "   \"as\": \"date\", \"label\": \"received\","
      "   \"variants\": [{\"phrases\": [\"came on <date:when>\"]}]},"
      "  {\"concept\": \"sent\", \"title\": \"day of the letter\","
      "   \"as\": \"date\", \"label\": \"response\","
      "   \"variants\": [{\"phrases\": [\"dated <date:when>\"]}]}]}" },
};

/* What every rule must have besides its conditions and its message. */
#define BOILERPLATE(id)                                                   \
    "\"rule\": \"" id "\", \"title\": \"" id "\", \"severity\":"          \
    " \"error\", \"strength\": \"act\", \"basis\": [{\"source\": \"LB\"," \
    " \"at\": \"cl.4\"}], \"advice\": \"Say it.\", \"examples\":"         \
    " {\"bad\": [{\"text\": \"x\", \"expect\": [{\"quote\": \"x\"}]}],"   \
    " \"good\": [{\"text\": \"y\"}]}"
#define RULE(id, body) "{" BOILERPLATE(id) ", " body "}"
#define RULES(list)    "{\"rules\": [" list "]}"

static inline void write_file(const char *dir, const char *name,
                              const char *text)
{
    char path[256];
    snprintf(path, sizeof(path), "%s/%s", dir, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static inline void note_problem(void *data, const fl_problem *problem)
{
    fl_buf *buf = data;
    fl_buf_printf(buf, "%s %s\n", problem->pointer ? problem->pointer : "-",
                  problem->text);
}

/* Loads the pack with `rules`; problems go to `problems`, one a line. */
static inline fl_packs *load_pack(const char *rules, fl_buf *problems)
{
    char dir[] = "/tmp/foilint-judge-XXXXXX";
    char path[256];
    fl_packs *packs = NULL;
    assert_non_null(mkdtemp(dir));
    for (size_t i = 0; i < sizeof(pack_files) / sizeof(pack_files[0]); i++)
        write_file(dir, pack_files[i][0], pack_files[i][1]);
    write_file(dir, "rules.json", rules);
    const char *dirs[] = { dir };
    fl_load_options options = { .directories = dirs, .directory_count = 1 };
    fl_sink sink = { note_problem, problems };
    fl_packs_load(&packs, &options, &sink);
    static const char *const names[] = { "pack.json", "labels.json",
                                         "rules.json" };
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
        unlink(path);
    }
    rmdir(dir);
    return packs;
}

/* ---- facts ---------------------------------------------------------------------- */

typedef struct {
    fl_arena *arena;
    fl_packs *packs;
    fl_document doc;
    fl_mentions found;
    fl_facts facts;
    fl_judgement judgement;
} fixture;

static inline fl_atom atom(const fixture *fx, const char *name)
{
    fl_atom found = fl_packs_atom(fx->packs, fl_str_from(name));
    assert_int_not_equal(found, 0);
    return found;
}

/* A letter whose lines are its blocks, each one sentence. */
static inline fixture *make_letter(const char *rules, const char *text)
{
    fl_buf problems = { 0 };
    fl_arena *arena = fl_arena_new();
    fixture *fx = FL_NEW(arena, fixture);
    fx->arena = arena;
    fx->packs = load_pack(rules, &problems);
    if (!fx->packs)
        fprintf(stderr, "%s", fl_buf_str(&problems).ptr);
    assert_non_null(fx->packs);
    fl_buf_dispose(&problems);
    fx->doc.text = fl_str_from(text);
    fx->doc.folded = fx->doc.text;
    fx->facts.packs = fx->packs;
    fx->facts.doc = &fx->doc;
    fx->facts.mentions = &fx->found;
    uint32_t at = 0;
    while (at <= fx->doc.text.len) {
        const char *end = strchr(text + at, '\n');
        uint32_t stop =
            end ? (uint32_t)(end - text) : (uint32_t)fx->doc.text.len;
        fl_block *block = FL_PUSH(arena, &fx->doc.blocks);
        block->start = at;
        block->end = stop;
        fl_sentence *s = FL_PUSH(arena, &fx->found.sentences);
        *s = (fl_sentence){ at, stop, (uint32_t)fx->doc.blocks.count - 1,
                            false };
        at = stop + 1;
    }
    size_t count = fx->doc.blocks.count;
    fx->facts.blocks = FL_NEW_ARRAY(arena, count, fl_block_facts);
    for (size_t i = 0; i < count; i++) {
        fl_block_facts *b = &fx->facts.blocks[i];
        b->role = FL_PART_RESPONSE;
        b->heading = b->lead_in = b->answer = b->ask = FL_NONE;
        b->repeats = FL_NONE;
    }
    *FL_PUSH(arena, &fx->facts.parts) =
        (fl_part){ FL_PART_RESPONSE, 0, (uint32_t)count - 1 };
    fx->facts.voices = FL_NEW_ARRAY(arena, 64, fl_voice);
    fx->facts.regime = atom(fx, "LB");
    *FL_PUSH(arena, &fx->facts.regimes) = fx->facts.regime;
    *FL_PUSH(arena, &fx->facts.kinds) = atom(fx, "reply");
    fx->facts.response = fx->facts.received = FL_NO_DAY;
    for (int i = 0; i < FL_GIVEN_COUNT; i++)
        fx->facts.given[i] = FL_NO_DAY;
    fl_day_parse(FL_STR("2025-06-12"), &fx->facts.as_of);
    fx->facts.as_of_from = "letter";
    fx->facts.sign_off = (uint32_t)count - 1;
    fx->facts.insert_at = fx->doc.blocks.items[count - 1].start;
    return fx;
}

static inline void free_letter(fixture *fx)
{
    fl_packs_free(fx->packs);
    fl_arena_free(fx->arena);
}

typedef struct {
    uint32_t start, end, block;
} place;

/* The first place of `words`. */
static inline place find(const fixture *fx, const char *words)
{
    const char *at = strstr(fx->doc.text.ptr, words);
    assert_non_null(at);
    place p = { .start = (uint32_t)(at - fx->doc.text.ptr) };
    p.end = p.start + (uint32_t)strlen(words);
    for (uint32_t b = 0; b < fx->doc.blocks.count; b++)
        if (fx->doc.blocks.items[b].start <= p.start)
            p.block = b;
    return p;
}

#define PUT(f, p)                                \
    ((f)->start = (p).start, (f)->end = (p).end, \
     (f)->sentence = (f)->block = (p).block)

static inline fl_citation *add_citation(fixture *fx, const char *provision,
                                        const char *words)
{
    fl_citation *c = FL_PUSH(fx->arena, &fx->facts.citations);
    place p = find(fx, words);
    PUT(c, p);
    c->provision = fl_str_from(provision);
    c->section = fl_packs_section(fx->packs, c->provision);
    c->declared = c->section != FL_NONE;
    c->title_claimed = c->claim = FL_NONE;
    return c;
}

static inline fl_use *add_use(fixture *fx, fl_claim *claim, const char *words)
{
    fl_citation *c = add_citation(fx, claim->provision.ptr, words);
    c->claim = (uint32_t)(claim - fx->facts.claims.items);
    fl_use *use = FL_PUSH(fx->arena, &claim->uses);
    use->citation = (uint32_t)fx->facts.citations.count - 1;
    place p = find(fx, words);
    PUT(use, p);
    return use;
}

/* The returned pointer holds until the next claim is added. */
static inline fl_claim *add_claim(fixture *fx, const char *provision,
                                  const char *mode, const char *words)
{
    fl_claim *c = FL_PUSH(fx->arena, &fx->facts.claims);
    c->provision = fl_str_from(provision);
    c->section = fl_packs_section(fx->packs, c->provision);
    if (c->section != FL_NONE)
        c->limb = fl_section_limb(&fx->packs->sections.items[c->section],
                                  c->provision);
    c->bare = c->section != FL_NONE && !c->limb;
    c->mode = atom(fx, mode);
    c->stance = FL_NONE;
    c->likelihood = FL_UNKNOWN;
    if (c->limb) {
        c->limb_mode = c->limb->mode;
        c->tier = c->limb->tier;
        c->test = c->limb->test;
        c->likelihood = c->limb->likelihood;
    }
    add_use(fx, c, words);
    return c;
}

static inline fl_stance *add_stance(fixture *fx, const char *label,
                                    const char *words)
{
    fl_stance *s = FL_PUSH(fx->arena, &fx->facts.stances);
    place p = find(fx, words);
    PUT(s, p);
    s->stance = atom(fx, label);
    s->mention = FL_NONE;
    return s;
}

static inline fl_element *add_element(fixture *fx, const char *label,
                                      const char *words)
{
    fl_element *e = FL_PUSH(fx->arena, &fx->facts.elements);
    place p = find(fx, words);
    PUT(e, p);
    e->element = atom(fx, label);
    e->source = FL_SOURCE_PHRASE;
    e->mention = FL_NONE;
    return e;
}

static inline fl_date_fact *add_date(fixture *fx, const char *role,
                                     const char *iso, const char *words)
{
    fl_date_fact *d = FL_PUSH(fx->arena, &fx->facts.dates);
    place p = find(fx, words);
    PUT(d, p);
    d->role = atom(fx, role);
    assert_true(fl_day_parse(fl_str_from(iso), &d->day));
    return d;
}

static inline fl_mention *add_mention(fixture *fx, const char *concept,
                                      const char *words)
{
    fl_mention *m = FL_PUSH(fx->arena, &fx->found.mentions);
    place p = find(fx, words);
    PUT(m, p);
    for (uint32_t c = 0; c < fx->packs->concepts.count; c++)
        if (fx->packs->concepts.items[c].name == atom(fx, concept))
            m->concept = c;
    for (size_t s = 0; s < 4; s++)
        m->slot_tokens[s] = UINT32_MAX;
    return m;
}

static inline uint32_t add_token(fixture *fx, uint32_t type, double value,
                                 const char *unit, const char *words)
{
    fl_token *t = FL_PUSH(fx->arena, &fx->found.tokens);
    place p = find(fx, words);
    PUT(t, p);
    t->type = type;
    t->value = t->value_to = value;
    if (unit)
        t->unit = atom(fx, unit);
    return (uint32_t)fx->found.tokens.count - 1;
}

static inline uint32_t add_question(fixture *fx, const char *id,
                                    const char *words)
{
    fl_question *q = FL_PUSH(fx->arena, &fx->facts.questions);
    q->id = fl_str_from(id);
    q->parent = FL_NONE;
    place p = find(fx, words);
    q->ask_start = p.start;
    q->ask_end = p.end;
    return (uint32_t)fx->facts.questions.count - 1;
}

/* ---- judging ------------------------------------------------------------------------ */

static inline const fl_judgement *judge_with(fixture *fx,
                                             const fl_scan_options *options)
{
    fl_judge(fx->arena, &fx->facts, options, &fx->judgement);
    return &fx->judgement;
}

static inline const fl_judgement *judge(fixture *fx)
{
    return judge_with(fx, &(fl_scan_options){ 0 });
}

/* First outcome of the rule; NULL when it has none. */
static inline const fl_outcome *outcome_of(const fixture *fx, const char *rule)
{
    for (size_t i = 0; i < fx->judgement.outcomes.count; i++) {
        const fl_outcome *o = &fx->judgement.outcomes.items[i];
        fl_atom id = fx->packs->rules.items[o->rule].id;
        if (fl_str_is(fl_atom_name(fx->packs, id), rule))
            return o;
    }
    return NULL;
}

static inline void assert_text(fl_str got, const char *wanted)
{
    fl_buf buf = { 0 };
    fl_buf_add(&buf, got);
    assert_string_equal(fl_buf_str(&buf).ptr ? fl_buf_str(&buf).ptr : "",
                        wanted);
    fl_buf_dispose(&buf);
}

static inline void assert_outcome(const fixture *fx, const char *rule,
                                  const char *wanted)
{
    const fl_outcome *o = outcome_of(fx, rule);
    assert_non_null(o);
    assert_string_equal(fl_outcome_name(o->kind), wanted);
}

static inline void assert_located(const fixture *fx, const char *rule,
                                  const char *words)
{
    const fl_outcome *o = outcome_of(fx, rule);
    assert_non_null(o);
    assert_text(fl_document_text(&fx->doc, o->start, o->end), words);
}

#endif
