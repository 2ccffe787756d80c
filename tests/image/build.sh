#!/bin/sh
# Builds the image with buildah, without a daemon or a registry: build.sh FOLDER. Its base is a Debian of debootstrap, in
# the place of python:3.11-slim; it is made once. IMAGE_MIRROR and IMAGE_OPTIONS: see the Makefile.
set -eu

if [ "$(id -u)" -ne 0 ]; then
  echo "test-image makes a Debian and runs programs in it as another user: root only" >&2
  exit 1
fi
mkdir -p "$1"
folder=$(cd "$1" && pwd)
base=localhost/radlane-base
image=localhost/radlane
build() {
  buildah --storage-driver vfs --root "$folder/store" "$@"
}

if ! build inspect --type image "$base" >/dev/null 2>&1; then
  rm -rf "$folder/base"
  # shellcheck disable=SC2086 - no mirror is no argument
  debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates bookworm "$folder/base" \
    ${IMAGE_MIRROR:-} >"$folder/base.log" 2>&1 || { tail "$folder/base.log" >&2; exit 1; }
  # python:3.11-slim has pip, setuptools and wheel in /usr/local
  for wheel in "$folder"/base/usr/share/python-wheels/*.whl; do
    python3 -m zipfile -e "$wheel" "$folder/base/usr/local/lib/python3.11/site-packages"
  done
  cp /bin/true "$folder/base/usr/local/bin/pip3"
  container=$(build from scratch)
  build add --quiet "$container" "$folder/base" / >/dev/null
  build commit --quiet --rm "$container" "$base" >/dev/null
  rm -rf "$folder/base"
fi

build rm --all >/dev/null 2>&1 || true
# shellcheck disable=SC2086 - one word an option
build bud --quiet --isolation chroot --network host --format docker --layers=false --build-arg BASE="$base" \
  --build-arg REVISION=tested --build-arg SOURCE=here ${IMAGE_OPTIONS:-} --target cpu --tag "$image" . >"$folder/build.log" 2>&1 ||
  { tail -n 50 "$folder/build.log" >&2; exit 1; }
build rmi --prune >/dev/null 2>&1 || true
