#include "CYaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct cyaml_parser {
    yaml_parser_t parser;
    yaml_event_t event;
};

cyaml_parser *cyaml_open(const unsigned char *bytes, size_t count) {
    cyaml_parser *self = calloc(1, sizeof *self);
    if (self == NULL) return NULL;
    if (!yaml_parser_initialize(&self->parser)) {
        free(self);
        return NULL;
    }
    yaml_parser_set_encoding(&self->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&self->parser, bytes, count);
    return self;
}

void cyaml_close(cyaml_parser *self) {
    if (self == NULL) return;
    yaml_event_delete(&self->event);
    yaml_parser_delete(&self->parser);
    free(self);
}

static cyaml_event failure(const yaml_parser_t *parser) {
    cyaml_event event = {.kind = parser->error == YAML_MEMORY_ERROR ? cyaml_no_memory : cyaml_error};
    event.line = parser->problem_mark.line;
    event.column = parser->problem_mark.column;
    event.value = parser->problem == NULL ? "" : parser->problem;
    event.length = strlen(event.value);
    return event;
}

cyaml_event cyaml_next(cyaml_parser *self) {
    for (;;) {
        yaml_event_delete(&self->event);
        if (!yaml_parser_parse(&self->parser, &self->event)) return failure(&self->parser);
        const yaml_event_t *from = &self->event;
        cyaml_event event = {.line = from->start_mark.line, .column = from->start_mark.column};
        switch (from->type) {
        case YAML_NO_EVENT:
        case YAML_STREAM_END_EVENT: event.kind = cyaml_stream_end; return event;
        case YAML_STREAM_START_EVENT: continue;
        case YAML_DOCUMENT_START_EVENT: event.kind = cyaml_document_start; return event;
        case YAML_DOCUMENT_END_EVENT: event.kind = cyaml_document_end; return event;
        case YAML_ALIAS_EVENT:
            event.kind = cyaml_alias;
            event.anchor = (const char *)from->data.alias.anchor;
            return event;
        case YAML_SCALAR_EVENT:
            event.kind = cyaml_scalar;
            event.value = (const char *)from->data.scalar.value;
            event.length = from->data.scalar.length;
            event.anchor = (const char *)from->data.scalar.anchor;
            event.tag = (const char *)from->data.scalar.tag;
            event.plain = from->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
            return event;
        case YAML_SEQUENCE_START_EVENT:
            event.kind = cyaml_sequence_start;
            event.anchor = (const char *)from->data.sequence_start.anchor;
            event.tag = (const char *)from->data.sequence_start.tag;
            return event;
        case YAML_SEQUENCE_END_EVENT: event.kind = cyaml_sequence_end; return event;
        case YAML_MAPPING_START_EVENT:
            event.kind = cyaml_mapping_start;
            event.anchor = (const char *)from->data.mapping_start.anchor;
            event.tag = (const char *)from->data.mapping_start.tag;
            return event;
        case YAML_MAPPING_END_EVENT: event.kind = cyaml_mapping_end; return event;
        }
    }
}
