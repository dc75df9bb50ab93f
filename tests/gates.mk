# gates.mk: what is asked beside the suites: other machines and checkers, what the tests cover, which faults they see.

.PHONY: gates
gates: $(B)/gknb ## -fanalyzer, cppcheck, valgrind, 32 bits, big-endian, MSan
	@sh tests/setup.sh check
	@sh tests/gates.sh $(B) analyzer cppcheck valgrind i686 s390x msan
