#!/bin/sh
# Builds the Debian packages, asks lintian, installs them into a bare Debian 12
# and checks a draft there. As root; needs debootstrap, lintian, debhelper.
# usage: deb.sh [ROOT]  ROOT: a folder for the bare Debian, kept for the next
# time; without it, one is made and removed.
set -eu
cd "$(dirname "$0")/.."
root=${1:-}
if [ -z "$root" ]; then
    root=$(mktemp -d)
    trap 'rm -rf "$root"' EXIT
fi
make -s deb
echo "lintian:"
lintian --allow-root --fail-on error --suppress-tags initial-upload-closes-no-bugs build/deb/*.changes
[ -e "$root/bin/sh" ] || debootstrap --variant=minbase bookworm "$root" >build/deb/debootstrap.log ||
    { tail -5 build/deb/debootstrap.log; exit 1; }
mkdir -p "$root/tmp/foilint"
cp build/deb/*.deb fixtures/letters/withhold-qualified-without-balance.txt fixtures/letters/not-held.txt "$root/tmp/foilint"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }
inside apt-get -qq update
inside sh -c 'apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends /tmp/foilint/foilint_*.deb /tmp/foilint/libfoilint0_*.deb' >/dev/null 2>&1
said=$(inside foilint check -q /tmp/foilint/withhold-qualified-without-balance.txt /tmp/foilint/not-held.txt) && code=0 || code=$?
echo "$said"
[ $code -eq 1 ] || { echo "deb: exit status $code, not 1"; exit 1; }
case $said in
*pit-no-balance-conclusion*) ;;
*) echo "deb: the finding is missing"; exit 1 ;;
esac
inside foilint --version | head -1
for page in foilint foilint-check; do
    inside sh -c "zcat /usr/share/man/man1/$page.1.gz | grep -q '^.SH SYNOPSIS'"
done
inside apt-get -qq -o Dpkg::Use-Pty=0 purge -y foilint libfoilint0 >/dev/null
left=$(find "$root/usr" "$root/etc" -name '*foilint*' | head)
[ -z "$left" ] || { echo "deb: left behind: $left"; exit 1; }
echo "deb: built, accepted by lintian, installed into a bare Debian, run and removed"
