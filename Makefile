# GNU make. make, make install PREFIX= DESTDIR=, make demo, make test [SAN=1], make bench, make lint, make clean
CC      ?= cc
PREFIX  ?= /usr/local
PKGS    = libutf8proc libxml-2.0 libarchive libxxhash
STD     = -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
CFLAGS  ?= -O2 -g
PKGINC  := $(shell pkg-config --cflags $(PKGS))
PKGLIB  := $(shell pkg-config --libs $(PKGS)) -lcsv
ifeq ($(SAN),1)
B       = build/san
BIN     = build/san/bin
SANFLAGS = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O1
else
B       = build/out
BIN     = bin
endif
TOOLS   = $(patsubst cmd/%.c,%,$(wildcard cmd/bd-*.c))
LIBSRC  = $(wildcard lib/*/*.c)
LIBOBJ  = $(LIBSRC:%.c=$(B)/%.o) $(B)/data.o
UNITS   = $(patsubst t/unit/%.c,%,$(wildcard t/unit/*.c))
ALLCFLAGS = $(STD) $(CFLAGS) $(SANFLAGS) -Ilib $(PKGINC)

all: $(TOOLS:%=$(BIN)/%)
$(BIN)/%: $(B)/cmd/%.o $(B)/libbd.a
	@mkdir -p $(@D)
	$(CC) $(SANFLAGS) $(LDFLAGS) -o $@ $< $(B)/libbd.a $(PKGLIB)
$(B)/libbd.a: $(LIBOBJ)
	@rm -f $@
	$(AR) rcs $@ $(LIBOBJ)
$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) -MMD -MP -c -o $@ $<
clean:
	rm -rf build bin
.PHONY: all clean
-include $(shell find build -name '*.d' 2>/dev/null)
