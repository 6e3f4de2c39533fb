# Two commands for a newcomer: `make demo` sets up everything and answers; `make check` sets up everything and tests it.
# `make serve` opens the web page on the demo's library, `make screenshots` takes its pictures with Chromium.
# `make bench` measures speed and size, on made-up articles or on ARTICLES="files or folders".
PYTHON ?= python3
BIN := .venv/bin
DEMO := .demo-library
ARTICLES ?=
QUESTION_EN := When did the Maysoun bridge open to traffic?
QUESTION_AR := كم راكباً أُصيب في حادث عبّارة النورس؟

.PHONY: demo serve check bench screenshots lint test format clean

demo: .venv/.installed
	$(BIN)/isnad add --sample --library $(DEMO)
	$(BIN)/isnad ask "$(QUESTION_EN)" --library $(DEMO)
	$(BIN)/isnad ask "$(QUESTION_AR)" --library $(DEMO)

serve: .venv/.installed
	$(BIN)/isnad serve --library $(DEMO) --open

check: lint test

bench: .venv/.installed-bench
	$(BIN)/isnad eval bench $(ARTICLES)

lint: .venv/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: .venv/.installed-dev
	$(BIN)/pytest

screenshots: .venv/.installed-dev
	$(BIN)/python -m tests.ui.page.pictures docs/pictures

format: .venv/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv $(DEMO) $(DEMO)-runs

.venv/.pip:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25"
	touch $@

.venv/.installed: .venv/.pip pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/.installed-dev: .venv/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	touch $@

.venv/.installed-bench: .venv/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[bench]"
	touch $@
