#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"
#include "rdf/jsonld_node.h"

/* Longest run that is one node object, and the bytes after which the copies of terms make room. */
enum { LONGEST_RUN = 4096, ARENA_BYTES = 1 << 20 };

struct bg_jsonld_stream {
  bg_jsonld_writer w;
  bg_jsonld_options options;
  bg_arena *arena; /* of the terms below and of those of the node in hand */
  bg_term subject; /* of the node in hand; kind NONE: there is none */
  bg_term graph;   /* that is open; kind NONE: the default graph */
};

bg_jsonld_stream *bg_jsonld_stream_new(const bg_jsonld_options *options, bg_output *output,
                                       bg_diagnostics *diagnostics) {
  bg_jsonld_stream *stream = BG_NEW(bg_jsonld_stream);
  stream->options = *options;
  stream->w =
      (bg_jsonld_writer){.options = &stream->options, .dense = true, .output = output, .diagnostics = diagnostics};
  stream->arena = bg_arena_new();
  bg_jsonld_begin_document(&stream->w);
  return stream;
}

static bg_term keep(const bg_jsonld_stream *stream, const bg_term *term) {
  return (bg_term){term->kind, bg_arena_str(stream->arena, term->value), bg_arena_str(stream->arena, term->datatype),
                   bg_arena_str(stream->arena, term->language)};
}

static int by_predicate(const void *a, const void *b) {
  const bg_jsonld_entry *x = a, *y = b;
  int order = bg_term_compare(&x->predicate, &y->predicate);
  return order ? order : (x->value > y->value) - (x->value < y->value);
}

static void flush_node(bg_jsonld_stream *stream) {
  bg_jsonld_writer *w = &stream->w;
  if (stream->subject.kind == BG_TERM_NONE) return;
  qsort(w->entries, w->entry_count, sizeof *w->entries, by_predicate);
  bg_jsonld_begin_node(w, &stream->subject);
  bg_jsonld_end_node(w);
  stream->subject = (bg_term){0};
}

static void close_graph(bg_jsonld_stream *stream) {
  if (stream->graph.kind == BG_TERM_NONE) return;
  bg_jsonld_end_graph(&stream->w);
  bg_jsonld_end_node(&stream->w);
  stream->graph = (bg_term){0};
}

static void open_graph(bg_jsonld_stream *stream, const bg_term *graph) {
  if (graph->kind == BG_TERM_NONE) return;
  stream->graph = keep(stream, graph);
  stream->w.dense = false;
  bg_jsonld_begin_node(&stream->w, graph);
  stream->w.dense = true;
  bg_jsonld_begin_graph(&stream->w);
}

/* Between two nodes only the name of the open graph is needed further. */
static void make_room(bg_jsonld_stream *stream) {
  if (bg_arena_bytes(stream->arena) < ARENA_BYTES) return;
  bg_arena *old = stream->arena;
  stream->arena = bg_arena_new();
  stream->graph = keep(stream, &stream->graph);
  bg_arena_free(old);
}

static bg_status add_statement(void *context, const bg_statement *s) {
  bg_jsonld_stream *stream = context;
  bg_jsonld_writer *w = &stream->w;
  bool same_graph = bg_term_equal(&s->graph, &stream->graph);
  if (!same_graph || !bg_term_equal(&s->subject, &stream->subject) || w->entry_count == LONGEST_RUN) {
    flush_node(stream);
    make_room(stream);
    if (!same_graph) {
      close_graph(stream);
      open_graph(stream, &s->graph);
    }
    stream->subject = keep(stream, &s->subject);
  }
  bg_term predicate = keep(stream, &s->predicate), object = keep(stream, &s->object);
  size_t value = bg_jsonld_reserve(w, 1);
  bg_jsonld_set(w, value, &object);
  bg_jsonld_add_entry(w, &predicate, value);
  if (w->status != BG_OK) return w->status;
  return bg_output_failed(w->output) ? BG_ERROR_IO : BG_OK;
}

bg_sink bg_jsonld_stream_sink(bg_jsonld_stream *stream) {
  return (bg_sink){stream, add_statement, NULL};
}

bg_status bg_jsonld_stream_end(bg_jsonld_stream *stream) {
  flush_node(stream);
  close_graph(stream);
  bg_jsonld_end_document(&stream->w);
  bg_status status = stream->w.status;
  bg_jsonld_stream_free(stream);
  return status;
}

void bg_jsonld_stream_free(bg_jsonld_stream *stream) {
  if (!stream) return;
  bg_jsonld_free(&stream->w);
  bg_arena_free(stream->arena);
  bg_free(stream);
}
