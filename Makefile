# Duty Desk: two commands for a newcomer, `make up` and `make test`; `make help` lists the rest.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
STACK ?= dev
PYTHON ?= $(shell for p in python3.13 python3 python3.12 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
INSTALLED := .venv/installed
READY := .venv/ready

.PHONY: help up down status test test-long check bench faq-eval plan smoke lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(INSTALLED): requirements/dev.txt
	@test -n "$(PYTHON)" || { echo "Duty Desk needs Python 3.12 or newer (3.13 is what it deploys on)"; exit 1; }
	@echo "setting up .venv with $$($(PYTHON) --version): about a minute the first time"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $(INSTALLED)

$(READY): $(INSTALLED) pyproject.toml
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $(READY)

up: $(READY) ## run the whole desk on this machine (DETACH=1 returns when everything answers)
	@$(BIN)/python -m local up $(if $(DETACH),--detach)

down: $(READY) ## stop what `make up` started
	@$(BIN)/python -m local down

status: $(READY) ## say what runs, and where
	@$(BIN)/python -m local status

# Tests on the stack mostly wait, the others never do: both run at once, and the others stand back.
# $(1): the marker expression that both share.
define both
	@said=$$(mktemp) stack=0 rest=0; \
	nice -n 10 $(BIN)/python -m pytest -m "$(1)not stack" -n 2 --dist worksteal > $$said 2>&1 & others=$$!; \
	trap 'kill $$others 2> /dev/null || true; rm -f $$said' EXIT; \
	$(BIN)/python -m pytest -m "$(1)stack" || stack=$$?; \
	wait $$others || rest=$$?; cat $$said; exit $$((stack | rest))
endef

test: $(READY) ## run the seeded short forms of all tests
	$(call both,not long and )

test-long: $(READY) ## run the full sizes of all tests
	$(call both,)

check: $(READY) ## lint, types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(READY) ## measure, side by side with a baseline
	@$(BIN)/python -m bench

faq-eval: $(READY) ## measure search: KB=kb.csv QUESTIONS=questions.csv (JSON=1 for one object)
	@$(BIN)/python -m bench.faq_eval "$(KB)" "$(QUESTIONS)" $(if $(JSON),--json)

plan: $(READY) ## print what STACK would create, without cloud or CLI
	@$(BIN)/python -m infra.plan $(STACK)

smoke: $(READY) ## send a probe through STACK (STACK=local for the desk on this machine)
	@$(BIN)/python -m operate --stack $(STACK) smoke

lock: $(READY) ## pin the newest versions that requirements/*.in allow (needs uv on the PATH)
	@for set in functions emulator; do uv pip compile --upgrade --universal --python-version 3.12 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -q requirements/$$set.in -o requirements/$$set.txt; done
	@for set in images dev; do uv pip compile --upgrade --universal --python-version 3.12 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -q -c requirements/functions.txt requirements/$$set.in -o requirements/$$set.txt; done

clean: ## remove everything that was built or installed here
	@test ! -x $(BIN)/python || $(BIN)/python -m local down
	@rm -rf .venv .local .build .mypy_cache .ruff_cache .hypothesis *.egg-info
