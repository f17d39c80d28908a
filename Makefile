# Every recipe here is run by CI. `make` lists them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := bash
.SHELLFLAGS := -euo pipefail -c

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The first Python on the PATH that is new enough; `make PYTHON=...` takes another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
  && { echo $$p; break; }; done)

.PHONY: help
help: ## list these recipes
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(READY) ## make .venv from the hashed lock file (uv where it is there, else venv and pip)

$(READY): requirements/dev.lock pyproject.toml requirements/setup.sh
	@PYTHON='$(PYTHON)' requirements/setup.sh '$(VENV)'
	@touch $@

.PHONY: demo
demo: $(READY) ## check three shipped orders and a shipment's papers, and show the decisions
	@PYTHON='$(BIN)/python' demo/run.sh '$(BIN)/enduse'

.PHONY: test
test: $(READY) ## units, laws, doctests and journeys
	$(BIN)/python -m pytest -q

.PHONY: lint
lint: $(READY) ## format, style, types, layers, spelling
	$(BIN)/ruff format --check src tests bench tools
	$(BIN)/ruff check src tests bench tools
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell src tests bench tools docs README.md CONTRIBUTING.md CHANGELOG.md

.PHONY: docs
docs: $(READY) ## build the documentation; a broken link fails
	$(BIN)/python tools/make_docs.py --check
	$(BIN)/zensical build --strict --clean

.PHONY: bench
bench: $(READY) ## speed and quality, beside the committed baseline
	$(BIN)/python bench/run.py $(BENCH)
	$(BIN)/python bench/lists.py $(filter --short,$(BENCH))
	$(BIN)/python bench/stock.py $(filter --short,$(BENCH))
	$(BIN)/python bench/owners.py $(filter --short,$(BENCH))
	$(BIN)/python bench/record.py $(filter --short,$(BENCH))
	$(BIN)/python bench/evidence.py $(filter --short,$(BENCH))
	$(BIN)/python bench/watch.py $(filter --short,$(BENCH))
	$(BIN)/python bench/reading.py $(filter --short,$(BENCH))
	$(BIN)/python bench/quality/short.py
	$(BIN)/python bench/quality/ordinary.py --short
	$(BIN)/python bench/quality/history.py $(filter --short,$(BENCH))
	$(BIN)/python bench/scale.py --short

.PHONY: check
check: lint test docs ## everything a change must pass

.PHONY: lock
lock: ## write the lock files anew (needs uv)
	requirements/lock.sh

.PHONY: wheels
wheels: $(READY) ## fetch all packages into wheelhouse/, for setting up without a network
	$(BIN)/python -m pip download --require-hashes -r requirements/dev.lock -d wheelhouse

.PHONY: clean
clean: ## remove what the recipes made
	rm -rf $(VENV) site demo-out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
