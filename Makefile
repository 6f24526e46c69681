# Everything a person or a machine does with Depesche. A fresh machine needs Python 3.11, git, make.
#   make demo    set up what reading needs, and read a dispatch
#   make test    set up everything, and run the tests
#   make check   formatting, lint, types, import directions, documentation, floors of quality
#   make docs    regenerate what is generated: schema, README's example, table of rules
#   make bench   quality and speed, measured
#   make lock    pin the newest versions that pyproject.toml allows

PYTHON ?= python3
BIN := .venv/bin
# Where gold data lies, if there is any: it is not part of the project.
DEPESCHE_BENCH ?= ../shared/bench
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -q
RUN := .venv/ready-run
DEV := .venv/ready-dev
UV := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
export DEPESCHE_BENCH

.PHONY: demo test check format lint types imports docs-test floors docs bench lock clean

demo: $(RUN)
	$(BIN)/depesche read examples/werft.txt

test: $(DEV)
	$(BIN)/python -m pytest

check: format lint types imports docs-test floors

format: $(DEV)
	$(BIN)/ruff format --check .

lint: $(DEV)
	$(BIN)/ruff check .

types: $(DEV)
	$(BIN)/mypy

imports: $(DEV)
	$(BIN)/lint-imports

docs-test: $(DEV)
	$(BIN)/python -m pytest tests/test_docs.py

floors: $(DEV)
	$(BIN)/python bench/quality.py --data "$(DEPESCHE_BENCH)" --if-there

docs: $(DEV)
	$(BIN)/python tools/compile_data.py
	$(BIN)/python tools/docs.py

bench: $(DEV)
	$(BIN)/python bench/quality.py --data "$(DEPESCHE_BENCH)"
	$(BIN)/python bench/speed.py --data "$(DEPESCHE_BENCH)"
	$(BIN)/python bench/wire.py

lock: $(DEV)
	$(PIP) install uv
	$(UV) --extra dev pyproject.toml -o requirements/dev.txt
	$(UV) pyproject.toml requirements/build.in -c requirements/dev.txt -o requirements/run.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Depesche needs Python 3.11 or newer; set PYTHON=...")'
	$(PYTHON) -m venv .venv

$(RUN): requirements/run.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(DEV): requirements/dev.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@ $(RUN)
