# Everything from a clean checkout: needs Python 3.11 or newer, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test test-fast check bench docs translations screenshots clean environment browser oracles readers storage crowd lock

run: $(VENV)/.installed
	@exec $(BIN)/annotator up

test: check environment browser oracles readers storage crowd
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# What starts no application, server or browser. The pages and commands are tried in `make test`.
test-fast: $(VENV)/.test-installed
	HYPOTHESIS_PROFILE=fast $(BIN)/python -m pytest -m "not server and not browser and not peers and not slow" -n auto \
		--ignore=tests/annotator/web --ignore=tests/annotator/commands --ignore=tests/docs --ignore=tests/deploy

check: $(VENV)/.test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.test-installed environment
	$(BIN)/python -m benchmarks

# The pages of docs/ that are made from the code they describe.
docs: $(VENV)/.test-installed
	$(BIN)/python -m docs.reference

# After a change of what people read: new messages go into the catalogues, and what is translated is compiled.
translations: $(VENV)/.test-installed
	$(BIN)/python -m docs.translations

# All pages go to build/screenshots/, those that the documentation shows to docs/screenshots/.
screenshots: $(VENV)/.test-installed environment browser
	$(BIN)/python -m docs.take_screenshots

clean:
	rm -rf $(VENV) .venv-* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Without warnings: setuptools has one for everybody who installs like this.
$(VENV)/.installed: locks/annotator.txt setup.cfg
	@echo "Installing Annotator into $(VENV) (a few minutes the first time) ..."
	@$(PYTHON) -c 'import sys; sys.exit("Annotator needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r locks/annotator.txt
	@PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test-installed: $(VENV)/.installed locks/test.txt
	@$(PIP) install --require-hashes -r locks/test.txt
	@touch $@

# The embedded Label Studio's environment, as `annotator up` builds it on its first start.
environment: $(VENV)/.installed
	@$(BIN)/python -m annotator.services.environment_build

# An installed Chromium will do; else Playwright brings its own.
browser: $(VENV)/.test-installed
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 || $(BIN)/playwright install --with-deps chromium

# Programs that our figures and releases are checked against, each in an environment of its own; and, in `crowd`,
# what the extra of that name adds to ours.
oracles readers storage crowd: %: .venv-%/.installed

.venv-%/.installed: locks/%.txt
	@echo "Installing what tests compare with into .venv-$* ..."
	@$(PYTHON) -m venv .venv-$*
	@.venv-$*/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes -r $<
	@touch $@

# Run by hand when setup.cfg's dependencies change.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url
lock:
	$(COMPILE) setup.cfg locks/build.in -o locks/annotator.txt
	$(COMPILE) --extra test setup.cfg -c locks/annotator.txt -o locks/test.txt
	$(COMPILE) locks/oracles.in -o locks/oracles.txt
	$(COMPILE) locks/readers.in -o locks/readers.txt
	$(COMPILE) locks/storage.in -o locks/storage.txt
	$(COMPILE) locks/crowd.in -c locks/annotator.txt --override locks/crowd-unused.in -o locks/crowd.txt
	$(COMPILE) annotator/services/label-studio.in -o annotator/services/label-studio.lock
