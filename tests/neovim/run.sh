#!/bin/sh
# foilint in Neovim, headless, with Neovim's own client of the protocol.
# usage: run.sh FOILINT
set -eu
foilint=$(realpath "$1")
cd "$(dirname "$0")/../.."
command -v nvim >/dev/null || {
    echo "neovim: there is no nvim; ./setup check installs it"
    exit 1
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/.git" # nothing above it is looked at
unset FOILINT_CONFIG FOILINT_PACKS NVIM_LOG_FILE
export HOME="$scratch" XDG_CONFIG_HOME="$scratch" XDG_DATA_HOME="$scratch"
export XDG_STATE_HOME="$scratch" XDG_CACHE_HOME="$scratch"
claim='We are withholding it under section 43(2)'
sed "s/$claim/📄 “Café” 👩 – &/" \
    fixtures/letters/withhold-qualified-without-balance.txt >"$scratch/draft.txt"
grep -q '📄.*section 43(2)' "$scratch/draft.txt"
FOILINT="$foilint" DRAFT="$scratch/draft.txt" timeout 120 \
    nvim --headless -u NONE -i NONE -n -c 'luafile tests/neovim/client.lua' \
    >"$scratch/out" 2>&1 </dev/null && status=0 || status=$?
cat "$scratch/out"
grep -q '^neovim: all passed' "$scratch/out" || status=1
exit $status
