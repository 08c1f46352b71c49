/* Files for the bulk loaders of triple stores, with the commands that load them. */
#ifndef BG_STORE_BULK_H
#define BG_STORE_BULK_H

#include "rdf/dataset.h"

/* Write into `directory` (made if need be), for the store of that preset name: the data as NAME.nq or NAME.nq.gz;
 * load.sh, load.sql or what else its loader reads; counts.tsv, how many triples each graph must have afterwards. The
 * dataset is indexed. Errors: no loader of that store is known. */
bg_status bg_store_bulk(const bg_dataset *dataset, const char *store, const char *name, const char *directory,
                        bg_diagnostics *diagnostics);

#endif
