/*
 * What a spreadsheet shows of a number: the part of the format codes that
 * people use. What a code says beyond that is shown as the plain number.
 * SPDX-License-Identifier: MIT
 */
#include "attach/inspect.h"
#include "base/calendar.h"

#include <math.h>
#include <stdlib.h>
#include <strings.h>

#define SECTIONS 4

static bool is_among(char c, const char *signs)
{
    return c != '\0' && strchr(signs, c) != NULL;
}

/* Cuts a code at its semicolons; returns how many sections it has. */
static size_t cut(fl_str code, fl_str sections[SECTIONS])
{
    size_t count = 0;
    size_t start = 0;
    bool quoted = false;
    for (size_t i = 0; i <= code.len && count < SECTIONS; i++) {
        bool end = i == code.len || (code.ptr[i] == ';' && !quoted);
        if (end) {
            sections[count++] = fl_str_slice(code, start, i);
            start = i + 1;
        } else if (code.ptr[i] == '"') {
            quoted = !quoted;
        } else if (is_among(code.ptr[i], "\\_*") && !quoted) {
            i += i + 1 < code.len;
        }
    }
    return count;
}

/* ---- dates and times ------------------------------------------------------------- */

typedef struct {
    int year, month, day, weekday, hour, minute, second;
    double days; /* the value itself */
} moment;

static moment moment_of(double value, bool from_1904)
{
    /* 30 December 1899, so that the leap day that never was falls away */
    int32_t base = fl_day_from_civil(1899, 12, 30);
    double whole = floor(value + 0.5 / 86400);
    moment m = { .days = value };
    long seconds = (long)floor((value - whole) * 86400 + 0.5);
    int32_t day = base + (int32_t)whole + (from_1904 ? 1462 : 0);
    if (seconds < 0)
        seconds = 0;
    fl_day_to_civil(day, &m.year, &m.month, &m.day);
    m.weekday = fl_day_weekday(day);
    m.hour = (int)(seconds / 3600);
    m.minute = (int)(seconds / 60 % 60);
    m.second = (int)(seconds % 60);
    return m;
}

static const char *const months[] = { "January", "February", "March",
                                      "April",   "May",      "June",
                                      "July",    "August",   "September",
                                      "October", "November", "December" };

static const char *const weekdays[] = { "Monday",   "Tuesday", "Wednesday",
                                        "Thursday", "Friday",  "Saturday",
                                        "Sunday" };

/* True when `m` at `at` means minutes: hours before it, or seconds behind. */
static bool means_minutes(fl_str code, size_t at, size_t end)
{
    for (size_t i = at; i > 0; i--) {
        char c = (char)(code.ptr[i - 1] | 0x20);
        if (fl_is_alpha(c))
            return c == 'h';
    }
    for (size_t i = end; i < code.len; i++) {
        char c = (char)(code.ptr[i] | 0x20);
        if (fl_is_alpha(c))
            return c == 's';
    }
    return false;
}

static void put_month(fl_buf *out, int month, size_t width)
{
    const char *name = months[month - 1];
    if (width >= 4)
        fl_buf_puts(out, name);
    else if (width == 3)
        fl_buf_printf(out, "%.3s", name);
    else
        fl_buf_printf(out, "%0*d", (int)width, month);
}

/* One run of a letter of a date code. */
static void put_run(fl_buf *out, const moment *m, fl_str code, size_t at,
                    size_t end, bool half)
{
    size_t width = end - at;
    int wide = width > 1 ? 2 : 1;
    switch (code.ptr[at] | 0x20) {
    case 'y':
        fl_buf_printf(out, width > 2 ? "%04d" : "%02d",
                      width > 2 ? m->year : m->year % 100);
        break;
    case 'm':
        if (means_minutes(code, at, end))
            fl_buf_printf(out, "%0*d", wide, m->minute);
        else
            put_month(out, m->month, width);
        break;
    case 'd':
        if (width > 2)
            fl_buf_printf(out, "%.*s", width == 3 ? 3 : 9,
                          weekdays[m->weekday]);
        else
            fl_buf_printf(out, "%0*d", wide, m->day);
        break;
    case 'h':
        fl_buf_printf(out, "%0*d", wide,
                      half ? (m->hour + 11) % 12 + 1 : m->hour);
        break;
    default:
        fl_buf_printf(out, "%0*d", wide, m->second);
        break;
    }
}

static bool has_half_days(fl_str code)
{
    for (size_t i = 0; i + 5 <= code.len; i++)
        if (strncasecmp(code.ptr + i, "AM/PM", 5) == 0)
            return true;
    return false;
}

/* The end of what a quote, a bracket or a backslash at `at` makes literal; `at`
 * where there is none. */
static size_t literal_end(fl_str code, size_t at)
{
    char c = code.ptr[at];
    char stop = '"';
    if (c == '[')
        stop = ']';
    else if (c == '\\' || c == '_' || c == '*')
        return at + 2 < code.len ? at + 2 : code.len;
    else if (c != '"')
        return at;
    size_t end = at + 1;
    while (end < code.len && code.ptr[end] != stop)
        end++;
    return end < code.len ? end + 1 : end;
}

static void put_literal(fl_buf *out, fl_str piece)
{
    if (piece.ptr[0] == '"' && piece.len >= 2)
        fl_buf_add(out, fl_str_slice(piece, 1, piece.len - 1));
    else if (piece.ptr[0] == '\\')
        fl_buf_add(out, fl_str_slice(piece, 1, piece.len));
    else if (piece.ptr[0] == '_')
        fl_buf_putc(out, ' ');
    else if (piece.len > 2 && piece.ptr[0] == '[' && piece.ptr[1] == '$')
        for (size_t i = 2;
             i < piece.len && piece.ptr[i] != '-' && piece.ptr[i] != ']'; i++)
            fl_buf_putc(out, piece.ptr[i]); /* a currency */
}

/* "[h]", "[mm]", "[s]": how many seconds one of what it counts has; 0 when it
 * is a colour or something else. */
static long elapsed_unit(fl_str piece)
{
    char c = piece.len > 2 ? (char)(piece.ptr[1] | 0x20) : '\0';
    if (piece.ptr[0] != '[' || piece.ptr[piece.len - 1] != ']')
        return 0;
    for (size_t i = 1; i + 1 < piece.len; i++)
        if ((piece.ptr[i] | 0x20) != c)
            return 0;
    return c == 'h' ? 3600 : c == 'm' ? 60 : c == 's' ? 1 : 0;
}

static bool is_date(fl_str code)
{
    for (size_t i = 0; i < code.len; i++) {
        size_t end = literal_end(code, i);
        if (end > i) {
            if (elapsed_unit(fl_str_slice(code, i, end)))
                return true;
            i = end - 1;
        } else if (is_among(code.ptr[i], "ymdhsYMDHS")) {
            return true;
        }
    }
    return false;
}

static void show_moment(fl_buf *out, double value, fl_str code, bool from_1904)
{
    moment m = moment_of(value, from_1904);
    bool half = has_half_days(code);
    for (size_t i = 0; i < code.len;) {
        size_t end = literal_end(code, i);
        fl_str piece = fl_str_slice(code, i, end);
        long unit = end > i ? elapsed_unit(piece) : 0;
        if (unit) {
            double seconds = floor(m.days * 86400 + 0.5);
            fl_buf_printf(out, "%0*.0f", (int)piece.len - 2,
                          floor(seconds / (double)unit));
        } else if (end > i) {
            put_literal(out, piece);
        } else if (half && code.len - i >= 5 &&
                   strncasecmp(code.ptr + i, "AM/PM", 5) == 0) {
            fl_buf_puts(out, m.hour < 12 ? "AM" : "PM");
            end = i + 5;
        } else if (is_among(code.ptr[i], "ymdhsYMDHS")) {
            end = i + 1;
            while (end < code.len &&
                   (code.ptr[end] | 0x20) == (code.ptr[i] | 0x20))
                end++;
            put_run(out, &m, code, i, end, half);
        } else {
            fl_buf_putc(out, code.ptr[i]);
            end = i + 1;
        }
        i = end;
    }
}

/* ---- numbers ------------------------------------------------------------------------ */

typedef struct {
    size_t first, last;  /* of the digits' places in the code */
    int decimals, least; /* digits behind the point, and least before it */
    int thousandths;     /* commas behind: each divides by a thousand */
    bool grouped, percent, power, any;
} pattern;

static pattern read_pattern(fl_str code)
{
    pattern p = { .first = code.len };
    bool behind = false;
    for (size_t i = 0; i < code.len; i++) {
        char c = code.ptr[i];
        size_t end = literal_end(code, i);
        if (end > i) {
            i = end - 1;
        } else if (c == '0' || c == '#' || c == '?') {
            p.first = p.any || behind ? p.first : i;
            p.any = true;
            p.last = i + 1;
            p.grouped = p.grouped || p.thousandths > 0;
            p.thousandths = 0;
            p.decimals += behind;
            p.least += !behind && c == '0';
        } else if (c == '.' && !behind) {
            behind = true;
            p.first = p.any ? p.first : i;
            p.last = i + 1;
        } else if (c == ',' && p.any) {
            p.thousandths++;
            p.last = i + 1;
        } else if (c == '%') {
            p.percent = true;
        } else if (c == 'E' || c == '/') {
            p.power = true;
        }
    }
    return p;
}

static void put_digits(fl_buf *out, double value, const pattern *p)
{
    char digits[400];
    int decimals = p->decimals < 30 ? p->decimals : 30;
    if (!(value < 1e300))
        return;
    snprintf(digits, sizeof(digits), "%.*f", decimals, value);
    size_t whole = strcspn(digits, ".");
    for (int i = (int)whole; i < p->least; i++)
        fl_buf_putc(out, '0');
    bool none = whole == 1 && digits[0] == '0' && p->least == 0;
    for (size_t i = none; i < whole; i++) {
        fl_buf_putc(out, digits[i]);
        size_t left = whole - i - 1;
        if (p->grouped && left > 0 && left % 3 == 0)
            fl_buf_putc(out, ',');
    }
    fl_buf_puts(out, digits + whole);
}

static void put_around(fl_buf *out, fl_str code)
{
    for (size_t i = 0; i < code.len;) {
        size_t end = literal_end(code, i);
        if (end > i)
            put_literal(out, fl_str_slice(code, i, end));
        else
            fl_buf_putc(out, code.ptr[i]);
        i = end > i ? end : i + 1;
    }
}

/* As a cell of no format shows it. */
static void show_plain(fl_buf *out, double value)
{
    if (fabs(value) < 1e11 && value == floor(value))
        fl_buf_printf(out, "%.0f", value);
    else
        fl_buf_printf(out, "%.11g", value);
}

/* ---- which section ------------------------------------------------------------------ */

/* "[<5]" at the head of a section, after a colour perhaps. */
typedef struct {
    bool given, equal; /* equal: for one number alone */
    char sign[3];
    double bound;
} condition;

static condition condition_of(fl_str section)
{
    condition c = { 0 };
    for (size_t i = 0; i < section.len && section.ptr[i] == '[';) {
        size_t end = literal_end(section, i);
        size_t at = i + 1;
        size_t len = 0;
        while (len < 2 && at < end && is_among(section.ptr[at], "<>="))
            c.sign[len++] = section.ptr[at++];
        c.sign[len] = '\0';
        if (len) {
            char digits[40];
            snprintf(digits, sizeof(digits), "%.*s",
                     FL_ARG(fl_str_slice(section, at, end)));
            c.given = true;
            c.equal = strcmp(c.sign, "=") == 0;
            c.bound = strtod(digits, NULL);
            return c;
        }
        i = end;
    }
    return c;
}

static bool holds(const condition *c, double value)
{
    bool below = value < c->bound;
    bool above = value > c->bound;
    if (strcmp(c->sign, "<>") == 0)
        return below || above;
    return (c->sign[0] == '<' && below) || (c->sign[0] == '>' && above) ||
           (is_among('=', c->sign) && !below && !above);
}

typedef struct {
    fl_str section;
    bool single;   /* only this number gets it */
    bool minus;    /* a sign is to be put before it */
    bool switched; /* the code is of three words for yes, yes and no */
} choice;

static choice choose(fl_str code, double value)
{
    fl_str sections[SECTIONS] = { { "", 0 } };
    size_t count = cut(code, sections);
    condition first = condition_of(sections[0]);
    condition second = condition_of(sections[1]);
    size_t pick = 0;
    if (first.given || second.given) {
        if (!first.given)
            first = (condition){ .given = true, .sign = ">", .bound = 0 };
        if (count > 2 && !second.given)
            second = (condition){ .given = true, .sign = "<", .bound = 0 };
        if (!holds(&first, value) && count > 1)
            pick = count > 2 && !holds(&second, value) ? 2 : 1;
        return (choice){ .section = sections[pick],
                         .single = (pick == 0 && first.equal) ||
                                   (pick == 1 && second.equal),
                         .minus = value < 0 };
    }
    if (count > 1 && value < 0)
        pick = 1;
    else if (count > 2 && value == 0)
        pick = 2;
    return (choice){ .section = sections[pick],
                     .single = pick == 2,
                     .minus = value < 0 && pick == 0,
                     .switched = count > 2 };
}

/* Where "General" stands in the section; its length when it doesn't. */
static size_t find_general(fl_str section)
{
    for (size_t i = 0; i + 7 <= section.len; i++) {
        size_t end = literal_end(section, i);
        if (end > i)
            i = end - 1;
        else if (strncasecmp(section.ptr + i, "General", 7) == 0)
            return i;
    }
    return section.len;
}

/* It shows something of the number, or the text, that it is for. */
static bool shows_value(fl_str section)
{
    for (size_t i = 0; i < section.len; i++) {
        size_t end = literal_end(section, i);
        if (end > i)
            i = end - 1;
        else if (is_among(section.ptr[i], "0#?@"))
            return true;
    }
    return find_general(section) < section.len || is_date(section);
}

bool fl_code_masks(fl_str code, double value)
{
    choice c = choose(code, value);
    if (code.len == 0 || c.single || shows_value(c.section))
        return false;
    /* "Yes";"Yes";"No": a switch, of which its words say all */
    bool may_switch = c.switched && (value == 1 || value == -1);
    return !(may_switch && c.section.len &&
             !shows_value(choose(code, 0).section));
}

bool fl_code_masks_text(fl_str code)
{
    fl_str sections[SECTIONS] = { { "", 0 } };
    return cut(code, sections) == SECTIONS && !shows_value(sections[3]);
}

/* A section that has "General" at `at`. */
static void show_general(fl_buf *out, double value, const choice *chosen,
                         size_t at)
{
    fl_str section = chosen->section;
    if (chosen->minus)
        fl_buf_putc(out, '-');
    put_around(out, fl_str_slice(section, 0, at));
    show_plain(out, fabs(value));
    put_around(out, fl_str_slice(section, at + 7, section.len));
}

void fl_show_number(fl_buf *out, double value, fl_str code, bool from_1904)
{
    choice chosen = choose(code, value);
    fl_str section = chosen.section;
    pattern p = read_pattern(section);
    size_t general = find_general(section);
    if (code.len == 0) {
        show_plain(out, value);
        return;
    }
    if (general < section.len) {
        show_general(out, value, &chosen, general);
        return;
    }
    if (is_date(section)) {
        if (value >= 0 && value < 2958466) /* the year 9999 */
            show_moment(out, value, section, from_1904);
        else
            fl_buf_puts(out, "########");
        return;
    }
    if (!p.any || p.power) {
        if (section.len == 1 && section.ptr[0] == '@')
            show_plain(out, value);
        else if (p.power)
            show_plain(out, value);
        else
            put_around(out, section); /* words alone, or nothing */
        return;
    }
    double shown = fabs(value) * (p.percent ? 100 : 1);
    for (int i = 0; i < p.thousandths; i++)
        shown /= 1000;
    if (chosen.minus)
        fl_buf_putc(out, '-');
    put_around(out, fl_str_slice(section, 0, p.first));
    put_digits(out, shown, &p);
    put_around(out, fl_str_slice(section, p.last, section.len));
}

/* ---- CSV ------------------------------------------------------------------------------ */

void fl_csv_field(fl_buf *out, fl_str text, bool number, bool first)
{
    bool quoted = false;
    for (size_t i = 0; i < text.len && !quoted; i++)
        quoted = is_among(text.ptr[i], ",\"\r\n");
    quoted = quoted || (text.len &&
                        (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' '));
    if (!first)
        fl_buf_putc(out, ',');
    if (quoted)
        fl_buf_putc(out, '"');
    if (text.len && !number && is_among(text.ptr[0], "=+-@\t"))
        fl_buf_putc(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            fl_buf_putc(out, '"');
        fl_buf_putc(out, text.ptr[i]);
    }
    if (quoted)
        fl_buf_putc(out, '"');
}
