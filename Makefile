# One way to run anything. `make demo` and `make test` need only Python 3.11, bash and make.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python

.PHONY: help opzet demo test check bench proof clean

help:
	@echo "make demo            zet alles op, laadt verzonnen verhalen en start op http://127.0.0.1:8000"
	@echo "make demo SERVE=0    stopt na de samenvatting"
	@echo "make demo TLS=1      start met https op het lokale netwerk, voor een echte tablet"
	@echo "make test            zet op en draait alle tests, de browser en PostgreSQL erbij"
	@echo "make check           stijl, typen, importregels, migraties, sjablonen"
	@echo "make bench           meet snelheid met 10.000 verhalen; schrijft benchmarks/RESULTS.md"
	@echo "make proof           de lange proeven: afgebroken, bestormd, aangevallen; schrijft in docs/bewijs.md"

opzet:
	@scripts/opzet.sh ontwikkel

demo:
	@SERVE=$(or $(SERVE),1) TLS=$(or $(TLS),0) scripts/demo.sh

test:
	@scripts/opzet.sh ontwikkel browser postgres
	@scripts/test.sh

check:
	@scripts/opzet.sh ontwikkel
	@scripts/check.sh

bench:
	@scripts/opzet.sh ontwikkel
	@.venv/bin/python scripts/voorbereiden.py
	@.venv/bin/python -m benchmarks

proof:
	@scripts/opzet.sh ontwikkel browser postgres
	@.venv/bin/python scripts/voorbereiden.py
	@.venv/bin/python scripts/proof.py

clean:
	rm -rf .venv var frontend/node_modules frontend/gebouwd
