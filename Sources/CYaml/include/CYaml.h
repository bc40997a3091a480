#ifndef CYAML_H
#define CYAML_H

#include <stddef.h>

// libyaml's event parser, as far as values need it. libyaml is linked statically; its header stays in CYaml.c.

typedef enum {
    cyaml_stream_end,
    cyaml_document_start,
    cyaml_document_end,
    cyaml_alias,
    cyaml_scalar,
    cyaml_sequence_start,
    cyaml_sequence_end,
    cyaml_mapping_start,
    cyaml_mapping_end,
    // The text is no YAML: `value` says why, in libyaml's words; there is no next event.
    cyaml_error,
    // There is no memory; there is no next event.
    cyaml_no_memory,
} cyaml_kind;

typedef struct {
    cyaml_kind kind;
    // Where it begins, from 0; a column is a Unicode scalar.
    size_t line;
    size_t column;
    // A scalar's text (UTF-8), or why there is an error; valid until the next call.
    const char *value;
    size_t length;
    // An anchor's name, or of an alias the name that it refers to; NULL where there is none.
    const char *anchor;
    // As resolved by the document's directives; NULL where there is none.
    const char *tag;
    // Whether a scalar stands without quotes, not as a block.
    int plain;
} cyaml_event;

typedef struct cyaml_parser cyaml_parser;

// A parser of UTF-8 bytes, which stay where they are until it is closed; NULL without memory.
cyaml_parser *cyaml_open(const unsigned char *bytes, size_t count);

// The next event.
cyaml_event cyaml_next(cyaml_parser *parser);

// Ends a parser; NULL is let pass.
void cyaml_close(cyaml_parser *parser);

#endif
