#!/bin/sh
# What the contract, fault and end-to-end tests call: judges, a PACS, a database, and two real heads to scan; with the
# word `viewer` also a browser and npm, with the word `faults` a clock that jumps, with the word `oidc` npm and what it
# runs on, with the word `image` what builds an image and the system in it; with the word `pacs` only the PACS of
# `make demo-pacs`. Installs their Debian packages as root, otherwise says which are missing.
set -eu

missing=""
need() { # package, test that it is there
  sh -c "$2" >/dev/null 2>&1 || missing="$missing $1"
}
need orthanc "test -x /usr/sbin/Orthanc"
need orthanc-dicomweb "test -e /usr/share/orthanc/plugins/libOrthancDicomWeb.so"
if [ "${1:-}" != pacs ]; then
  need dicom3tools "command -v dciodvfy && command -v dcentvfy"
  need dcmtk "command -v dsrdump"
  need pixelmed-apps "test -e /usr/share/java/pixelmed.jar"
  need default-jre-headless "command -v java"
  need curl "command -v curl"
  need openssl "command -v openssl"
  need orthanc-python "test -e /usr/share/orthanc/plugins/libOrthancPython.so"
  need mricron-data "test -e /usr/share/mricron/templates/ch2.nii.gz"
  need invesalius-examples "test -e /usr/share/doc/invesalius-examples/examples/Cranium.inv3"
  need jing "command -v jing"
  need rsyslog "test -x /usr/sbin/rsyslogd"
  need rsyslog-gnutls "ls /usr/lib/*/rsyslog/lmnsd_gtls.so"
  need postgresql "ls /usr/lib/postgresql/*/bin/initdb"
  need prometheus "command -v promtool"
  need caddy "command -v caddy"
  need systemd "command -v systemd-analyze"
fi
case ${1:-} in
  viewer)
    need chromium "command -v chromium"
    need npm "command -v npm"
    ;;
  faults)
    need libfaketime "ls /usr/lib/*/faketime/libfaketime.so.1"
    ;;
  oidc)
    need nodejs "command -v node"
    need npm "command -v npm"
    ;;
  image)
    need buildah "command -v buildah"
    need debootstrap "command -v debootstrap"
    ;;
esac

[ -n "$missing" ] || exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "The tests need these Debian packages: sudo apt-get install --no-install-recommends$missing" >&2
  echo "Debian starts a service that it installs: stop Orthanc afterwards, the tests start their own." >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
# Debian starts services as it installs them, and Orthanc listens on all addresses: refuse that, meanwhile.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 1' INT TERM
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi
apt-get update -qq
# Slim images leave out what lies below /usr/share/doc, and one of the heads lies there.
# shellcheck disable=SC2086 - one word a package
apt-get install -y -qq --no-install-recommends \
  -o "Dpkg::Options::=--path-include=/usr/share/doc/invesalius-examples/*" $missing >/dev/null
