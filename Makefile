# PYTHON makes the environment (3.11 or newer); REPORT and PUBLISHED are what `demo` codes;
# SHARED is where the reference material of `bench` lies.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
REPORT ?= examples/constructed_raqqa.txt
PUBLISHED ?= 2016-03-07
SHARED ?= ../shared

.PHONY: help setup demo test check bench bench-speed docs wheel clean

help:
	@echo "make setup   the environment in $(VENV), with pinned versions"
	@echo "make demo    code one report: REPORT=file PUBLISHED=day"
	@echo "make test    the tests"
	@echo "make check   style, types, and every example of the codebook"
	@echo "make bench   measure on reference material, fail below a floor: SHARED=folder"
	@echo "make bench-speed  words a second beside the bare parser, memory, growth: SHARED=folder"
	@echo "make docs    the documentation, in docs/_build/html"
	@echo "make wheel   the package, in dist"

setup: $(VENV)/.installed

# The stamp is older than what it depends on when pins or dependencies have changed.
$(VENV)/.installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer: make setup PYTHON=python3.11")'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,docs]'
	touch $@

demo: setup
	$(BIN)/dateline code $(REPORT) --published $(PUBLISHED) --format table

test: setup
	tools/install_chromium || echo "no Chromium: the tests of the desk in a browser are skipped"
	$(BIN)/python -m pytest -n auto --dist loadfile

check: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/dateline codebook check

bench: setup
	$(BIN)/python benchmarks/bench.py --shared $(SHARED)

bench-speed: setup
	$(BIN)/python benchmarks/speed.py --shared $(SHARED)

docs: setup
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html

wheel: setup
	$(BIN)/python -m pip wheel --quiet --no-deps -c constraints.txt -w dist .

clean:
	rm -rf $(VENV) dist build docs/_build
