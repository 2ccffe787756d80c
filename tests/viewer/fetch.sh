#!/bin/sh
# The viewer OHIF, built, as its npm package holds it: fetch.sh PINNED TARGET. PINNED names the version and its SHA-512.
# Left out are source maps, the microscopy viewer and networks for the browser: three quarters of the package.
set -eu

read -r name digest <"$1"
target=$2
partial=$target.partial
rm -rf "$target" "$partial"
mkdir -p "$partial"
trap 'rm -rf "$partial"' EXIT
trap 'exit 1' INT TERM
npm pack --silent --ignore-scripts --pack-destination "$partial" "$name" >/dev/null
file=$(echo "$partial"/*.tgz)
found=sha512-$(openssl dgst -sha512 -binary "$file" | openssl base64 -A)
if [ "$found" != "$digest" ]; then
  echo "$name is not the file that is pinned" >&2
  exit 1
fi
tar xzf "$file" -C "$partial" --exclude='*.map' --exclude='*/ort/*' --exclude='*/dicom-microscopy-viewer/*'
mv "$partial/package" "$target"
