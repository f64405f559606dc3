#!/usr/bin/env python3
"""Writes what bash, zsh and fish complete, from what the program says of
itself. usage: completions.py FOILINT FOLDER, which gets foilint (bash),
_foilint (zsh) and foilint.fish"""
import json, os, re, subprocess, sys

foilint, folder = sys.argv[1:]
told = json.loads(subprocess.run([foilint, "help", "--format=json"], check=True, stdout=subprocess.PIPE).stdout)
commands, options = told["commands"], told["options"]
names = [c["name"] for c in commands] + ["help"]
# what a value is, by the last word of its placeholder
FILES = {"FILE", "PATH", "REPORT"}
FOLDERS = {"DIR"}


def choices(o):
    """The values that the help begins with: "auto, always or never"."""
    listed = re.match(r"(?:[a-z]+(?: \(default\))?, )*[a-z]+ or [a-z]+\b", " ".join(o["help"].split()))
    return re.findall(r"[a-z]+", re.sub(r" \(default\)| or ", " ", listed.group())) if listed else []


def value_of(o):
    """(kind, words): none, flag, words, files, folders, rule=words, words=files"""
    value = o.get("value")
    if value is None:
        return "flag", []
    if o["name"] == "format":
        return "words", told["formats"]
    if value == "FORMAT=FILE":
        return "words=files", told["formats"]
    if value.startswith("RULE="):
        return "rule=words", choices(o)
    if value in FILES:
        return "files", []
    if value in FOLDERS:
        return "folders", []
    return ("words", choices(o)) if choices(o) else ("none", [])


def operands(c):
    """What stands where after the command, from its usage: "rule", "files" or
    the words that may stand there."""
    text = c["usage"].partition(" ")[2].partition(" | ")[0]
    text = re.sub(r"\[[^]]*\](\.\.\.)?|(?<!\S)--?[a-z][a-z-]*[= ][^ ]+", " ", text)
    kinds = []
    for word in text.split():
        bare = word.rstrip(".")
        kinds.append("rule" if bare == "RULE" else bare.split("|") if bare.islower() else "files")
    return kinds


def of(name):
    return [o for o in options if name in o["commands"]]


def flags(o):
    return (["-" + o["letter"]] if "letter" in o else []) + ["--" + o["name"]]


# ---- bash ---------------------------------------------------------------------

BASH = r"""# bash completion for foilint
_foilint_rules() { # the ids, or with the pack before them where $1 has one
    local ids
    ids=$(foilint rules 2>/dev/null | awk '{ print $3 }')
    case $1 in */*) ;; *) ids=$(printf '%s\n' "$ids" | sed 's|.*/||') ;; esac
    printf '%s\n' "$ids" | sort -u
}

_foilint_reply() { # one reply a line, so that names may hold spaces
    mapfile -t COMPREPLY < <(compgen "$@" -- "$cur")
}

_foilint_files() {
    compopt -o filenames 2>/dev/null
    _foilint_reply "$@"
}

_foilint() {
    local cur=${COMP_WORDS[COMP_CWORD]} command= option= rule= i word operand=0
    local last=$((COMP_CWORD - 1))
    COMPREPLY=()
    # readline cuts words at "=": --fail-on = LEVEL
    [ "$cur" = = ] && { cur=; last=$COMP_CWORD; }
    if [ "${COMP_WORDS[last]}" = = ]; then
        option=${COMP_WORDS[last - 1]}
        if [ "$last" -ge 3 ] && [ "${COMP_WORDS[last - 2]}" = = ]; then
            rule=$option
            option=${COMP_WORDS[last - 3]}
        fi
    else
        case ${COMP_WORDS[last]} in -*) option=${COMP_WORDS[last]} ;; esac
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
        =) ;;
        -*) case $word in
            @VALUED@) [ "${COMP_WORDS[i + 1]}" = = ] && ((i += 2)) || ((i += 1)) ;;
            esac ;;
        *) if [ "${COMP_WORDS[i - 1]}" = = ]; then
            : # the second half of --rule-severity=RULE=LEVEL
        elif [ -z "$command" ]; then
            command=$word
        else
            ((operand += 1))
        fi ;;
        esac
    done
    case $option in
@VALUES@
    esac
    case $cur in
    -*)
        case $command in
@OPTIONS@
        esac
        return
        ;;
    esac
    case $command in
    '') _foilint_files -f -W '@COMMANDS@' ; return ;;
    help) _foilint_reply -W '@COMMANDS@'; return ;;
@OPERANDS@
    esac
    _foilint_files -f
}
complete -F _foilint foilint
"""


def bash():
    values = []
    for o in options:
        kind, words = value_of(o)
        some = '-W "' + " ".join(words) + '"'
        body = {"flag": None, "none": "", "words": f"_foilint_reply {some}; ", "files": "_foilint_files -f; ",
                "folders": "_foilint_files -d; ",
                "rule=words": f'if [ "$rule" ]; then _foilint_reply {some}; else compopt -o nospace 2>/dev/null; '
                              '_foilint_reply -S = -W "$(_foilint_rules "$cur")"; fi; ',
                "words=files": 'if [ "$rule" ]; then _foilint_files -f; else compopt -o nospace 2>/dev/null; '
                               f"_foilint_reply -S = {some}; fi; "}[kind]
        if body is not None:
            values.append(f"    {' | '.join(flags(o))}) {body}return ;;")
    every = []
    for c in commands:
        words = [f for o in of(c["name"]) for f in flags(o)[-1:]]
        every.append(f"        {c['name']}) _foilint_reply -W '{' '.join(words)}' ;;")
    shared = [flags(o)[-1] for o in of("check")] + ["--version"]
    every.append(f"        *) _foilint_reply -W '{' '.join(shared)}' ;;")
    places = []
    for c in commands:
        kinds = operands(c)
        tests = [] if kinds else ["return "]
        for i, kind in enumerate(kinds):
            test = f'[ "$operand" -ge {i} ]' if i + 1 == len(kinds) else f'[ "$operand" -eq {i} ]'
            reply = None
            if kind == "rule":
                reply = '$(_foilint_rules "$cur")'
            elif kind != "files":
                reply = " ".join(kind)
            if reply:
                tests.append(f'if {test}; then _foilint_reply -W "{reply}"; return; fi; ')
        if tests:
            places.append(f"    {c['name']}) {''.join(tests)};;")
    valued = "|".join(f for o in options if "value" in o for f in flags(o))
    return (BASH.replace("@VALUED@", valued).replace("@VALUES@", "\n".join(values)).replace("@COMMANDS@", " ".join(names))
            .replace("@OPTIONS@", "\n".join(every)).replace("@OPERANDS@", "\n".join(places)))


# ---- zsh ----------------------------------------------------------------------

ZSH = r"""#compdef foilint
_foilint_rules() {
    local -a ids
    ids=(${(f)"$(foilint rules 2>/dev/null | awk '{ print $3 }')"})
    [[ $PREFIX == */* ]] || ids=(${ids##*/})
    compadd "$@" -- ${(u)ids}
}

_foilint_severities() {
    if compset -P '*='; then
        compadd -- @LEVELS@
    else
        _foilint_rules -S =
    fi
}

_foilint_outputs() {
    if compset -P '*='; then
        _files
    else
        compadd -S = -- @FORMATS@
    fi
}

_foilint_commands() {
    local -a commands
    commands=(
@COMMANDS@
    )
    _describe -t commands command commands
    _files
}

_foilint() {
    local curcontext=$curcontext state line ret=1
    typeset -A opt_args
    _arguments -C -S \
        '--version[print the version and the packs]' \
@SHARED@
        '(-)1:command or draft:_foilint_commands' \
        '(-)*::operand:->rest' && ret=0
    [[ $state == rest ]] || return ret
    curcontext=${curcontext%:*:*}:foilint-$line[1]:
    case $line[1] in
@CASES@
    (help) _arguments '1:command:(@NAMES@)' && ret=0 ;;
    (*) _arguments -S \
@SHARED@
        '*:draft:_files' \
        && ret=0 ;;
    esac
    return ret
}

_foilint "$@"
"""


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def zsh_option(o):
    kind, words = value_of(o)
    say = " ".join(o["help"].split()).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    action = {"flag": None, "none": " ", "words": "(" + " ".join(words) + ")", "files": "_files", "folders": "_files -/",
              "rule=words": "_foilint_severities", "words=files": "_foilint_outputs"}[kind]
    # an option that may be repeated keeps being offered
    star = "*" if "repeated" in say or kind == "rule=words" or o["name"] == "pack" else ""
    specs = []
    for f in flags(o):
        others = "" if star or len(flags(o)) == 1 else "(" + " ".join(flags(o)) + ")"
        joint = "" if action is None else "=" if f.startswith("--") else "+"
        tail = "" if action is None else ":" + o["value"].replace(":", "\\:") + ":" + action
        specs.append("        " + quoted(f"{others}{star}{f}{joint}[{say}]{tail}") + " \\")
    return "\n".join(specs)


def zsh():
    cases = []
    for c in commands:
        lines = [f"    ({c['name']}) _arguments -S \\"] + [zsh_option(o) for o in of(c["name"])]
        kinds = operands(c)
        for i, kind in enumerate(kinds):
            action = {"rule": "_foilint_rules", "files": "_files"}.get(kind if isinstance(kind, str) else "", None)
            place = "*" if i + 1 == len(kinds) else str(i + 1)
            lines.append("        " + quoted(f"{place}:operand:{action or '(' + ' '.join(kind) + ')'}") + " \\")
        cases.append("\n".join(lines) + "\n        && ret=0 ;;")
    levels = next(words for kind, words in map(value_of, options) if kind == "rule=words")
    described = [f"        {quoted(c['name'] + ':' + c['summary'].replace(':', chr(92) + ':'))}" for c in commands]
    described.append("        'help:the help of the program or of a command'")
    return (ZSH.replace("@LEVELS@", " ".join(levels)).replace("@FORMATS@", " ".join(told["formats"]))
            .replace("@COMMANDS@", "\n".join(described)).replace("@SHARED@", "\n".join(zsh_option(o) for o in of("check")))
            .replace("@CASES@", "\n".join(cases)).replace("@NAMES@", " ".join(names)))


# ---- fish ---------------------------------------------------------------------

FISH = r"""# fish completion for foilint
function __foilint_rules
    set -l ids (foilint rules 2>/dev/null | awk '{ print $3 }')
    string match -q '*/*' -- (commandline -ct); or set ids (string replace -r '.*/' '' -- $ids)
    printf '%s\n' $ids | sort -u
end
"""


def fish_text(text):
    return "'" + " ".join(text.split()).replace("\\", "\\\\").replace("'", "\\'") + "'"


def fish():
    seen = "__fish_seen_subcommand_from"
    lines = [FISH]
    for c in commands:
        lines.append(f"complete -c foilint -n 'not {seen} {' '.join(names)}' -a {c['name']} -d {fish_text(c['summary'])}")
    lines.append(f"complete -c foilint -n 'not {seen} {' '.join(names)}' -a help -d 'the help of a command'")
    lines.append(f"complete -c foilint -f -n '{seen} help' -a '{' '.join(names)}'")
    lines.append("complete -c foilint -l version -d 'print the version and the packs'")
    for o in options:
        kind, words = value_of(o)
        line = "complete -c foilint"
        if len(o["commands"]) < len(commands):
            # without a command, the files are checked
            none = f"; or not {seen} {' '.join(names)}" if "check" in o["commands"] else ""
            line += f" -n '{seen} {' '.join(o['commands'])}{none}'"
        line += "".join(f" -s {f[1:]}" if len(f) == 2 else f" -l {f[2:]}" for f in flags(o))
        line += {"flag": "", "none": " -x", "words": f" -x -a '{' '.join(words)}'", "files": " -r -F",
                 "folders": " -x -a '(__fish_complete_directories)'",
                 "rule=words": f" -x -a '(__foilint_rules){{{','.join('=' + w for w in words)}}}'",
                 "words=files": f" -r -a '{' '.join(w + '=' for w in words)}'"}[kind]
        lines.append(f"{line} -d {fish_text(o['help'])}")
    for c in commands:
        kinds = operands(c)
        keep = "" if "files" in kinds else " -f"
        for kind in kinds:
            if kind == "rule":
                lines.append(f"complete -c foilint{keep} -n '{seen} {c['name']}' -a '(__foilint_rules)'")
            elif kind != "files":
                lines.append(f"complete -c foilint{keep} -n '{seen} {c['name']}; and not {seen} {' '.join(kind)}' "
                             f"-a '{' '.join(kind)}'")
        if not kinds:
            lines.append(f"complete -c foilint -f -n '{seen} {c['name']}'")
    return "\n".join(lines) + "\n"


os.makedirs(folder, exist_ok=True)
for name, text in (("foilint", bash()), ("_foilint", zsh()), ("foilint.fish", fish())):
    open(os.path.join(folder, name), "w", encoding="utf-8").write(text)
