#!/bin/sh
# Make this machine ready for Care Companion, then do one thing: run, tour, test, bench or ready.
#
#   sh packaging/setup.sh run [ARGUMENTS]     start the program (where there is no screen: the tour)
#   sh packaging/setup.sh tour [ARGUMENTS]    pictures of the main journeys, in tour/
#   sh packaging/setup.sh test|floor|bench|fuzz|python [ARGUMENTS]
#   sh packaging/setup.sh package [ARGUMENTS] what packaging/package.py does, with pinned packages only
#   sh packaging/setup.sh audit               known holes in what ships (asks the network; for maintainers)
#
# It installs only what is really missing, says what and why before it does, and keeps to the checkout:
# its own .venv, and (Debian, Ubuntu) the system libraries that Qt cannot bring along.
set -eu
cd "$(dirname "$0")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
journal=build/setup.log
venv=.venv

say() { printf '%s\n' "$@"; }

stop() {
    say "" "$@" >&2
    exit 1
}

# Run something quietly; where it fails, show its last words and our own ($1).
quietly() {
    words=$1
    shift
    mkdir -p build
    if ! "$@" >"$journal" 2>&1; then
        tail -n 15 "$journal" >&2
        stop "$words"
    fi
}

# ---------------------------------------------------------------- system packages

is_debian() { command -v apt-get >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

# install_packages WHY PACKAGE...
install_packages() {
    why=$1
    shift
    say "" "$why" "I am going to install, with apt-get: $*"
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 ||
            stop "That needs an administrator, and there is no sudo here. Ask one to run:" "  apt-get install $*"
        say "That needs an administrator: sudo may ask for your password."
        sudo true || stop "Without it I cannot go on. An administrator can run:" "  apt-get install $*"
    fi
    as_root apt-get update -qq >/dev/null 2>&1 || say "(The list of packages could not be renewed; trying with the one that is here.)"
    quietly "The packages could not be installed. An administrator can try: apt-get install $*" \
        as_root apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
    say "Installed."
}

# Of "newer-name,older-name" the first that this system knows.
known_package() {
    for name in $(printf '%s' "$1" | tr ',' ' '); do
        if apt-cache show "$name" >/dev/null 2>&1; then
            printf '%s' "$name"
            return
        fi
    done
    printf '%s' "${1##*,}"
}

# ---------------------------------------------------------------- Python

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
is_whole() { "$1" -c 'import ctypes, ensurepip, ssl, venv' >/dev/null 2>&1; }

# The newest Python that has all it needs, else the newest; nothing where there is none.
find_python() {
    found=""
    for name in python3.14 python3.13 python3.12 python3.11 python3 python; do
        if command -v "$name" >/dev/null 2>&1 && is_new_enough "$name"; then
            if is_whole "$name"; then
                found=$name
                return
            fi
            found=${found:-$name}
        fi
    done
}

need_python() {
    find_python
    if [ -n "$found" ] && is_whole "$found"; then
        return
    fi
    is_debian || stop "Care Companion needs Python 3.11 or newer, with its venv module. Please install it (python.org, or your system's packages) and try again."
    if [ -z "$found" ]; then
        install_packages "Care Companion is written in Python, and there is no Python 3.11 or newer here." python3 python3-venv
    else
        version=$("$found" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
        install_packages "The $version here lacks a part that keeps our things apart from your system's (venv)." "$version" "$version-venv"
    fi
    find_python
    if [ -z "$found" ] || ! is_whole "$found"; then
        stop "This system's own Python is older than 3.11. Please install Python 3.11 or newer (on Ubuntu 22.04: apt-get install python3.11 python3.11-venv) and try again."
    fi
}

# ---------------------------------------------------------------- Qt's system libraries

need_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    missing=$("$1" packaging/qt_libraries.py)
    [ -n "$missing" ] || return 0
    if ! is_debian; then
        say "" "Qt, which draws the windows, needs these system libraries, and they are not here:"
        printf '%s\n' "$missing" | while read -r library package; do say "  $library"; done
        stop "Please install them with your system's package manager and try again. Their usual names:" \
            "  Fedora: dnf install mesa-libEGL mesa-libGL libxkbcommon-x11 dbus-libs fontconfig glib2 xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm" \
            "  Arch: pacman -S libglvnd libxkbcommon-x11 dbus fontconfig glib2 xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm"
    fi
    packages=""
    for package in $(printf '%s\n' "$missing" | while read -r library package; do say "$package"; done | sort -u); do
        packages="$packages $(known_package "$package")"
    done
    # shellcheck disable=SC2086  # a list of names without spaces
    install_packages "Qt, which draws the windows, needs a few system libraries that are not here yet." $packages
    missing=$("$1" packaging/qt_libraries.py)
    [ -z "$missing" ] || stop "Qt's libraries still cannot be loaded:" "$missing"
}

# ---------------------------------------------------------------- our own environment

# Whole, and made for this very place: a copied or moved checkout gets a new one.
is_ours() {
    [ -d "$venv" ] || return 1
    [ ! -f "$venv/home" ] || [ "$(cat "$venv/home")" = "$PWD" ] || return 1
    "$venv/bin/python" - "$venv" <<'PYTHON' >/dev/null 2>&1
import os, sys
import pip
sys.exit(sys.version_info < (3, 11) or not os.path.samefile(sys.prefix, sys.argv[1]))
PYTHON
}

# The shell's own copy of $VIRTUAL_ENV and PYTHONHOME must not mix in.
need_environment() {
    unset PYTHONHOME PYTHONPATH VIRTUAL_ENV || true
    if is_ours; then
        need_libraries "$venv/bin/python"
        return
    fi
    need_python
    need_libraries "$found"
    say "" "Making our own place for Python packages in $venv (with $("$found" --version 2>&1))."
    rm -rf "$venv"
    quietly "The virtual environment could not be made." "$found" -m venv "$venv"
    printf '%s\n' "$PWD" >"$venv/home"
}

# need_packages NAME PIP-ARGUMENTS...: once for each state of pyproject.toml.
need_packages() {
    stamp="$venv/ready-$1"
    shift
    now=$(cat pyproject.toml packaging/floor.txt | cksum)
    if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then
        return
    fi
    say "Installing Care Companion's parts into $venv (the first time about 150 MB come over the network; it takes a minute or two)."
    quietly "The parts could not be installed. Is this machine connected? The whole story: $journal" \
        "$venv/bin/python" -m pip install --quiet "$@"
    printf '%s' "$now" >"$stamp"
}

# need_pinned FILE...: exactly what these files pin, each archive compared with its sum; no pip.conf of anybody mixes in.
need_pinned() {
    stamp="$venv/ready-pinned"
    now=$(cat "$@" | cksum)
    if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then
        return
    fi
    say "Installing the pinned packages into $venv."
    for file in "$@"; do
        quietly "The pinned packages could not be installed. The whole story: $journal" \
            "$venv/bin/python" -m pip install --quiet --no-deps --require-hashes --only-binary :all: --requirement "$file"
    done
    printf '%s' "$now" >"$stamp"
}

ready_to_run() {
    need_environment
    if [ ! -f "$venv/ready-dev" ]; then
        need_packages run --editable .
    else
        ready_to_work
    fi
}

ready_to_work() {
    need_environment
    need_packages dev --no-compile --editable ".[dev]"  # what a test or a start uses is compiled then; the rest never is
}

# ---------------------------------------------------------------- what to do

has_screen() { "$venv/bin/python" packaging/screen.py; }

tour() {
    QT_QPA_PLATFORM=offscreen
    export QT_QPA_PLATFORM
    exec "$venv/bin/python" -m carecompanion tour "$@"
}

what=${1:-run}
[ $# -eq 0 ] || shift
case $what in
run)
    ready_to_run
    if has_screen; then
        exec "$venv/bin/python" -m carecompanion "$@"
    fi
    say "" "There is no screen here (none answers by DISPLAY or WAYLAND_DISPLAY), so I walk through the real windows" \
        "without one, on a throw-away profile, and leave a picture of each stop in tour/."
    tour
    ;;
tour)
    ready_to_run
    tour "$@"
    ;;
test)
    ready_to_work
    exec "$venv/bin/python" packaging/check.py "$@"
    ;;
floor)
    venv=.venv-floor
    need_environment
    need_packages floor --constraint packaging/floor.txt --editable ".[dev]"
    exec "$venv/bin/python" packaging/check.py --only-tests "$@"
    ;;
bench)
    ready_to_work
    unset PYTHONDONTWRITEBYTECODE || true
    QT_QPA_PLATFORM=offscreen
    export QT_QPA_PLATFORM
    exec "$venv/bin/python" packaging/bench.py "$@"
    ;;
package)
    venv=.venv-package
    need_environment
    need_pinned packaging/release.txt packaging/build.txt
    exec "$venv/bin/python" packaging/package.py "$@"
    ;;
audit)
    venv=.venv-audit
    need_environment
    need_packages audit "pip-audit>=2.7"
    say "Asking for known holes in what ships. Where nothing answers, this fails: no answer is not a good one."
    exec "$venv/bin/python" packaging/audit.py "$@"
    ;;
fuzz)
    # atheris 3.0 is the newest for Python 3.11; with it only what the pack reader needs, so no Qt
    venv=.venv-fuzz
    need_environment
    need_packages fuzz "atheris>=3.0,<3.1" "PyYAML>=6.0.1,<7" "cryptography>=43" "platformdirs>=4.0,<5"
    exec "$venv/bin/python" packaging/fuzz.py "$@"
    ;;
python)
    ready_to_work
    exec "$venv/bin/python" "$@"
    ;;
*)
    stop "I know: run, tour, test, floor, bench, package, audit, python. Not: $what"
    ;;
esac
