#!/bin/sh
# Install what lies beside this script, or remove it again.
#
# usage: install.sh [--uninstall] [PREFIX]     (PREFIX: /usr/local; DESTDIR is put before it)
# PREFIX/share/doc/coveo/installed keeps what was installed: a newer version removes what it no longer has, and --uninstall
# removes all of it, with the folders that were made for it. Nothing of yours is touched.
# Exit status: 0 done; 64 wrong command line; 69 the program does not start on this machine; 73 PREFIX can't be written to.
set -eu
umask 022
export LC_ALL=C
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

fail() { # fail CODE WHAT HINT
    printf 'error: %s\nhint:  %s\n' "$2" "$3" >&2
    exit "$1"
}

remove='' prefix=''
for word in "$@"; do
    case $word in
    --uninstall) remove=yes ;;
    -h | --help) sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 0 ;;
    /*) [ -z "$prefix" ] || fail 64 'there are two prefixes' "see: $0 --help"; prefix=$word ;;
    *) fail 64 "\"$word\" is no option and no absolute path" "see: $0 --help" ;;
    esac
done
prefix=${prefix:-/usr/local}
root=${DESTDIR-}$prefix
list=share/doc/coveo/installed

# known: the files and folders of the list, without a line that leads out of where we install.
known() {
    [ ! -f "$root/$list" ] || grep -E '^(bin|share)(/|$)' "$root/$list" | grep -vE '(^|/)\.\.(/|$)' || true
}

# cleared FILE: removes the files, then the folders (the deepest first, if nothing is in them) that FILE names.
cleared() {
    grep -v '/$' "$1" | while IFS= read -r name; do rm -f -- "$root/$name"; done
    grep '/$' "$1" | sort -r | while IFS= read -r name; do
        [ ! -d "$root/$name" ] || rmdir --ignore-fail-on-non-empty -- "$root/$name"
    done
}

# folder NAME: makes a folder below PREFIX; where it was not there, it goes on the list.
folder() {
    [ -d "$root/$1" ] && return
    case $1 in */*) folder "${1%/*}" ;; esac
    mkdir "$root/$1"
    printf '%s/\n' "$1" >>"$work/now"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
known >"$work/before"

if [ -n "$remove" ]; then
    [ -s "$work/before" ] || fail 64 "nothing was installed in $prefix by this script" "name the PREFIX that it was installed in"
    [ -w "$root/bin" ] || fail 73 "you may not write to $prefix" "sudo $0 --uninstall $prefix"
    cleared "$work/before"
    printf 'Removed from %s.\n' "$prefix"
    exit 0
fi

"$here/bin/coveo" --version >"$work/version" 2>&1 ||
    fail 69 "the program does not start here: $(head -n 1 "$work/version")" \
        "this archive is for $(basename "$here" | sed 's/.*-//') with glibc 2.35 or newer; on another machine, build it from source"
mkdir -p "$root" 2>/dev/null || true
for name in "$root" "$root/bin" "$root/share"; do
    [ ! -e "$name" ] || [ -w "$name" ] || fail 73 "you may not write to $name" "sudo $0 $prefix; or, for yourself alone: $0 ~/.local"
done
[ -d "$root" ] || fail 73 "$prefix can't be made" "sudo $0 $prefix; or, for yourself alone: $0 ~/.local"

(cd "$here" && find bin share -type f | sort) >"$work/files"
: >"$work/now"
while IFS= read -r name; do
    folder "${name%/*}"
    mode=644
    [ ! -x "$here/$name" ] || mode=755
    install -m "$mode" "$here/$name" "$root/$name"
    printf '%s\n' "$name" >>"$work/now"
done <"$work/files"
folder "${list%/*}"
printf '%s\n' "$list" >>"$work/now"
# What an earlier version had and this one has not goes; the folders that it made are ours still, but for those now empty.
sort "$work/now" >"$work/sorted"
sort "$work/before" | comm -23 - "$work/sorted" >"$work/gone"
cleared "$work/gone"
grep '/$' "$work/before" | while IFS= read -r name; do
    [ ! -d "$root/$name" ] || printf '%s\n' "$name" >>"$work/now"
done
sort -u "$work/now" >"$work/sorted"
install -m 644 "$work/sorted" "$root/$list"
printf 'Installed %s in %s/bin.\n' "$(head -n 1 "$work/version")" "$prefix"
case :$PATH: in *:"$prefix/bin":*) ;; *) printf '%s/bin is not in your PATH.\n' "$prefix" ;; esac
