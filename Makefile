# Everything a person does with this project from a clone. `make` alone lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test fuzz build sandbox install uninstall deb tarball sbom bench figures soak lint format clean

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
ZSH_FUNCTIONS ?= $(PREFIX)/share/zsh/site-functions
export SWIFT

NEED := Tests/scripts/need
OUT := .build/out
BUILD_NEEDS := swift git g++ pkg-config libsecret-1-dev libqrencode-dev libyaml-dev zlib1g-dev binutils
SESSION_NEEDS := dbus-daemon dbus-bin gnome-keyring libsecret-tools python3 curl
# A password store without a desktop, and the helpers that other programs keep their secrets with.
HELPER_NEEDS := golang-docker-credential-helpers pass gnupg util-linux
# What apt would take for dbconfig-common by itself is a database server; with dbconfig-no-thanks glewlwyd does not configure.
PEER_NEEDS := dbconfig-sqlite3 glewlwyd chromium chromium-driver xdg-utils keepassxc zbar-tools
# A network of its own, with a proxy in it.
NETWORK_NEEDS := tinyproxy openssl util-linux iproute2
BENCH_NEEDS := keepassxc hyperfine time openssl jq fish
PEERS := EndToEndTests|AdaptersTests
# Rooms whose tests are over in a second or two, and have a minute for it.
TIMED := TokenCacheTests|OAuth2Tests|ManifestsTests|ProgressTests
CROWDED := StrictRenewalTests|KilledProcessTests|KilledCommandTests|LoadTests|SecretsNowhereTests|StrangersTextTests|EmulatorTests
# Two clones give the same binary: without the last two, and packaging/strip, something of the folder would be in it.
# What the loader fills is read-only afterwards, all of it at once (-z now).
RELEASE := -c release --static-swift-stdlib --disable-local-rpath -Xswiftc -use-ld=lld \
	-Xlinker -z -Xlinker now -Xlinker --build-id=none -Xcc -ffile-prefix-map=$(CURDIR)/=
# For packaging/sbom: which archives gave something to a binary.
linked = -Xlinker --print-archive-stats=$(CURDIR)/.build/$(1).archives
MAN_PAGES = $(wildcard man/*.1)

help: ## what can be made
	@echo 'usage: make TARGET [VARIABLE=VALUE…]'; echo
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

demo: ## build, then the whole main job, shown step by step (INTERACTIVE=1: you log in and play)
	@$(NEED) --for 'to build coveo' $(BUILD_NEEDS)
	@$(NEED) --for 'for a private Secret Service, and a script that plays the person' $(SESSION_NEEDS)
	@INTERACTIVE='$(INTERACTIVE)' Tests/demo/demo

test: ## build everything (debug) and run all tests (FILTER=REGEX: some of them)
	@$(NEED) --for 'to build coveo' $(BUILD_NEEDS)
	@$(NEED) --for 'for the tests: private Secret Services, a password store, an OAuth server, a proxy, a browser, the shells that we complete in' \
		$(SESSION_NEEDS) $(PEER_NEEDS) $(HELPER_NEEDS) $(NETWORK_NEEDS) bash-completion zsh fish patch jq mandoc tmux less
	$(SWIFT) build --build-tests
ifdef FILTER
	$(SWIFT) test --skip-build --disable-xctest --filter '$(FILTER)'
else
	$(SWIFT) test --skip-build --disable-xctest --filter '$(TIMED)' --skip '$(PEERS)|KeyringTests'
	@echo 'Now the other rooms, which start so many tests at once that a minute is soon over:'
	$(SWIFT) test --skip-build --disable-xctest --skip '$(PEERS)|KeyringTests|$(TIMED)'
	@echo 'Now the suites with processes and peers, which keep time themselves:'
	$(SWIFT) test --skip-build --disable-xctest --filter '$(PEERS)' --skip '$(CROWDED)'
	@echo 'Now the suites whose services and dialogs keep time, one test after the other:'
	$(SWIFT) test --skip-build --disable-xctest --no-parallel --filter KeyringTests
	@echo 'Now the suites that start processes by the hundred, which would starve the others:'
	$(SWIFT) test --skip-build --disable-xctest --filter '$(CROWDED)'
endif

fuzz: ## ten million inputs for each reader of what strangers send (TARGET=NAME RUNS=COUNT)
	@$(NEED) --for 'to build coveo' $(BUILD_NEEDS)
	@Tests/Fuzz/run $(TARGET)

build: ## release build: static standard library, stripped, in .build/out/coveo
	@$(NEED) --for 'to build coveo' $(BUILD_NEEDS)
	$(SWIFT) build $(RELEASE) $(call linked,coveo) --product coveo
	@mkdir -p $(OUT)
	packaging/strip .build/release/coveo $(OUT)/coveo

sandbox: ## release build of the local platform, in .build/out/coveo-sandbox
	@$(NEED) --for 'to build coveo-sandbox' $(BUILD_NEEDS)
	$(SWIFT) build $(RELEASE) $(call linked,coveo-sandbox) --product coveo-sandbox
	@mkdir -p $(OUT)
	packaging/strip .build/release/coveo-sandbox $(OUT)/coveo-sandbox

install: ## install what was built, the shell completions and the manual pages (PREFIX=/usr/local DESTDIR=)
	@test -x $(OUT)/coveo || { echo 'make: nothing is built yet: run "make build" first' >&2; exit 1; }
	install -d '$(DESTDIR)$(PREFIX)/bin'
	install -m 755 $(OUT)/coveo '$(DESTDIR)$(PREFIX)/bin/coveo'
	@if [ -x $(OUT)/coveo-sandbox ]; then set -x; \
		install -m 755 $(OUT)/coveo-sandbox '$(DESTDIR)$(PREFIX)/bin/coveo-sandbox'; fi
	install -D -m 644 completions/coveo.bash '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/coveo'
	install -D -m 644 completions/_coveo '$(DESTDIR)$(ZSH_FUNCTIONS)/_coveo'
	install -D -m 644 completions/coveo.fish '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/coveo.fish'
ifneq ($(MAN_PAGES),)
	install -d '$(DESTDIR)$(PREFIX)/share/man/man1'
	install -m 644 $(MAN_PAGES) '$(DESTDIR)$(PREFIX)/share/man/man1'
endif

uninstall: ## remove what "make install" installed (PREFIX=/usr/local DESTDIR=)
	rm -f '$(DESTDIR)$(PREFIX)/bin/coveo' '$(DESTDIR)$(PREFIX)/bin/coveo-sandbox'
	rm -f '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/coveo' '$(DESTDIR)$(ZSH_FUNCTIONS)/_coveo'
	rm -f '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/coveo.fish'
	rm -f $(patsubst man/%,'$(DESTDIR)$(PREFIX)/share/man/man1/%',$(MAN_PAGES))

deb: build sandbox ## Debian packages of coveo and coveo-sandbox, in .build/out
	@$(NEED) --for 'to make Debian packages' dpkg-dev
	packaging/pack deb

tarball: build ## an archive of coveo that needs only the C library, in .build/out
	packaging/pack tarball

sbom: build sandbox ## what is linked into the programs, with versions and licences (SPDX 2.3), in .build/out
	@$(NEED) --for 'to write the list' python3
	packaging/sbom coveo coveo-sandbox

bench: build sandbox ## speed beside curl, secret-tool, xargs and jq, as tables of ratios; each command in each state of a keyring
	@$(NEED) --for 'to measure' $(SESSION_NEEDS) $(BENCH_NEEDS)
	@Tests/bench/all

figures: build sandbox ## the same, written into docs/performance.md
	@$(NEED) --for 'to measure' $(SESSION_NEEDS) $(BENCH_NEEDS)
	@Tests/bench/all --write docs/performance.md

soak: build sandbox ## a thousand commands in a row, a hundred at once, ten minutes of --wait: what is left behind, and what grows
	@$(NEED) --for 'to soak' $(SESSION_NEEDS) time
	@Tests/bench/soak

lint: ## formatting, lengths, links and a few rules of the house
	@$(NEED) swift git python3
	@Tests/scripts/lint

format: ## format the Swift sources in place
	@$(NEED) swift
	$(SWIFT) format format --in-place --parallel --recursive --configuration .swift-format Package.swift Sources Tests

clean: ## remove everything that was built
	rm -rf .build .build-fuzz
