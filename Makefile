# SPDX-License-Identifier: MIT
# GNU make.
#   make                                  five programs in bin/
#   make install [PREFIX=/usr/local] [DESTDIR=], make uninstall with the same
#   make dist                             the sources as build/bd-VERSION.tar.gz, always the same bytes
#   make deb                              a Debian package in build/deb; package-test: tried in a root of its own
#   make demo                             the whole pipeline on examples/, ending in a digest
#   make test [SAN=1] [SUITES='t/x.bats'] everything; SAN=1: the same rows under ASan and UBSan
#   make engines                          examples/ on Spark, GNU parallel and DuckDB, compared with one process
#   make coverage                         lines of lib/ that the tests run, by gcov: build/coverage.txt
#   make sangong [FIRST=1 COUNT=300]          bd-3gong on made-up documents, printed by Chromium
#   make lint                             house rules, manual pages, scripts, warnings as errors with gcc and clang
#   make analyze                          static analysis by cppcheck; analyze-deep: by clang
#   make fuzz [SECONDS=60] [SEED=HEX] [FUZZ='text']   every parser by libFuzzer; FUZZER=afl: by AFL++
#   make mutate [N=10000] [SEED=1] [SAN=1] damaged documents of every format through bd-extract
#   make faults [EVERY=1] [ONLY='bd-diff']  each call of every tool and the cron script fails once; a table of what came of it
#   make bench [PEERS=build/peers]        speed beside cut, mawk and others: bench/RESULTS.md and its picture; peers: what it
#                                         compares with, installed into PEERS alone
#   make scale [DOCS=10000 FILES=1000]    growth to 100 times as many documents: the figures of bench/SCALE.md and its picture
#   make clean
# V=1 shows the commands.
# The libraries come from `sh tools/deps.sh`.
VERSION  = 0.1.0
CC      ?= cc
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
MANDIR  ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share/bd
DOCDIR  ?= $(PREFIX)/share/doc/bd
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR  ?= $(PREFIX)/share/zsh/site-functions
INSTALL ?= install
CFLAGS  ?= -O3 -g

# SAN=1 has its own objects and programs, so that switching rebuilds nothing.
ifeq ($(SAN),1)
B       ?= build/san
BIN     ?= $(B)/bin
MODE     = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O1 -DBD_NO_SANDBOX
else
B       ?= build/out
BIN     ?= bin
MODE     = -fstack-protector-strong
endif

PKG_CONFIG ?= pkg-config
ifeq ($(shell uname -s),Darwin)
# Homebrew keeps some libraries and headers where nothing looks for them; iconv is a library there.
BREW    := $(shell brew --prefix)
export PKG_CONFIG_PATH := $(PKG_CONFIG_PATH):$(BREW)/opt/libarchive/lib/pkgconfig:$(BREW)/opt/libxml2/lib/pkgconfig
export CPATH := $(CPATH):$(BREW)/include
export LIBRARY_PATH := $(LIBRARY_PATH):$(BREW)/lib
SYSLIB   = -liconv
endif
PKGS     = libutf8proc libxml-2.0 libarchive libxxhash
ifeq ($(filter clean,$(MAKECMDGOALS)),)
# libcsv has no .pc file on Debian; elsewhere one may exist.
CSVLIB  := $(shell $(PKG_CONFIG) --libs libcsv 2>/dev/null || echo -lcsv)
CSVINC  := $(shell $(PKG_CONFIG) --cflags libcsv 2>/dev/null)
PKGINC  := $(shell $(PKG_CONFIG) --cflags $(PKGS)) $(CSVINC)
PKGLIB  := $(shell $(PKG_CONFIG) --libs $(PKGS)) $(CSVLIB) $(SYSLIB)
endif

# The seccomp filters are made by libseccomp when building, for the machine that builds; without it there are none.
CC_FOR_BUILD ?= $(CC)
cpu      = $(firstword $(subst -, ,$(shell $(1) -dumpmachine 2>/dev/null)))
ifeq ($(call cpu,$(CC)),$(call cpu,$(CC_FOR_BUILD)))
SECCOMP := $(shell $(PKG_CONFIG) --exists libseccomp 2>/dev/null && echo -DBD_SECCOMP $$($(PKG_CONFIG) --cflags --libs libseccomp))
endif

WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion
STD      = -std=c11 -D_GNU_SOURCE $(WARN)
ALLCFLAGS = $(STD) $(CFLAGS) $(MODE) -Ilib -DBD_VERSION='"$(VERSION)"' $(PKGINC)

TOOLS    = $(sort $(patsubst cmd/%.c,%,$(wildcard cmd/bd-*.c)))
LIBSRC   = $(sort $(wildcard lib/*/*.c))
DATA     = $(sort $(wildcard data/*.tsv))
EMBED    = $(wildcard tools/embed)
LIBOBJ   = $(LIBSRC:%.c=$(B)/%.o) $(if $(EMBED),$(B)/data.o) $(B)/filters.o
ANALYZED = $(LIBSRC) $(wildcard cmd/*.c)
UNITS    = $(patsubst t/unit/%.c,$(B)/unit/%,$(sort $(wildcard t/unit/*.c)))
FAULT    = $(if $(wildcard t/fault.c),$(B)/fault.so)

Q        = $(if $(V),,@)
SAY      = @printf '  %-5s %s\n'

all: $(TOOLS:%=$(BIN)/%)

$(BIN)/%: $(B)/cmd/%.o $(B)/libbd.a
	@mkdir -p $(@D)
	$(SAY) LD $@
	$(Q)$(CC) $(CFLAGS) $(MODE) $(LDFLAGS) -o $@ $< $(B)/libbd.a $(PKGLIB)

$(B)/libbd.a: $(LIBOBJ)
	@mkdir -p $(@D)
	@rm -f $@
	$(SAY) AR $@
	$(Q)$(AR) rcs $@ $(LIBOBJ)

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(ALLCFLAGS) -MMD -MP -c -o $@ $<

# The dictionaries, as C.
$(B)/data.c: $(DATA) $(EMBED)
	@mkdir -p $(@D)
	$(SAY) DATA $@
	$(Q)./tools/embed $(DATA) > $@.tmp
	@mv $@.tmp $@
$(B)/data.o: $(B)/data.c Makefile
	$(SAY) CC $<
	$(Q)$(CC) $(ALLCFLAGS) -c -o $@ $<

# The seccomp filters, as C.
$(B)/filter: tools/filter.c Makefile
	@mkdir -p $(@D)
	$(SAY) LD $@
	$(Q)$(CC_FOR_BUILD) $(STD) -O1 -o $@ $< $(SECCOMP)
$(B)/filters.c: $(B)/filter
	$(SAY) DATA $@
	$(Q)$(B)/filter > $@.tmp
	@mv $@.tmp $@
$(B)/filters.o: $(B)/filters.c lib/base/filter.h Makefile
	$(SAY) CC $<
	$(Q)$(CC) $(ALLCFLAGS) -c -o $@ $<

$(B)/unit/%: t/unit/%.c $(B)/libbd.a Makefile
	@mkdir -p $(@D)
	$(SAY) LD $@
	$(Q)$(CC) $(ALLCFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(B)/libbd.a $(PKGLIB)

# A library for LD_PRELOAD that makes system calls fail; never sanitized itself.
$(B)/fault.so: t/fault.c Makefile
	@mkdir -p $(@D)
	$(SAY) LD $@
	$(Q)$(CC) $(STD) -O2 -g -fPIC -shared -o $@ $< -ldl

# The fuzzing harnesses: libFuzzer, or AFL++ with FUZZER=afl. Their own objects, sanitized and counted.
FUZZER  ?= libfuzzer
FB       = build/fuzz-$(FUZZER)
HARNESS  = $(patsubst t/fuzz/%.c,%,$(filter-out t/fuzz/common.c t/fuzz/zipped.c,$(sort $(wildcard t/fuzz/*.c))))
FUZZCC   = $(if $(filter afl,$(FUZZER)),afl-clang-fast,clang)
FUZZMODE = -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
fuzzers:
	+@$(MAKE) --no-print-directory $(HARNESS:%=$(FB)/%) CC=$(FUZZCC) B=$(FB) CFLAGS='-g' MODE='$(FUZZMODE) $(if $(filter afl,$(FUZZER)),,-fsanitize=fuzzer-no-link)'
$(FB)/%: $(FB)/t/fuzz/%.o $(FB)/t/fuzz/common.o $(FB)/t/fuzz/zipped.o $(FB)/libbd.a
	$(SAY) LD $@
	$(Q)$(CC) $(CFLAGS) $(MODE) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(PKGLIB)
# Each harness for SECONDS; FUZZ='text html' chooses. Replays t/fuzz/regress first.
SECONDS ?= 60
fuzz: all fuzzers
	@BD_BIN='$(BIN)' sh t/fuzz/run.sh $(FB) $(SECONDS) $(or $(FUZZ),$(HARNESS))

# N damaged documents of every format; with SAN=1 under ASan and UBSan. What fails is kept in mutate-failed/.
N       ?= 10000
SEED    ?= 1
mutate: $(BIN)/bd-extract
	@BD_SAN='$(SAN)' python3 t/mutate.py '$(BIN)' $(N) $(SEED)

# The programs with a hole in them, and a pdftotext that is one, to try the sandbox; nothing else is made with it.
HOLE     = $(if $(SAN),,$(patsubst %,$(B)/hole/%,$(TOOLS) pdftotext))
$(B)/hole/bd-%: $(B)/cmd/bd-%.o $(B)/hole/hole.o $(B)/hole/child.o $(B)/libbd.a
	$(SAY) LD $@
	$(Q)$(CC) $(CFLAGS) $(MODE) $(LDFLAGS) -Wl,--wrap=read,--wrap=syscall -o $@ $^ $(PKGLIB)
$(B)/hole/hole.o: t/hole.c Makefile
	@mkdir -p $(@D)
	$(Q)$(CC) $(STD) -O1 -g -c -o $@ $<
$(B)/hole/child.o: lib/doc/child.c Makefile
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALLCFLAGS) -DCHILD_SECONDS=1 -c -o $@ $<
$(B)/hole/pdftotext: t/hole.c Makefile
	@mkdir -p $(@D)
	$(SAY) LD $@
	$(Q)$(CC) $(STD) -O1 -g -DHOLE_PROGRAM -o $@ $<
hole: $(HOLE)

units: $(UNITS) $(FAULT) $(HOLE)

test: all units
	@BD_BIN='$(BIN)' BD_BUILD='$(B)' BD_SAN='$(SAN)' sh tools/test.sh $(SUITES)

# Lines of lib/ that the suite runs: build/coverage.txt, build/coverage/index.html; t/COVERAGE.md says why the rest is not run.
# Child processes leave by _exit, which writes no counts: gcov is asked to before. Less than LEAST % is an error.
LEAST   ?= 90
COVER    = B=build/cov BIN=build/cov/bin CFLAGS='-g -O1' MODE='--coverage -DBD_NO_SANDBOX -include t/cover.h'
coverage:
	@mkdir -p build/cov build/coverage
	@find build/cov -name '*.gcda' -delete
	+@$(MAKE) --no-print-directory $(COVER) all units
	+@BD_COVER=1 $(MAKE) --no-print-directory $(COVER) test
	@gcovr --fail-under-line $(LEAST) --root . --filter lib/ --object-directory build/cov --txt build/coverage.txt --html-details build/coverage/index.html --print-summary

# The three public expenses of COUNT made-up documents from number FIRST on: how many are right, which errors are silent.
FIRST   ?= 1
sangong: all
	@rm -rf build/sangong
	@python3 t/sangong/make.py build/sangong $(FIRST) $(or $(COUNT),300)
	@BD_BIN='$(BIN)' python3 t/sangong/check.py build/sangong

# What runs bd on other engines, on an archive of 2,000 documents: Spark, GNU parallel, DuckDB.
engines: all
	@sh tools/engines.sh
	@BD_BIN='$(BIN)' BD_BUILD='$(B)' BD_SAN='$(SAN)' sh tools/test.sh t/engines/*.bats

# make kill [N=1000]: bd-diff --update killed at N random moments leaves the old state or the new one.
kill: all
	@python3 t/kill.py '$(BIN)/bd-diff' '$(or $(N),1000)'
.PHONY: kill

# make faults [EVERY=1] [ONLY=REGEX]: every read, write, allocation, fork ... of every tool and of the cron script fails once; a table.
faults: all $(FAULT)
	@python3 t/faults.py '$(BIN)' '$(FAULT)' --every '$(or $(EVERY),1)' --only '$(ONLY)'
.PHONY: faults

demo: all
	@sh examples/demo.sh '$(BIN)'

# Both check the answers first; what is not in PEERS (nor the system's) is named as missing on the page.
PEERS   ?= build/peers
bench: all
	@BD_BIN='$(BIN)' PEERS='$(abspath $(PEERS))' bench/run --page
scale: all
	@BD_BIN='$(BIN)' PEERS='$(abspath $(PEERS))' bench/run --page scale
peers:
	@sh tools/bench-deps.sh '$(PEERS)'

# Every object again by both compilers, a warning is an error.
objects: $(TOOLS:%=$(B)/cmd/%.o) $(LIBOBJ)
lint:
	@sh tools/lint.sh
	+@$(MAKE) --no-print-directory objects CC=gcc B=build/gcc CFLAGS='-O2 -g -Werror'
	+@$(MAKE) --no-print-directory objects CC=clang B=build/clang CFLAGS='-O2 -g -Werror'
	@nm --defined-only $(LIBSRC:%.c=build/gcc/%.o) | awk '$$2 ~ /^[TDBR]$$/ && seen[$$3]++ { print "lint: two functions or tables of lib/ are called " $$3; bad = 1 } END { exit bad }'

# Static analysis by cppcheck (which takes a result that a function is to fill in for an uninitialised
# argument, and a pointer behind the last element for an overflow).
analyze:
	$(SAY) CHECK 'cmd lib'
	$(Q)cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability --inline-suppr \
	    --suppress=missingIncludeSystem --suppress=ctuuninitvar --suppress=ctuPointerArith -D_GNU_SOURCE -Ilib cmd lib

# Deeper, slower, and not always right: clang's analyser, its findings to be read by a person.
analyze-deep: $(ANALYZED:%.c=build/analyze/%.ok)
build/analyze/%.ok: %.c $(wildcard lib/*/*.h)
	@mkdir -p $(@D)
	$(SAY) CHECK $<
	$(Q)clang --analyze -Xclang -analyzer-output=text -Xclang -analyzer-werror $(STD) -Ilib -DBD_VERSION='"$(VERSION)"' $(PKGINC) $<
	@touch $@

MAN1     = $(wildcard man/*.1)
MAN5     = $(wildcard man/*.5)
install: all
	$(INSTALL) -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(MANDIR)/man1' '$(DESTDIR)$(MANDIR)/man5' \
	    '$(DESTDIR)$(DATADIR)' '$(DESTDIR)$(DOCDIR)/examples' '$(DESTDIR)$(BASHDIR)' '$(DESTDIR)$(ZSHDIR)'
	$(INSTALL) -m 755 $(TOOLS:%=$(BIN)/%) '$(DESTDIR)$(BINDIR)'
	$(INSTALL) -m 644 $(MAN1) '$(DESTDIR)$(MANDIR)/man1'
	$(INSTALL) -m 644 $(MAN5) '$(DESTDIR)$(MANDIR)/man5'
	$(INSTALL) -m 644 $(DATA) '$(DESTDIR)$(DATADIR)'
	$(INSTALL) -m 644 README.md LICENSE '$(DESTDIR)$(DOCDIR)'
	$(INSTALL) -m 755 $(filter-out examples/demo.sh examples/expected.sh,$(wildcard examples/*.sh)) '$(DESTDIR)$(DOCDIR)/examples'
	$(INSTALL) -m 644 $(wildcard examples/bd-weekly.*) '$(DESTDIR)$(DOCDIR)/examples'
	for y in $(filter-out expected,$(notdir $(patsubst %/,%,$(wildcard examples/*/)))); do \
	    $(INSTALL) -d '$(DESTDIR)$(DOCDIR)/examples/'$$y && \
	    $(INSTALL) -m 644 examples/$$y/* '$(DESTDIR)$(DOCDIR)/examples/'$$y || exit 1; \
	done
	for t in $(TOOLS); do $(INSTALL) -m 644 completions/bd.bash "$(DESTDIR)$(BASHDIR)/$$t" || exit 1; done
	$(INSTALL) -m 644 completions/_bd '$(DESTDIR)$(ZSHDIR)/_bd'

# What install put there, and the folders that were made for it alone; nothing that somebody added.
MINE     = $(TOOLS:%=$(BINDIR)/%) $(MAN1:man/%=$(MANDIR)/man1/%) $(MAN5:man/%=$(MANDIR)/man5/%) $(DATA:data/%=$(DATADIR)/%) \
           $(TOOLS:%=$(BASHDIR)/%) $(ZSHDIR)/_bd $(DOCDIR)/README.md $(DOCDIR)/LICENSE \
           $(filter-out $(DOCDIR)/examples/expected/% %/demo.sh %/expected.sh,$(patsubst %,$(DOCDIR)/%,$(wildcard examples/*.* examples/*/*)))
uninstall:
	for f in $(MINE); do rm -f "$(DESTDIR)$$f" || exit 1; done
	for d in $(sort $(patsubst examples/%/,%,$(wildcard examples/*/))); do \
	    rmdir "$(DESTDIR)$(DOCDIR)/examples/$$d" 2>/dev/null || true; \
	done
	for d in $(DOCDIR)/examples $(DOCDIR) $(DATADIR); do rmdir "$(DESTDIR)$$d" 2>/dev/null || true; done

# The same bytes whoever makes it, wherever and when: names in order, no owners, one mode, the date of the version.
NAME     = bd-$(VERSION)
DIST     = build/$(NAME).tar.gz
SOURCES  = $$(git ls-files 2>/dev/null || find . \( -path ./build -o -path ./bin -o -path ./.git \) -prune -o -type f -print | sed 's,^\./,,')
dist:
	@mkdir -p build
	$(SAY) TAR $(DIST)
	$(Q)printf '%s\n' $(SOURCES) | LC_ALL=C sort | tar -c --format=ustar --no-recursion --owner=root:0 --group=root:0 --numeric-owner \
	    --mode='a+rX,u+w,go-w' --mtime="$$(sed -n 's/^## $(VERSION), //p' CHANGELOG.md) 00:00:00Z" --transform='s,^,$(NAME)/,' -T - -f $(DIST).tar
	$(Q)gzip -9n < $(DIST).tar > $(DIST).tmp && rm $(DIST).tar
	@mv $(DIST).tmp $(DIST)

# A package for Debian and its like, from what `make dist` makes: debhelper, dpkg-dev, fakeroot.
deb: dist
	@rm -rf build/deb && mkdir -p build/deb
	$(Q)tar -xzf $(DIST) -C build/deb && cp -R packaging/debian build/deb/$(NAME)/debian
	$(Q)sh packaging/changelog.sh CHANGELOG.md > build/deb/$(NAME)/debian/changelog
	$(SAY) DEB build/deb
	$(Q)cd build/deb/$(NAME) && env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS dpkg-buildpackage --build=binary --no-sign > ../log 2>&1 || { tail -n 40 ../log; exit 1; }
	@rm -rf build/deb/$(NAME) && ls build/deb/*.deb

# The package built, looked at by lintian, installed, run and removed in a root of its own; the tarball builds.
package-test:
	@sh packaging/test.sh

clean:
	rm -rf build bin

.PHONY: all units sangong coverage hole engines fuzz fuzzers mutate test demo bench scale peers objects lint analyze analyze-deep install uninstall dist deb package-test clean
.SECONDARY:
-include $(wildcard $(LIBOBJ:.o=.d) $(TOOLS:%=$(B)/cmd/%.d) $(UNITS:=.d) $(B)/t/fuzz/*.d)
