/* Checking a graph against SHACL shapes (W3C SHACL, 20 July 2017): SHACL Core whole, and two checks of our own that
 * other engines pass over, both in the namespace https://w3id.org/briefgraph/shapes# :
 *
 *   bgs:oppositeTies true      on a shape of claims: finds another accepted, affirmed claim of the same modality
 * between the same two entities that has the opposite bg:signValue and rests on a same passage. bgs:backedByClaim ( p )
 * on a shape of entities: every plain triple of an entity whose predicate is bg:relatedTo or below it
 * (rdfs:subPropertyOf) needs a claim that is accepted, asserted, affirmed and in the voice of the author (the source of
 * its evidence, or a dcterms:creator). Triples in graphs named .../recommended and .../possible are not looked at, nor
 * are those whose predicate is in the list.
 *
 * What is not supported (SHACL-SPARQL, SHACL-JS, sh:entailment, sh: terms that are not known) is an error, never passed
 * over in silence. The data graph is the union of all graphs of the dataset; load the ontology into it too, so that
 * sh:class and sh:targetClass see its rdfs:subClassOf. */
#ifndef BG_RDF_SHACL_H
#define BG_RDF_SHACL_H

#include "base/file.h"
#include "rdf/dataset.h"
#include "rdf/format.h"

#define BG_SHAPES_NS "https://w3id.org/briefgraph/shapes#"

typedef struct bg_shapes bg_shapes;

/* Read the shapes of `graph`, in order to check `data`; both are indexed and must outlive the shapes. Terms of the
 * shapes are added to `data`, triples are not. Errors (BG_ERROR_INVALID): shapes that are not well-formed, a pattern
 * that is not a regular expression. BG_ERROR_UNSUPPORTED: what is not supported, each with its shape; with
 * `ignore_unsupported` a warning instead. */
bg_status bg_shapes_new(const bg_dataset *graph, bg_dataset *data, bool ignore_unsupported, bg_diagnostics *diagnostics,
                        bg_shapes **shapes);
void bg_shapes_free(bg_shapes *shapes); /* NULL is fine */
size_t bg_shapes_count(const bg_shapes *shapes);

typedef enum { BG_FINDING_VIOLATION, BG_FINDING_WARNING, BG_FINDING_INFO, BG_FINDING_OTHER } bg_finding_level;

struct bg_shape;
struct bg_path;
typedef struct {
  bg_term_id focus;              /* in the data */
  bg_term_id value;              /* in the data; BG_NO_TERM when the finding is about no single value */
  const struct bg_path *path;    /* NULL for a constraint on the focus itself */
  const struct bg_shape *source; /* whose constraint it is */
  size_t component;
  bg_finding_level level;
  bg_str message; /* what is wrong and what to do; lives as long as the report */
} bg_finding;

typedef struct bg_report bg_report;

/* Sorted by level, focus, path, component, value and shape. Borrows from the shapes and the data. */
bg_report *bg_shapes_validate(const bg_shapes *shapes);
void bg_report_free(bg_report *report); /* NULL is fine */
size_t bg_report_count(const bg_report *report);
const bg_finding *bg_report_get(const bg_report *report, size_t index);
size_t bg_report_level_count(const bg_report *report, bg_finding_level level);
size_t bg_report_focus_count(const bg_report *report); /* different nodes that were targets */

const char *bg_finding_level_name(bg_finding_level level); /* "violation", "warning", "info", "other" */
/* Append a name to read: the label; of a claim, "subject relation object (id)". */
void bg_report_put_name(const bg_report *report, bg_term_id node, bg_buffer *out);
/* Append a term of the data: N-Triples without escapes, or with `brief` prefixed names and short literals. */
void bg_report_put_term(const bg_report *report, bg_term_id term, bool brief, bg_buffer *out);
/* Append the shape: its IRI, or for a blank one that of the shape around it. */
void bg_report_put_shape(const bg_report *report, const bg_finding *finding, bool brief, bg_buffer *out);
/* Append the path as in SPARQL; nothing when there is none. */
void bg_report_put_path(const bg_report *report, const bg_finding *finding, bool brief, bg_buffer *out);
/* The constraint component, such as "sh:MinCountConstraintComponent". */
const char *bg_finding_component(const bg_finding *finding);

/* The standard report (sh:ValidationReport) in any RDF syntax that is written. */
bg_status bg_report_write(const bg_report *report, bg_format format, bg_output *output, bg_diagnostics *diagnostics);

#endif
