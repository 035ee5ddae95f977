# make report   set up, check the sample article, leave its report in out/
# make test     set up and run the tests
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SAMPLE := corpus/xai-turbines.md
STAMP  := $(VENV)/.installed
# What the browser tests need comes from Debian's packages, where we may install them.
DEBIAN := chromium fonts-noto-cjk

.PHONY: report test setup lint lock bench dist clean browser

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0])'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

report: setup
	@mkdir -p out
	@$(BIN)/kg report $(SAMPLE) --output out; status=$$?; test $$status -le 1

test: setup browser
	$(BIN)/python -m pytest -n auto

# Only as root, only where apt is; elsewhere the tests that need a browser skip by name.
browser:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! command -v chromium >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(DEBIAN) >/dev/null; \
	fi

lint: setup
	$(BIN)/ruff check kg tests benchmarks
	$(BIN)/ruff format --check kg tests benchmarks
	$(BIN)/mypy

# Pin every dependency with its hashes, for all the Pythons and systems we support.
lock:
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes --quiet --no-header --output-file requirements.lock --no-emit-index-url --no-emit-find-links

dist: setup
	$(BIN)/python -m build --no-isolation

clean:
	rm -rf $(VENV) out dist build .pytest_cache .mypy_cache .ruff_cache
