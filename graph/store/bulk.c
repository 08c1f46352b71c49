#include "store/bulk.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "rdf/writer.h"
#include "store/preset.h"

/* Where Virtuoso puts triples that stand in no graph: it has no default graph of its own. */
#define FALLBACK_GRAPH "urn:x-briefgraph:default"

/* Text with @NAME@ for the name of the data and @DIR@ for the absolute directory, in quotes as its language wants. */
typedef struct {
  const char *store;
  const char *data; /* extension of the data */
  const char *file; /* what loads it */
  const char *text;
  const char *file2; /* another one, or NULL */
  const char *text2;
} bulk_recipe;

static const char check_hint[] =
    "echo 'Now compare the number of triples in each graph with counts.tsv: a loader that ends well may have left some "
    "out.'\n";

static const bulk_recipe recipes[] = {
    {"virtuoso", "nq", "load.sql",
     "-- isql-vt 1111 dba PASSWORD load.sql        (DirsAllowed in virtuoso.ini must name this directory)\n"
     "DELETE FROM DB.DBA.load_list WHERE ll_file = '@DIR@/@NAME@.nq';\n"
     "ld_dir ('@DIR@', '@NAME@.nq', '" FALLBACK_GRAPH "');\n"
     "rdf_loader_run ();\n"
     "checkpoint;\n"
     "-- A file that failed has its reason in ll_error. Compare the counts with counts.tsv all the same.\n"
     "SELECT ll_file, ll_state, ll_error FROM DB.DBA.load_list WHERE ll_file = '@DIR@/@NAME@.nq';\n"
     "SPARQL SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g;\n",
     NULL, NULL},
    {"fuseki", "nq.gz", "load.sh",
     "#!/bin/sh\n# usage: load.sh DATABASE     a new directory; stop Fuseki before loading into one that it serves\n"
     "set -e\ncd \"$(dirname \"$0\")\"\n"
     "tdb2.xloader --loc \"${1:?name the directory of the database}\" '@NAME@.nq.gz'\n"
     "# for a database that has data already: tdb2.tdbloader --loc \"$1\" '@NAME@.nq.gz'\n",
     NULL, NULL},
    {"oxigraph", "nq", "load.sh",
     "#!/bin/sh\n# usage: load.sh LOCATION     stop the server that serves it before\n"
     "set -e\ncd \"$(dirname \"$0\")\"\n"
     "${OXIGRAPH:-oxigraph} load --location \"${1:?name the directory of the store}\" --file '@NAME@.nq'\n",
     NULL, NULL},
    {"qlever", "nq", "load.sh",
     "#!/bin/sh\n# Builds the index from the Qleverfile; the commands come with the Python package qlever.\n"
     "set -e\ncd \"$(dirname \"$0\")\"\nqlever index\nqlever start\n",
     "Qleverfile",
     "[data]\nNAME         = @NAME@\nDESCRIPTION  = @NAME@\nFORMAT       = nq\n\n"
     "[index]\nINPUT_FILES  = @NAME@.nq\nCAT_INPUT_FILES = cat ${INPUT_FILES}\n"
     "SETTINGS_JSON = { \"ascii-prefixes-only\": false, \"num-triples-per-batch\": 1000000 }\n\n"
     "[server]\nPORT         = 7019\nACCESS_TOKEN = change-me\nMEMORY_FOR_QUERIES = 4G\n\n"
     "[runtime]\nSYSTEM       = docker\nIMAGE        = docker.io/adfreiburg/qlever:latest\n"},
    {"rdf4j", "nq", "load.sh",
     "#!/bin/sh\n# usage: load.sh https://HOST/rdf4j-server/repositories/NAME     adds to a running server, in one "
     "transaction;\n"
     "# a login comes from ~/.netrc\n"
     "set -e\ncd \"$(dirname \"$0\")\"\n"
     "curl --fail --silent --show-error --netrc-optional -X POST -H 'Content-Type: application/n-quads' \\\n"
     "  -T '@NAME@.nq' \"${1:?name the URL of the repository}/statements\"\n",
     NULL, NULL},
    {"graphdb", "nq", "load.sh",
     "#!/bin/sh\n# usage: load.sh REPOSITORY     it must exist, and GraphDB must be stopped. For more than some "
     "hundred\n"
     "# million triples and an empty repository: importrdf preload instead of load\n"
     "set -e\ncd \"$(dirname \"$0\")\"\n"
     "importrdf load --force --id \"${1:?name the repository}\" --mode parallel '@NAME@.nq'\n",
     NULL, NULL},
    {"blazegraph", "nq", "load.sh",
     "#!/bin/sh\n# usage: load.sh BLAZEGRAPH.jar     makes or extends blazegraph.jnl here; stop the server before\n"
     "set -e\ncd \"$(dirname \"$0\")\"\n"
     "java -cp \"${1:?name the jar of Blazegraph}\" com.bigdata.rdf.store.DataLoader -quiet -namespace kb \\\n"
     "  -defaultGraph " FALLBACK_GRAPH " load.properties '@NAME@.nq'\n",
     "load.properties",
     "com.bigdata.journal.AbstractJournal.file=blazegraph.jnl\n"
     "com.bigdata.journal.AbstractJournal.bufferMode=DiskRW\n"
     "com.bigdata.rdf.store.AbstractTripleStore.quads=true\n"
     "com.bigdata.rdf.store.AbstractTripleStore.statementIdentifiers=false\n"
     "com.bigdata.rdf.store.AbstractTripleStore.textIndex=false\n"
     "com.bigdata.rdf.store.AbstractTripleStore.axiomsClass=com.bigdata.rdf.axioms.NoAxioms\n"
     "com.bigdata.rdf.sail.truthMaintenance=false\n"
     "com.bigdata.rdf.store.DataLoader.commit=Batch\n"},
    {"neptune", "nq.gz", "load.sh",
     "#!/bin/sh\n# usage: load.sh s3://BUCKET/FOLDER https://CLUSTER:8182     after filling in load-request.json\n"
     "set -e\ncd \"$(dirname \"$0\")\"\n"
     "aws s3 cp '@NAME@.nq.gz' \"${1:?name the folder in S3}/\"\n"
     "curl --fail -X POST -H 'Content-Type: application/json' \"${2:?name the cluster}/loader\" -d @load-request.json\n"
     "echo 'Ask CLUSTER/loader/LOADID?details=true&errors=true until it is LOAD_COMPLETED.'\n",
     "load-request.json",
     "{\n  \"source\": \"s3://BUCKET/FOLDER/@NAME@.nq.gz\",\n  \"format\": \"nquads\",\n"
     "  \"iamRoleArn\": \"arn:aws:iam::ACCOUNT:role/ROLE\",\n  \"region\": \"REGION\",\n  \"failOnError\": \"TRUE\",\n"
     "  \"parallelism\": \"MEDIUM\",\n  \"queueRequest\": \"TRUE\"\n}\n"},
};

enum { RECIPES = sizeof recipes / sizeof *recipes };

static const bulk_recipe *find_recipe(const char *store) {
  for (size_t i = 0; i < RECIPES; i++)
    if (strcmp(recipes[i].store, store) == 0) return &recipes[i];
  return NULL;
}

/* ---- files ---- */

/* A name that is safe inside single quotes, in a shell, in SQL and in a Qleverfile. */
static char *plain_name(const char *name) {
  char *plain = bg_strdup(*name ? name : "graph");
  for (char *c = plain; *c; c++) {
    bool fine = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || strchr("-_.", *c);
    if (!fine) *c = '-';
  }
  if (*plain == '-' || *plain == '.') *plain = '_';
  return plain;
}

static void put_replaced(bg_buffer *out, const char *text, const char *name, const char *directory) {
  for (const char *c = text; *c;) {
    if (strncmp(c, "@NAME@", 6) == 0) {
      bg_buffer_puts(out, name);
      c += 6;
    } else if (strncmp(c, "@DIR@", 5) == 0) {
      for (const char *d = directory; *d; d++) {
        if (*d == '\'') bg_buffer_putc(out, '\''); /* doubled, as SQL wants */
        bg_buffer_putc(out, *d);
      }
      c += 5;
    } else {
      bg_buffer_putc(out, *c++);
    }
  }
}

static bg_status write_text(const char *directory, const char *file, const bg_buffer *text,
                            bg_diagnostics *diagnostics) {
  char *path = bg_path_join(directory, file);
  bg_status status = bg_write_file(path, bg_buffer_str(text), diagnostics);
  bool script = bg_str_ends(bg_str_from(file), BG_STR(".sh"));
  if (status == BG_OK && script && chmod(path, S_IRWXU | S_IRGRP | S_IXGRP | S_IROTH | S_IXOTH) != 0)
    status = bg_error_errno(diagnostics, path, "cannot be made executable");
  bg_free(path);
  return status;
}

static bg_status write_recipe(const bulk_recipe *recipe, const char *name, const char *directory,
                              bg_diagnostics *diagnostics) {
  char *absolute = realpath(directory, NULL);
  if (!absolute) return bg_error_errno(diagnostics, directory, "cannot be found");
  bg_buffer text = {0};
  put_replaced(&text, recipe->text, name, absolute);
  if (bg_str_ends(bg_str_from(recipe->file), BG_STR(".sh"))) bg_buffer_puts(&text, check_hint);
  bg_status status = write_text(directory, recipe->file, &text, diagnostics);
  if (status == BG_OK && recipe->file2) {
    bg_buffer_clear(&text);
    put_replaced(&text, recipe->text2, name, absolute);
    status = write_text(directory, recipe->file2, &text, diagnostics);
  }
  bg_buffer_free(&text);
  free(absolute);
  return status;
}

static bg_status write_data(const bg_dataset *dataset, const char *file, const char *directory,
                            bg_diagnostics *diagnostics) {
  char *path = bg_path_join(directory, file);
  bg_output *output;
  bg_status status = bg_output_open(path, diagnostics, &output);
  if (status == BG_OK) {
    status = bg_rdf_write(dataset, BG_FORMAT_NQUADS, NULL, 0, output, diagnostics);
    if (status == BG_OK || bg_output_failed(output)) status = bg_output_commit(output, diagnostics);
    else bg_output_free(output);
  }
  bg_free(path);
  return status;
}

/* A line for each graph: its IRI ("" for the default graph) and how many triples it has. */
static bg_status write_counts(const bg_dataset *dataset, const char *directory, bg_diagnostics *diagnostics) {
  size_t terms = bg_dataset_term_count(dataset) + 1;
  size_t *counts = bg_calloc(terms, sizeof *counts);
  const bg_quad *quads = bg_dataset_quads(dataset);
  for (size_t i = 0; i < bg_dataset_size(dataset); i++) counts[quads[i].g]++;
  bg_buffer text = {0};
  for (size_t id = 0; id < terms; id++) {
    if (!counts[id]) continue;
    bg_term graph = bg_dataset_term(dataset, (bg_term_id)id);
    if (graph.kind == BG_TERM_BLANK) bg_buffer_puts(&text, "_:");
    bg_buffer_add(&text, graph.value);
    bg_buffer_printf(&text, "\t%zu\n", counts[id]);
  }
  bg_status status = write_text(directory, "counts.tsv", &text, diagnostics);
  bg_buffer_free(&text);
  bg_free(counts);
  return status;
}

bg_status bg_store_bulk(const bg_dataset *dataset, const char *store, const char *name, const char *directory,
                        bg_diagnostics *diagnostics) {
  const bulk_recipe *recipe = find_recipe(store);
  if (!recipe)
    return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, NULL, "no loader is known for '%s'; known are %s", store,
                    bg_store_preset_list());
  BG_TRY(bg_make_directory(directory, diagnostics));
  char *plain = plain_name(name);
  bg_buffer data = {0};
  bg_buffer_printf(&data, "%s.%s", plain, recipe->data);
  bg_status status = write_data(dataset, data.data, directory, diagnostics);
  if (status == BG_OK) status = write_counts(dataset, directory, diagnostics);
  if (status == BG_OK) status = write_recipe(recipe, plain, directory, diagnostics);
  bg_buffer_free(&data);
  bg_free(plain);
  return status;
}
