# What people do with bkkhousing. Everything else is a command of manage.py.

.PHONY: help run test test-faults check audit sbom bench format messages

help:
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

run: ## start everything on this machine at http://127.0.0.1:8000 (PORT=, DEMO_SURVEYS=)
	@scripts/run

test: ## every test, on SQLite and on PostgreSQL, and through a browser
	@scripts/packages requirements-dev.txt
	@scripts/test

test-faults: ## long proofs with broken connections, through a browser (at most an hour; needs Chromium)
	@scripts/packages requirements-dev.txt
	@scripts/test-faults

check: ## what CI runs: lint, production settings, migrations, translations, every test
	@scripts/packages requirements-dev.txt
	@scripts/check

audit: ## known weaknesses in our code and in the installed packages (the latter asks the registry)
	@scripts/packages requirements-dev.txt
	@.venv/bin/python scripts/audit.py code && .venv/bin/python scripts/audit.py packages

sbom: ## the bill of materials: var/sbom.json, CycloneDX
	@scripts/packages requirements-dev.txt
	@.venv/bin/python scripts/sbom.py

bench: ## how fast, beside stock tools, as one table (BENCH_SURVEYS=, BENCH_EXPORT=, QUICK=1)
	@scripts/packages requirements-dev.txt
	@.venv/bin/python -m benchmarks

format: ## lay the code out
	@scripts/packages requirements-dev.txt
	@.venv/bin/ruff check --fix --exit-zero -q . && .venv/bin/ruff format -q .

messages: ## bring the translation catalogue up to date with the texts in the code
	@scripts/packages requirements-dev.txt
	@.venv/bin/python scripts/messages.py
