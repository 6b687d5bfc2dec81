#!/bin/sh
# On a Mac: the .app and its .dmg. `make package-macos` calls it, with the pinned packages in place.
#
#   packaging/macos/build.sh            build/package/macos/Care Companion.app, dist/care-companion-….dmg
#   packaging/macos/build.sh --look     only say what it would do (this runs anywhere, and the tests do it)
#
# Not signed: that needs an account with Apple. Without it macOS asks the person to open it by right click, Open.
set -eu
cd "$(dirname "$0")/../.."
python=${PYTHON:-.venv-package/bin/python}
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' carecompanion/__init__.py)
machine=$(uname -m)
app="build/package/macos/Care Companion.app"
image="dist/care-companion-$version-macos-$machine.dmg"

if [ "${1:-}" = --look ]; then
    printf '%s\n' "version $version" "app $app" "image $image"
    exit 0
fi
if [ "$(uname -s)" != Darwin ]; then
    echo "A .app is made on a Mac: run \`make package-macos\` there." >&2
    exit 1
fi

rm -rf build/package/macos build/package/source build/package/wheel
mkdir -p build/package/wheel dist
"$python" -m hatchling build -t wheel -d build/package/wheel
"$python" -c 'import shutil, sys; shutil.unpack_archive(sys.argv[1], sys.argv[2], "zip")' \
    build/package/wheel/care_companion-"$version"-*.whl build/package/source

CARE_SOURCE="$PWD/build/package/source" CARE_VERSION="$version" "$python" -m PyInstaller --noconfirm --clean \
    --distpath build/package/macos --workpath build/package/work packaging/care.spec
rm -rf build/package/macos/carecompanion # the same, before it became an .app

"$app/Contents/MacOS/carecompanion" self-test --to build/package/macos/self-test.txt

rm -f "$image"
stage=build/package/macos/image
mkdir -p "$stage"
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
cp -R resources/licences "$stage/Licences"
hdiutil create -volname "Care Companion" -srcfolder "$stage" -fs HFS+ -format UDZO -ov "$image"
hdiutil verify "$image"
echo "$image"
