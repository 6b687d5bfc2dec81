#!/bin/sh
# Opens Care Companion from this stick. version.txt says which version; its first line counts.
here=$(cd "$(dirname "$0")" && pwd) || exit 1

say() {
    printf '%s\n' "$@" >&2
    if [ ! -t 2 ] && command -v zenity >/dev/null 2>&1; then zenity --info --no-markup --text "$*"; fi
}

version=$(head -n 1 "$here/version.txt" 2>/dev/null | tr -d '\r')
program="$here/versions/$version/linux-x86_64"
if [ "$(uname -m)" != x86_64 ]; then
    say "Este programa es para computadoras de 64 bits (x86_64)." "This program is for 64-bit computers (x86_64)."
    exit 1
fi
if [ -z "$version" ] || [ ! -f "$program/carecompanion" ]; then
    say "Falta el programa en esta memoria. Usa otra, o copia la carpeta entera." \
        "The program is missing on this stick. Use another one, or copy the whole folder."
    exit 1
fi
# Unpacked without room for all of it, or copied in part: each file is in the list.
lost=$(tail -n +2 "$program/SHA256SUMS" 2>/dev/null | while read -r _sum name; do
    [ -f "$program/$name" ] || { echo "$name" && break; }
done)
if { [ ! -f "$program/SHA256SUMS" ] || [ -n "$lost" ]; } && [ "${1:-}" != stick ]; then # which may still mend it
    say "Esta copia no está entera. Mira si hay espacio, y copia o descomprime todo de nuevo. Tus cosas están a salvo." \
        "This copy is not whole. See if there is room, and copy or unpack all of it again. Your own things are safe."
    exit 1
fi
if [ -d "$here/home" ]; then
    CARE_COMPANION_HOME=$here/home
    export CARE_COMPANION_HOME
fi

# Some systems let nothing run from a stick. Then a copy of the program goes beside this person's other caches.
if [ ! -x "$program/carecompanion" ]; then
    place="${XDG_CACHE_HOME:-$HOME/.cache}/care-companion-program/$version"
    if [ ! -f "$place/SHA256SUMS" ]; then
        say "Esta computadora no abre programas desde la memoria. Copio el programa a $place." \
            "This computer runs no program from the stick. Copying the program to $place."
        rm -rf "$place.new" && mkdir -p "$place.new" && cp -R "$program/." "$place.new/" &&
            chmod u+x "$place.new/carecompanion" && rm -rf "$place" && mv "$place.new" "$place" || {
            say "No hay espacio o permiso para copiarlo." "There is no room or no right to copy it."
            exit 1
        }
    fi
    program=$place
    CARE_COMPANION_STICK=$here
    export CARE_COMPANION_STICK
fi
exec "$program/carecompanion" "$@"
