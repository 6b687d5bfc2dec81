# Everything a person needs to type. Each line makes its own environment first (packaging/setup.sh says what it does);
# no path is ever written here, so the checkout may live in a folder with spaces and accents.
.POSIX:
.PHONY: help run tour test test-floor soak bench fuzz figures messages format clean package package-windows package-macos \
	package-test stick licences audit guide
SETUP = sh packaging/setup.sh

help:
	@echo "make run         start Care Companion (where there is no screen: the tour)"
	@echo "make tour        pictures of the main journeys, in tour/"
	@echo "make test        everything that must hold before a change goes in"
	@echo "make test-floor  the tests, with the oldest versions we promise"
	@echo "make soak        the faults of the tests again and again, half an hour with other seeds; build/faults.json"
	@echo "make bench       how fast it is, as ratios; build/bench.json"
	@echo "make fuzz        made-up packs thrown at the pack reader (maintainers; an environment of its own)"
	@echo "make figures     put into the README what make bench and make package-test measured"
	@echo "make messages    the words of the program: extract, update, compile"
	@echo "make guide       the guide's pictures anew, from the tour"
	@echo "make format      lay out the code"
	@echo "make package          for Linux: a folder, a .deb, a .tar.xz for a stick; in dist/"
	@echo "make package-windows  for Windows, from Linux: a setup program, a folder for a stick"
	@echo "make package-macos    for macOS, on a Mac: an .app and a .dmg"
	@echo "make package-test     build for Linux and try it: without an environment, without a screen, in a clean root"
	@echo "make stick ARGS=DIR   a stick with all that lies in dist/"
	@echo "make licences         compare the list of licences with what ships; make audit asks for known holes"
	@echo "make clean       remove what the others made"

run:
	@$(SETUP) run $(ARGS)

tour:
	@$(SETUP) tour $(ARGS)

test:
	@$(SETUP) test $(ARGS)

test-floor:
	@$(SETUP) floor $(ARGS)

soak:
	@$(SETUP) python packaging/soak.py $(ARGS)

bench:
	@$(SETUP) bench $(ARGS)

fuzz:
	@$(SETUP) fuzz $(ARGS)

figures:
	@$(SETUP) python packaging/figures.py --readme

package:
	@$(SETUP) package linux $(ARGS)

package-windows:
	@$(SETUP) package windows $(ARGS)

package-macos:
	@$(SETUP) package macos $(ARGS)

package-test:
	@$(SETUP) package test $(ARGS)

stick:
	@$(SETUP) package stick $(ARGS)

licences:
	@$(SETUP) python packaging/licences.py $(ARGS)

audit:
	@$(SETUP) audit $(ARGS)

messages:
	@$(SETUP) python packaging/messages.py $(ARGS)

guide:
	@$(SETUP) python packaging/guide.py

format:
	@$(SETUP) python -m ruff check --fix --quiet .
	@$(SETUP) python -m ruff format .

clean:
	rm -rf .venv .venv-* build dist tour .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find carecompanion packaging tests -name __pycache__ -type d -prune -exec rm -rf {} +
