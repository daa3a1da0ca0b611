# Two commands do everything: make run, make test. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export AIRTRACK_TEST_DATA ?= $(abspath ../shared/data)

.PHONY: run test lint check method bench e2e screenshots clean

$(BIN)/.ready: requirements.txt requirements-dev.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

run: $(BIN)/.ready            ## sets up, fills an empty store with demonstration data, opens the application
	$(BIN)/python -m airtrack init
	$(BIN)/python -m airtrack demo --if-empty
	$(BIN)/python -m airtrack serve --open

test: $(BIN)/.ready           ## sets up, passes every test; two at a time, none idle while the other has work
	$(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(BIN)/.ready           ## formatting, style, types, directions between rooms
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test              ## everything that must hold before a commit

method: $(BIN)/.ready         ## writes the method anew from standards and statements
	$(BIN)/python -m airtrack method --lang en --out docs/method.md
	$(BIN)/python -m airtrack method --lang zh --out docs/method.zh-CN.md

e2e: $(BIN)/.ready            ## the tests in a real browser alone, every page in every way; fails where there is none
	AIRTRACK_REQUIRE=browser,matrix $(BIN)/python -m pytest -m browser

bench: $(BIN)/.ready          ## ratios and milliseconds, measured side by side
	$(BIN)/python -m tests.bench

screenshots: $(BIN)/.ready    ## pictures of every page for docs/images, from the demonstration data
	$(BIN)/python -m tests.screenshots

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
