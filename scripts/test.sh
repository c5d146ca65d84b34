#!/usr/bin/env bash
# The whole suite: unit tests on SQLite, the same database tests on PostgreSQL, the front end, the browser.
set -uo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
fout=0
stap() {
  local begin=$SECONDS naam=$1; shift
  printf '\n== %s\n' "$naam"
  "$@" || { fout=1; printf '== %s: MISLUKT\n' "$naam"; }
  printf '== %s: %s s\n' "$naam" $((SECONDS - begin))
}
stap "Python-tests (SQLite)" python -m pytest tests -m "not browser" -n 2 -q
stap "Database-tests (PostgreSQL)" scripts/postgres.sh .venv/bin/python -m pytest tests/verhalen -m "not browser and not sqlite" -n 2 -q
stap "Voorkant-tests (node)" node --test tests/frontend/
stap "Browsertests (Chromium)" python -m pytest tests/e2e -m browser -q
exit $fout
