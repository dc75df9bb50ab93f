# Makefile: `make help` lists the targets. A build needs a C compiler and make; gen/ is committed.
VERSION := $(shell cat VERSION)
CC      ?= cc
CFLAGS  ?= -O3 -g
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion
STD     := -std=c11 -D_POSIX_C_SOURCE=200809L
B       ?= build
MAKEFLAGS += -r # gen/parser.c comes from lemon alone, never from the yacc that make knows of

# What containers a build reads: the libraries that pkg-config finds, unless one is left out (make HTML=no).
have     = $(shell pkg-config --exists $(1) 2>/dev/null && echo yes || echo no)
HTML    ?= $(call have,libxml-2.0)
DOCX    ?= $(call have,libxml-2.0 libzip)
PDF     ?= $(call have,poppler-glib)
CHARSET ?= $(call have,uchardet)
ADAPT_PACKAGES := $(sort $(if $(filter yes,$(HTML)),libxml-2.0) $(if $(filter yes,$(DOCX)),libxml-2.0 libzip) \
                    $(if $(filter yes,$(PDF)),poppler-glib) $(if $(filter yes,$(CHARSET)),uchardet))
ADAPT_FLAGS := $(foreach name,HTML DOCX PDF CHARSET,$(if $(filter yes,$($(name))),-DGK_$(name))) \
               $(patsubst -I%,-isystem %,$(if $(ADAPT_PACKAGES),$(shell pkg-config --cflags $(ADAPT_PACKAGES))))
LDLIBS += $(if $(ADAPT_PACKAGES),$(shell pkg-config --libs $(ADAPT_PACKAGES)))

# Outputs that need a library: likewise (make SQLITE=no).
SQLITE ?= $(call have,sqlite3)
OUT_FLAGS := $(if $(filter yes,$(SQLITE)),-DGK_SQLITE $(patsubst -I%,-isystem %,$(shell pkg-config --cflags sqlite3)))
LDLIBS += $(if $(filter yes,$(SQLITE)),$(shell pkg-config --libs sqlite3))

CORE := $(wildcard src/*.c src/adapt/container.c src/base/*.c src/lex/*.c src/parse/*.c src/model/*.c src/rules/*.c)
GEN  := gen/front.c gen/lexer.c gen/parser.c gen/prose.c gen/tables.c
APP  := $(filter-out src/adapt/container.c,$(wildcard src/adapt/*.c)) $(wildcard src/out/*.c src/dump/*.c src/cli/*.c)
LIB_OBJECTS := $(CORE:%.c=$(B)/%.o) $(GEN:%.c=$(B)/%.o)
OBJECTS     := $(LIB_OBJECTS) $(APP:%.c=$(B)/%.o)
TABLES := grammar/folds.def grammar/words.def grammar/prose.def grammar/labels.def $(sort $(wildcard grammar/20*/labels.def)) \
          $(sort $(wildcard grammar/20*/fields.def grammar/20*/sheet.def)) grammar/repairs.def $(sort $(wildcard grammar/rules/*.rules grammar/20*/*.rules))

.PHONY: all
LEFT_OUT := $(foreach name,HTML DOCX PDF CHARSET SQLITE,$(if $(filter yes,$($(name))),,$(name)))
all: $(B)/gknb ## build the program (default)
	@$(if $(strip $(LEFT_OUT)),echo "$(B)/gknb is without $(strip $(LEFT_OUT)): README.md says what to install")

$(B)/gknb: $(OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/libgknb.a: $(LIB_OBJECTS)
	$(AR) rcs $@ $^

$(B)/src/out/html.o: $(B)/html_css.inc
$(B)/src/out/html.o: CPPFLAGS += -I$(B)
$(B)/html_css.inc: src/out/html.css
	@mkdir -p $(@D)
	awk '{ gsub(/"/, "\\\""); print "\"" $$0 "\\n\"," }' $< > $@

$(B)/src/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(STD) $(CFLAGS) $(WARN) $(WERROR) $(CPPFLAGS) -MMD -MP -c -o $@ $<

$(B)/src/adapt/%.o: CPPFLAGS += $(ADAPT_FLAGS)
$(B)/src/out/%.o: CPPFLAGS += $(OUT_FLAGS)

$(B)/gen/%.o: gen/%.c
	@mkdir -p $(@D)
	$(CC) $(STD) $(CFLAGS) -Wall -Wextra -Wno-unused-parameter -Wno-unused-variable $(WERROR) $(CPPFLAGS) -MMD -MP -c -o $@ $<

-include $(OBJECTS:.o=.d)

include tests/tests.mk

.PHONY: lib
lib: $(B)/libgknb.a ## the library alone

.PHONY: gen
RE2C := re2c --input-encoding utf8 -W -i --no-generation-date --no-version -I gen
gen: $(B)/mk docs ## write gen/ and docs/rules/ from grammar/ (needs re2c 3.0 and lemon 3.40.1)
	$(B)/mk gen $(TABLES)
	$(RE2C) -o gen/lexer.c grammar/lexer.re
	$(RE2C) -o gen/front.c grammar/front.re
	$(RE2C) -c -o gen/prose.c grammar/prose.re
	cat gen/tokens.y grammar/report.y $(sort $(wildcard grammar/20*/form.y)) > gen/parser.y
	lemon -l -q gen/parser.y
	awk -f grammar/mk/spec.awk src/base/limits.h $(TABLES) SPEC.md > $(B)/SPEC.md
	cp $(B)/SPEC.md SPEC.md

.PHONY: docs
RULES := $(sort $(wildcard grammar/rules/*.rules grammar/20*/*.rules))
docs: ## write docs/rules/ from grammar/rules/: a page for each rule
	@mkdir -p docs/rules && rm -f docs/rules/*.md
	awk -v out=docs/rules -f grammar/mk/pages.awk $(RULES)

$(B)/mk: $(wildcard grammar/mk/*.c) grammar/mk/mk.h
	@mkdir -p $(@D)
	$(CC) -std=c11 -O1 -Wall -Wextra -o $@ $(filter %.c,$^)

.PHONY: clean
clean: ## remove everything built
	rm -rf $(B)

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z][a-zA-Z0-9_-]*:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: single
single: $(B)/single/gknb.c ## the core as one C file and one header, to embed

$(B)/single/gknb.c: $(CORE) $(GEN) src/single.awk
	@mkdir -p $(@D)
	awk -v version=$(VERSION) -f src/single.awk $(CORE) $(GEN) > $@
	cp src/gknb.h $(@D)
