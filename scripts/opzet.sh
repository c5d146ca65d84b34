#!/usr/bin/env bash
# Install what Verhalen needs into .venv and frontend/gebouwd: opzet.sh basis|ontwikkel [browser] [postgres]
# Does only what is not done yet, and says in one sentence what is missing where it may not install.
set -euo pipefail
cd "$(dirname "$0")/.."
soort=${1:-basis}
shift || true

zeg() { printf '%s\n' "$*" >&2; }
stop() { zeg "$*"; exit 1; }

find_python() {
  for kandidaat in python3.11 python3; do
    if command -v "$kandidaat" >/dev/null && "$kandidaat" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
      echo "$kandidaat"; return
    fi
  done
  stop "Verhalen heeft Python 3.11 nodig; dat staat niet op deze machine."
}

merk_van() { cat "$@" | sha256sum | cut -d' ' -f1; }

install_python() {
  local lijst=requirements/$soort.txt merk
  merk=$(merk_van "$lijst" requirements/gereedschap.txt)
  [ -f .venv/opgezet ] && grep -qx "$merk" .venv/opgezet && return
  # A full development environment serves the demo too.
  [ "$soort" = basis ] && [ -f .venv/opgezet ] && grep -qx "$(merk_van requirements/ontwikkel.txt requirements/gereedschap.txt)" .venv/opgezet && return
  zeg "Python-pakketten installeren ..."
  [ -x .venv/bin/python ] || "$(find_python)" -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/gereedschap.txt 2> >(grep -v '^WARNING: Location' >&2)
  .venv/bin/uv pip sync --quiet --system-certs --python .venv/bin/python --require-hashes "$lijst"
  echo "$merk" > .venv/opgezet
}

install_node() {
  command -v node >/dev/null && command -v npm >/dev/null && return
  zeg "Node installeren (uit een Python-pakket) ..."
  .venv/bin/uv pip install --quiet --system-certs --python .venv/bin/python --require-hashes -r requirements/node.txt
}

build_frontend() {
  local merk
  merk=$(merk_van frontend/package-lock.json frontend/bouw.mjs $(find frontend/stijl frontend/js -type f | sort))
  [ -f frontend/gebouwd/gebouwd ] && grep -qx "$merk" frontend/gebouwd/gebouwd && return
  install_node
  PATH="$PWD/.venv/bin:$PATH"
  zeg "Voorkant bouwen ..."
  if [ ! -f frontend/node_modules/.package-lock.json ] || [ frontend/package-lock.json -nt frontend/node_modules/.package-lock.json ]; then
    (cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
  fi
  (cd frontend && node bouw.mjs >&2)
  echo "$merk" > frontend/gebouwd/gebouwd
}

may_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt_install() {
  if [ -z "${APT_BIJGEWERKT:-}" ]; then apt-get update -qq >/dev/null; APT_BIJGEWERKT=1; fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

install_browser() {
  command -v chromium >/dev/null && return
  may_apt || stop "Voor de browsertests ontbreekt Chromium. Installeer het pakket 'chromium' en probeer opnieuw."
  zeg "Chromium installeren ..."
  apt_install chromium
}

install_postgres() {
  scripts/postgres.sh vind >/dev/null 2>&1 && return
  may_apt || stop "Voor de tests op PostgreSQL ontbreekt PostgreSQL 13 of nieuwer. Installeer 'postgresql' en probeer opnieuw."
  zeg "PostgreSQL installeren ..."
  apt_install postgresql
}

install_python
build_frontend
for extra in "$@"; do "install_$extra"; done
