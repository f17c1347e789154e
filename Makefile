# Everything that one does with the project, one verb each. `make` alone lists them.

PYTHON ?= python3
PORT   ?= 8000
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(BIN)/uv --quiet
NODE   := tests/browser/node_modules
# The demo signs in with passwords that everybody knows; production never sets DEMO.
DEMO_ENV := DEMO=1 DJANGO_SETTINGS_MODULE=config.settings
COMPILE  := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench lock messages screenshot clean

help: ## List these verbs
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

demo: $(VENV)/.base ## Show the site with its starter content; PORT=8000 chooses the port
	@$(DEMO_ENV) $(BIN)/python manage.py demo --port $(PORT)

test: $(VENV)/.dev ## Run every test, the journeys in a real browser included
	@tests/run

check: $(VENV)/.dev ## Read the code: lint, format, types, layers, templates, migrations, settings, translations, typography
	@tests/check

format: $(VENV)/.dev ## Put Python and templates in the house format
	@$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format --quiet .

bench: $(VENV)/.dev ## Measure pages, queries, bytes and the import
	@set -e; for file in benchmarks/*.py; do $(DEMO_ENV) $(BIN)/python $$file; done

lock: $(VENV)/.tools ## Choose new versions of everything within pyproject.toml, with their hashes
	@$(COMPILE) --upgrade requirements/tools.in -o requirements/tools.txt
	@$(COMPILE) --upgrade pyproject.toml -o requirements/base.txt
	@$(COMPILE) --upgrade --extra dev -c requirements/base.txt pyproject.toml -o requirements/dev.txt
	@cd tests/browser && npm update --package-lock-only --silent

messages: $(VENV)/.dev ## Collect the sentences to translate into locale/
	@$(DEMO_ENV) $(BIN)/python manage.py messages

screenshot: $(VENV)/.dev ## Take the picture of the README from a running demo (PORT as for the demo)
	@$(BIN)/python docs/screenshot.py http://127.0.0.1:$(PORT)/

clean: ## Forget what was installed here; the demo's data in var/ stays
	@rm -rf $(VENV) $(NODE) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache *.egg-info

# What is installed is written down, so that nothing is installed twice.

$(VENV)/.tools: requirements/tools.txt
	@echo "Installation…"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make demo PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python's venv is needed (on Debian: apt-get install python3-venv)."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.base: $(VENV)/.tools requirements/base.txt pyproject.toml
	@$(UV) pip install --python $(BIN)/python --require-hashes -r requirements/base.txt
	@$(UV) pip install --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@$(UV) pip install --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@
