#!/bin/sh
# The git hook, in scratch repositories: by plain git, and by Debian's
# pre-commit. usage: hooks.sh FOILINT
set -eu
foilint=$(realpath "$1")
root=$(realpath "$(dirname "$0")/..")
bad=$root/fixtures/letters/cost-without-advice.txt
good=$root/fixtures/letters/cost.txt
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset FOILINT_CONFIG FOILINT_PACKS GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
export HOME="$scratch/home" XDG_CONFIG_HOME="$scratch/home" NO_COLOR=1
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL="$scratch/home/gitconfig"
mkdir "$HOME"
git config --global user.name "A Person"
git config --global user.email person@authority.example
git config --global init.defaultBranch main
passed=0
fail() {
    echo "hooks: $1"
    cat "$scratch/out" 2>/dev/null || true
    exit 1
}
# what WANTED COMMAND...: the command must end as wanted, "ok" or "refused"
what() {
    name=$1
    wanted=$2
    shift 2
    if "$@" >"$scratch/out" 2>&1; then got=ok; else got=refused; fi
    [ "$got" = "$wanted" ] || fail "$name: $got, wanted $wanted"
    passed=$((passed + 1))
}
says() { # says NAME TEXT: the last command printed the text
    grep -q -- "$2" "$scratch/out" || fail "$1: does not say \"$2\""
    passed=$((passed + 1))
}
fresh() {
    rm -rf "$scratch/repo"
    git init -q "$scratch/repo"
    cd "$scratch/repo"
    mkdir letters
}

# ---- plain git
fresh
"$foilint" hook install >/dev/null
cp "$bad" letters/a.txt
git add letters
what "a bad draft" refused git commit -qm a
says "a bad draft" "s12-advice-missing"
says "a bad draft" "foilint decide foia-2000/s12-advice-missing 'letters/a.txt'"
cp "$good" letters/a.txt # not staged: what is staged is still bad
what "a draft put right but not staged" refused git commit -qm a
says "a draft put right but not staged" "s12-advice-missing"
git add letters
cp "$bad" letters/a.txt # the good one is staged
what "a good draft staged under a bad one" ok git commit -qm a

what "a decision" ok "$foilint" decide s12-advice-missing letters/a.txt --why "told by telephone"
git add .
what "a bad draft with a decision" ok git commit -qm a

printf 'no letter\n' >notes.c
git add .
what "no draft at all" ok git commit -qm a

cp "$bad" "letters/ein Brief's ümlaut.txt"
git add .
what "a name with spaces and quotes" refused git commit -qm a
says "a name with spaces and quotes" "ümlaut.txt:"
git rm -q --cached "letters/ein Brief's ümlaut.txt"
mkdir below
cp "$bad" below/c.txt
git add below/c.txt
what "a commit from a folder below" refused sh -c 'cd letters && git commit -qm a'
says "a commit from a folder below" "^below/c.txt:"
what "a commit of one path" ok git commit -qm a --allow-empty -o letters/a.txt
git rm -qf --cached below/c.txt
cp "$root/fixtures/formats/cost-without-advice.docx" letters/b.docx
git add letters/b.docx
what "a bad docx" refused git commit -qm a
says "a bad docx" "^letters/b.docx:.*s12-advice-missing"
git rm -qf --cached letters/b.docx

# ---- another hook, and taking ours out
fresh
printf '#!/bin/sh\necho before >>"$(git rev-parse --show-toplevel)/../ran"\n[ ! -e stop ]\n' >.git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
"$foilint" hook install >/dev/null
"$foilint" hook install >/dev/null # twice makes no difference
cp "$good" letters/a.txt
git add .
what "with another hook" ok git commit -qm a
[ "$(cat "$scratch/ran")" = before ] || fail "the other hook did not run once"
cp "$bad" letters/b.txt
git add .
what "with another hook, a bad draft" refused git commit -qm b
says "with another hook, a bad draft" "s12-advice-missing"
git rm -qf letters/b.txt
touch stop
what "the other hook refuses" refused git commit -qm b --allow-empty
rm stop
"$foilint" hook uninstall >/dev/null
grep -q before .git/hooks/pre-commit || fail "the other hook is not put back"
[ ! -e .git/hooks/pre-commit.before-foilint ] || fail "a copy was left"
what "a hook that is not ours" refused "$foilint" hook uninstall
passed=$((passed + 2))

# ---- working trees, and core.hooksPath
git worktree add -q "$scratch/repo/tree" -b other
cd tree
"$foilint" hook install >/dev/null
cp "$bad" letters/b.txt
git add .
what "a linked working tree" refused git commit -qm b
says "a linked working tree" "s12-advice-missing"
"$foilint" hook uninstall >/dev/null
cd ..
git config core.hooksPath our-hooks
"$foilint" hook install >/dev/null
[ -x our-hooks/pre-commit ] || fail "core.hooksPath is not followed"
cp "$bad" letters/b.txt
git add letters
what "core.hooksPath" refused git commit -qm b
says "core.hooksPath" "s12-advice-missing"
"$foilint" hook uninstall >/dev/null
[ ! -e our-hooks/pre-commit ] || fail "it was not taken out"
passed=$((passed + 2))
cd "$scratch"
what "no repository" refused "$foilint" hook install

# ---- pre-commit
command -v pre-commit >"$scratch/out" || fail "pre-commit is not installed"
tool=$scratch/tool
mkdir -p "$tool" "$scratch/bin"
ln -s "$foilint" "$scratch/bin/foilint"
export PATH="$scratch/bin:$PATH" PRE_COMMIT_HOME="$scratch/home/pre-commit"
cp "$root/.pre-commit-hooks.yaml" "$tool"
git -C "$tool" init -q
git -C "$tool" add .
git -C "$tool" commit -qm tool
fresh
printf 'repos:\n- repo: %s\n  rev: %s\n  hooks:\n  - id: foilint\n    files: ^letters/\n  - id: foilint-rules\n' \
    "$tool" "$(git -C "$tool" rev-parse HEAD)" >.pre-commit-config.yaml
git add .
pre-commit install >/dev/null
cp "$bad" letters/a.txt
cp "$bad" elsewhere.txt
git add .
what "pre-commit, a bad draft" refused git commit -qm a
says "pre-commit, a bad draft" "s12-advice-missing"
if grep -q "^elsewhere" "$scratch/out"; then fail "files: is not kept to"; fi
cp "$good" letters/a.txt
git add .
cp "$bad" letters/a.txt
what "pre-commit, what is staged counts" ok git commit -qm a
git checkout -q letters/a.txt
cp -r "$root/fixtures/overlays/canal-house" pack
git add .
what "pre-commit, a good pack" ok git commit -qm a
sed -i 's/"kind": "overlay"/"kind": "underlay"/' pack/pack.json
git add .
what "pre-commit, a broken pack" refused git commit -qm a
says "pre-commit, a broken pack" "underlay"
echo "hooks: $passed passed"
