/* briefgraph: knowledge graphs of policy briefs. The public interface of libbriefgraph.
 *
 * A graph is loaded from RDF or built from a brief's directory; then it can be written, measured and drawn. All types
 * are opaque. Functions return 0 on success and another number on failure; what went wrong is then in the messages of
 * the graph or of the call. Strings are UTF-8. The library keeps no global state of its own, but igraph and Graphviz
 * keep handlers for the whole process: use it from one thread at a time. When memory runs out the process ends (see
 * bg_set_oom_handler in the sources). */
#ifndef BRIEFGRAPH_H
#define BRIEFGRAPH_H

#ifdef __cplusplus
extern "C" {
#endif

/* An RDF graph together with the ontology that it is read by. */
typedef struct briefgraph briefgraph;

/* Load a graph from a file ("-": standard input), in N-Triples, N-Quads, Turtle, TriG or RDF/XML, guessed by name and
 * content. `ontology` is the path of briefgraph.ttl. Always gives a graph, to be freed by briefgraph_free; when
 * briefgraph_failed says so it is empty and only its messages are of use. */
briefgraph *briefgraph_load(const char *path, const char *ontology);
void briefgraph_free(briefgraph *graph); /* NULL is fine */

/* Not 0 when loading, or the call before, failed. */
int briefgraph_failed(const briefgraph *graph);
/* All errors and warnings so far, a line each; owned by the graph, valid until the next call. */
const char *briefgraph_messages(briefgraph *graph);

/* Number of statements. */
unsigned long briefgraph_size(const briefgraph *graph);

/* Write the graph; `format` is a short name, extension or media type, such as "trig". The file is replaced as a whole
 * or not at all. */
int briefgraph_write(briefgraph *graph, const char *path, const char *format);

/* Write the measures of the network of actors; `format` is "csv" or "json". Definitions stand in the manual,
 * briefgraph(1). */
int briefgraph_analyze(briefgraph *graph, const char *path, const char *format);

/* Draw a view ("actors", "ego", "recommendations", "issues" or "balance") as "svg", "png", "pdf" or "dot". `style` is
 * the path of style.ttl, or NULL for plain boxes. */
int briefgraph_draw(briefgraph *graph, const char *path, const char *view, const char *format, const char *style);

/* Make everything from a directory with brief.md (or .txt, .html, .pdf) and the CSV files, as 'briefgraph build' does.
 * Messages go into *messages (release with free()) unless it is NULL. */
int briefgraph_build(const char *directory, const char *output, const char *ontology, const char *style,
                     char **messages);

/* Read a document (text, Markdown, HTML, PDF) and write what is found in it, entities, mentions, claims and
 * recommendations with their passages, as one line of JSON; 'briefgraph extract --format jsonl' does the same, and
 * graph/export/extraction_json.h describes the members. `ontology` is the path of briefgraph.ttl, beside which
 * relations.ttl, scope.ttl and the directory gazetteer lie; `models` is the directory of english.model and names.model.
 * Messages go into *messages (release with free()) unless it is NULL. */
int briefgraph_extract(const char *document, const char *path, const char *ontology, const char *models,
                       char **messages);

#ifdef __cplusplus
}
#endif

#endif
