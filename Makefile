# Everything a newcomer or CI needs: only Python 3.11+, venv, pip and make are taken for granted.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: demo test check format docs bench clean

$(VENV)/.ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: $(VENV)/.ready          ## set everything up and lint examples/
	-$(BIN)/emailint check examples

test: $(VENV)/.ready          ## the whole test suite, complete with pip alone
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.ready         ## style, types, import layers, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports
	$(BIN)/python scripts/docs.py --check

format: $(VENV)/.ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.ready          ## rewrite what is generated: tables of rules, screenshot, JSON Schema
	$(BIN)/python scripts/docs.py

bench: $(VENV)/.ready         ## speed, side by side with what is installed
	$(BIN)/python bench/bench.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
