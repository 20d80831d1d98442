# Thin: each target is a file in tools/, which needs nothing but Python until the environment is made.
.DEFAULT_GOAL := help
.PHONY: help demo test check fix shots bench bench-allocation
PYTHON ?= python3

help:  ## Vis denne listen
	@$(PYTHON) tools/targets.py Makefile

demo:  ## Se løsningen på egen maskin: setter opp alt, fordeler plassene og viser sidene
	@$(PYTHON) tools/demo.py

test:  ## Alle kontroller og alle prøver, som før en endring deles
	@$(PYTHON) tools/test.py

check:  ## Bare kontrollene: form, typer, importer, mål, maler, migreringer
	@$(PYTHON) tools/test.py --only-checks

fix:  ## Rett det som kan rettes av seg selv
	@$(PYTHON) tools/fix.py

shots:  ## Ta bilde av hver side, tre bredder, lyst og mørkt, til shots/
	@$(PYTHON) tools/shots.py

bench-allocation:  ## Mål fordelingen mot det andre kunne brukt (SIZES="100 1000000"; trenger pakkene i «bench»)
	@PYTHONPATH=. .venv/bin/python bench/allocation.py $(SIZES)

bench:  ## Mål fart: motorene og de mest brukte sidene
	@$(PYTHON) tools/bench.py
