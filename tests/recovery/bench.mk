# bench.mk: the fault bench and the engines beside it (docs/recovery.md). Their parsers are made from gen/parser.y.
P := $(B)/peers
BISON := $(shell command -v bison)
PEER_SOURCES := $(P)/lemon.c $(P)/lemon_c.c $(if $(BISON),$(P)/bison.c)
PEER_AWK := awk -f tests/recovery/peers/peers.awk

$(P)/lemon.y $(P)/lemon_c.y $(P)/bison.y &: tests/recovery/peers/peers.awk gen/parser.y gen/parser.h
	@mkdir -p $(P)
	$(PEER_AWK) -v to=lemon -v prefix=peer_lemon gen/parser.y gen/parser.h > $(P)/lemon.y
	$(PEER_AWK) -v to=lemon -v prefix=peer_lemon_c gen/parser.y gen/parser.h > $(P)/lemon_c.y
	$(PEER_AWK) -v to=bison -v prefix=peer_bison_ gen/parser.y gen/parser.h > $(P)/bison.y

$(P)/lemon.c: $(P)/lemon.y
	lemon -l -q $<
	printf '#define NAME peer_lemon\n#include "lemon.inc"\n' >> $@
$(P)/lemon_c.c: $(P)/lemon_c.y
	lemon -l -q -c $<
	printf '#define NAME peer_lemon_c\n#include "lemon.inc"\n' >> $@
$(P)/bison.c: $(P)/bison.y
	bison -Wno-conflicts-sr -Wno-other -l -o $@ $<
	printf 'void peer_bison_run(peer_run *run)\n{\n    run->at = 0;\n    peer_bison_parse(run);\n}\n' >> $@

$(P)/compare: tests/recovery/peers/compare.c $(PEER_SOURCES) $(wildcard tests/recovery/peers/*.*) $(TEST_OBJECTS)
	$(CC) $(STD) $(CFLAGS) $(WARN) -Itests/recovery/peers $(if $(BISON),-DWITH_BISON) -c -o $(P)/compare.o $<
	$(CC) $(STD) $(CFLAGS) -w -Itests/recovery/peers $(LDFLAGS) -o $@ $(P)/compare.o $(PEER_SOURCES) $(TEST_OBJECTS) $(LDLIBS)

.PHONY: recovery-bench recovery-tables
BENCH := 120
recovery-bench: ## measure what is read of damaged reports; writes docs/recovery.md (BENCH=120 documents of each fault)
	@sh tests/setup.sh bench || echo "recovery-bench: goes on with what is there"
	@$(MAKE) --no-print-directory recovery-tables
recovery-tables: $(T)/recovery $(P)/compare ## the tables of the bench alone
	$(if $(BISON),,@echo "recovery-bench: no bison: without its row")
	sh tests/recovery/write.sh $(B) $(BENCH)
