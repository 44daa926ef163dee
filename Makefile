# Only python3 (3.11 or newer) and make are needed; everything else goes into .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUT    ?= demo-out
ROUNDS ?= 20

.PHONY: demo test test-oldest test-newest test-spark fuzz renames mutants check docs bench nx-suite clean

demo: $(VENV)/.installed
	$(BIN)/graphcrm demo --out $(OUT)

# Hundreds of processes are started by tests and benchmarks: none should compile again what another has.
export PYTHONDONTWRITEBYTECODE :=

# Three at a time on two cores: those that wait for servers and browsers leave a core to the others.
test: $(VENV)/.tested
	$(BIN)/pytest -n 3 --dist loadfile

# What depends on libraries, without servers, browsers, random searches and texts: with the oldest dependencies that pyproject.toml
# allows; and beside it what reads and stores, which needs none, on the newest Python that pyproject.toml names
# (make test-newest NEWEST=python3.13). Where cards stand on a map is the package's own arithmetic; the golden drawings hold it.
NEWEST ?= python3.13
ELSEWHERE := -m "not browser and not slow and not hypothesis" \
	-k "not neo4j and not cypher and not hostile and not damaged and not i18n and not reference and not guide and not readme" \
	tests/commands tests/export tests/golden tests/graph tests/ingest/test_encodings.py tests/ingest/test_network*.py \
	tests/maps/test_page.py tests/pages tests/rendering tests/reports tests/workspace/test_door.py tests/test_*.py

test-oldest: .venv-oldest/.tested
	.venv-oldest/bin/python -m pytest -n 2 --dist loadfile $(ELSEWHERE)

test-newest: .venv-newest/.tested
	.venv-newest/bin/python -m pytest -n 2 --dist loadfile $(ELSEWHERE) tests/ingest/test_*.py tests/model tests/store

# The engine of portfolios on Spark, started on this machine (Java 17 or newer).
test-spark: .venv-spark/.tested
	SPARK_LOCAL_IP=127.0.0.1 GRAPHCRM_REQUIRE_SPARK=1 .venv-spark/bin/python -m pytest -k spark tests/portfolio

# Property tests again and again with other examples; what fails is printed with the line that repeats it.
fuzz: $(VENV)/.tested
	GRAPHCRM_FUZZ=$(ROUNDS) $(BIN)/pytest -m hypothesis -n 2 --dist loadfile

# How much the tests notice, in hours rather than minutes: what is done to rows of answers, and slips in any code of the areas that
# pyproject.toml names (make mutants AREAS="model maps" SAMPLE=25 SEED=2).
AREAS  ?=
SAMPLE ?= 25
SEED   ?= 1

renames: $(VENV)/.tested
	$(BIN)/python -m tests.strength.renaming

mutants: $(VENV)/.mutants
	$(BIN)/python -m tests.strength.mutants $(AREAS) --sample $(SAMPLE) --seed $(SEED)

check: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The reference pages, written from the declarations; a test says when they are stale.
docs: $(VENV)/.installed
	$(BIN)/python -m reference

# All of it, or some parts (make bench PARTS="kernels portfolio"), beside the peers that are installed (benchmarks/peers.txt).
PARTS ?=

bench: $(VENV)/.tested
	$(BIN)/python -m benchmarks $(PARTS)

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

# Further environments are filled by uv, which knows lowest versions and takes a fifth of the time.
UV := $(BIN)/uv pip install --quiet

$(BIN)/uv: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check 'uv>=0.5'
	touch $@

.venv-oldest/.tested: $(BIN)/uv
	$(PYTHON) -m venv --without-pip .venv-oldest
	$(UV) --python .venv-oldest/bin/python --resolution lowest-direct --editable '.[test]'
	touch $@

.venv-newest/.tested: $(BIN)/uv
	$(NEWEST) -m venv --without-pip .venv-newest
	$(UV) --python .venv-newest/bin/python --editable '.[test]'
	touch $@

.venv-spark/.tested: $(BIN)/uv
	$(PYTHON) -m venv --without-pip .venv-spark
	$(UV) --python .venv-spark/bin/python --editable '.[test,spark]'
	touch $@

$(VENV)/.mutants: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --editable '.[mutants]'
	touch $@

clean:
	rm -rf $(VENV) .venv-oldest .venv-newest .venv-spark $(OUT)
