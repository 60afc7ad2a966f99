# Builds, runs and tests frontis. `make help` lists what there is.

SITE ?= sample-site
PREFIX ?= /usr/local
# More flags for `swift build`.
BUILD_FLAGS ?=

release := .build/release/frontis

.PHONY: help run build test fuzz inputs edits reliability install uninstall setup check format bench clean
.DEFAULT_GOAL := help

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## build a release and open SITE (sample-site unless told otherwise)
	@exec $(release) "$(SITE)"

build: setup ## build a release: .build/release/frontis
	@swift build --configuration release --product frontis $(BUILD_FLAGS)

test: setup ## run the test suite
	@swift test

# How long, and from which seed.
SECONDS ?= 600
SEED ?= 1

fuzz: setup ## give random input to all that reads any for SECONDS (600 unless told otherwise)
	@FRONTIS_FUZZ_SECONDS=$(SECONDS) FRONTIS_FUZZ_SEED=$(SEED) swift test --filter FuzzTests

# How many random inputs, for each reader.
INPUTS ?= 10000000

inputs: setup ## give INPUTS (10 million) random inputs to each reader of a stranger's bytes, built as a release
	@swift build --configuration release --product ReaderFuzz
	@.build/release/ReaderFuzz $(INPUTS) $(SEED)

# How many random edits, and the folder of the sites whose files they are made on.
EDITS ?= 100000
SITES ?=

edits: setup ## make EDITS random edits (100,000), on the files below SITES too
	@FRONTIS_EDITS=$(EDITS) FRONTIS_EDIT_SEED=$(SEED) FRONTIS_SITES=$(SITES) \
	  swift test --filter EditPropertyTests

# How much of the full numbers.
SHARE ?= 1

reliability: build ## kill, starve and damage the built program; SHARE=0.1 of the full numbers
	@python3 Benchmarks/reliability $(release) --share $(SHARE)

install: build ## put the one binary into PREFIX/bin (/usr/local/bin unless told otherwise)
	@mkdir -p "$(DESTDIR)$(PREFIX)/bin" 2>/dev/null && [ -w "$(DESTDIR)$(PREFIX)/bin" ] || { \
	  echo "install: $(DESTDIR)$(PREFIX)/bin is not writable; try: make install PREFIX=$$HOME/.local" >&2; \
	  exit 1; }
	@install -s -m 755 $(release) "$(DESTDIR)$(PREFIX)/bin/frontis"
	@echo "installed $(DESTDIR)$(PREFIX)/bin/frontis"

uninstall: ## remove what install put in place
	@rm -f "$(DESTDIR)$(PREFIX)/bin/frontis"

setup: ## install what is missing: build packages and esbuild
	@.ci/setup

check: ## run all that must pass before a change goes in
	@.ci/run

format: ## format the Swift sources
	@swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks

bench: build ## measure a release build; see Benchmarks/README.md
	@Benchmarks/check.sh $(release)
	@Benchmarks/latency.sh $(release)
	@Benchmarks/sites.sh $(release)

clean: ## remove what was built
	@rm -rf .build sample-site/dist
