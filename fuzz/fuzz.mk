# fuzz.mk: the fuzz targets of fuzz/targets/, for libFuzzer (clang 14). The library is instrumented, the rest is not.
# Comparisons are not traced: labels would take most of the time, and the generator knows them.
F        := $(B)/fuzzing
FUZZ_CC  := clang
FUZZ_STD := -std=c11 -D_POSIX_C_SOURCE=200809L -g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
TARGET   ?= parse
TIME     ?= 60
FUZZ_LIB := $(patsubst %.c,$(F)/%.o,$(CORE) $(GEN))
FUZZ_OWN := $(patsubst %.c,$(F)/%.o,$(FUZZ_PARTS) fuzz/targets/oracle.c)

$(F)/src/%.o $(F)/gen/%.o: FUZZ_EXTRA := -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp
$(F)/%.o: %.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_STD) $(FUZZ_EXTRA) -w -MMD -MP -c -o $@ $<

# What opens containers has targets of its own, which libFuzzer's own changes suit; their seeds are drawn.
FUZZ_OPENERS := charset docx html mhtml pdf
FUZZ_OPENED  := $(patsubst %.c,$(F)/%.o,$(filter src/adapt/%,$(APP)) fuzz/targets/opened.c tests/pages.c tests/support.c src/dump/model.c \
                  src/dump/tokens.c src/dump/findings.c src/dump/sink.c)
$(F)/src/adapt/%.o: FUZZ_EXTRA := -fsanitize=fuzzer-no-link $(ADAPT_FLAGS)
$(FUZZ_OPENERS:%=$(F)/fuzz-%): $(F)/fuzz-%: $(F)/fuzz/targets/%.o $(FUZZ_OPENED) $(FUZZ_OWN) $(FUZZ_LIB)
	$(FUZZ_CC) $(FUZZ_STD) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)
$(FUZZ_OPENERS:%=$(F)/replay-%): $(F)/replay-%: $(F)/fuzz/targets/%.o $(F)/fuzz/targets/replay.o $(FUZZ_OPENED) $(FUZZ_OWN) $(FUZZ_LIB)
	$(FUZZ_CC) $(FUZZ_STD) -o $@ $^ $(LDLIBS)
$(F)/seeds: $(T)/printed
	mkdir -p $@ && $(T)/printed --draw $@ && cp tests/printed/prints/*.pdf $@

$(F)/fuzz-%: $(F)/fuzz/targets/%.o $(F)/fuzz/targets/engine.o $(FUZZ_OWN) $(FUZZ_LIB)
	$(FUZZ_CC) $(FUZZ_STD) -fsanitize=fuzzer -o $@ $^
$(F)/replay-%: $(F)/fuzz/targets/%.o $(F)/fuzz/targets/replay.o $(FUZZ_OWN) $(FUZZ_LIB)
	$(FUZZ_CC) $(FUZZ_STD) -o $@ $^

-include $(FUZZ_LIB:.o=.d) $(FUZZ_OWN:.o=.d) $(FUZZ_OPENED:.o=.d)
.SECONDARY: $(FUZZ_LIB) $(FUZZ_OWN) $(FUZZ_OPENED)

# Address randomisation of some kernels is wider than the sanitizers of clang 14 can bear.
CALM := $(shell setarch -R true 2>/dev/null && echo setarch -R)

.PHONY: fuzz fuzz-replay
fuzz: $(F)/fuzz-$(TARGET) $(if $(filter $(TARGET),$(FUZZ_OPENERS)),$(F)/seeds) ## fuzz one target: make fuzz TARGET=parse TIME=60
	@mkdir -p $(F)/inputs-$(TARGET) $(F)/found-$(TARGET)
	$(CALM) $< -max_total_time=$(TIME) -max_len=$(if $(filter $(TARGET),$(FUZZ_OPENERS)),262144,65536) -timeout=10 -rss_limit_mb=2560 -print_final_stats=1 \
	    -artifact_prefix=$(F)/found-$(TARGET)/ $(F)/inputs-$(TARGET) $(wildcard fuzz/seeds) corpus $(wildcard $(F)/seeds)
fuzz-replay: $(F)/replay-lex $(F)/replay-parse $(FUZZ_OPENERS:%=$(F)/replay-%) ## every stored input through every target, without a fuzzer
	$(CALM) $(F)/replay-lex $(wildcard corpus/*/report.* fuzz/found/*)
	$(CALM) $(F)/replay-parse $(wildcard corpus/*/report.* fuzz/found/*)
	for opener in $(FUZZ_OPENERS); do $(CALM) $(F)/replay-$$opener tests/printed/prints/* $(wildcard corpus/*/report.* fuzz/found/*) || exit 1; done
