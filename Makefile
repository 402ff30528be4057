# The two commands of the README, for a machine with Python 3.11 or newer, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A file of tests stays in one process, since its fixtures are what is costly; tests/conftest.py has the order.
PARALLEL := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: grade test test-all lint clean

grade: $(VENV)/installed  ## grade the sample hand-ins and write a report
	$(BIN)/finegrade grade lesson1 fixtures/submissions/lesson1_classification/hand-ins \
		--out report/lesson1_classification || test $$? -eq 1

test: $(VENV)/installed  ## the test suite, without the slow sweeps
	$(BIN)/python -m pytest $(PARALLEL)

test-all: $(VENV)/installed  ## the same, with every slow sweep whole
	FINEGRADE_SWEEP=all $(BIN)/python -m pytest $(PARALLEL)

lint: $(VENV)/installed
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

clean:
	rm -rf $(VENV) report

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[otter,dev,browser,cluster]'
	touch $@
