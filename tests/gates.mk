# gates.mk: what is asked beside the suites: other machines and checkers, what the tests cover, which faults they see.

.PHONY: gates
gates: $(B)/gknb ## -fanalyzer, cppcheck, valgrind, 32 bits, big-endian, MSan
	@sh tests/setup.sh check
	@sh tests/gates.sh $(B) analyzer cppcheck valgrind i686 s390x msan

.PHONY: mutants
N    ?= 300
SEED ?= 1
mutants: ## small faults put in one by one: docs/mutants.md says which of N (0: all) no test sees
	nice -n 19 python3 tests/mutants/mutants.py $(B) $(N) $(SEED) $(LIST)

.PHONY: coverage
coverage: ## what the tests reach: lines, branches, conditions, lemon's tables: docs/coverage.md
	@sh tests/setup.sh coverage
	@sh tests/coverage/measure.sh $(B)
