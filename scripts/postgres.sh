#!/usr/bin/env bash
# A PostgreSQL of our own for one command, on a socket in a temporary folder: postgres.sh CMD [ARG...]
# `postgres.sh vind` prints the folder of the server's programs. The server never listens on a network address.
set -euo pipefail

find_bin() {
  local kandidaat
  for kandidaat in /usr/lib/postgresql/*/bin/initdb "$(command -v initdb 2>/dev/null || true)"; do
    [ -x "$kandidaat" ] && [ -x "$(dirname "$kandidaat")/createdb" ] && { dirname "$kandidaat"; return; }
  done
  echo "PostgreSQL is niet gevonden." >&2
  return 1
}

bin=$(find_bin)
[ "${1:-}" = vind ] && { echo "$bin"; exit 0; }

map=$(mktemp -d /tmp/verhalen-pg.XXXXXX)
als() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  # initdb refuses to run as root.
  id postgres >/dev/null 2>&1 || useradd --system --no-create-home postgres
  chown postgres "$map"
  als() { (cd / && setpriv --reuid=postgres --regid="$(id -g postgres)" --clear-groups "$@"); }
fi
stop() {
  als "$bin/pg_ctl" -D "$map/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$map"
}
trap stop EXIT
als "$bin/initdb" -D "$map/data" -U verhalen --auth=trust --encoding=UTF8 --locale=C >/dev/null
als "$bin/pg_ctl" -D "$map/data" -w -l "$map/logboek" -o "-k $map -c listen_addresses= -c fsync=off -c full_page_writes=off" start >/dev/null
als "$bin/createdb" -h "$map" -U verhalen verhalen
export VERHALEN_TEST_DATABASE="postgres://verhalen@${map//\//%2F}/verhalen"
"$@"
