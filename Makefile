# make report   set up, check the sample article, leave its report in out/
# make test     set up and run the tests
# make test-cluster   the Spark job on clusters
# make lint     formatting, rules, types, layers, dead code
# make coverage   which lines no test runs
# make audit    known holes in what is installed; asks the network
# make bench    speed, written to docs/benchmarks.md
# make docs     the pages as a site in out/site
# make lock     pin the dependencies anew
# make dist     wheel and sdist in dist/
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
DEV    := $(VENV)/.developing
SAMPLE := corpus/xai-turbines.md
PIP    := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
# The first Python on the path that is new enough; PYTHON=/path/to/python names another.
NEWEST  = for p in python3 python3.13 python3.12 python3.11; do \
            $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done
PYTHON ?= $(shell $(NEWEST))
# What the browser tests need beside the driver in requirements.lock, by Debian's names.
DEBIAN := chromium fonts-noto-cjk

.PHONY: report test test-cluster setup browser lint audit coverage bench docs lock dist clean

report: $(STAMP)
	@mkdir -p out
	@$(BIN)/kg report $(SAMPLE) --output out || test $$? = 1

test: setup browser
	$(BIN)/python -m pytest -n auto

setup: $(DEV)

# requirements.lock: what the program needs, every verb and format. requirements-dev.lock: that, Spark, and what tests,
# lint and pages need.
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本 / Python 3.11 or newer is needed"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(STAMP)
	$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

# Only as root and where apt is; anywhere else, and where apt fails, the browser tests skip, naming what they lack.
browser:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! command -v chromium >/dev/null; then \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(DEBIAN) >/dev/null; } \
	  || echo "没有 chromium，浏览器测试略过 / no chromium: the browser tests are skipped"; \
	fi

# The Spark job on clusters that the tests start: a minute, and Java 17.
test-cluster: setup
	KG_CLUSTER=1 $(BIN)/python -m pytest tests/spark

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/vulture
	$(BIN)/bandit --quiet --recursive kg --configfile pyproject.toml

# Known holes in what is installed. By itself: it asks a server on the network.
audit: setup
	$(BIN)/pip-audit --strict --requirement requirements.lock --require-hashes --disable-pip

coverage: setup
	$(BIN)/python -m pytest -n auto --cov=kg --cov-report=term-missing:skip-covered

# All of speed in one run; writes docs/benchmarks.md. The machine should have nothing else to do.
bench: setup
	$(BIN)/python -m benchmarks

docs: setup
	$(BIN)/mkdocs build --quiet

# For every Python and system at once, with hashes and without the name of any registry.
LOCK = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
         --no-header --no-emit-index-url --no-emit-find-links --quiet
lock: setup
	$(LOCK) --all-extras --output-file requirements-dev.lock
	$(LOCK) --extra all --extra build --constraint requirements-dev.lock --output-file requirements.lock

dist: setup
	$(BIN)/python -m build --no-isolation

clean:
	rm -rf $(VENV) out dist build .pytest_cache .mypy_cache .ruff_cache
