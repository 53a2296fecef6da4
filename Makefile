# Each word sets the course up in .venv by itself. Windows, without make: py bootstrap.py WORD
PYTHON ?= python3

.PHONY: start serve teach test build check results lock

start:    ## open the course, JupyterLab beside it (LEARNER=id for one of several learners on one machine)
	@$(PYTHON) bootstrap.py start $(if $(LEARNER),--learner $(LEARNER))

serve:    ## serve a class or ward (ROSTER=learners.csv the first time; CERTIFICATE=pem KEY=pem for TLS)
	@$(PYTHON) bootstrap.py serve $(if $(ROSTER),--roster $(ROSTER)) $(if $(CERTIFICATE),--certificate $(CERTIFICATE)) $(if $(KEY),--key $(KEY))

teach:    ## open the instructor's JupyterLab: release, collect, grade, feedback
	@$(PYTHON) bootstrap.py teach

test:     ## run every test, browser tests included
	@$(PYTHON) bootstrap.py test

build:    ## make the notebooks from lessons/ and assessments/bank/
	@$(PYTHON) bootstrap.py build

check:    ## say what is wrong or missing in the content, and how to mend it
	@$(PYTHON) bootstrap.py check

results:  ## who passed
	@$(PYTHON) bootstrap.py results

lock:     ## renew requirements.lock from pyproject.toml (needs uv and the network)
	uv pip compile pyproject.toml --group test --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.lock
