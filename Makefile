# Kitt: `make run` starts it (without any set-up: a chat in the terminal), `make test` checks everything.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet --quiet
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --quiet
MINUTES ?= 10

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup setup-dev setup-synapse run test check bench soak rasa test-rasa lock clean

help: ## Say what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.runtime ## Install what Kitt needs into .venv

setup-dev: $(VENV)/.dev ## ... and what its tests need

setup-synapse: $(VENV)/.synapse ## ... and what speaks Matrix with them, in an environment of its own

run: setup ## Start Kitt
	@$(BIN)/kitt run

test: check setup-synapse ## Check and test everything
	$(BIN)/python -m pytest -n 2

check: setup-dev ## Style, types, who imports whom, and whether the lock fits
	$(BIN)/ruff check
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pip check
	$(BIN)/python -m pytest tests/test_house.py

bench: setup-dev setup-synapse ## Measure
	$(BIN)/python -m tests.benchmarks

soak: setup-dev setup-synapse ## Random long runs, for MINUTES minutes
	KITT_SOAK_MINUTES=$(MINUTES) $(BIN)/python -m pytest -s -rs -m soak

rasa: setup ## Make, train and serve Rasa, the second engine (needs Python 3.10)
	@$(BIN)/kitt rasa serve

test-rasa: setup-dev ## Hold a really trained Rasa to the same conversations
	$(BIN)/python -m pytest -s -m rasa

# An upgrade of everything: make lock UPGRADE=--upgrade
lock: setup-dev ## Write the lock files from pyproject.toml
	$(COMPILE) $(UPGRADE) --extra build --output-file requirements.txt
	$(COMPILE) $(UPGRADE) --all-extras --constraint requirements.txt --output-file requirements-dev.txt
	$(BIN)/uv pip compile requirements-rasa.in --override requirements-rasa-without.in --python-platform linux \
		--python-version 3.10 --generate-hashes --no-header --no-annotate --quiet $(UPGRADE) \
		--output-file requirements-rasa.txt
	$(BIN)/uv pip compile requirements-synapse.in --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --quiet $(UPGRADE) --output-file requirements-synapse.txt

clean: ## Remove what was installed and cached; the data folder stays
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A candidate may be a stub that only says it is not installed: hence it has to run.
$(VENV)/.made:
	@for python in python3 python3.13 python3.12 python3.11; do \
		if $$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			$$python -m venv --clear $(VENV) && touch $@ && exit 0 || exit 1; \
		fi; \
	done; \
	echo 'Kitt needs Python 3.11 or newer with venv (Debian, Ubuntu: apt install python3-venv).' >&2; exit 1

$(VENV)/.runtime: $(VENV)/.made requirements.txt pyproject.toml
	@echo 'Installing what Kitt needs into $(VENV) …'
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	@echo 'Installing what the tests need into $(VENV) …'
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.synapse: $(VENV)/.made requirements-synapse.txt tests/servers/element/package-lock.json
	@echo 'Installing Synapse for the tests into $(VENV)/synapse …'
	@$(BIN)/python -m venv --clear $(VENV)/synapse
	@$(VENV)/synapse/bin/python -m pip --disable-pip-version-check --no-input --quiet --quiet \
		install --require-hashes -r requirements-synapse.txt
	@cd tests/servers/element && PATH="$(CURDIR)/$(VENV)/synapse/bin:$$PATH" \
		npm ci --silent --no-audit --no-fund --no-update-notifier --ignore-scripts
	@touch $@
