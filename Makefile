# foilint: every job by name. `make help` lists them; V=1 shows the commands.
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man
DOCDIR ?= $(DATADIR)/doc/foilint
BUILD ?= build
ifeq ($(origin CC),default)
CC := gcc
endif
OPT ?= -O2 -g
# $(call run,WORD,NAME) begins a command: shown whole with V=1, else as two
# words, and not at all by make -s
SILENT := $(findstring s,$(filter-out -%,$(firstword $(MAKEFLAGS))))
comma := ,
run = $(if $(V),,@$(if $(SILENT),,printf '  %-5s %s\n' '$1' '$2';))
STD := -std=c11 -D_GNU_SOURCE
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wold-style-definition -Wwrite-strings -Wcast-qual \
        -Wpointer-arith -Wformat=2 -Wundef -Wvla -Wswitch-enum
HARDEN ?= -fstack-protector-strong
PKGS := libcjson libpcre2-8 libutf8proc libmd libzip libxml-2.0 zlib
# engine/read/late.c loads these two when an office file comes, so that they
# need not be linked; by the names that the libraries here have
soname = $(shell readelf -d "$$($(CC) -print-file-name=$1.so)" | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')
LATE = $(if $(STATIC),,-DFL_ZIP_LIBRARY='"$(call soname,libzip)"' -DFL_XML_LIBRARY='"$(call soname,libxml2)"')
# Formats that the program reads where the headers of their library are there
# to build with; the library itself is loaded when such a file is met.
HAVE_GMIME := $(shell pkg-config --exists gmime-3.0 && echo yes)
HAVE_POPPLER := $(shell pkg-config --exists poppler-glib && echo yes)
OPTIONAL := $(if $(HAVE_GMIME),gmime-3.0) $(if $(HAVE_POPPLER),poppler-glib)
LEFT_OUT := $(if $(STATIC),engine/read/late.c) \
            $(if $(HAVE_GMIME),,engine/read/eml.c engine/read/mail_parts.c engine/read/mail_recipients.c) \
            $(if $(HAVE_POPPLER),,engine/read/pdf.c engine/read/pdf_lines.c engine/read/pdf_pages.c \
              engine/attach/pdf.c engine/attach/pdf_bytes.c engine/attach/pdf_pages.c \
              engine/annotate/pdf.c engine/annotate/pdf_work.c)
CPPFLAGS += -Iengine -I$(BUILD)/gen $(shell pkg-config --cflags $(PKGS)) \
            $(if $(HAVE_GMIME),-DFL_HAVE_GMIME) $(if $(HAVE_POPPLER),-DFL_HAVE_POPPLER) \
            $(patsubst -I%,-isystem %,$(if $(strip $(OPTIONAL)),$(shell pkg-config --cflags $(OPTIONAL))))
ALLCFLAGS = $(STD) $(WARN) $(OPT) $(HARDEN) -fvisibility=hidden -fPIC -pthread \
            $(EXTRA) $(CFLAGS)
LDLIBS += $(if $(STATIC),,-Wl$(comma)--as-needed) $(shell pkg-config $(if $(STATIC),--static) --libs $(PKGS)) -lm -pthread

LIB_SRC := $(sort $(wildcard engine/*.c) \
             $(filter-out engine/cli/% engine/lsp/% engine/pack/image_none.c $(LEFT_OUT),$(wildcard engine/*/*.c)))
CLI_SRC := $(sort $(wildcard engine/cli/*.c engine/lsp/*.c))
GEN_OBJ := $(BUILD)/gen/embedded_packs.o $(BUILD)/gen/trigrams.o $(BUILD)/gen/page.o
# the default packs, loaded by the build; IMAGE= leaves that to each run
IMAGE ?= 1
IMAGE_OBJ := $(if $(IMAGE),$(BUILD)/gen/image.o,$(BUILD)/engine/pack/image_none.o)
BARE_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o) $(GEN_OBJ)
LIB_OBJ := $(BARE_OBJ) $(IMAGE_OBJ)
CLI_OBJ := $(CLI_SRC:%.c=$(BUILD)/%.o) $(BUILD)/gen/config_schema.o
UNIT_SRC := $(sort $(wildcard tests/unit/test_*.c))
UNIT_BIN := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/unit/%)
LETTERS := $(sort $(wildcard fixtures/letters/*.txt))
PACK_FILES := $(shell find rules -type f \( -name '*.json' -o -name '*.txt' \) | LC_ALL=C sort)

all: $(BUILD)/foilint $(BUILD)/libfoilint.a $(BUILD)/libfoilint.so ## build the command and the library

$(BUILD)/gen/embedded_packs.c: tests/tools/embed.py $(PACK_FILES)
	@mkdir -p $(@D)
	$(call run,GEN,$@)python3 tests/tools/embed.py rules $@

$(BUILD)/gen/trigrams.c: tests/tools/trigrams.py $(LETTERS)
	@mkdir -p $(@D)
	$(call run,GEN,$@)python3 tests/tools/trigrams.py $@ $(LETTERS)

$(BUILD)/gen/page.c: tests/tools/embed_page.py tests/tools/embed.py engine/report/page.css engine/report/page.js
	@mkdir -p $(@D)
	$(call run,GEN,$@)python3 tests/tools/embed_page.py engine/report/page.css engine/report/page.js $@

$(BUILD)/gen/config_schema.c: tests/tools/embed_text.py tests/tools/embed.py schemas/config.schema.json
	@mkdir -p $(@D)
	$(call run,GEN,$@)python3 tests/tools/embed_text.py cli_config_schema schemas/config.schema.json $@

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(call run,CC,$<)$(CC) $(CPPFLAGS) $(STD) $(OPT) -fvisibility=hidden -fPIC $(EXTRA) -c $< -o $@

$(BUILD)/engine/read/late.o: CPPFLAGS += $(LATE)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call run,CC,$<)$(CC) $(CPPFLAGS) $(ALLCFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/gen/freeze: tests/tools/freeze.c engine/base/arena.c $(BARE_OBJ) $(BUILD)/engine/pack/image_none.o
	$(call run,LD,$@)$(CC) $(CPPFLAGS) $(ALLCFLAGS) -DFL_ARENA_DEBUG $(LDFLAGS) $(filter-out %/base/alloc.o %/base/arena.o,$^) $(LDLIBS) -o $@

$(BUILD)/gen/image.o: $(BUILD)/gen/freeze
	$(call run,GEN,$(@D)/image)$< $(@D)/image
	$(call run,AS,$(@D)/image.S)$(CC) -c $(@D)/image.S -o $@

$(BUILD)/libfoilint.a: $(LIB_OBJ)
	$(call run,AR,$@)rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/libfoilint.so: $(LIB_OBJ)
	$(call run,LD,$@)$(CC) -shared -Wl,-soname,libfoilint.so.0 $(OPT) $(EXTRA) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(BUILD)/foilint: $(CLI_OBJ) $(BUILD)/libfoilint.a
	$(call run,LD,$@)$(CC) $(OPT) $(EXTRA) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libfoilint.a
	@mkdir -p $(@D)
	$(call run,CC,$<)$(CC) $(CPPFLAGS) -Itests/unit $(ALLCFLAGS) -MMD -MP -MF $@.d $< $(BUILD)/libfoilint.a $(LDLIBS) -lcmocka -o $@

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

# ---- installing and packaging: docs/packaging/ ----

$(BUILD)/man/foilint.1: $(BUILD)/foilint docs/packaging/manuals.py docs/packaging/debian/changelog
	$(call run,GEN,$(@D))python3 docs/packaging/manuals.py $< $(@D)

$(BUILD)/completions/foilint: $(BUILD)/foilint docs/packaging/completions.py
	$(call run,GEN,$(@D))python3 docs/packaging/completions.py $< $(@D)

manuals: $(BUILD)/man/foilint.1 $(BUILD)/completions/foilint ## write the manual pages and the shells' completions

PLACES = BUILD='$(BUILD)' DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' BINDIR='$(BINDIR)' LIBDIR='$(LIBDIR)' \
         INCLUDEDIR='$(INCLUDEDIR)' DATADIR='$(DATADIR)' MANDIR='$(MANDIR)' DOCDIR='$(DOCDIR)' REQUIRES='$(PKGS)'

install: all manuals ## install under PREFIX (DESTDIR is honoured)
	$(call run,PUT,$(DESTDIR)$(PREFIX))$(PLACES) docs/packaging/install.sh install

uninstall: manuals ## take away what install put there, with the same PREFIX
	$(call run,RM,$(DESTDIR)$(PREFIX))$(PLACES) docs/packaging/install.sh uninstall

deb: ## build Debian packages in build/deb/
	@docs/packaging/deb.sh $(BUILD)/deb

static: ## build build/static/foilint, which needs no library of the machine
	@docs/packaging/static.sh $(BUILD)/static

site: $(BUILD)/foilint ## build docs/ as a site in build/site/
	@python3 docs/packaging/site.py $(BUILD)/foilint $(BUILD)/site

fixtures: ## make fixtures/formats/ anew (LibreOffice and pandoc; for maintainers)
	python3 tests/tools/make_formats.py

format: ## lay out all C files and packs
	clang-format-14 -i $(shell find engine tests -name '*.[ch]')
	python3 tests/tools/layout_json.py $(filter %.json,$(PACK_FILES))

clean: ## remove what was built
	$(call run,RM,build)rm -rf build

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed 's/:.*## /\t/' | expand -t 14
	@echo
	@echo 'V=1 shows whole commands; BUILD=DIR builds elsewhere; PREFIX=DIR, DESTDIR=DIR say where to install;'
	@echo 'CC, CFLAGS, LDFLAGS, EXTRA go to the compiler; HAVE_GMIME= and HAVE_POPPLER= leave mail and PDF out.'

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(wildcard $(BUILD)/unit/*.d)
.PHONY: all unit demo check bench pages manuals install uninstall deb static site fixtures format clean help
