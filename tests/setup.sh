#!/bin/sh
# setup.sh build|check|coverage|bench|prints: installs through apt what a build, the tests, what they cover, the bench or the
# printing of PDFs needs and is not there. It may when root calls it, or sudo asks for no password; else it prints the line to run.
set -u
need='gcc libc6-dev make'
[ "${1:-build}" = build ] || need="$need g++ clang clang-format clang-tidy binutils re2c lemon python3 git pkg-config
    libxml2-dev libzip-dev libpoppler-glib-dev libuchardet-dev libsqlite3-dev sqlite3 libxml2-utils python3-jsonschema procps patch
    cppcheck valgrind qemu-user gcc-i686-linux-gnu libc6-dev-i386-cross gcc-s390x-linux-gnu libc6-dev-s390x-cross
    libclang-rt-14-dev zip unzip"
[ "${1:-build}" != build ] || ! command -v cc > /dev/null || exit 0
[ "${1:-build}" != coverage ] || need="$need clang-19 llvm-19 libclang-rt-19-dev"
[ "${1:-build}" != bench ] || need='gcc libc6-dev make lemon bison'
[ "${1:-build}" != prints ] || need='chromium libreoffice-writer-nogui fonts-wqy-zenhei python3'
missing=
for package in $need; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2> /dev/null | grep -qx installed || missing="$missing $package"
done
[ "$missing" ] || exit 0
if command -v apt-get > /dev/null; then
    as=
    [ "$(id -u)" -eq 0 ] || as='sudo -n'
    if [ -z "$as" ] || sudo -n true 2> /dev/null; then
        echo "installing$missing"
        { $as apt-get update -q && $as env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $missing; } \
            > /dev/null && exit 0
    fi
fi
echo "not installed:$missing. Run this, and then make again:"
echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing"
exit 1
