# `make` alone prints what there is. Everything runs in .venv, which the targets make and keep up to date themselves.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
ARGS ?=
TO ?= es
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
UV := $(shell command -v uv 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help demo test check bench bench-judging bench-search screenshots run fmt messages lock clean

help: ## Show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-13s %s\n", $$1, $$2 }'

demo: $(VENV)/product ## A running prize with people, nominations, marks and winners on http://localhost:8000
	@$(BIN)/python prize_site/port.py $(PORT)
	@DEMO=1 SITE_URL=http://localhost:$(PORT) $(MANAGE) load_demo
	@DEMO=1 SITE_URL=http://localhost:$(PORT) $(MANAGE) run --port $(PORT)

run: $(VENV)/product ## The same without demonstration data, for developers: reloads on change
	@$(BIN)/python prize_site/port.py $(PORT)
	@SITE_URL=http://localhost:$(PORT) $(MANAGE) migrate --verbosity 0
	@SITE_URL=http://localhost:$(PORT) $(MANAGE) run --port $(PORT)

test: $(VENV)/tools ## All tests (ARGS="tests/judging -x" for some of them)
	@$(BIN)/pytest --numprocesses $(WORKERS) --dist loadgroup $(ARGS)

check: $(VENV)/tools ## Linters, types, import contracts, migrations, production settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djhtml --check --tabwidth 2 $$($(INDENTED))
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy $$($(TYPED))
	$(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

# Where the rules of the prize are written: these modules are held to their types.
APPS := accounts audit home judging network nominations notices prizes search showcase
TYPED := find $(APPS) -name actions.py -o -name querysets.py -o -name rules.py \
	-o -path '*/actions/*.py' -o -path '*/querysets/*.py' -o -path '*/rules/*.py' -o -path '*/science/*.py'

# djhtml cannot tell that {{ tag }} opens and closes an element.
INDENTED := find templates -name '*.html' ! -path templates/bootstrap5/field.html

# What production demands before it starts; the values are nobody's.
PRODUCTION := env DJANGO_SETTINGS_MODULE=prize_site.settings.production SITE_URL=https://prize.example.org \
	SECRET_KEY=only-for-the-check-$$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')

bench: $(VENV)/product ## Measure CPU time and queries of the pages that matter
	@$(MANAGE) bench $(ARGS)

bench-judging: $(VENV)/product ## Measure the science of judging: time, memory, how many of the best are found
	@$(MANAGE) bench_judging

bench-search: $(VENV)/product ## Measure how well and how fast each search engine answers (ARGS="--poor --only demo")
	@$(MANAGE) bench_search $(ARGS)

screenshots: $(VENV)/tools ## Take the pictures in docs/screenshots anew (BROWSER=path, ARGS="guide front" for some of them)
	@$(BIN)/python docs/make_screenshots.py $(ARGS)

fmt: $(VENV)/tools ## Format code and templates
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djhtml --tabwidth 2 $$($(INDENTED))

messages: $(VENV)/product ## Gather all words for translators, in locale/ (TO=es, the language; needs gettext)
	@mkdir -p locale
	@for domain in django djangojs; do $(MANAGE) makemessages --locale $(TO) --domain $$domain --no-obsolete \
		--ignore .venv --ignore tests --ignore docs --ignore var --ignore static_collected || exit 1; done

lock: ## Pin requirements.txt and requirements-dev.txt anew, with hashes (needs uv)
	@test -n "$(UV)" || { echo "make lock needs uv: https://docs.astral.sh/uv/"; exit 1; }
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 requirements.in -o requirements.txt
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 requirements-dev.in -o requirements-dev.txt

clean: ## Remove the virtual environment, collected files and caches; keeps var/
	rm -rf $(VENV) static_collected .pytest_cache .mypy_cache .ruff_cache

# An empty file for each set that is installed, older than no requirements file.
$(VENV)/product: requirements.txt | $(VENV)/bin/python
	$(call install,requirements.txt)
	@touch $@

$(VENV)/tools: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(call install,requirements.txt -r requirements-dev.txt)
	@touch $@

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and $(PYTHON) was not found."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; $(PYTHON) is `$(PYTHON) --version 2>&1`. Name another: make PYTHON=python3.12 ..."; \
		exit 1; }
	@echo "Making $(VENV) ..."
	@$(if $(UV),uv venv --quiet --python $(PYTHON) $(VENV),$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; })

# Every package is pinned, so there is nothing to resolve.
define install
	@echo "Installing $(1) ..."
	@$(if $(UV),uv pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check) \
		--no-deps --require-hashes -r $(1)
endef
