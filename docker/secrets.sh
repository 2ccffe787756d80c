#!/bin/sh
# Makes the secrets of the compose file in docker/secrets, each once: what is there stays. The two API keys are made
# empty; docker/README.md says how they get their content. Files can be read by all, for the users of the containers; the
# folder can be entered by its owner alone. What else the compose file mounts is made readable too, if the clone is not.
set -eu

folder=$(dirname "$0")/secrets
mkdir -p "$folder"
chmod 700 "$folder"

make() { # name, content
  [ -e "$folder/$1" ] || printf '%s\n' "$2" >"$folder/$1"
  chmod 444 "$folder/$1"
}
random() {
  openssl rand -hex 32
}

make archive_password "$(random)"
make orthanc_users.json "{\"RegisteredUsers\": {\"radlane\": \"$(cat "$folder/archive_password")\"}}"
make database_password "$(random)"
make database_url "postgresql+psycopg://radlane:$(cat "$folder/database_password")@postgres/radlane"
make grafana_password "$(random)"
cd "$(dirname "$0")"
for path in radlane.yaml rules.yaml orthanc prometheus grafana sample tls; do
  [ ! -e "$path" ] || chmod -R a+rX "$path"
done
cd "$OLDPWD"

for key in trigger_key metrics_key; do
  [ -e "$folder/$key" ] || : >"$folder/$key"
  chmod 644 "$folder/$key"
done
