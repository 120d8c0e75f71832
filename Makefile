# Every command of the project. `make run` and `make test` are all a newcomer needs.
.POSIX:
.PHONY: help install run test check format prove engines bench environment development

PY = .venv/bin/python

help:
	@echo "make run      start the dashboard (makes .venv and the sample launch the first time)"
	@echo "make test     run every test"
	@echo "make check    ruff and mypy"
	@echo "make prove    the long proofs: more launches, more kills, more random files (about an hour)"
	@echo "make engines  every metric on DuckDB, PostgreSQL and Spark Connect: the same counts (minutes)"
	@echo "make bench    measure the metric engine beside SQL, pandas and a range join, the import beside sqlite3, the pages"
	@echo "make format   put the code into the project's layout"
	@echo "make install  the command launchops in .venv/bin, and the development tools"

# .ci/environment itself knows in a moment whether there is something to install.
environment:
	@.ci/environment requirements.txt

development: environment
	@.ci/environment requirements-dev.txt

install: development
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --editable .

run: environment
	@$(PY) -m launchops serve

# One process a core; the tests of a file stay together, so that what they share is made once.
test: development
	$(PY) -m pytest -n auto --dist loadfile $(ARGS)

check: development
	$(PY) -m ruff check .
	$(PY) -m mypy

format: development
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

prove: development
	@.ci/environment requirements-engines.txt
	LAUNCHOPS_PROVE=1 $(PY) -m pytest -m prove $(ARGS)

# Fails where a server cannot be started; needs Debian's postgresql, the rest comes from PyPI.
engines: development
	@.ci/environment requirements-engines.txt
	LAUNCHOPS_REQUIRE_ENGINES=1 $(PY) -m pytest tests/engines $(ARGS)

bench: development
	$(PY) -m tests.bench $(ARGS)
	$(PY) -m tests.bench.imports $(ARGS)
	$(PY) -m tests.bench.one_day
	$(PY) -m tests.bench.goals_page $(ARGS)
	$(PY) -m tests.bench.risks_page
