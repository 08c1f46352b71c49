/* What Serd takes only to parse: it reads a file and counts statements. Built by size.sh where libserd-dev is
 * installed. usage: serd_parse FILE nt|nq|ttl|trig */
#include <serd/serd.h>
#include <stdio.h>
#include <string.h>

static SerdStatus count(void *handle, SerdStatementFlags flags, const SerdNode *graph, const SerdNode *subject,
                        const SerdNode *predicate, const SerdNode *object, const SerdNode *datatype,
                        const SerdNode *language) {
  (void)flags, (void)graph, (void)subject, (void)predicate, (void)object, (void)datatype, (void)language;
  ++*(size_t *)handle;
  return SERD_SUCCESS;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  SerdSyntax syntax = strcmp(argv[2], "nt") == 0    ? SERD_NTRIPLES
                      : strcmp(argv[2], "nq") == 0  ? SERD_NQUADS
                      : strcmp(argv[2], "ttl") == 0 ? SERD_TURTLE
                                                    : SERD_TRIG;
  size_t statements = 0;
  SerdReader *reader = serd_reader_new(syntax, &statements, NULL, NULL, NULL, count, NULL);
  serd_reader_set_strict(reader, true);
  SerdNode uri = serd_node_new_file_uri((const uint8_t *)argv[1], NULL, NULL, true);
  SerdStatus status = serd_reader_read_file(reader, uri.buf);
  serd_node_free(&uri);
  serd_reader_free(reader);
  printf("%zu\n", statements);
  return status != SERD_SUCCESS;
}
