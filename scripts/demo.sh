#!/usr/bin/env bash
# The demonstration: set up, load invented stories through the real importers, print a summary, serve.
set -euo pipefail
cd "$(dirname "$0")/.."
begin=$SECONDS
SERVE=${SERVE:-1} TLS=${TLS:-0} POORT=${POORT:-8000}
zeg() { printf '%s\n' "$*" >&2; }

scripts/opzet.sh basis
PATH="$PWD/.venv/bin:$PATH"
export VERHALEN_DEMO=1 TWEEDE_FACTOR=0 BRON_OP_SERVER=1
export VERHALEN_DATA=${VERHALEN_DATA:-$PWD/var/demo}
export VERHALEN_CACHE=${VERHALEN_CACHE:-$PWD/var/cache}
unset DATABASE_URL DEBUG
zeg "De demonstratie begint opnieuw; wat u in een eerdere demonstratie invoerde, gaat weg."
rm -rf "$VERHALEN_DATA"
mkdir -p "$VERHALEN_DATA" "$VERHALEN_CACHE"

# deduce builds its lookup structure once, in about two minutes: beside the other steps.
python scripts/voorbereiden.py & voorbereiden=$!
python manage.py maak_sleutels
python manage.py migrate --verbosity 0
python manage.py createcachetable
python manage.py collectstatic --noinput --verbosity 0
for gemeente in lelystad voorbeeldstad veldrijk; do python manage.py laad_programma "fixtures/$gemeente" >/dev/null; done
# Masks come last in loading; whoever needs the lookup structure before it is there waits for it by itself.
python manage.py laad_demo --stad "$VERHALEN_DATA/stad" > "$VERHALEN_DATA/demo.json"
wait "$voorbereiden"
python scripts/demo_samenvatting.py "$VERHALEN_DATA/demo.json" $((SECONDS - begin))
[ "$SERVE" = 1 ] || exit 0

bind=127.0.0.1:$POORT tls=() adres=http://127.0.0.1:$POORT
if [ "$TLS" = 1 ]; then
  ip=$(python scripts/zelfondertekend.py "$VERHALEN_DATA/tls")
  bind=0.0.0.0:$POORT adres=https://$ip:$POORT tls=(--certfile "$VERHALEN_DATA/tls/cert.pem" --keyfile "$VERHALEN_DATA/tls/sleutel.pem")
  export HTTPS=1 ALLOWED_HOSTS=$ip,127.0.0.1,localhost CSRF_TRUSTED_ORIGINS=$adres
fi
python manage.py werker --queue-name default --verbosity 0 & werker=$!
trap 'kill "$werker" 2>/dev/null || true' EXIT
zeg ""
zeg "Open $adres en log in. Stop met Ctrl-C."
gunicorn verhalen.wsgi:application --bind "$bind" --workers 2 --threads 4 --log-level warning "${tls[@]}"
