# `make help` lists what can be done. Each target installs what it needs and this machine lacks: see .ci/tools.sh.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
export TRUNK_SKIP_VERSION_CHECK := true

PORT ?= 8080
OUT ?= target/published
DATA ?= public/data

RUST := .ci/tools.sh rust
BUILD := .ci/tools.sh build
BROWSER := .ci/tools.sh browser
WASM := --locked --target wasm32-unknown-unknown --features app
WORKER := --locked --target wasm32-unknown-unknown --features worker --bin codi-worker
CODI_DATA := $(RUST) cargo run --quiet --locked --features cli --bin codi-data --

.PHONY: help
help: ## What can be done
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: serve
serve: build ## Builds the site and serves it at http://127.0.0.1:8080/ (PORT=… for another port)
	@exec node tests/e2e/server.mjs dist $(PORT)

.PHONY: build
build: ## Builds the site into dist/
	$(BUILD) trunk build --release

.PHONY: test
test: lint check-data check-map test-native test-wasm build size test-e2e ## Everything that a change must pass

.PHONY: fmt
fmt: ## Formats the code
	$(RUST) cargo fmt

.PHONY: lint
lint: ## Checks formatting and runs clippy, for the machine and for the browser
	$(RUST) cargo fmt --check
	$(RUST) cargo clippy --locked --features cli --all-targets -- -D warnings
	$(BUILD) cargo clippy $(WASM) --lib --bin codi-in-figures --bin codi-tools --test browser --bench evaluate -- -D warnings
	$(BUILD) cargo clippy $(WORKER) -- -D warnings

.PHONY: check-data
check-data: ## Checks public/data, by our own rules and by frictionless
	$(CODI_DATA) check public/data
	.ci/tools.sh data frictionless validate public/data/datapackage.json

.PHONY: lean-data
lean-data: ## Writes public/data/datapackage.lean.json, what pages need of datapackage.json at once
	$(CODI_DATA) lean public/data

.PHONY: check-map
check-map: ## Checks public/map: every province once, and one border between neighbours
	$(BUILD) node tools/map.mjs --check

.PHONY: audit
audit: ## Holds the figures that the report prints against those computed from its tables
	$(CODI_DATA) audit public/data

.PHONY: publish
publish: ## Writes the data for publication (OUT=… for another folder than target/published)
	$(CODI_DATA) publish public/data $(OUT)

.PHONY: test-native
test-native: ## The tests that need no browser
	$(RUST) cargo test --locked --features cli

.PHONY: test-wasm
test-wasm: ## The tests of tests/browser, in Chromium
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
	WASM_BINDGEN_TEST_WEBDRIVER_JSON=$(CURDIR)/tests/browser/webdriver.json \
	$(BROWSER) cargo test $(WASM) --test browser

.PHONY: test-e2e
test-e2e: build ## The built site as its visitors meet it, in Chromium
	$(BROWSER) node --test --test-reporter=spec tests/e2e/*.spec.mjs

.PHONY: size
size: build ## What the built site weighs, and whether that is under the bars
	@node tools/size.mjs dist

.PHONY: bench
bench: ## How long computing all figures takes, natively and in Chromium, and whether that is under the bar (DATA=… for another package)
	$(RUST) cargo bench --locked --bench evaluate -- $(DATA)
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="node benches/run.mjs" \
	$(BROWSER) cargo bench --locked --target wasm32-unknown-unknown --bench evaluate -- $(DATA)

.PHONY: fonts
fonts: ## Cuts the faces of public/fonts down to what the site writes
	.ci/tools.sh fonts tools/fonts.sh

.PHONY: map
map: ## Draws the outlines of the provinces into public/map
	$(BUILD) node tools/map.mjs

.PHONY: clean
clean: ## Removes what was built
	rm -rf target dist tests/e2e/screenshots tests/e2e/test-results
