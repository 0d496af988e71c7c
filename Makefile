# The two commands to know: `make demo` and `make test`.
SHELL := /bin/bash
SWIFT ?= swift
LOG := .build/build.log

.PHONY: demo test build lint format data check-data check-docs test-c test-formats test-server clean deps

## Builds the tool and says who is named in the five digests of seeds/.
demo: build
	.build/release/onoma resolve seeds/*.txt --format text

## Builds everything and runs every test.
test: deps
	@mkdir -p .build
	set -o pipefail; $(SWIFT) build --build-tests 2>&1 | tee $(LOG)
	$(SWIFT) test

## Builds the command-line tool for use: .build/release/onoma.
build: deps
	$(SWIFT) build -c release --product onoma

## Fails where a file is not as swift-format leaves it.
lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

## Formats the sources.
format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks

## Lists the tables of Data/ anew for embedding; needed after adding or removing one.
data:
	python3 Data/embed.py

check-data:
	python3 Data/embed.py --check

## Runs the examples of README.md and docs/ and compares what they print.
check-docs: build
	python3 .ci/check-docs.py .build/release

## Builds the C library and calls it from Python. Its flags differ, and so does its folder: in one folder
## each of the two builds would undo the other.
test-c: deps
	$(SWIFT) build -c release --product onoma-c -Xswiftc -static-stdlib --scratch-path .build-c
	python3 python/test_onoma.py .build-c/release/libonoma-c.so

## Exports in every format and has the tools that they are for read them back. They are installed in a
## Python environment of their own, anew when the list of them changes.
FORMATS := .build/formats-venv
test-formats: build $(FORMATS)/installed
	cd Tests/Formats && ONOMA=$(CURDIR)/.build/release/onoma \
		$(CURDIR)/$(FORMATS)/bin/python -W ignore -m unittest

$(FORMATS)/installed: Tests/Formats/requirements.txt
	python3 -m venv --clear $(FORMATS)
	$(FORMATS)/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

## Drives the server by the programs of others: OpenRefine, yente's client, MCP's, schemathesis, Chromium.
## Those from PyPI go into an environment of their own; OpenRefine and Chromium are used where they are.
test-server: build
	@test -x .build/clients/bin/python || python3 -m venv .build/clients
	.build/clients/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/Clients/requirements.txt
	.build/clients/bin/python Tests/Clients/check.py .build/release/onoma
	.build/clients/bin/python Tests/Clients/browser.py .build/release/onoma seeds

clean:
	rm -rf .build .build-c

deps:
	@.ci/install-deps
