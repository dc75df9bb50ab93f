# tests.mk: the tests' programs and suites. A program is a tests/NAME.c; a file with a header of its own name is a part
# of every program. tests/suites.sh has the suites; a new program or tests/NAME/run.sh joins them by standing there.
T := $(B)/tests
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

.PHONY: lint
lint: ## the laws of the house, each with the proof that it bites
	@sh tests/lint/run.sh

.PHONY: format
format: ## writes the hand-written C as clang-format 14 would
	@sh tests/lint/format.sh -i
