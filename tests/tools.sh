#!/bin/sh
# The judges of the end-to-end tests: installs their Debian packages as root, otherwise says which are missing.
set -eu

missing=""
need() { # package, test that it is there
  sh -c "$2" >/dev/null 2>&1 || missing="$missing $1"
}
need dicom3tools "command -v dciodvfy && command -v dcentvfy"
need dcmtk "command -v dsrdump"
need pixelmed-apps "test -e /usr/share/java/pixelmed.jar"
need default-jre-headless "command -v java"
need curl "command -v curl"

[ -n "$missing" ] || exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "The end-to-end tests need these Debian packages: sudo apt-get install --no-install-recommends$missing" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 - one word a package
apt-get install -y -qq --no-install-recommends $missing >/dev/null
