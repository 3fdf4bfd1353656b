# Everything a newcomer or CI needs: only Python 3.11+, venv, pip and make are taken for granted.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: demo test test-integration check format docs bench lock wheel clean help

help:                         ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

$(VENV)/.ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

demo: $(VENV)/.ready          ## set everything up and lint examples/
	$(BIN)/emailint check --fail-on never examples

test: $(VENV)/.ready          ## the whole test suite, complete with pip alone
	$(BIN)/python -m pytest -n auto --dist worksteal

test-integration: $(VENV)/.ready ## with real mail programs, which it installs: needs root and apt
	for script in scripts/integration/*.sh; do $$script || exit; done
	$(BIN)/python -m pytest tests/integration
	EMAILINT_TEST_CALLS=10000 $(BIN)/python -m pytest tests/test_server.py -k under_load

check: $(VENV)/.ready         ## style, types, import layers, generated documentation
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports
	$(BIN)/python scripts/docs.py --check

format: $(VENV)/.ready        ## mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.ready          ## rewrite what is generated: tables of rules, runs, help, screenshots
	$(BIN)/python scripts/docs.py

bench: $(VENV)/.ready         ## speed: make bench CORPORA=folder-of-mbox.gz
	$(BIN)/python bench/bench.py $(CORPORA)

lock:                         ## pin requirements.in with hashes; needs the network
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile --quiet --upgrade \
	  --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host -o requirements.lock requirements.in

wheel: $(VENV)/.ready         ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation

clean:                        ## remove what was set up and built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
