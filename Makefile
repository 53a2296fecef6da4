# Each word sets the course up in .venv by itself. Windows, without make: py bootstrap.py WORD
PYTHON ?= python3

.PHONY: start serve teach build check results backup restore upgrade quick test test-whole lint docs lock

start:      ## open the course, JupyterLab beside it (LEARNER=id for one of several learners on one machine)
	@$(PYTHON) bootstrap.py start $(if $(LEARNER),--learner $(LEARNER))

serve:      ## serve a class or ward (ROSTER=learners.csv the first time; CERTIFICATE=pem KEY=pem for TLS; HOST= PORT=)
	@$(PYTHON) bootstrap.py serve $(if $(ROSTER),--roster "$(ROSTER)") $(if $(CERTIFICATE),--certificate "$(CERTIFICATE)") $(if $(KEY),--key "$(KEY)") $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

teach:      ## open the instructor's JupyterLab: release, collect, grade, feedback
	@$(PYTHON) bootstrap.py teach

build:      ## make the notebooks from lessons/ and assessments/bank/
	@$(PYTHON) bootstrap.py build

check:      ## say what is wrong or missing in the content, and how to mend it
	@$(PYTHON) bootstrap.py check

results:    ## who passed (QUIZ=retinoids-quiz for one quiz; CSV=passed.csv writes the table as well)
	@$(PYTHON) bootstrap.py results $(QUIZ) $(if $(CSV),--csv "$(CSV)")

backup:     ## copy answers, grades and settings into one file, while the course runs (FILE=monday.zip)
	@$(PYTHON) bootstrap.py backup $(if $(FILE),"$(FILE)")

restore:    ## bring answers, grades and settings back from such a file (FILE=monday.zip)
	@$(PYTHON) bootstrap.py restore $(if $(FILE),"$(FILE)")

upgrade:    ## after a new release: say what it changes for whom, make a backup, and bring the state to it
	@$(PYTHON) bootstrap.py upgrade

# The words below add packages to .venv that the course itself does not need.
quick:      ## run the tests that need no browser, no JupyterLab and no hub
	@$(PYTHON) bootstrap.py quick

test:       ## run every test but those of test-whole, browser tests included
	@$(PYTHON) bootstrap.py test

test-whole: ## run the tests that need a server, Node, a hub or much time; what cannot be started is named
	@$(PYTHON) bootstrap.py test-whole

lint:       ## check style, types and layers: ruff, mypy, import-linter, tsc, biome
	@$(PYTHON) bootstrap.py lint

docs:       ## build docs/ as a site in docs/_build/html
	@$(PYTHON) bootstrap.py docs

# Each lock takes the versions of those before it. COMPILE needs uv and the network.
COMPILE = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
lock:       ## renew requirements.lock and the locks of the tests and the documentation from pyproject.toml
	$(COMPILE) --group install --output-file requirements.lock
	$(COMPILE:pyproject.toml=) --group test --group lint --constraints requirements.lock --output-file requirements-test.lock
	$(COMPILE:pyproject.toml=) --group docs --constraints requirements.lock --constraints requirements-test.lock --output-file requirements-docs.lock
	$(PYTHON) tests/wheels.py
