# Everything a person needs to type. Each line makes its own environment first (packaging/setup.sh says what it does);
# no path is ever written here, so the checkout may live in a folder with spaces and accents.
.POSIX:
.PHONY: help run tour test test-floor bench figures messages format clean
SETUP = sh packaging/setup.sh

help:
	@echo "make run         start Care Companion (where there is no screen: the tour)"
	@echo "make tour        pictures of the main journeys, in tour/"
	@echo "make test        everything that must hold before a change goes in"
	@echo "make test-floor  the tests, with the oldest versions we promise"
	@echo "make bench       how fast it is, as ratios; build/bench.json"
	@echo "make figures     put the last bench into the README"
	@echo "make messages    the words of the program: extract, update, compile"
	@echo "make format      lay out the code"
	@echo "make clean       remove what the others made"

run:
	@$(SETUP) run $(ARGS)

tour:
	@$(SETUP) tour $(ARGS)

test:
	@$(SETUP) test $(ARGS)

test-floor:
	@$(SETUP) floor $(ARGS)

bench:
	@$(SETUP) bench $(ARGS)

figures:
	@$(SETUP) python packaging/figures.py --readme

messages:
	@$(SETUP) python packaging/messages.py $(ARGS)

format:
	@$(SETUP) python -m ruff check --fix --quiet .
	@$(SETUP) python -m ruff format .

clean:
	rm -rf .venv .venv-floor build dist tour .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find carecompanion packaging tests -name __pycache__ -type d -prune -exec rm -rf {} +
