/*
 * What the elements and attributes of HTML mean to a reader of letters.
 * SPDX-License-Identifier: MIT
 */
#include "read/html_elements.h"

#include "read/colour.h"

#include <stdlib.h>
#include <strings.h>

typedef struct {
    const char *name;
    unsigned traits;
} row;

static const row rows[] = {
    { "address", FL_EL_BLOCK },
    { "area", FL_EL_VOID },
    { "article", FL_EL_BLOCK },
    { "aside", FL_EL_BLOCK },
    { "audio", FL_EL_SKIP },
    { "base", FL_EL_VOID },
    { "blockquote", FL_EL_BLOCK },
    { "body", FL_EL_BLOCK },
    { "br", FL_EL_VOID },
    { "button", FL_EL_SKIP },
    { "canvas", FL_EL_SKIP },
    { "caption", FL_EL_BLOCK },
    { "center", FL_EL_BLOCK },
    { "col", FL_EL_VOID },
    { "dd", FL_EL_BLOCK | FL_EL_ITEM },
    { "details", FL_EL_BLOCK },
    { "dialog", FL_EL_BLOCK | FL_EL_CHROME },
    { "div", FL_EL_BLOCK },
    { "dl", FL_EL_BLOCK },
    { "dt", FL_EL_BLOCK | FL_EL_ITEM },
    { "embed", FL_EL_VOID },
    { "fieldset", FL_EL_BLOCK },
    { "figcaption", FL_EL_BLOCK },
    { "figure", FL_EL_BLOCK },
    { "footer", FL_EL_BLOCK | FL_EL_CHROME },
    { "form", FL_EL_BLOCK },
    { "h1", FL_EL_BLOCK | FL_EL_HEADING },
    { "h2", FL_EL_BLOCK | FL_EL_HEADING },
    { "h3", FL_EL_BLOCK | FL_EL_HEADING },
    { "h4", FL_EL_BLOCK | FL_EL_HEADING },
    { "h5", FL_EL_BLOCK | FL_EL_HEADING },
    { "h6", FL_EL_BLOCK | FL_EL_HEADING },
    { "head", FL_EL_BLOCK | FL_EL_SKIP },
    { "header", FL_EL_BLOCK },
    { "hr", FL_EL_VOID | FL_EL_BLOCK },
    { "html", FL_EL_BLOCK },
    { "iframe", FL_EL_RAW },
    { "img", FL_EL_VOID },
    { "input", FL_EL_VOID },
    { "li", FL_EL_BLOCK | FL_EL_ITEM },
    { "link", FL_EL_VOID },
    { "main", FL_EL_BLOCK },
    { "menu", FL_EL_BLOCK | FL_EL_LIST },
    { "meta", FL_EL_VOID },
    { "nav", FL_EL_BLOCK | FL_EL_CHROME },
    { "noembed", FL_EL_RAW },
    { "noframes", FL_EL_RAW },
    { "noscript", FL_EL_SKIP },
    { "object", FL_EL_SKIP },
    { "ol", FL_EL_BLOCK | FL_EL_LIST },
    { "p", FL_EL_BLOCK },
    { "param", FL_EL_VOID },
    { "pre", FL_EL_BLOCK },
    { "script", FL_EL_RAW },
    { "section", FL_EL_BLOCK },
    { "select", FL_EL_SKIP },
    { "source", FL_EL_VOID },
    { "style", FL_EL_RAW },
    { "summary", FL_EL_BLOCK },
    { "svg", FL_EL_SKIP },
    { "table", FL_EL_BLOCK },
    { "tbody", FL_EL_BLOCK },
    { "td", FL_EL_BLOCK | FL_EL_CELL },
    { "template", FL_EL_SKIP },
    { "textarea", FL_EL_RAW },
    { "tfoot", FL_EL_BLOCK },
    { "th", FL_EL_BLOCK | FL_EL_CELL },
    { "thead", FL_EL_BLOCK },
    { "tr", FL_EL_BLOCK },
    { "track", FL_EL_VOID },
    { "ul", FL_EL_BLOCK | FL_EL_LIST },
    { "video", FL_EL_SKIP },
    { "wbr", FL_EL_VOID },
    { "xmp", FL_EL_RAW },
};

unsigned fl_html_traits(const char *name)
{
    size_t low = 0;
    size_t high = sizeof(rows) / sizeof(rows[0]);
    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = strcmp(name, rows[mid].name);
        if (order == 0)
            return rows[mid].traits;
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return 0;
}

static bool holds_any(fl_str s, const char *const *words)
{
    for (; *words; words++)
        if (fl_html_holds(s, *words))
            return true;
    return false;
}

/* One of the names in a class, whole. */
static bool has_name(fl_str names, const char *const *wanted)
{
    size_t at = 0;
    while (at < names.len) {
        size_t end = at;
        while (end < names.len && !fl_is_space(names.ptr[end]))
            end++;
        fl_str name = fl_str_slice(names, at, end);
        for (size_t i = 0; wanted[i]; i++)
            if (name.len == strlen(wanted[i]) && fl_html_holds(name, wanted[i]))
                return true;
        at = end + 1;
    }
    return false;
}

static bool is_chrome(const fl_html_token *tag)
{
    static const char *const roles[] = { "navigation", "banner", "contentinfo",
                                         "search",     "menu",   "menubar",
                                         "dialog",     NULL };
    static const char *const parts[] = {
        "cookie",     "breadcrumb",   "navbar",      "skip-link",
        "skiplink",   "site-header",  "site-footer", "masthead",
        "pagination", "share-button", NULL
    };
    static const char *const whole[] = { "nav", "menu", "navigation", "sidebar",
                                         NULL };
    fl_str value;
    if (fl_html_attribute(tag, "role", &value) && has_name(value, roles))
        return true;
    if (fl_html_attribute(tag, "class", &value) &&
        (holds_any(value, parts) || has_name(value, whole)))
        return true;
    return fl_html_attribute(tag, "id", &value) &&
           (holds_any(value, parts) || has_name(value, whole));
}

/* Without spaces, so that "display: none" is found. */
static fl_str squeezed(fl_str s, char *out, size_t size)
{
    size_t len = 0;
    for (size_t i = 0; i < s.len && len < size; i++)
        if (!fl_is_space(s.ptr[i]))
            out[len++] = s.ptr[i];
    return (fl_str){ out, len };
}

/* "rgb(255,255,0)", or rgba with how much is seen through behind. */
static bool read_parts(const char *s, int rgb[3])
{
    bool is_rgb = strncasecmp(s, "rgb(", 4) == 0;
    if (!is_rgb && strncasecmp(s, "rgba(", 5) != 0)
        return false;
    const char *at = s + (is_rgb ? 4 : 5);
    for (size_t i = 0; i < 3; i++) {
        char *end = NULL;
        long part = strtol(at, &end, 10);
        if (end == at || part < 0 || part > 255 ||
            (*end != ',' && (i < 2 || *end != ')')))
            return false;
        rgb[i] = (int)part;
        at = end + 1;
    }
    return true;
}

/* "#ff0", "rgb(255,255,0" or the name of a bright colour begins here. */
static bool is_pen(fl_str s)
{
    static const char *const names[] = { "yellow", "lime",    "aqua",
                                         "cyan",   "magenta", "fuchsia",
                                         "orange", "gold",    NULL };
    char copy[32];
    int rgb[3];
    size_t end = 0;
    while (end < s.len && end + 1 < sizeof(copy) && s.ptr[end] != ';' &&
           s.ptr[end] != '!') {
        copy[end] = s.ptr[end];
        end++;
    }
    copy[end] = '\0';
    s.len = end;
    for (size_t i = 0; names[i]; i++)
        if (strcasecmp(copy, names[i]) == 0)
            return true;
    if (copy[0] == '#')
        return fl_colour_read(fl_str_slice(s, 1, s.len), rgb) &&
               fl_colour_is_pen(rgb);
    return read_parts(copy, rgb) && fl_colour_is_pen(rgb);
}

/* A style, without spaces, has words marked by a pen. */
static bool is_penned(fl_str style)
{
    static const char *const names[] = { "background:", "background-color:" };
    if (fl_html_holds(style, "mso-highlight:"))
        return true;
    for (size_t n = 0; n < 2; n++) {
        size_t len = strlen(names[n]);
        for (size_t i = 0; i + len < style.len; i++)
            if (strncasecmp(style.ptr + i, names[n], len) == 0 &&
                is_pen(fl_str_slice(style, i + len, style.len)))
                return true;
    }
    return false;
}

fl_html_look fl_html_look_of(const fl_html_token *tag)
{
    static const char *const unseen[] = { "display:none", "visibility:hidden",
                                          "mso-hide:all", NULL };
    static const char *const comments[] = { "msocomtxt", NULL };
    static const char *const quotes[] = { "gmail_quote", "yahoo_quoted", NULL };
    fl_html_look look = { 0 };
    fl_str value;
    char room[1000];
    if (tag->attributes.len == 0)
        return look;
    look.chrome = is_chrome(tag);
    look.hidden = fl_html_attribute(tag, "hidden", &value);
    if (fl_html_attribute(tag, "style", &value)) {
        value = squeezed(value, room, sizeof(room));
        look.hidden = look.hidden || holds_any(value, unseen);
        look.highlighted = is_penned(value);
        look.comment = fl_html_holds(value, "mso-element:comment");
    }
    look.quoted =
        fl_html_attribute(tag, "type", &value) && fl_str_is(value, "cite");
    if (fl_html_attribute(tag, "class", &value)) {
        look.quoted = look.quoted || has_name(value, quotes);
        look.comment = look.comment || has_name(value, comments);
    }
    return look;
}
