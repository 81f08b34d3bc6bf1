# `make` alone lists what there is to run. Each step leaves a stamp, so that it runs once.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install -qq --require-hashes -r
MODULES := static/node_modules/.installed
DIST := static/dist/manifest.json
export PATH := $(CURDIR)/$(BIN):$(PATH)

# The same command for everybody, so that the files differ only where a version does.
PIN_ALONE = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-header
PIN = $(PIN_ALONE) pyproject.toml

# A virtual environment knows where it stands and by which Python it was made: where the checkout was
# moved, that Python has gone, or making it was cut short, it is made anew.
SOUND = $(BIN)/python -c 'import pip' && grep -qF ' $(CURDIR)/$(VENV)' $(VENV)/pyvenv.cfg
ifneq ($(filter-out help clean,$(MAKECMDGOALS)),)
ifneq ($(shell [ ! -e $(VENV) ] || { $(SOUND); } >/dev/null 2>&1 || echo broken),)
$(info Making $(VENV) anew, as it was moved or is broken)
$(shell rm -rf $(VENV))
endif
endif

# What is compiled once is kept beside it: else each process compiles all of it again at its start.
unexport PYTHONDONTWRITEBYTECODE

# Small tables are worked out twice as fast by one thread as by several that wait for each other.
export OPENBLAS_NUM_THREADS := 1

# Three for every two processors, as some wait for servers and browsers meanwhile: each takes from the
# others' shares when it is done with its own.
WORKERS ?= $(shell echo $$(( ($$(getconf _NPROCESSORS_ONLN) * 3 + 1) / 2 )))
# Tests keep their files in memory where it has room for them and lets programs run: they commit tens
# of thousands of times, and would wait for the disk as often.
PLACE = $(shell f=$$(mktemp -p /dev/shm 2>/dev/null) || exit 0; \
  { printf '#!/bin/sh\n' >$$f; chmod +x $$f; $$f; } 2>/dev/null && \
  [ $$(df -Pk /dev/shm | awk 'NR == 2 { print $$4 }') -gt 4000000 ] && echo TMPDIR=/dev/shm; rm -f $$f)
PYTEST = $(PLACE) $(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 8 --dist worksteal $(PYTEST_MORE)

# What needs no browser.
UNSEEN = tests/core tests/services tests/storage tests/test_house.py

# A word within a minute: fewer examples of each property, and not those that take seconds. Nothing in
# these waits for a server, so that each worker has a processor.
QUICKLY = -n $$(getconf _NPROCESSORS_ONLN) -m "not thorough" --hypothesis-profile=few

# Style and types are checked meanwhile, and told of at the end.
define beside_lint
told=$$(mktemp); trap 'rm -f "$$told"' EXIT; $(MAKE) lint >"$$told" 2>&1 & lint=$$!; \
failed=0; $(1) || failed=$$?; wait $$lint || failed=$$?; cat "$$told"; exit $$failed
endef

.PHONY: help install run check test coverage lint format bench soak inventory sentences suites lock clean

help:  ## List what there is to run
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

install: $(VENV)/.run $(VENV)/.native $(DIST)  ## Set everything up that `make run` needs

run: install  ## Set up what is missing and serve on http://127.0.0.1:8000
	@exec $(BIN)/ladder-assess serve

test: install $(VENV)/.dev $(VENV)/.browser $(VENV)/.postgresql $(VENV)/inventory/.made  ## Set up what the tests need, check the code, run every test
	@$(call beside_lint,$(PYTEST))

check: install $(VENV)/.dev  ## Check the code, run the quick tests of the core, services and storage
	@$(call beside_lint,$(PYTEST) $(QUICKLY) $(UNSEEN))

coverage: install $(VENV)/.dev  ## Run all tests of these three and say which branches of the core none takes (98 % at least)
	@$(PYTEST) $(UNSEEN) --cov=ladder_assess/core --cov-branch \
	  --cov-report=term-missing:skip-covered --cov-fail-under=98

lint: $(VENV)/.dev  ## Check style, format and types
	@echo "Checking style, format and types"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "Run 'make format'" >&2; exit 1; }
	@$(BIN)/mypy

format: $(VENV)/.dev  ## Put the code into its agreed form
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format

bench: install $(VENV)/.dev  ## Measure what has a target, and write the figures to dist/figures.json and .html
	@$(BIN)/python -m tests.benchmarks.figures

soak: install $(VENV)/.soak  ## Kill, fill and starve a site for long (SOAK="--seed 1 kills" for some of it), and write dist/soak.json
	@$(PLACE) $(BIN)/python -m tests.soak.run $(SOAK)

inventory: $(VENV)/inventory/.made | $(VENV)/.node  ## List what the product is made of, for programs (CycloneDX), in dist/made-of.json and -browser.json
	@mkdir -p dist
	@$(VENV)/inventory/bin/cyclonedx-py requirements --output-reproducible --pyproject pyproject.toml \
	  -o dist/made-of.json requirements/run.txt
	@cd static && npm sbom --package-lock-only --sbom-format cyclonedx >../dist/made-of-browser.json
	@echo "dist/made-of.json dist/made-of-browser.json"

sentences: install $(VENV)/.dev  ## Write down every sentence that is put together of parts, to read through
	@$(BIN)/python -m tests.wording.golden

suites: install $(VENV)/.dev  ## List what each suite of tests asserts, and how many tests it has
	@$(BIN)/python -m tests.suites

lock: $(VENV)/.dev  ## Pin the newest versions that pyproject.toml and static/package.json allow
	@echo "Pinning requirements"
	@$(PIN) --group build -o requirements/run.txt
	@$(PIN) --group dev -c requirements/run.txt -o requirements/dev.txt
	@$(PIN_ALONE) --group soak -c requirements/dev.txt -o requirements/soak.txt
	@$(PIN_ALONE) --group inventory -o requirements/inventory.txt
	@$(PIN_ALONE) --group node -o requirements/node.txt
	@cd static && npm update --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

clean:  ## Remove what was installed and built; instance/ stays
	rm -rf .venv .venv-newest static/node_modules static/dist dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find ladder_assess tests -name __pycache__ -prune -exec rm -rf {} +

# Debian packages, installed as root or through sudo; elsewhere, a word on what to install.
define apt
if ! command -v apt-get >/dev/null; then \
  echo "Please install what Debian calls: $(1)" >&2; exit 1; fi; \
as=""; if [ "$$(id -u)" != 0 ]; then as=sudo; fi; \
if [ -n "$$as" ] && ! command -v sudo >/dev/null; then \
  echo "Please run as root: apt-get install $(1)" >&2; exit 1; fi; \
echo "Installing $(1)"; \
$$as apt-get update -qq; \
$$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null
endef

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Please install Python 3.11 or later, or say where it is: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(call apt,python3-venv); }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing Python packages"
	@$(INSTALL) requirements/run.txt
	@$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/.run
	@echo "Installing Python packages for development"
	@$(INSTALL) requirements/dev.txt
	@touch $@

$(VENV)/.soak: requirements/soak.txt | $(VENV)/.dev
	@echo "Installing what draws hostile requests of programs"
	@$(INSTALL) requirements/soak.txt
	@touch $@

# Apart from all else: see pyproject.toml.
$(VENV)/inventory/.made: requirements/inventory.txt | $(VENV)/pyvenv.cfg
	@echo "Installing what lists packages"
	@$(PYTHON) -m venv --without-pip $(VENV)/inventory
	@$(PIP) --python $(VENV)/inventory install -qq --require-hashes -r requirements/inventory.txt
	@touch $@

# WeasyPrint opens these libraries by name when it first makes a PDF.
PANGO := import ctypes; [ctypes.CDLL(name) for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0")]

# Looked for each time: they can be removed like any package.
.PHONY: $(VENV)/.native
$(VENV)/.native: | $(VENV)/pyvenv.cfg
	@$(BIN)/python -c '$(PANGO)' 2>/dev/null || { $(call apt,libpango-1.0-0 libpangoft2-1.0-0); }

$(VENV)/.browser: | $(VENV)/pyvenv.cfg
	@{ command -v chromium && command -v chromedriver; } >/dev/null || { $(call apt,chromium chromium-driver); }
	@touch $@

# Tests begin a server of their own and end it; nothing else uses it.
$(VENV)/.postgresql: | $(VENV)/pyvenv.cfg
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { $(call apt,postgresql); }
	@touch $@

NEW_NODE := const [a, b] = process.versions.node.split("."); process.exit(+a > 20 || (+a == 20 && +b >= 19) ? 0 : 1)

$(VENV)/.node: requirements/node.txt | $(VENV)/pyvenv.cfg
	@{ command -v npm && node -e '$(NEW_NODE)'; } >/dev/null 2>&1 || \
	  { echo "Installing Node"; $(INSTALL) requirements/node.txt; }
	@touch $@

$(MODULES): static/package.json static/package-lock.json | $(VENV)/.node
	@echo "Installing packages for styles and scripts"
	@cd static && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(DIST): $(MODULES) static/build.mjs $(shell find static/src -type f)
	@echo "Building styles and scripts"
	@cd static && npm run --silent build >/dev/null
