# Everything a person does with this project from a clone. `make` alone lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test build sandbox install bench lint format clean

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
export SWIFT

NEED := Tests/scripts/need
OUT := .build/out
BUILD_NEEDS := swift git g++ pkg-config libsecret-1-dev libqrencode-dev libyaml-dev zlib1g-dev binutils
SESSION_NEEDS := dbus-daemon dbus-bin gnome-keyring libsecret-tools python3 curl
# A password store without a desktop, and the helpers that other programs keep their secrets with.
HELPER_NEEDS := golang-docker-credential-helpers pass gnupg util-linux
# What apt would take for dbconfig-common by itself is a database server; with dbconfig-no-thanks glewlwyd does not configure.
PEER_NEEDS := dbconfig-sqlite3 glewlwyd chromium chromium-driver xdg-utils keepassxc
PEERS := EndToEndTests|AdaptersTests
CROWDED := StrictRenewalTests|KilledProcessTests
RELEASE := -c release --static-swift-stdlib --disable-local-rpath -Xswiftc -use-ld=lld

help: ## what can be made
	@echo 'usage: make TARGET [VARIABLE=VALUE…]'; echo
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

demo: ## build, then the whole main job, shown step by step (INTERACTIVE=1: you log in and play)
	@$(NEED) --for 'to build coveo' $(BUILD_NEEDS)
	@$(NEED) --for 'for a private Secret Service, and a script that plays the person' $(SESSION_NEEDS)
	@INTERACTIVE='$(INTERACTIVE)' Tests/demo/demo

test: ## build everything (debug) and run all tests (FILTER=REGEX: some of them)
	@$(NEED) --for 'to build coveo' $(BUILD_NEEDS)
	@$(NEED) --for 'for the tests: private Secret Services, a password store, an OAuth server, a browser, the shells that we complete in' \
		$(SESSION_NEEDS) $(PEER_NEEDS) $(HELPER_NEEDS) openssl bash-completion zsh fish patch jq
	$(SWIFT) build --build-tests
ifdef FILTER
	$(SWIFT) test --skip-build --disable-xctest --filter '$(FILTER)'
else
	$(SWIFT) test --skip-build --disable-xctest --skip '$(PEERS)|KeyringTests'
	@echo 'Now the suites with processes and peers, which keep time themselves:'
	$(SWIFT) test --skip-build --disable-xctest --filter '$(PEERS)' --skip '$(CROWDED)'
	@echo 'Now the suites whose services and dialogs keep time, one test after the other:'
	$(SWIFT) test --skip-build --disable-xctest --no-parallel --filter KeyringTests
	@echo 'Now the suites that start processes by the hundred, which would starve the others:'
	$(SWIFT) test --skip-build --disable-xctest --filter '$(CROWDED)'
endif

build: ## release build: static standard library, stripped, in .build/out/coveo
	@$(NEED) --for 'to build coveo' $(BUILD_NEEDS)
	$(SWIFT) build $(RELEASE) --product coveo
	@mkdir -p $(OUT)
	strip -o $(OUT)/coveo .build/release/coveo

sandbox: ## release build of the local platform, in .build/out/coveo-sandbox
	@$(NEED) --for 'to build coveo-sandbox' $(BUILD_NEEDS)
	$(SWIFT) build $(RELEASE) --product coveo-sandbox
	@mkdir -p $(OUT)
	strip -o $(OUT)/coveo-sandbox .build/release/coveo-sandbox

install: ## install what was built, and the shell completions (PREFIX=/usr/local DESTDIR=)
	@test -x $(OUT)/coveo || { echo 'make: nothing is built yet: run "make build" first' >&2; exit 1; }
	install -d '$(DESTDIR)$(PREFIX)/bin'
	install -m 755 $(OUT)/coveo '$(DESTDIR)$(PREFIX)/bin/coveo'
	@if [ -x $(OUT)/coveo-sandbox ]; then set -x; \
		install -m 755 $(OUT)/coveo-sandbox '$(DESTDIR)$(PREFIX)/bin/coveo-sandbox'; fi
	install -D -m 644 completions/coveo.bash '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/coveo'
	install -D -m 644 completions/_coveo '$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_coveo'
	install -D -m 644 completions/coveo.fish '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/coveo.fish'

bench: build sandbox ## speed beside curl and secret-tool, as a table of ratios; each command in each state of a keyring
	@$(NEED) --for 'to measure' $(SESSION_NEEDS) keepassxc hyperfine time openssl fish
	@Tests/bench/run
	@Tests/bench/manifests
	@Tests/bench/completion
	@Tests/bench/states

lint: ## formatting, lengths and a few rules of the house
	@$(NEED) swift
	@Tests/scripts/lint

format: ## format the Swift sources in place
	@$(NEED) swift
	$(SWIFT) format format --in-place --parallel --recursive --configuration .swift-format Package.swift Sources Tests

clean: ## remove everything that was built
	rm -rf .build
