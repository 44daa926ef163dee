# Only python3 (3.11 or newer) and make are needed; everything else goes into .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUT    ?= demo-out
ROUNDS ?= 20

.PHONY: demo test fuzz check bench nx-suite clean

demo: $(VENV)/.installed
	$(BIN)/graphcrm demo --out $(OUT)

test: $(VENV)/.tested
	$(BIN)/pytest -n 2 --dist loadfile

# Property tests again and again with other examples; what fails is printed with the line that repeats it.
fuzz: $(VENV)/.tested
	GRAPHCRM_FUZZ=$(ROUNDS) $(BIN)/pytest -m hypothesis -n 2 --dist loadfile

check: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.tested
	$(BIN)/python -m benchmarks

nx-suite: $(VENV)/.tested
	$(BIN)/python -m benchmarks.nx_suite

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "graphcrm needs Python 3.11 or newer; set PYTHON=python3.12 or the like")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --editable .
	touch $@

$(VENV)/.tested: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --editable '.[test,lint]'
	touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) $(OUT)
