#!/usr/bin/env bash
# The whole suite: on SQLite, the database tests again on PostgreSQL, the front end, the screens in a real browser.
set -uo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
export VERHALEN_CACHE=${VERHALEN_CACHE:-$PWD/var/cache}
fout=0
stap() {
  local begin=$SECONDS naam=$1; shift
  printf '\n== %s\n' "$naam"
  "$@" || { fout=1; printf '== %s: MISLUKT\n' "$naam"; }
  printf '== %s: %s s\n' "$naam" $((SECONDS - begin))
}
# The mask finder's lookup structure takes minutes the first time: build it beside what does not need it.
python scripts/voorbereiden.py & voorbereiden=$!
stap "Voorkant (node)" node --test tests/frontend/*.test.mjs
stap "Voorkant (Chromium)" python -m pytest tests/frontend -q
stap "Opzoeklijsten" wait "$voorbereiden"
stap "Python (SQLite)" python -m pytest tests --ignore=tests/e2e --ignore=tests/frontend -n 2 -q
stap "Database (PostgreSQL)" scripts/postgres.sh .venv/bin/python -m pytest tests/verhalen tests/api -n 2 -q \
  --ignore=tests/verhalen/opdrachten/stad --ignore=tests/verhalen/toewijzing/ijw --ignore=tests/verhalen/toewijzing/bron
stap "De weg van een verhaal (Chromium)" python -m pytest tests/e2e -q
exit $fout
