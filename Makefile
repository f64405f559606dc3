# foilint: every job by name. `make help` lists them.
PREFIX ?= /usr/local
BUILD ?= build
CC ?= gcc
OPT ?= -O2 -g
STD := -std=c11 -D_GNU_SOURCE
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wold-style-definition -Wwrite-strings -Wcast-qual \
        -Wpointer-arith -Wformat=2 -Wundef -Wvla -Wswitch-enum
HARDEN ?= -fstack-protector-strong
PKGS := libcjson libpcre2-8 libutf8proc libmd libzip libxml-2.0
# Formats that the program reads where the headers of their library are there
# to build with; the library itself is loaded when such a file is met.
HAVE_GMIME := $(shell pkg-config --exists gmime-3.0 && echo yes)
HAVE_POPPLER := $(shell pkg-config --exists poppler-glib && echo yes)
OPTIONAL := $(if $(HAVE_GMIME),gmime-3.0) $(if $(HAVE_POPPLER),poppler-glib)
LEFT_OUT := $(if $(HAVE_GMIME),,engine/read/eml.c engine/read/mail_parts.c) \
            $(if $(HAVE_POPPLER),,engine/read/pdf.c engine/read/pdf_lines.c engine/read/pdf_pages.c)
CPPFLAGS += -Iengine -I$(BUILD)/gen $(shell pkg-config --cflags $(PKGS)) \
            $(if $(HAVE_GMIME),-DFL_HAVE_GMIME) $(if $(HAVE_POPPLER),-DFL_HAVE_POPPLER) \
            $(patsubst -I%,-isystem %,$(if $(strip $(OPTIONAL)),$(shell pkg-config --cflags $(OPTIONAL))))
ALLCFLAGS = $(STD) $(WARN) $(OPT) $(HARDEN) -fvisibility=hidden -fPIC -pthread \
            $(EXTRA) $(CFLAGS)
LDLIBS += $(shell pkg-config --libs $(PKGS)) -lm -pthread

LIB_SRC := $(sort $(wildcard engine/*.c) \
             $(filter-out engine/cli/% engine/pack/image_none.c $(LEFT_OUT),$(wildcard engine/*/*.c)))
CLI_SRC := $(sort $(wildcard engine/cli/*.c))
GEN_OBJ := $(BUILD)/gen/embedded_packs.o $(BUILD)/gen/trigrams.o $(BUILD)/gen/page.o
# the default packs, loaded by the build; IMAGE= leaves that to each run
IMAGE ?= 1
IMAGE_OBJ := $(if $(IMAGE),$(BUILD)/gen/image.o,$(BUILD)/engine/pack/image_none.o)
BARE_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o) $(GEN_OBJ)
LIB_OBJ := $(BARE_OBJ) $(IMAGE_OBJ)
CLI_OBJ := $(CLI_SRC:%.c=$(BUILD)/%.o)
UNIT_SRC := $(sort $(wildcard tests/unit/test_*.c))
UNIT_BIN := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/unit/%)
LETTERS := $(sort $(wildcard fixtures/letters/*.txt))
PACK_FILES := $(shell find rules -type f \( -name '*.json' -o -name '*.txt' \) | LC_ALL=C sort)

all: $(BUILD)/foilint $(BUILD)/libfoilint.a $(BUILD)/libfoilint.so ## build the command and the library

$(BUILD)/gen/embedded_packs.c: tests/tools/embed.py $(PACK_FILES)
	@mkdir -p $(@D)
	python3 tests/tools/embed.py rules $@

$(BUILD)/gen/trigrams.c: tests/tools/trigrams.py $(LETTERS)
	@mkdir -p $(@D)
	python3 tests/tools/trigrams.py $@ $(LETTERS)

$(BUILD)/gen/page.c: tests/tools/embed_page.py tests/tools/embed.py engine/report/page.css engine/report/page.js
	@mkdir -p $(@D)
	python3 tests/tools/embed_page.py engine/report/page.css engine/report/page.js $@

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(CC) $(CPPFLAGS) $(STD) $(OPT) -fvisibility=hidden -fPIC $(EXTRA) -c $< -o $@

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALLCFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/gen/freeze: tests/tools/freeze.c $(BARE_OBJ) $(BUILD)/engine/pack/image_none.o
	$(CC) $(CPPFLAGS) $(ALLCFLAGS) $(filter-out %/base/alloc.o,$^) $(LDLIBS) -o $@

$(BUILD)/gen/image.o: $(BUILD)/gen/freeze
	$< $(@D)/image
	$(CC) -c $(@D)/image.S -o $@

$(BUILD)/libfoilint.a: $(LIB_OBJ)
	rm -f $@ && ar rcs $@ $^

$(BUILD)/libfoilint.so: $(LIB_OBJ)
	$(CC) -shared -Wl,-soname,libfoilint.so.0 $(OPT) $(EXTRA) $^ $(LDLIBS) -o $@

$(BUILD)/foilint: $(CLI_OBJ) $(BUILD)/libfoilint.a
	$(CC) $(OPT) $(EXTRA) $^ $(LDLIBS) -o $@

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libfoilint.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/unit $(ALLCFLAGS) -MMD -MP -MF $@.d $< $(BUILD)/libfoilint.a $(LDLIBS) -lcmocka -o $@

unit: $(UNIT_BIN) ## run the unit tests
	@for t in $(UNIT_BIN); do $$t || exit 1; done

demo: $(BUILD)/foilint ## lint the sample drafts
	@$(BUILD)/foilint check --exit-zero fixtures/letters

check: ## run every test
	@tests/check.sh

bench: all ## measure speed and memory
	@tests/bench.sh $(BUILD)/foilint

pages: $(BUILD)/foilint ## write docs/rules/ from the packs
	@UPDATE=1 python3 tests/tools/rule_pages.py $(BUILD)/foilint

$(BUILD)/foilint.pc:
	@mkdir -p $(@D)
	@printf 'prefix=%s\nlibdir=$${prefix}/lib\nincludedir=$${prefix}/include\n\nName: foilint\nDescription: reads a draft answer against the law of a rule pack\nVersion: %s\nRequires.private: $(PKGS)\nLibs: -L$${libdir} -lfoilint\nCflags: -I$${includedir}\n' '$(PREFIX)' "$$(sed -n 's/^#define FL_VERSION "\(.*\)"/\1/p' engine/foilint.h)" > $@

install: all $(BUILD)/foilint.pc ## install under PREFIX (DESTDIR is honoured)
	install -D $(BUILD)/foilint $(DESTDIR)$(PREFIX)/bin/foilint
	install -D -m 644 engine/foilint.h $(DESTDIR)$(PREFIX)/include/foilint.h
	install -D -m 644 $(BUILD)/libfoilint.a $(DESTDIR)$(PREFIX)/lib/libfoilint.a
	install -D $(BUILD)/libfoilint.so $(DESTDIR)$(PREFIX)/lib/libfoilint.so.0
	ln -sf libfoilint.so.0 $(DESTDIR)$(PREFIX)/lib/libfoilint.so
	install -D -m 644 $(BUILD)/foilint.pc $(DESTDIR)$(PREFIX)/lib/pkgconfig/foilint.pc

fixtures: ## make fixtures/formats/ anew (LibreOffice and pandoc; for maintainers)
	python3 tests/tools/make_formats.py

format: ## lay out all C files and packs
	clang-format-14 -i $(shell find engine tests -name '*.[ch]')
	python3 tests/tools/layout_json.py $(filter %.json,$(PACK_FILES))

clean: ## remove what was built
	rm -rf build

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 20

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(wildcard $(BUILD)/unit/*.d)
.PHONY: all unit demo check bench pages install fixtures format clean help
