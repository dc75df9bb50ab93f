T := $(B)/tests
TFLAGS := -std=c11 -D_POSIX_C_SOURCE=200809L $(CFLAGS) $(WARN) $(WERROR)
TEST_PARTS := tests/support.c tests/render.c tests/laws.c
TEST_OBJECTS = $(filter-out %/cli/main.o,$(OBJECTS))
$(T)/layouts $(T)/run $(T)/corpus: $(T)/%: tests/%.c $(TEST_PARTS) $(wildcard tests/*.h) $(OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(TFLAGS) $(LDFLAGS) -o $@ $< $(TEST_PARTS) $(TEST_OBJECTS) $(LDLIBS)
