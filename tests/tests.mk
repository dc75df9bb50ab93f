# tests.mk: the tests' programs and suites. A program is a tests/NAME.c; a file with a header of its own name is a part
# of every program. tests/suites.sh has the suites; a new program or tests/NAME/run.sh joins them by standing there.
T := $(B)/tests

# The tests read documents a hundred thousand times: glibc keeps the memory between two of them.
export MALLOC_TRIM_THRESHOLD_ := 268435456
export MALLOC_MMAP_THRESHOLD_ := 268435456
export MALLOC_TOP_PAD_ := 16777216

TEST_PARTS    := $(patsubst %.h,%.c,$(wildcard tests/*.h))
TEST_PROGRAMS := $(patsubst tests/%.c,$(T)/%,$(filter-out $(TEST_PARTS),$(wildcard tests/*.c)))
FUZZ_PARTS    := $(wildcard fuzz/*.c)
TEST_OBJECTS  := $(TEST_PARTS:%.c=$(B)/%.o) $(FUZZ_PARTS:%.c=$(B)/%.o) $(filter-out %/cli/main.o,$(OBJECTS))

$(B)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(CC) $(STD) $(CFLAGS) $(WARN) $(WERROR) $(CPPFLAGS) -MMD -MP -c -o $@ $<

$(B)/fuzz/%.o: fuzz/%.c
	@mkdir -p $(@D)
	$(CC) $(STD) $(CFLAGS) $(WARN) $(WERROR) $(CPPFLAGS) -MMD -MP -c -o $@ $<

$(TEST_PROGRAMS): %: %.o $(TEST_OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

-include $(TEST_PROGRAMS:%=%.d) $(TEST_PARTS:%.c=$(B)/%.d) $(FUZZ_PARTS:%.c=$(B)/%.d)

.PHONY: programs
programs: $(B)/gknb $(TEST_PROGRAMS) ## the program and the programs of the tests

.PHONY: quick
quick: programs ## the tests that take under a minute
	@sh tests/suites.sh $(B) quick

.PHONY: rules-off
rules-off: programs ## each rule switched off in turn: a case must fail
	$(T)/run --rules-off tests/cases/*.txt SPEC.md

.PHONY: lint
lint: ## the laws of the house, each with the proof that it bites
	@sh tests/lint/run.sh

.PHONY: format
format: ## writes the hand-written C as clang-format 14 would
	@sh tests/lint/format.sh -i

.PHONY: check
check: ## the whole test-suite; installs through apt what it needs, when it may
	@sh tests/setup.sh check
	@mkdir -p $(B)
	@$(MAKE) --no-print-directory programs WERROR=-Werror > $(B)/programs.log 2>&1 || { cat $(B)/programs.log; exit 1; }
	@sh tests/suites.sh $(B) check

.PHONY: bless
bless: programs ## draws cases, corpus, outputs and README anew: read them before you keep them
	@$(T)/run --bless tests/cases/*.txt; sh tests/cli/run.sh $(B)/gknb --bless; sh tests/readme/run.sh $(B)/gknb --bless
	@$(T)/corpus --bless

.PHONY: bench
bench: $(B)/gknb ## how fast, beside a newline scan of the same bytes
	@mkdir -p $(T)
	$(CC) $(STD) -O2 $(CPPFLAGS) -o $(T)/bench tests/bench/bench.c tests/hostile/inputs.c tests/memory.c $(LIB_OBJECTS)
	$(T)/bench
	sh tests/bench/batch.sh $(B)
ifeq ($(HTML),yes)
	$(MAKE) --no-print-directory page-bench
.PHONY: page-bench
page-bench: $(TEST_OBJECTS) ## how fast a web page is checked, beside libxml2's events
	@mkdir -p $(T)
	$(CC) $(STD) -D_GNU_SOURCE -O2 -w $(CPPFLAGS) $(ADAPT_FLAGS) -o $(T)/page-bench tests/bench/page.c $(TEST_OBJECTS) $(LDLIBS)
	$(T)/page-bench
endif

.PHONY: pdf-twins
PRINTS := $(T)/prints
pdf-twins: $(T)/printed ## prints every corpus document with Chromium and LibreOffice and reads the PDFs (minutes)
	@sh tests/setup.sh prints
	rm -rf $(PRINTS) && mkdir -p $(PRINTS)
	$(T)/printed --draw $(PRINTS)
	sh tests/printed/print.sh $(PRINTS)
	$(T)/printed $(PRINTS)

.PHONY: real
real: $(T)/real ## reads the real documents that stand beside the repository; writes docs/real.md
	$(T)/real --page > $(B)/real.md && cp $(B)/real.md docs/real.md

.PHONY: demo
demo: ## builds, then checks a real report and shows what was read
	@sh tests/setup.sh build
	@mkdir -p $(B)
	@$(MAKE) --no-print-directory all > $(B)/demo.log 2>&1 || { cat $(B)/demo.log; exit 1; }
	$(B)/gknb check --tables corpus/2023-chaisang-office/report.txt

-include fuzz/fuzz.mk
include tests/recovery/bench.mk
include tests/gates.mk
