# briefgraph: 'make help' lists the targets.
VERSION := 0.1.0
SHELL := /bin/bash
.DEFAULT_GOAL := all

PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
BUILD ?= build
CFLAGS ?= -O2 -g
PACKAGES := raptor2 igraph libgvc libcgraph libxml-2.0 nettle libcmark

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
ifneq ($(WERROR),)
WARNINGS += -Werror
endif
ifneq ($(SANITIZE),)
BUILD := build/sanitize
CFLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
endif

# Lazy, so that 'make run' may install the libraries first.
PKG_CFLAGS = $(shell pkg-config --cflags $(PACKAGES) | sed 's/-I/-isystem /g')
PKG_LIBS = $(shell pkg-config --libs $(PACKAGES)) -lm

SOURCES := $(wildcard graph/*/*.c)
LIB_SOURCES := $(filter-out graph/cli/%,$(SOURCES))
CLI_SOURCES := $(filter graph/cli/%,$(SOURCES))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
CLI_OBJECTS := $(CLI_SOURCES:%.c=$(BUILD)/%.o)
UNIT_SOURCES := $(wildcard tests/unit/test_*.c)
UNIT_TESTS := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/tests/%)

COMPILE = $(CC) -std=c17 -D_GNU_SOURCE -DBG_VERSION='"$(VERSION)"' -Igraph $(PKG_CFLAGS) $(WARNINGS) -fPIC \
          $(CPPFLAGS) $(CFLAGS) -MMD -MP

all: $(BUILD)/briefgraph $(BUILD)/libbriefgraph.a $(BUILD)/libbriefgraph.so ## build the program and the library

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -c $< -o $@

$(BUILD)/libbriefgraph.a: $(LIB_OBJECTS)
	rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/libbriefgraph.so: $(LIB_OBJECTS)
	$(CC) $(CFLAGS) -shared -Wl,-soname,libbriefgraph.so.0 $^ $(LDFLAGS) $(PKG_LIBS) -o $@

$(BUILD)/briefgraph: $(CLI_OBJECTS) $(BUILD)/libbriefgraph.a
	$(CC) $(CFLAGS) $^ $(LDFLAGS) $(PKG_LIBS) -o $@

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/libbriefgraph.a
	@mkdir -p $(@D)
	$(COMPILE) $< $(BUILD)/libbriefgraph.a $(LDFLAGS) $(PKG_LIBS) -lcmocka -o $@

unit: $(UNIT_TESTS)
	@for t in $(UNIT_TESTS); do $$t || exit 1; done

clean: ## remove what was built
	rm -rf build

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.PHONY: all unit clean help
-include $(OBJECTS:.o=.d) $(UNIT_TESTS:=.d)
