#!/usr/bin/env bash
# Everything that can be judged without running the product; counts failures instead of stopping at the first.
set -uo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
export VERHALEN_DEMO=1
fout=0
stap() { printf '== %s\n' "$1"; shift; "$@" || { fout=$((fout + 1)); echo "   MISLUKT"; }; }
stap "ruff" ruff check .
stap "opmaak" ruff format --check .
stap "typen" mypy
stap "importregels" lint-imports
stap "migraties" python manage.py makemigrations --check --dry-run
stap "instellingen" env -u VERHALEN_DEMO SECRET_KEY="$(head -c 60 /dev/urandom | base64 | tr -d '\n')" ALLOWED_HOSTS=voorbeeld.nl python manage.py check --deploy --fail-level WARNING
stap "OpenAPI" bash -c 'python manage.py spectacular --validate --fail-on-warn --format openapi-json >/dev/null'
stap "sjablonen" djlint frontend/templates --lint --quiet
exit $fout
