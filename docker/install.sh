#!/bin/sh
# Called by the Dockerfile: `install.sh lock FILE` installs what a lock names into /opt/radlane, `install.sh wheel`
# radlane itself, and writes the list of all that is there (CycloneDX). There is no pip in it: nothing is installed into
# a container that runs.
set -eu

tools=/opt/tools/bin
python=/opt/radlane/bin/python
case $1 in
  lock)
    python3 -m venv --without-pip /opt/radlane
    "$tools/python" -m pip --python "$python" install --quiet --require-hashes -r "$2"
    ;;
  wheel)
    "$tools/python" -m pip --python "$python" install --quiet --no-deps wheel/*.whl
    # the version of radlane is in the name of its wheel
    version=$(echo wheel/*.whl | cut -d - -f 2)
    sed "s/^dynamic = .*/version = \"$version\"/" pyproject.toml >stated.toml
    "$tools/cyclonedx-py" environment --pyproject stated.toml --mc-type application --output-reproducible \
      --output-file /sbom.cdx.json "$python"
    ;;
esac
