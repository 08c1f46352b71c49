/* Measures as CSV, JSON and RDF. */
#ifndef BG_NETWORK_MEASURES_OUT_H
#define BG_NETWORK_MEASURES_OUT_H

#include "network/measures.h"

/* One row an actor: id,label,type,owner,bloc,..., sorted by `measure`; numbers at full precision; NaN is an empty cell.
 * Texts are made harmless for spreadsheets (base/csv). */
void bg_measures_csv(const bg_measures *measures, const bg_network *network, bg_measure sort, bg_buffer *out);
/* {"network": {...}, "parameters": {...}, "actors": [...]}; NaN is null. */
void bg_measures_json(const bg_measures *measures, const bg_network *network, const bg_measure_options *options,
                      bg_measure sort, bg_buffer *out);
/* Add measures to a graph of a dataset: each actor gets bg:measurement nodes <run>/<actor id>/<measure>, each with its
 * bg:measure, bg:value and bg:run; the run carries its parameters. NaN is left out. */
void bg_measures_encode(const bg_measures *measures, const bg_network *network, const bg_measure_options *options,
                        const char *graph_iri, const char *run_iri, bg_dataset *dataset);

#endif
