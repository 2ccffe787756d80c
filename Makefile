# Every target does its own set-up; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
DEMO := .venv/.demo
VENV := .venv/.made
MODELS ?= packages
BRAIN := build/brain
TEXT := build/text
VIEWER := build/viewer
GPU := build/gpu
OIDC := build/oidc
BUNDLES := build/bundles
SIGNATURES := build/signatures
GRADIENTS := build/gradients
S3 := build/s3
STANDARD := build/standard
CORPUS := build/corpus
TRITON := build/triton
# whole: benchmarks call it from their own folder
PEERS := $(CURDIR)/build/peers
IMAGE := build/image
PIP := $(BIN)/python -m pip install --quiet
# what the packages of the corpus name and the tests hold already, or do not call
HELD := numpy pydicom pydantic pydantic-core wsidicom dicomweb-client pillow marshmallow fsspec universal-pathlib pathlib-abc cachetools retrying nibabel importlib-resources requests urllib3 certifi typer

.DEFAULT_GOAL := help
# two installs in one environment at once would break it
.NOTPARALLEL:
.PHONY: help demo demo-pacs setup tools models-brain models-burned-in-text test test-faults test-brain test-burned-in-text table-burned-in-text test-viewer test-gpu test-oidc test-bundles test-signatures test-gradients test-s3 test-conformance test-corpus test-image tables fuzz fuzz-readers hostile coverage unit e2e lint types arch fmt serve bench bench-gpu bench-hospital bench-quick soak openapi sbom lock table-ood

help: ## List the targets
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-12s %s\n", $$1, $$2}'

# made last: a try that fails half-way (no python3-venv) must not pass for a virtual environment
$(VENV):
	$(PYTHON) -m venv --clear .venv || { rm -rf .venv; echo "apt-get install python3-venv" >&2; exit 1; }
	touch $@

$(DEMO): $(VENV) requirements/demo.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/demo.txt
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(STAMP): $(VENV) requirements/dev.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/dev.txt
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@ $(DEMO)

demo: $(DEMO) ## Run the main job on a real chest radiograph
	$(BIN)/radlane demo

demo-pacs: $(DEMO) ## From an image in a real Orthanc to the report in it, by Orthanc's own event, timed (Debian)
	@sh tests/tools.sh pacs
	$(BIN)/python docker/orthanc/demo.py

setup: $(STAMP) ## Create .venv with everything the tests need, hash-locked

tools: ## Install the Debian packages that the tests need, or say which are missing
	@sh tests/tools.sh

models-brain: ## Make the package mr-brain in MODELS=packages (fetches deepbet, MIT, and torch)
	$(PYTHON) models/mr-brain/recipe.py --out $(MODELS)

models-burned-in-text: ## Make the package burned-in-text in MODELS=packages (fetches the text detector of PP-OCRv4, Apache-2.0)
	$(PYTHON) models/burned-in-text/recipe.py --out $(MODELS)

fmt: setup ## Format the code
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

lint: setup ## Check style
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup ## Check types
	$(BIN)/mypy

arch: setup ## Check layers, sizes, names, documents and contracts
	$(BIN)/python -m pytest -q tests/architecture

# three: what waits leaves room on two cores
unit: setup tools ## Run the unit tests, then the property, contract and fault tests, and those of the benchmarks' own tools
	$(BIN)/python -m pytest -q -n 3 --dist loadfile tests/unit tests/property tests/contract tests/faults tests/bench

# not in `test`: it doubles the time of the unit tests
coverage: setup tools ## Run the unit tests with branch coverage: 95 % of all, 100 % of domain, imaging and encode
	$(BIN)/python -m pytest -q -n 2 --dist loadfile tests/unit --cov --cov-report=term
	$(BIN)/coverage report --fail-under=95 --format=total
	$(BIN)/coverage report --fail-under=100 --format=total --include='*/radlane/domain/*,*/radlane/imaging/*,*/radlane/encode/*'

$(TRITON)/.fetched: tests/e2e/triton.txt | $(STAMP)
	rm -rf $(TRITON)
	$(PIP) --no-deps --require-hashes --target $(TRITON) -r tests/e2e/triton.txt
	touch $@

e2e: setup tools $(TRITON)/.fetched ## Run real images through the lane, judged by tools that are not ours
	$(BIN)/python -m pytest -q -n 3 --dist loadfile --no-loadscope-reorder tests/e2e

test-faults: setup tools ## Kill workers at every point, and write the tables of docs/reliability.md
	@sh tests/tools.sh faults
	RADLANE_FAULTS=all $(BIN)/python -m pytest -q tests/faults/test_jobs.py tests/faults/test_withdrawals.py tests/faults/test_amendments.py tests/faults/test_worklist.py tests/faults/test_fleet.py

$(STANDARD)/.fetched: tests/conformance/requirements.txt | $(STAMP)
	rm -rf $(STANDARD)
	$(PIP) --no-deps --require-hashes --target $(STANDARD) -r tests/conformance/requirements.txt
	touch $@

tables: setup $(STANDARD)/.fetched ## Write the checker's table of attributes, and the tests' of the standard's words, anew (fetches the words)
	PYTHONPATH=tests $(BIN)/python -m support.iod_table
	PYTHONPATH=tests $(BIN)/python -m support.standard_text $(STANDARD)/standard

fuzz: setup ## Call the whole contract with schemathesis for a quarter of an hour (SECONDS=900)
	$(BIN)/python -m pytest -q tests/e2e/test_fuzz.py --fuzz-seconds $(or $(SECONDS),900)

fuzz-readers: setup ## Spoil files and series for ten minutes, and read them (FUZZ_SECONDS=600); findings are kept in tests/corpus/crashers
	$(BIN)/python -m pytest -q tests/property/test_readers.py --fuzz-seconds $(or $(FUZZ_SECONDS),600)

hostile: setup ## Attack the service, and with packages of models, and write what that takes into docs/security
	PYTHONPATH=tests $(BIN)/python -W ignore -m support.hostile_table
	PYTHONPATH=tests $(BIN)/python -W ignore -m support.model_attacks_table

test-conformance: setup tools $(STANDARD)/.fetched ## Judge every kind of result on every source, mutate every object, and write the tables of docs/conformance.md (two hours)
	$(BIN)/python -m pytest -q tests/conformance

# last on the path: nothing there stands for what is installed
$(CORPUS)/.fetched: tests/corpus/requirements.txt | $(STAMP)
	rm -rf $(CORPUS)
	$(PIP) --no-deps --require-hashes --target $(CORPUS) -r tests/corpus/requirements.txt
	touch $@

test-corpus: setup tools $(CORPUS)/.fetched ## Read every test file of four packages beside three other readers, and write docs/inputs.md (fetches two of them)
	$(BIN)/python -m pytest -q --timeout 3600 tests/corpus

$(BRAIN)/.original: bench/requirements-brain.txt
	mkdir -p $(BRAIN)
	$(PYTHON) -m venv --clear $(BRAIN)/original
	$(BRAIN)/original/bin/python -m pip install --quiet -r bench/requirements-brain.txt
	touch $@

# a version of a package does not change, so the recipe refuses to write over one: here the manifest's author does
$(BRAIN)/.packages: models/recipes.py $(wildcard models/mr-brain/*.py models/mr-brain/*.txt models/mr-brain/package/*)
	rm -rf $(BRAIN)/packages
	$(PYTHON) models/mr-brain/recipe.py --out $(BRAIN)/packages
	touch $@

test-brain: setup tools $(BRAIN)/.packages $(BRAIN)/.original ## Compare mr-brain with the original deepbet, voxel by voxel (fetches both)
	$(BIN)/python -m pytest -q tests/brain

# opencv-python of rapidocr's own requirements needs libraries of a screen: its headless twin stands in
$(TEXT)/.original: bench/requirements-text.txt
	mkdir -p $(TEXT)
	$(PYTHON) -m venv --clear $(TEXT)/original
	$(TEXT)/original/bin/python -m pip install --quiet --no-deps -r bench/requirements-text.txt
	touch $@

$(TEXT)/.packages: models/recipes.py $(filter-out %.md,$(wildcard models/burned-in-text/*.py models/burned-in-text/package/* models/burned-in-text/package/golden/*))
	rm -rf $(TEXT)/packages
	$(PYTHON) models/burned-in-text/recipe.py --out $(TEXT)/packages
	touch $@

test-burned-in-text: setup tools $(TEXT)/.packages $(TEXT)/.original ## Look for text on real images, beside people and the original rapidocr, and compare the card's table (fetches both)
	$(BIN)/python -m pytest -q tests/burned_in_text

table-burned-in-text: setup $(TEXT)/.packages $(TEXT)/.original ## Write the table of burned-in-text's card anew (fetches both)
	PYTHONPATH=tests $(BIN)/python -W ignore -m support.burned_in_table

table-ood: setup tools $(BRAIN)/.packages ## Measure how far wrong images lie from valid ones, and write docs/out-of-distribution.md (fetches mr-brain)
	$(BIN)/python -W ignore bench/novelty.py

# the lock of the tests has the CPU's onnxruntime, and the two own the same files
$(GPU)/.installed: requirements/dev.txt requirements/gpu.txt
	$(PYTHON) -m venv --clear $(GPU)/venv
	$(GPU)/venv/bin/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	$(GPU)/venv/bin/python -m pip uninstall --quiet --yes onnxruntime
	$(GPU)/venv/bin/python -m pip install --quiet --require-hashes -r requirements/gpu.txt
	$(GPU)/venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

test-gpu: $(GPU)/.installed $(BRAIN)/.packages ## Compare networks on an NVIDIA GPU with the CPU (fetches CUDA, 1.6 GB)
	$(GPU)/venv/bin/python -m pytest -q tests/gpu

$(VIEWER)/.ohif: tests/viewer/ohif.txt tests/viewer/fetch.sh
	@sh tests/tools.sh viewer
	mkdir -p $(VIEWER)
	sh tests/viewer/fetch.sh tests/viewer/ohif.txt $(VIEWER)/ohif
	touch $@

# what playwright needs itself is in the lock of the tests
.venv/.playwright: $(STAMP) tests/viewer/requirements.txt
	$(PIP) --no-deps --require-hashes -r tests/viewer/requirements.txt
	touch $@

test-viewer: setup tools $(VIEWER)/.ohif .venv/.playwright ## Open results in OHIF and look at the screen (fetches OHIF and playwright)
	@sh tests/tools.sh viewer
	$(BIN)/python -m pytest -q tests/viewer

# no script of a package runs, and each file has the digest of the lock
$(OIDC)/.fetched: tests/oidc/package.json tests/oidc/package-lock.json
	@sh tests/tools.sh oidc
	mkdir -p $(OIDC)
	cp tests/oidc/package.json tests/oidc/package-lock.json $(OIDC)
	npm ci --prefix $(OIDC) --ignore-scripts --no-audit --no-fund --silent
	touch $@

test-oidc: setup $(OIDC)/.fetched ## Let a service and users in with tokens of an issuer that is not ours (fetches oidc-provider)
	@sh tests/tools.sh oidc
	$(BIN)/python -m pytest -q tests/oidc

$(BUNDLES)/.installed: tests/bundles/requirements.txt
	$(PYTHON) -m venv --clear $(BUNDLES)
	$(BUNDLES)/bin/python -m pip install --quiet -r tests/bundles/requirements.txt
	touch $@

test-bundles: setup tools $(BUNDLES)/.installed ## Import bundles that the real monai makes, and compare with what it finds (fetches monai and torch)
	$(BIN)/python -m pytest -q tests/bundles

$(SIGNATURES)/.installed: tests/signatures/requirements.txt
	$(PYTHON) -m venv --clear $(SIGNATURES)/venv
	$(SIGNATURES)/venv/bin/python -m pip install --quiet --require-hashes -r tests/signatures/requirements.txt
	touch $@

test-signatures: setup $(SIGNATURES)/.installed ## Sign packages with the tool of OpenSSF, and verify them here (fetches model-signing)
	$(BIN)/python -m pytest -q tests/signatures

$(GRADIENTS)/.installed: bench/requirements-explain.txt
	$(PYTHON) -m venv --clear $(GRADIENTS)
	$(GRADIENTS)/bin/python -m pip install --quiet -r bench/requirements-explain.txt
	touch $@

test-gradients: $(GRADIENTS)/.installed ## Compare gradients of exported networks with torch's, time Grad-CAM, and write the tables of bench/README.md (fetches monai and torch)
	$(GRADIENTS)/bin/python bench/gradient_parity.py
	$(GRADIENTS)/bin/python bench/explain_cost.py

$(S3)/.installed: tests/s3/requirements.txt
	$(PYTHON) -m venv --clear $(S3)
	$(S3)/bin/python -m pip install --quiet --require-hashes -r tests/s3/requirements.txt
	touch $@

test-s3: setup $(S3)/.installed ## Keep results in an S3-compatible store over a network (fetches moto)
	$(BIN)/python -m pytest -q tests/s3

# root; IMAGE_MIRROR is a mirror of Debian, IMAGE_OPTIONS are options of `buildah bud` (where certificates are, a proxy)
test-image: setup tools ## Build the image without an engine of containers, and run it as the compose file does
	@sh tests/tools.sh image
	sh tests/image/build.sh $(IMAGE)
	$(BIN)/python -m pytest -q tests/image

test: tools lint types arch unit e2e ## Everything CI runs

serve: $(DEMO) ## Serve HTTP on this machine
	$(BIN)/radlane serve

$(PEERS)/.installed: bench/requirements-peers.txt
	$(PYTHON) -m venv --clear $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet -r bench/requirements-peers.txt
	touch $@

bench: setup tools $(PEERS)/.installed ## Measure the lane and its parts beside their peers, and write bench/README.md and bench/results (an hour; fetches torch and MONAI)
	$(BIN)/python bench/start.py
	$(BIN)/python bench/radiograph.py
	$(BIN)/python bench/encode_report.py
	$(BIN)/python bench/encode.py
	PYTHONPATH=service $(PEERS)/bin/python bench/tiling.py
	$(BIN)/python bench/retrieve.py
	$(BIN)/python bench/lane.py --peers $(PEERS)/bin/python
	$(BIN)/python bench/radiographs.py --peers $(PEERS)/bin/python
	PYTHONPATH=tests $(BIN)/python bench/long_ct.py
	$(BIN)/python bench/growth.py --peers $(PEERS)/bin/python

bench-hospital: setup tools ## Send 400 radiographs and 60 CTs in an hour through one process on SQLite (MINUTES=60), and write bench/README.md
	$(BIN)/python bench/hospital.py --minutes $(or $(MINUTES),60)

bench-gpu: $(GPU)/.installed ## Measure networks on an NVIDIA GPU beside a bare loop, and write bench/README.md (fetches CUDA, 1.6 GB); exit code 2 without a GPU
	$(GPU)/venv/bin/python bench/gpu.py
	$(GPU)/venv/bin/python bench/gpu_bus.py

bench-quick: setup ## Measure the main ratios in less than three minutes; fails where one is a quarter worse than the one on record
	$(BIN)/python bench/quick.py

soak: setup tools ## Send 1,500 studies through two workers on PostgreSQL, and write what that took into docs/scaling.md
	$(BIN)/python bench/soak.py

openapi: setup ## Write the contracts in openapi/ anew
	$(BIN)/radlane openapi --out openapi

sbom: setup ## Write what is inside, with licences, to build/sbom.cdx.json (CycloneDX) and build/licences.txt
	PYTHONPATH=tests $(BIN)/python -m support.sbom build

lock: setup ## Resolve the lock files again (needs a connection)
	$(PIP) uv
	for set in "dev --extra cpu --extra demo --extra dimse --extra s3 --group dev" "demo --extra cpu --extra demo --group build" "cpu --extra cpu --extra dimse --extra s3"; do \
	  set -- $$set; name=$$1; shift; \
	  $(BIN)/uv pip compile pyproject.toml "$$@" --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header --quiet -o requirements/$$name.txt || exit 1; \
	done
	$(BIN)/uv pip compile --group image --universal --python-version 3.11 --generate-hashes --no-header --quiet -o requirements/image.txt
	$(BIN)/uv pip compile tests/corpus/requirements.in --python-version 3.11 $(addprefix --no-emit-package ,$(HELD)) --generate-hashes --no-header --quiet -o tests/corpus/requirements.txt
	$(BIN)/uv pip compile tests/s3/requirements.in --universal --python-version 3.11 --generate-hashes --no-header --quiet -o tests/s3/requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra gpu --extra dimse --extra s3 --python-platform x86_64-manylinux_2_28 --python-version 3.11 --no-strip-extras --generate-hashes --no-header --quiet -o requirements/gpu.txt
