# briefgen: `make brief THEME=minerals` builds a brief, `make test` runs the tests.
# All that is needed is Python 3.11 or newer and make; the rest goes into .venv.

THEME ?= minerals
VENV  ?= .venv
# PYTHON=/path/to/python3.12 chooses another interpreter. Each is tried: one that is on the
# path may still not run, or be too old.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	"$$name" -c '$(NEW_ENOUGH)' 2>/dev/null && echo "$$name" && break; done)

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := "$(BIN)/python" -m pip --disable-pip-version-check -qq

.DEFAULT_GOAL := help
.PHONY: help brief briefs test lint check validate mutate evaluate bench lock clean

help:
	@echo 'make brief THEME=minerals   build the brief of a theme (DOCX and PDF)'
	@echo 'make briefs                 build the briefs of all themes'
	@echo 'make check                  check all evidence, write nothing'
	@echo 'make test                   run the tests'
	@echo 'make lint                   run the linter and the type checker'
	@echo 'make validate               run the tests that need outside validators, and fail without them'
	@echo 'make mutate                 change facts in cited sentences and count what is caught'
	@echo 'make evaluate               measure drafting on labelled sentences'
	@echo 'make bench                  compare our speed with other tools'
	@echo 'make lock                   renew the lock files'
	@echo 'make clean                  remove what was built and the environment'

brief: $(VENV)/.installed
	@"$(BIN)/briefgen" build --theme "$(THEME)"

briefs: $(VENV)/.installed
	@"$(BIN)/briefgen" build --all

check: $(VENV)/.installed
	@"$(BIN)/briefgen" check

test: $(VENV)/.installed-dev
	"$(BIN)/python" -m pytest $(TESTS)

lint: $(VENV)/.installed-dev
	"$(BIN)/ruff" check .
	"$(BIN)/ruff" format --check .
	"$(BIN)/mypy"

# With BRIEFGEN_VALIDATE set a missing validator is a failure, not a skipped test. They are
# named by OOXML_VALIDATOR, VERAPDF_JAR, VNU_JAR and AXE_CORE; .ci/run shows where to get them.
validate: $(VENV)/.installed-dev
	BRIEFGEN_VALIDATE=1 "$(BIN)/python" -m pytest $(TESTS)

mutate: $(VENV)/.installed-dev
	"$(BIN)/python" -m bench.mutate --write docs/checks.md

evaluate: $(VENV)/.installed-dev
	"$(BIN)/python" -m bench.evaluate --write docs/drafting.md

bench: $(VENV)/.installed-dev
	"$(BIN)/python" -m bench

# uv reads pyproject.toml and writes hashes for every platform and Python from 3.11 on;
# no line names a host, so that any index or mirror serves.
UV_COMPILE := "$(BIN)/uv" pip compile --universal --python-version 3.11 --generate-hashes --no-header --upgrade --quiet
lock: $(VENV)/.made
	$(PIP) install uv
	$(UV_COMPILE) pyproject.toml -o requirements.lock
	$(UV_COMPILE) --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf "$(VENV)" output build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# --------------------------------------------------------------------- the environment
# Stamp files make repeated runs quick: pip runs only when what it would read has changed.

$(VENV)/.made:
	@python="$(PYTHON)"; test -n "$$python" || { \
		echo 'briefgen needs Python 3.11 or newer, and none was found. Install it, or name it:' >&2; \
		echo '  make PYTHON=/path/to/python3.11 ...' >&2; exit 1; }; \
	"$$python" -c '$(NEW_ENOUGH)' 2>/dev/null || { \
		echo "briefgen needs Python 3.11 or newer; $$python does not run, or is older. Name another:" >&2; \
		echo '  make PYTHON=/path/to/python3.11 ...' >&2; exit 1; }
	@echo 'Making the environment in $(VENV) ...' >&2
	@"$(PYTHON)" -m venv "$(VENV)" || { echo 'Python could not make an environment; on Debian and Ubuntu: apt-get install python3-venv' >&2; rm -rf "$(VENV)"; exit 1; }
	@touch $@

$(VENV)/.installed: $(VENV)/.made requirements.lock pyproject.toml
	@echo 'Installing briefgen ...' >&2
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@echo 'Installing what the tests need ...' >&2
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
