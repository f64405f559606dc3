/*
 * Looking into attachments: displayed values, checks on digits, masks, and
 * that no failed allocation leaks.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "attach/inspect.h"
#include "attach/xlsx.h"
#include "base/alloc.h"
#include "package_fixture.h"
#include "recognise/files.h"
#include "recognise/sift.h"
#include "result.h"

#include <stdio.h>

static void show_number__shows_what_a_spreadsheet_shows(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *code, *shown;
    } cases[] = {
        { 52, "", "52" },
        { 0.5, "General", "0.5" },
        { 1234567, "#,##0", "1,234,567" },
        { 1234.5, "#,##0.00", "1,234.50" },
        { -3, "0", "-3" },
        { 7, "000", "007" },
        { 0.25, "0%", "25%" },
        { 0.125, "0.0%", "12.5%" },
        { 5000, "#,##0,", "5" },
        { 3, "\"about \"0\" cases\"", "about 3 cases" },
        { 12.5, "[$\xc2\xa3-809]#,##0.00",
          "\xc2\xa3"
          "12.50" },
        { -4, "0;(0)", "(4)" },
        { 0, "0;-0;\"none\"", "none" },
        { 9, ";;;", "" },
        { 45658, "dd/mm/yyyy", "01/01/2025" },
        { 45658, "d mmm yy", "1 Jan 25" },
        { 45658, "dddd", "Wednesday" },
        { 45658.75, "hh:mm", "18:00" },
        { 45658.75, "h:mm AM/PM", "6:00 PM" },
        { 60, "d/m/yyyy", "28/2/1900" }, /* the leap day that never was */
        { 1.5, "[h]:mm", "36:00" },
        { 1.5, "[mm]:ss", "2160:00" },
        { 0.5, "[ss]", "43200" },
        { 0.0625, "[hh]:mm", "01:30" },
        { 1.0 / 24, "[h]", "1" },
        { 7, "[Magenta]0", "7" },
        { 7, "[Magenta]0;[Magenta]-0", "7" },
        { 0.5, ".00", ".50" },
        { 12.5, ".0", "12.5" },
        { 0.5, "\"p = \".000", "p = .500" },
        { 4, "General;[RED]-General", "4" },
        { -4, "General;[RED]-General", "-4" },
        { -4, "General;(General)", "(4)" },
        { -4, "General", "-4" },
        { 3, "[Blue]General\" cases\"", "3 cases" },
        { 5, "0\\", "5" },
        { -5, "0;(0)\\", "(5)" },
        { -1, "dd/mm/yyyy", "########" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fl_buf out = { 0 };
        fl_show_number(&out, cases[i].value, fl_str_from(cases[i].code), false);
        if (!fl_str_is(fl_buf_str(&out), cases[i].shown))
            fail_msg("%g by %s: \"%.*s\"", cases[i].value, cases[i].code,
                     FL_ARG(fl_buf_str(&out)));
        fl_buf_dispose(&out);
    }
}

static void code_masks__only_what_shows_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        double value;
        bool masks;
    } cases[] = { { ";;;", 7, true },
                  { ";;", 7, true },
                  { "0;-0;", 0, false },
                  { "", 7, false },
                  { "\";\"", 7, true },
                  { "\"redacted\"", 7, true },
                  { "\"\"", 7, true },
                  { "[<5]\"<5\";0", 3, true },
                  { "[<5]\"<5\";0", 41, false },
                  { "[Red][<5]\"<5\";0", 3, true },
                  { "[=0]\"none\";0", 0, false },
                  { "\"£\"0.00", 7, false },
                  { "0;-0;\"-\"", 0, false },
                  { "\"Yes\";\"Yes\";\"No\"", 1, false },
                  { "\"Yes\";\"Yes\";\"No\"", 3, true },
                  { "[Blue]General", 7, false },
                  { "[Magenta]\"redacted\"", 7, true },
                  { "\"General\"", 7, true },
                  { "0;-0;;@\\", 7, false },
                  { "dd mmm yyyy", 7, false } };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_int_equal(
            fl_code_masks(fl_str_from(cases[i].code), cases[i].value),
            cases[i].masks);
    assert_true(fl_code_masks_text(FL_STR(";;;")));
    assert_true(fl_code_masks_text(FL_STR("0;0;0;\"none\"")));
    assert_false(fl_code_masks_text(FL_STR(";;;@")));
    assert_true(fl_code_masks_text(FL_STR("0;0;0;\\")));
    assert_false(fl_code_masks_text(FL_STR("\"redacted\"")));
}

static void csv_field__is_never_a_formula(void **state)
{
    (void)state;
    fl_buf out = { 0 };
    fl_csv_field(&out, FL_STR("=1+1"), false, true);
    fl_csv_field(&out, FL_STR("-5"), true, false);
    fl_csv_field(&out, FL_STR("a \"b\", c"), false, false);
    assert_string_equal(out.ptr, "'=1+1,-5,\"a \"\"b\"\", c\"");
    fl_buf_dispose(&out);
}

static void check_digits__by_eleven(void **state)
{
    (void)state;
    assert_true(fl_check_digits(FL_STR("943 476 5919"), FL_CHECK_MOD11));
    assert_false(fl_check_digits(FL_STR("943 476 5918"), FL_CHECK_MOD11));
    assert_false(fl_check_digits(FL_STR("943 476 591"), FL_CHECK_MOD11));
    assert_false(fl_check_digits(FL_STR("94347659190"), FL_CHECK_MOD11));
    assert_false(fl_check_digits(FL_STR("0000000000"), FL_CHECK_MOD11));
    assert_true(fl_check_digits(FL_STR("12"), FL_CHECK_NONE));
}

static void mask_text__leaves_little(void **state)
{
    (void)state;
    fl_arena *arena = fl_arena_new();
    if (FL_ARENA_TRY(arena)) {
        fl_str masked = fl_mask_text(arena, FL_STR(" AB123456C "));
        assert_true(fl_str_is(masked,
                              "AB\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80"
                              "\xa2\xe2\x80\xa2\xe2\x80\xa2"
                              "C"));
        assert_true(
            fl_str_is(fl_mask_text(arena, FL_STR("Ann")), "An\xe2\x80\xa2"));
        assert_true(fl_str_is(fl_mask_text(arena, FL_STR("")), ""));
        assert_true(fl_str_is(fl_cell_name(arena, 28, 7), "AB7"));
        assert_true(fl_str_is(fl_cell_name(arena, 26, 0), "Z"));
    }
    fl_arena_untry(arena);
    fl_arena_free(arena);
}

/* What spreadsheets show of these tints of the usual theme. */
static void colour__of_a_theme_has_its_tint(void **state)
{
    (void)state;
    static const struct {
        const char *theme, *tint;
        int rgb[3];
    } cases[] = {
        { "4", "", { 0x4F, 0x81, 0xBD } },
        { "4", "0.7999816888943144", { 0xDC, 0xE6, 0xF1 } },
        { "4", "0.5999938962981048", { 0xB8, 0xCC, 0xE4 } },
        { "4", "-0.249977111117893", { 0x36, 0x60, 0x92 } },
        { "5", "0.3999755851924192", { 0xDA, 0x96, 0x94 } },
        { "6", "-0.499984740745262", { 0x4F, 0x62, 0x28 } },
        { "0", "-0.1499984740745262", { 0xD9, 0xD9, 0xD9 } },
        { "1", "0.499984740745262", { 0x80, 0x80, 0x80 } },
        { "0", "-7", { 0, 0, 0 } },
    };
    fl_workbook book = {
        .theme = { [0] = { .known = true, .rgb = { 255, 255, 255 } },
                   [1] = { .known = true },
                   [4] = { .known = true, .rgb = { 0x4F, 0x81, 0xBD } },
                   [5] = { .known = true, .rgb = { 0xC0, 0x50, 0x4D } },
                   [6] = { .known = true, .rgb = { 0x9B, 0xBB, 0x59 } } }
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *values[] = { cases[i].theme, cases[i].tint };
        const unsigned char *items[] = {
            (const unsigned char *)"theme",
            NULL,
            NULL,
            (const unsigned char *)values[0],
            (const unsigned char *)values[0] + strlen(values[0]),
            (const unsigned char *)"tint",
            NULL,
            NULL,
            (const unsigned char *)values[1],
            (const unsigned char *)values[1] + strlen(values[1])
        };
        fl_colour c = fl_xlsx_colour(&book, &(fl_attrs){ items, 2 });
        assert_true(c.given && c.known);
        for (size_t k = 0; k < 3; k++)
            if (abs(c.rgb[k] - cases[i].rgb[k]) > 2)
                fail_msg("theme %s, tint %s: %02X%02X%02X", values[0],
                         values[1], (unsigned)c.rgb[0], (unsigned)c.rgb[1],
                         (unsigned)c.rgb[2]);
    }
}

/* The places and numbers of who asked in these cells of sheet "A". */
static void seek(const char *requester, const fl_text_piece *pieces,
                 size_t count, char *out, size_t room)
{
    fl_arena *arena = fl_arena_new();
    fl_matcher *matcher = fl_matcher_new();
    fl_packs *packs = NULL;
    assert_int_equal(fl_packs_load(&packs, &(fl_load_options){ 0 }, NULL),
                     FL_OK);
    out[0] = '\0';
    if (FL_ARENA_TRY(arena)) {
        fl_inventory inv;
        fl_document *doc = FL_NEW(arena, fl_document);
        fl_inventory_init(&inv, arena, doc);
        fl_sifter *s = fl_sifter_new(arena, matcher, packs, requester);
        for (size_t i = 0; i < count; i++)
            fl_sift(s, &pieces[i]);
        fl_sifter_finish(s, &inv);
        for (size_t i = 0; i < doc->traits.count; i++) {
            const fl_trait *t = &doc->traits.items[i];
            size_t len = strlen(out);
            if (t->kind == FL_TRAIT_REQUESTER)
                snprintf(out + len, room - len, "%.*s=%g%s;", FL_ARG(t->where),
                         t->count, t->hidden ? " hidden" : "");
        }
    }
    fl_arena_untry(arena);
    fl_matcher_free(matcher);
    fl_packs_free(packs);
    fl_arena_free(arena);
}

static void sift__counts_who_asked_once_for_each_part(void **state)
{
    (void)state;
    fl_str ann = FL_STR("From ANN Oakley");
    fl_str mail = FL_STR("ann@home.example");
    fl_str a = FL_STR("sheet \"A\"");
    fl_str b = FL_STR("sheet \"B\"");
    char told[300];
    /* the name and the address in turn, in one column each */
    seek("Ann Oakley;ann@home.example",
         (fl_text_piece[]){ { ann, a, { 0 }, 2, 3, false },
                            { mail, a, { 0 }, 4, 3, false },
                            { ann, a, { 0 }, 2, 7, false },
                            { mail, a, { 0 }, 5, 8, false },
                            { ann, b, { 0 }, 2, 9, false },
                            { ann, a, { 0 }, 2, 9, true } },
         6, told, sizeof(told));
    assert_string_equal(told, "sheet \"A\", B3:B7=2;sheet \"A\", D3 to E8=2;"
                              "sheet \"B\", B9=1;sheet \"A\", B9=1 hidden;");
    fl_str text = FL_STR("text");
    seek("Ann Oakley",
         (fl_text_piece[]){ { ann, text, FL_STR("paragraph 2"), 0, 0, false },
                            { ann, text, FL_STR("paragraph 5"), 0, 0, false } },
         2, told, sizeof(told));
    assert_string_equal(told, "from paragraph 2=2;");
}

static void find_files__says_when_there_are_more_than_it_reads(void **state)
{
    (void)state;
    fl_arena *arena = fl_arena_new();
    fl_matcher *matcher = fl_matcher_new();
    fl_packs *packs = NULL;
    const char *names[201];
    assert_int_equal(fl_packs_load(&packs, &(fl_load_options){ 0 }, NULL),
                     FL_OK);
    for (size_t i = 0; i < 201; i++)
        names[i] = "figures.csv";
    if (FL_ARENA_TRY(arena)) {
        for (size_t count = 200; count <= 201; count++) {
            fl_document *doc = FL_NEW(arena, fl_document);
            fl_mentions *found = FL_NEW(arena, fl_mentions);
            fl_find_files(arena, matcher, packs, doc,
                          &(fl_scan_options){ .files = names,
                                              .file_count = count,
                                              .files_known = true },
                          found);
            assert_int_equal(found->files.count, 200);
            assert_int_equal(found->files_unknown, count > 200);
        }
    }
    fl_arena_untry(arena);
    fl_matcher_free(matcher);
    fl_packs_free(packs);
    fl_arena_free(arena);
}

static const part BOOK[] = {
    { "xl/workbook.xml",
      "<workbook xmlns:r='r'><sheets><sheet name='Figures' r:id='a'/>"
      "<sheet name='Staff' state='hidden' r:id='b'/></sheets>"
      "<definedNames><definedName name='n'>Staff!$A$1</definedName>"
      "</definedNames></workbook>" },
    { "xl/_rels/workbook.xml.rels",
      "<R><Relationship Id='a' Target='worksheets/sheet1.xml'/>"
      "<Relationship Id='b' Target='/xl/worksheets/sheet2.xml'/></R>" },
    { "xl/sharedStrings.xml",
      "<sst><si><t>Officer</t></si><si><r><t>Oak</t></r><r><t>ley</t></r></si>"
      "</sst>" },
    { "xl/styles.xml",
      "<s><numFmts><numFmt numFmtId='200' formatCode=';;;'/></numFmts><fonts>"
      "<font/><font><color "
      "rgb='FFFFFFFF'/></font></fonts><fills><fill/></fills>"
      "<cellXfs><xf/><xf fontId='1'/><xf numFmtId='200'/></cellXfs></s>" },
    { "xl/worksheets/sheet1.xml",
      "<w><cols><col min='3' max='4' hidden='1'/></cols><sheetData>"
      "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>7</v></c>"
      "<c r='C1'><v>8</v></c><c r='E1' s='2'><v>9</v></c></row>"
      "<row r='2' hidden='1'><c r='A2' t='inlineStr'><is><r><rPr><sz val='9'/>"
      "<color theme='4' tint='-0.5'/></rPr><t>x "
      "</t></r><r><t>y</t></r></is></c>"
      "</row></sheetData></w>" },
    { "xl/theme/theme1.xml",
      "<t><clrScheme><lt1><sysClr lastClr='FFFFFF'/></lt1><accent1><srgbClr "
      "val='4F81BD'/></accent1></clrScheme></t>" },
    { "xl/worksheets/sheet2.xml",
      "<w><sheetData><row><c t='s'><v>1</v></c><c><f>A1</f><v>3</v></c></row>"
      "</sheetData></w>" },
    { "xl/externalLinks/externalLink1.xml",
      "<e><cell><v>Marsh</v></cell></e>" },
    { "xl/pivotCache/pivotCacheDefinition1.xml",
      "<p><sharedItems><s v='Tarn'/></sharedItems></p>" },
    { "docProps/core.xml", "<p><creator>A. Oakley</creator></p>" },
    { NULL, NULL }
};

typedef struct {
    char kinds[400], clean[200];
} told;

static void note_clean(void *data, const char *sheet, const char *csv,
                       size_t size)
{
    told *t = data;
    snprintf(t->clean, sizeof(t->clean), "%s=%.*s", sheet, (int)size,
             size ? csv : "");
}

/* The traits of the book, and its clean copy. */
static fl_status look(fl_scanner *scanner, const char *bytes, size_t size,
                      told *out)
{
    const fl_result *result = NULL;
    *out = (told){ "", "" };
    fl_status status =
        fl_scan(scanner,
                &(fl_input){ .path = "a.xlsx",
                             .bytes = bytes,
                             .size = size,
                             .attachment = true },
                &(fl_scan_options){ .clean = note_clean, .clean_data = out },
                &result, NULL);
    for (size_t i = 0; status == FL_OK && i < result->doc->traits.count; i++) {
        const fl_trait *t = &result->doc->traits.items[i];
        size_t len = strlen(out->kinds);
        snprintf(out->kinds + len, sizeof(out->kinds) - len, "%s:%g ",
                 fl_trait_words[t->kind],
                 t->kind == FL_TRAIT_FILE ? 0.0 : t->count);
    }
    return status;
}

static void inspect_xlsx__tells_all(void **state)
{
    (void)state;
    size_t size = 0;
    char *bytes = pack(BOOK, &size);
    fl_packs *packs = NULL;
    fl_scanner *scanner = NULL;
    told t;
    assert_int_equal(fl_packs_load(&packs, &(fl_load_options){ 0 }, NULL),
                     FL_OK);
    assert_int_equal(fl_scanner_new(&scanner, packs), FL_OK);
    assert_int_equal(look(scanner, bytes, size, &t), FL_OK);
    assert_string_equal(
        t.kinds, "file:0 defined-name:1 sheet:1 hidden-rows:1 hidden-columns:1 "
                 "invisible-text:1 masked-cells:1 hidden-sheet:2 formula:1 "
                 "external-link:1 pivot-cache:1 property:1 ");
    assert_string_equal(t.clean, "Figures=Officer,,\n");
    fl_scanner_free(scanner);
    fl_packs_free(packs);
    free(bytes);
}

static void
inspect_xlsx__tells_of_names_that_lead_to_a_hidden_sheet(void **state)
{
    (void)state;
    static const struct {
        const char *sheet, *target;
        bool leads;
    } cases[] = {
        { "Staff", "Staff!$A$1", true },
        { "Staff", "SUM(Figures!A1,Staff!A1)", true },
        { "Our staff", "'Our staff'!$A$1", true },
        { "Ann's", "'Ann''s'!$A$1", true },
        { "Figures2", "Figures:Figures2!$A$1", true },
        { "Staff", "Staffing!$A$1", false },
        { "Staff", "OldStaff!$A$1", false },
        { "Staff", "Old_Staff!$A$1", false },
        { "Staff", "'Old Staff'!$A$1", false },
        { "Staff", "\"Staff\"", false },
        { "A", "Figures!$A$1:$A$9", false },
    };
    fl_packs *packs = NULL;
    fl_scanner *scanner = NULL;
    assert_int_equal(fl_packs_load(&packs, &(fl_load_options){ 0 }, NULL),
                     FL_OK);
    assert_int_equal(fl_scanner_new(&scanner, packs), FL_OK);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char book[400];
        told t;
        size_t size = 0;
        snprintf(book, sizeof(book),
                 "<workbook xmlns:r='r'><sheets><sheet name=\"%s\" "
                 "state='hidden' r:id='b'/></sheets><definedNames><definedName "
                 "name='n'>%s</definedName></definedNames></workbook>",
                 cases[i].sheet, cases[i].target);
        char *bytes = pack(
            (part[]){ { "xl/workbook.xml", book }, { NULL, NULL } }, &size);
        assert_int_equal(look(scanner, bytes, size, &t), FL_OK);
        if ((strstr(t.kinds, "defined-name") != NULL) != cases[i].leads)
            fail_msg("%s: sheet %s: %s", cases[i].target, cases[i].sheet,
                     t.kinds);
        free(bytes);
    }
    fl_scanner_free(scanner);
    fl_packs_free(packs);
}

static void inspect_xlsx__tells_of_a_pivot_cache_without_a_number(void **state)
{
    (void)state;
    static const part parts[] = {
        { "xl/workbook.xml", "<workbook/>" },
        { "xl/pivotCache/pivotCacheDefinition.xml", "<p/>" },
        { "xl/pivotCache/pivotCacheRecords.xml", "<p><r/><r/></p>" },
        { NULL, NULL }
    };
    fl_packs *packs = NULL;
    fl_scanner *scanner = NULL;
    told t;
    size_t size = 0;
    char *bytes = pack(parts, &size);
    assert_int_equal(fl_packs_load(&packs, &(fl_load_options){ 0 }, NULL),
                     FL_OK);
    assert_int_equal(fl_scanner_new(&scanner, packs), FL_OK);
    assert_int_equal(look(scanner, bytes, size, &t), FL_OK);
    assert_non_null(strstr(t.kinds, "pivot-cache:2 "));
    fl_scanner_free(scanner);
    fl_packs_free(packs);
    free(bytes);
}

static void inspect_xlsx__survives_every_failed_allocation(void **state)
{
    (void)state;
    size_t size = 0;
    char *bytes = pack(BOOK, &size);
    fl_packs *packs = NULL;
    fl_status status = FL_NOMEM;
    told t;
    assert_int_equal(fl_packs_load(&packs, &(fl_load_options){ 0 }, NULL),
                     FL_OK);
    for (long n = 0; status != FL_OK && n < 100000; n++) {
        fl_scanner *scanner = NULL;
        fl_alloc_fail_after(n);
        status = fl_scanner_new(&scanner, packs);
        if (status == FL_OK)
            status = look(scanner, bytes, size, &t);
        fl_alloc_fail_after(-1);
        assert_true(status == FL_OK || status == FL_NOMEM);
        fl_scanner_free(scanner);
    }
    assert_int_equal(status, FL_OK);
    fl_packs_free(packs);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(show_number__shows_what_a_spreadsheet_shows),
        cmocka_unit_test(code_masks__only_what_shows_nothing),
        cmocka_unit_test(csv_field__is_never_a_formula),
        cmocka_unit_test(check_digits__by_eleven),
        cmocka_unit_test(mask_text__leaves_little),
        cmocka_unit_test(colour__of_a_theme_has_its_tint),
        cmocka_unit_test(sift__counts_who_asked_once_for_each_part),
        cmocka_unit_test(find_files__says_when_there_are_more_than_it_reads),
        cmocka_unit_test(inspect_xlsx__tells_all),
        cmocka_unit_test(
            inspect_xlsx__tells_of_names_that_lead_to_a_hidden_sheet),
        cmocka_unit_test(inspect_xlsx__tells_of_a_pivot_cache_without_a_number),
        cmocka_unit_test(inspect_xlsx__survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("attach", tests, NULL, NULL);
}
