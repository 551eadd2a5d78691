# Weft's few commands: `make run` to look around, `make test` after a change, `make check` before
# handing it in. Python 3.11 or newer is all that has to be there.

PYTHON ?= python3
python := .venv/bin/python

# A .venv whose Python has gone, or that was left half made, is made anew.
$(shell [ ! -d .venv ] || $(python) -c 'import pip' 2>/dev/null || \
  { echo "This .venv has no Python that works, or no pip: it is made anew." >&2; rm -rf .venv; })

.PHONY: run setup test test-browser test-rest check lock deid-model

run: setup
	@bin/forum run

setup: .venv/requirements.lock

# In two runs side by side, as those in the browser mostly wait; the rest has a process for each core.
test: .venv/requirements-dev.lock
	@$(MAKE) --no-print-directory --jobs=2 test-browser test-rest

test-browser:
	@CHROMIUM="$$(bin/chromium)" && export CHROMIUM && $(python) -m pytest tests/browser

test-rest:
	@$(python) -m pytest --ignore=tests/browser --numprocesses=logical --maxprocesses=8 --dist=loadfile

check: .venv/requirements-dev.lock
	@$(python) -m ruff check
	@$(python) -m ruff format --check
	@$(python) -m mypy
	@.venv/bin/lint-imports --no-logo
	@$(python) -m djlint --quiet --lint --check templates
	@$(MAKE) --no-print-directory test

# The two files name every package with its hashes, for all systems; what they name is kept as it
# is where it still fits. `make lock UPGRADE=--upgrade` takes the newest.
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	@uv pip compile $(compiled) --output-file requirements.lock pyproject.toml
	@uv pip compile $(compiled) --output-file requirements-dev.lock --group dev pyproject.toml

compiled := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --custom-compile-command "make lock" $(UPGRADE)

# What is installed is remembered as a copy of the file that named it.
.venv/%.lock: %.lock .venv/pyvenv.cfg
	@echo "Installing what $< names; the first time takes a minute or two."
	@$(python) -m pip install -qq --disable-pip-version-check --no-input \
	  --require-hashes --requirement $<
	@cp $< $@

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Weft needs Python 3.11 or newer, and $(PYTHON) is" \
	    "$$($(PYTHON) --version 2>/dev/null || echo not here)." >&2; \
	  echo "If there is another one, name it: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make a virtual environment: its venv module is a package of its own." >&2; \
	  echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)."
	@$(PYTHON) -m venv .venv

# Makes the guard's reader anew (forum/deid/training/MODEL_CARD.md), in an environment of its own.
deid-model: .venv-training/needs.txt
	@.venv-training/bin/python -m forum.deid.training

.venv-training/needs.txt: forum/deid/training/needs.txt
	@$(PYTHON) -m venv .venv-training
	@.venv-training/bin/python -m pip install -qq --disable-pip-version-check --requirement $<
	@cp $< $@
