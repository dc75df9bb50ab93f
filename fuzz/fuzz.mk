# fuzz.mk: targets (fuzz/targets/NAME.c; a file with a header is a part of all), for libFuzzer, AFL++ and without either.
# The library is instrumented, the rest is not. Comparisons are not traced: labels would take most of the time; the
# dictionary and the generator know them.
F        := $(B)/fuzzing
FUZZ_CC  ?= clang
FUZZ_CXX ?= $(FUZZ_CC)
AFL_CC   ?= afl-clang-fast
FUZZ_SAN ?= -fsanitize=address,undefined -fno-sanitize-recover=all
FUZZ_COV ?= -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp
FUZZ_ENGINE ?= -fsanitize=fuzzer
FUZZ_STD := -std=c11 -D_POSIX_C_SOURCE=200809L -w -MMD -MP
TARGET   ?= parse
TIME     ?= 60

FUZZ_TARGETS := $(sort $(notdir $(basename $(filter-out $(patsubst %.h,%.c,$(wildcard fuzz/targets/*.h)),$(wildcard fuzz/targets/*.c)))))
FUZZ_PLAIN   := config resolve $(filter charset docx html mhtml pdf,$(FUZZ_TARGETS)) # which an engine's own changes suit
FUZZ_DRAWN   := $(if $(filter charset docx html mhtml pdf,$(TARGET)),$(F)/seeds) # what an opener starts from
FUZZ_LIBRARY := $(CORE) $(GEN) $(filter-out src/cli/main.c,$(APP))
FUZZ_HARNESS := $(FUZZ_PARTS) $(patsubst %.h,%.c,$(wildcard fuzz/targets/*.h)) fuzz/engines/report.c $(TEST_PARTS)

# The stored inputs without a fuzzer: all targets in one program, built like the rest and run by the tests.
$(B)/targets.inc: $(FUZZ_TARGETS:%=fuzz/targets/%.c)
	@mkdir -p $(@D)
	for target in $(FUZZ_TARGETS); do echo "TARGET($$target)"; done > $@
$(B)/fuzz/engines/replay.o: $(B)/targets.inc
$(B)/fuzz/engines/replay.o: CPPFLAGS += -I$(B)
$(FUZZ_TARGETS:%=$(B)/fuzz/targets/%.o): $(B)/fuzz/targets/%.o: fuzz/targets/%.c
	@mkdir -p $(@D)
	$(CC) $(STD) $(CFLAGS) $(WARN) $(WERROR) $(CPPFLAGS) -DLLVMFuzzerTestOneInput=fuzz_$* -MMD -MP -c -o $@ $<
REPLAYED := $(FUZZ_TARGETS:%=$(B)/fuzz/targets/%.o) $(patsubst %.h,$(B)/%.o,$(wildcard fuzz/targets/*.h)) $(TEST_OBJECTS)
$(B)/replay: $(B)/fuzz/engines/replay.o $(REPLAYED)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
PLANTED := gk_lex gknb_get_finding gknb_get_section gknb_get_cell gknb_format_finding gk_arena_take gk_arena_free gknb_format_decimal \
           gk_read_decimal gk_mend gknb_get_edit gknb_parse gk_put_text gknb_find_rule gk_run_check
$(B)/fuzz/engines/planted.o: $(B)/targets.inc
$(B)/fuzz/engines/planted.o: CPPFLAGS += -I$(B)
$(B)/planted: $(B)/fuzz/engines/planted.o $(B)/fuzz/engines/report.o $(REPLAYED)
	$(CC) $(CFLAGS) $(LDFLAGS) $(PLANTED:%=-Wl,--wrap=%) -o $@ $^ $(LDLIBS)
-include $(FUZZ_TARGETS:%=$(B)/fuzz/targets/%.d) $(patsubst %.h,$(B)/%.d,$(wildcard fuzz/targets/*.h)) $(wildcard $(B)/fuzz/engines/*.d)
programs: $(B)/replay $(B)/planted

# Three trees of objects: for libFuzzer, for AFL++, for AFL++'s CmpLog.
FUZZ_LIB := $(FUZZ_LIBRARY:%.c=$(F)/%.o)
FUZZ_OWN := $(FUZZ_HARNESS:%.c=$(F)/%.o)
AFL_LIB  := $(FUZZ_LIBRARY:%.c=$(F)/afl/%.o)
CMP_LIB  := $(FUZZ_LIBRARY:%.c=$(F)/cmp/%.o)
AFL_OWN  := $(FUZZ_HARNESS:%.c=$(F)/own/%.o)
FUZZ_MORE := $(ADAPT_FLAGS) $(OUT_FLAGS) -I$(B)

$(F)/src/%.o $(F)/gen/%.o: FUZZ_EXTRA := $(FUZZ_COV)
$(F)/%.o: %.c | $(B)/html_css.inc
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_STD) -g -O1 -fno-omit-frame-pointer $(FUZZ_SAN) $(FUZZ_EXTRA) $(FUZZ_MORE) -c -o $@ $<
$(F)/afl/%.o: %.c | $(B)/html_css.inc
	@mkdir -p $(@D)
	AFL_QUIET=1 $(AFL_CC) $(FUZZ_STD) -g -O2 $(FUZZ_MORE) -c -o $@ $<
$(F)/cmp/%.o: %.c | $(B)/html_css.inc
	@mkdir -p $(@D)
	AFL_QUIET=1 AFL_LLVM_CMPLOG=1 $(AFL_CC) $(FUZZ_STD) -g -O2 $(FUZZ_MORE) -c -o $@ $<
$(F)/own/%.o: %.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_STD) -g -O2 -fPIC $(FUZZ_MORE) -c -o $@ $<

$(F)/libgknb-fuzz.a: $(FUZZ_LIB)
	rm -f $@ && $(AR) rcs $@ $^
$(F)/libgknb-afl.a: $(AFL_LIB)
	rm -f $@ && $(AR) rcs $@ $^
$(F)/libgknb-cmp.a: $(CMP_LIB)
	rm -f $@ && $(AR) rcs $@ $^

changes = $(if $(filter $(1),$(FUZZ_PLAIN))$(FUZZ_NO_CHANGES),,$(2)/fuzz/engines/libfuzzer.o)
.SECONDEXPANSION:
$(F)/fuzz-nothing: $(F)/fuzz/engines/nothing.o
	$(FUZZ_CXX) $(FUZZ_SAN) -fsanitize=fuzzer -o $@ $^
$(F)/fuzz-%: $(F)/fuzz/targets/%.o $$(call changes,$$*,$(F)) $(FUZZ_OWN) $(F)/libgknb-fuzz.a
	$(FUZZ_CXX) $(FUZZ_SAN) $(FUZZ_ENGINE) $(FUZZ_LDFLAGS) -o $@ $^ $(LDLIBS)
$(F)/afl-nothing: $(F)/own/fuzz/engines/nothing.o
	AFL_QUIET=1 $(AFL_CC) -fsanitize=fuzzer -o $@ $^
$(F)/afl-%: $(F)/own/fuzz/targets/%.o $(AFL_OWN) $(F)/libgknb-afl.a
	AFL_QUIET=1 $(AFL_CC) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)
$(F)/cmp-%: $(F)/own/fuzz/targets/%.o $(AFL_OWN) $(F)/libgknb-cmp.a
	AFL_QUIET=1 AFL_LLVM_CMPLOG=1 $(AFL_CC) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)
$(F)/changes.so: $(F)/own/fuzz/engines/afl.o $(F)/own/fuzz/engines/report.o $(FUZZ_PARTS:%.c=$(F)/own/%.o) $(F)/own/gen/tables.o $(F)/own/src/base/decimal.o
	$(FUZZ_CC) -shared -o $@ $^

$(F)/seeds: $(T)/printed
	mkdir -p $@ && $(T)/printed --draw $@ && cp tests/printed/prints/*.pdf $@

-include $(FUZZ_LIB:.o=.d) $(FUZZ_OWN:.o=.d) $(AFL_LIB:.o=.d) $(CMP_LIB:.o=.d) $(AFL_OWN:.o=.d) \
         $(FUZZ_TARGETS:%=$(F)/fuzz/targets/%.d) $(FUZZ_TARGETS:%=$(F)/own/fuzz/targets/%.d)
.SECONDARY:

# Address randomisation of some kernels is wider than the sanitizers of clang 14 can bear.
CALM := $(shell setarch -R true 2>/dev/null && echo setarch -R)

.PHONY: fuzz-planted fuzz-oss fuzz fuzz-afl fuzz-replay fuzz-smoke fuzz-campaign fuzz-store fuzz-report fuzz-add fuzz-programs
fuzz-programs: $(FUZZ_TARGETS:%=$(F)/fuzz-%) ## every target, for libFuzzer
ifeq ($(ENGINE),afl)
fuzz: fuzz-afl
else
fuzz: $(F)/fuzz-$(TARGET) $(FUZZ_DRAWN) ## fuzz one target: make fuzz TARGET=parse TIME=60 (ENGINE=afl: as fuzz-afl)
	sh fuzz/campaign.sh libfuzzer $(F) $(TARGET) $(TIME)
endif
fuzz-afl: $(F)/afl-$(TARGET) $(F)/cmp-$(TARGET) $(F)/changes.so $(FUZZ_DRAWN) ## the same with AFL++ (CmpLog, dictionary, our changes)
	sh fuzz/campaign.sh afl $(F) $(TARGET) $(TIME)
fuzz-replay: $(B)/replay ## every stored input through its target, without a fuzzer
	$(B)/replay
fuzz-smoke: fuzz-programs ## every target from its stored inputs, then a second each
	sh fuzz/campaign.sh smoke $(F) $(FUZZ_TARGETS)
fuzz-campaign: fuzz-programs $(FUZZ_TARGETS:%=$(F)/afl-%) $(FUZZ_TARGETS:%=$(F)/cmp-%) $(F)/changes.so $(F)/seeds ## all targets, both engines: make fuzz-campaign HOURS=6
	sh fuzz/campaign.sh campaign $(F) $(or $(HOURS),1) $(FUZZ_TARGETS)
fuzz-store: fuzz-programs ## of what campaigns gathered, what coverage needs, and the smallest of it into fuzz/stored/
	sh fuzz/campaign.sh minimise $(F) $(FUZZ_TARGETS)
	sh fuzz/campaign.sh store $(F) $(FUZZ_TARGETS)
fuzz-report: fuzz-programs $(F)/fuzz-nothing ## docs/fuzzing.md: what campaigns did, how fast the targets are
	sh fuzz/campaign.sh report $(F) $(FUZZ_TARGETS)
fuzz-add: $(F)/fuzz-$(TARGET) ## make fuzz-add TARGET=parse FILE=crash-1 NAME=what-it-was: a stored case
	sh fuzz/campaign.sh add $(F) $(TARGET) $(FILE) $(NAME)
fuzz-planted: $(B)/planted ## bugs planted on purpose, one for each claim: each is found within a minute
	$(B)/planted
fuzz-oss: ## fuzz/oss-fuzz/build.sh run as OSS-Fuzz does
	@sh tests/setup.sh check
	sh fuzz/oss-fuzz/check.sh
