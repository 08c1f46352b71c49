/* A synthetic graph shaped like those that briefgraph builds: entities with labels and types, claims with their
 * dimensions and evidence, recommendations, plain triples, a set of named graphs for each brief. Seeded: the same
 * options give the same bytes. It satisfies ontology/shapes.ttl, except where --flaws is given.
 *
 * usage: synthetic QUADS [nt|nq] [--seed N] [--blank] [--flaws N]
 *   nt, nq     N-Triples without graphs, or N-Quads (default)
 *   --blank    selectors of evidence are blank nodes
 *   --flaws N  every Nth claim has no evidence
 * The last claim is written whole, so that there may be some twenty quads more; the number goes to stderr. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define DATA         "https://w3id.org/briefgraph/data/"
#define NS           "https://w3id.org/briefgraph/ns#"
#define RDF          "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define XSD          "http://www.w3.org/2001/XMLSchema#"
#define OA           "http://www.w3.org/ns/oa#"
#define SKOS         "http://www.w3.org/2004/02/skos/core#"
#define TERMS        "http://purl.org/dc/terms/"
#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { CLAIMS_IN_BRIEF = 150 };

typedef struct {
  uint64_t state;
  size_t wanted, written; /* quads */
  bool graphs, blank;
  size_t flaws;
  size_t entities; /* that may be named so far */
  size_t claims;
  size_t brief;
  char graph[4][128]; /* entities, claims, asserted, recommended */
  char possible[128];
  bg_buffer out;
} generator;

/* splitmix64 */
static uint64_t next_random(generator *g) {
  uint64_t z = (g->state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static size_t below(generator *g, size_t limit) {
  return (size_t)(next_random(g) % limit);
}

/* Few are named often: a quarter of all mentions are of sixteen entities, and the others thin out. */
static size_t some_entity(generator *g) {
  size_t range = below(g, 4) ? g->entities : 16;
  return below(g, below(g, range) + 1);
}

typedef struct {
  const char *name;
  int sign;
} relation;

static const relation relations[] = {{"accuses", -1},     {"alliedWith", 1},     {"appoints", 0},
                                     {"coerces", -1},     {"competesWith", -1},  {"condemns", -1},
                                     {"consultsWith", 1}, {"cooperatesWith", 1}, {"criticizes", -1},
                                     {"dominates", -1},   {"interferesIn", -1},  {"lendsTo", 1},
                                     {"meets", 1},        {"negotiatesWith", 1}, {"pressures", -1},
                                     {"protects", 1},     {"reassures", 1},      {"recognizes", 1},
                                     {"rivalOf", -1},     {"sanctions", -1},     {"sharesIntelligenceWith", 1},
                                     {"strengthens", 1},  {"supplies", 1},       {"tensionWith", -1},
                                     {"tradesWith", 1},   {"trains", 1}};
static const char *const types[] = {
    "State",          "StateGroup", "GovernmentBody", "Legislature", "ArmedForces", "InternationalOrganization",
    "PoliticalParty", "Company",    "ThinkTank",      "Person"};
static const char *const words[] = {
    "government", "border",   "trade",   "election", "security", "agreement", "minister", "sanctions", "region", "army",
    "has",        "should",   "could",   "signed",   "opposed",  "supported", "with",     "against",   "under",  "new",
    "economic",   "military", "foreign", "policy",   "aid",      "energy",    "Zürich",   "São Tomé",  "the",    "of"};

/* ---- putting ---- */

static void put(generator *g, const char *text) {
  bg_buffer_puts(&g->out, text);
}

static void flush(generator *g) {
  fwrite(g->out.data, 1, g->out.len, stdout);
  bg_buffer_clear(&g->out);
}

/* `subject` and `object` are terms as they stand in the file. */
static void quad(generator *g, const char *subject, const char *predicate, const char *object, const char *graph) {
  put(g, subject);
  put(g, " <");
  put(g, predicate);
  put(g, "> ");
  put(g, object);
  if (g->graphs) {
    put(g, " ");
    put(g, graph);
  }
  put(g, " .\n");
  g->written++;
  if (g->out.len > 1 << 20) flush(g);
}

static void entity_name(char *out, size_t size, size_t entity) {
  snprintf(out, size, "<" DATA "entity/e%zu>", entity);
}

static void put_entity(generator *g, size_t entity) {
  char subject[96], text[256];
  const char *graph = g->graph[0];
  entity_name(subject, sizeof subject, entity);
  snprintf(text, sizeof text, "<" NS "%s>", types[entity % COUNT(types)]);
  quad(g, subject, RDF "type", text, graph);
  snprintf(text, sizeof text, "\"e%zu\"", entity);
  quad(g, subject, TERMS "identifier", text, graph);
  const char *a = words[below(g, COUNT(words))], *b = words[below(g, COUNT(words))];
  snprintf(text, sizeof text, "\"%s %s %zu\"@en", a, b, entity);
  quad(g, subject, SKOS "prefLabel", text, graph);
  snprintf(text, sizeof text, "\"%s %zu\"@en", b, entity);
  quad(g, subject, SKOS "altLabel", text, graph);
  snprintf(text, sizeof text, "\"The %s of %s, number %zu.\"@en", a, b, entity);
  quad(g, subject, TERMS "description", text, graph);
  if (entity % 2) return;
  snprintf(text, sizeof text, "<http://www.wikidata.org/entity/Q%zu>", entity + 1);
  quad(g, subject, SKOS "exactMatch", text, graph);
}

static void put_integer(generator *g, const char *subject, const char *predicate, const char *type, long value) {
  char text[96];
  snprintf(text, sizeof text, "\"%ld\"^^<" XSD "%s>", value, type);
  quad(g, subject, predicate, text, g->graph[1]);
}

static void put_selector(generator *g, const char *evidence, const char *selector, const char *type) {
  quad(g, evidence, OA "hasSelector", selector, g->graph[1]);
  quad(g, selector, RDF "type", type, g->graph[1]);
}

/* A passage of the brief: start and end grow with the claim, so that each claim has one of its own. */
static void put_evidence(generator *g, const char *evidence, size_t start, size_t end) {
  char text[512], position[128], quote[128];
  const char *graph = g->graph[1];
  if (g->blank) {
    snprintf(position, sizeof position, "_:p%zux%zu", g->brief, start);
    snprintf(quote, sizeof quote, "_:q%zux%zu", g->brief, start);
  } else {
    snprintf(position, sizeof position, "<" DATA "bench-%zu#position=%zu,%zu>", g->brief, start, end);
    snprintf(quote, sizeof quote, "<" DATA "bench-%zu#quote=%zu,%zu>", g->brief, start, end);
  }
  quad(g, evidence, RDF "type", "<" NS "Evidence>", graph);
  snprintf(text, sizeof text, "<" DATA "bench-%zu>", g->brief);
  quad(g, evidence, OA "hasSource", text, graph);
  snprintf(text, sizeof text, "\"Section %zu, paragraph %zu\"", 1 + start / 4000, 1 + start % 4000 / 400);
  quad(g, evidence, NS "locator", text, graph);
  put_selector(g, evidence, position, "<" OA "TextPositionSelector>");
  put_integer(g, position, OA "start", "nonNegativeInteger", (long)start);
  put_integer(g, position, OA "end", "nonNegativeInteger", (long)end);
  put_selector(g, evidence, quote, "<" OA "TextQuoteSelector>");
  size_t used = (size_t)snprintf(text, sizeof text, "\"");
  for (size_t i = 0, n = 8 + below(g, 12); i < n; i++)
    used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i ? " " : "", words[below(g, COUNT(words))]);
  snprintf(text + used, sizeof text - used, "%s\"", below(g, 8) ? "" : ", \\\"as it said\\\"");
  quad(g, quote, OA "exact", text, graph);
}

static void put_claim(generator *g) {
  static const char *const modalities[] = {"asserted", "asserted", "asserted", "recommended", "possible", "implied"};
  char subject[128], who[96], whom[96], text[256], evidence[128];
  const char *graph = g->graph[1];
  size_t number = g->claims++ % CLAIMS_IN_BRIEF;
  const relation *r = &relations[below(g, COUNT(relations))];
  const char *modality = modalities[below(g, COUNT(modalities))];
  size_t one = some_entity(g), other = some_entity(g);
  if (other == one) other = one ? one - 1 : 1;
  entity_name(who, sizeof who, one);
  entity_name(whom, sizeof whom, other);
  snprintf(subject, sizeof subject, "<" DATA "bench-%zu/claim/%016llx>", g->brief, (unsigned long long)next_random(g));
  quad(g, subject, RDF "type", "<" NS "Claim>", graph);
  quad(g, subject, RDF "type", "<" RDF "Statement>", graph);
  snprintf(text, sizeof text, "\"c%zu\"", number + 1);
  quad(g, subject, TERMS "identifier", text, graph);
  quad(g, subject, RDF "subject", who, graph);
  snprintf(text, sizeof text, "<" NS "%s>", r->name);
  quad(g, subject, RDF "predicate", text, graph);
  quad(g, subject, RDF "object", whom, graph);
  snprintf(text, sizeof text, "<" NS "%s>", modality);
  quad(g, subject, NS "modality", text, graph);
  quad(g, subject, NS "polarity", "<" NS "affirmed>", graph);
  snprintf(text, sizeof text, "<" DATA "bench-%zu>", g->brief);
  quad(g, subject, NS "voice", text, graph);
  quad(g, subject, NS "status", "<" NS "accepted>", graph);
  quad(g, subject, NS "origin", "\"curated\"", graph);
  put_integer(g, subject, NS "signValue", "integer", r->sign);
  snprintf(text, sizeof text, "\"0.%zu\"^^<" XSD "decimal>", 50 + below(g, 50));
  quad(g, subject, NS "confidence", text, graph);
  size_t start = number * 137, end = start + 60 + below(g, 60);
  snprintf(evidence, sizeof evidence, "<" DATA "bench-%zu#char=%zu,%zu>", g->brief, start, end);
  if (!g->flaws || g->claims % g->flaws) quad(g, subject, NS "evidence", evidence, graph);
  put_evidence(g, evidence, start, end);
  const char *plain = modality[0] == 'a' ? g->graph[2] : modality[0] == 'r' ? g->graph[3] : g->possible;
  bool believed = modality[0] == 'a' && (!g->flaws || g->claims % g->flaws);
  snprintf(text, sizeof text, NS "%s", r->name);
  if (believed || (g->graphs && modality[0] != 'i' && modality[0] != 'a')) quad(g, who, text, whom, plain);
}

/* ---- the whole ---- */

static void begin_brief(generator *g, size_t brief) {
  static const char *const names[] = {"entities", "claims", "asserted", "recommended"};
  char subject[96], text[96];
  g->brief = brief;
  for (size_t i = 0; i < COUNT(names); i++)
    snprintf(g->graph[i], sizeof g->graph[i], "<" DATA "bench-%zu/graph/%s>", brief, names[i]);
  snprintf(g->possible, sizeof g->possible, "<" DATA "bench-%zu/graph/possible>", brief);
  for (size_t i = 0; i < (brief ? 8 : 60); i++) put_entity(g, g->entities++);
  snprintf(subject, sizeof subject, "<" DATA "bench-%zu>", brief);
  quad(g, subject, RDF "type", "<" NS "PolicyBrief>", g->graph[1]);
  snprintf(text, sizeof text, "\"On %s and %s\"@en", words[below(g, 10)], words[below(g, 10)]);
  quad(g, subject, TERMS "title", text, g->graph[1]);
}

static bool parse(generator *g, int argc, char **argv) {
  char *end;
  g->state = 1;
  g->graphs = true;
  if (argc < 2) return false;
  g->wanted = (size_t)strtoull(argv[1], &end, 10);
  if (*end) return false;
  for (int i = 2; i < argc; i++) {
    bool more = i + 1 < argc;
    if (strcmp(argv[i], "nt") == 0) g->graphs = false;
    else if (strcmp(argv[i], "nq") == 0) g->graphs = true;
    else if (strcmp(argv[i], "--blank") == 0) g->blank = true;
    else if (strcmp(argv[i], "--seed") == 0 && more) g->state = strtoull(argv[++i], NULL, 10);
    else if (strcmp(argv[i], "--flaws") == 0 && more) g->flaws = (size_t)strtoull(argv[++i], NULL, 10);
    else return false;
  }
  return true;
}

int main(int argc, char **argv) {
  generator g = {0};
  if (!parse(&g, argc, argv)) {
    fprintf(stderr, "usage: synthetic QUADS [nt|nq] [--seed N] [--blank] [--flaws N]\n");
    return 2;
  }
  while (g.written < g.wanted) {
    if (g.claims % CLAIMS_IN_BRIEF == 0) begin_brief(&g, g.claims / CLAIMS_IN_BRIEF);
    put_claim(&g);
  }
  flush(&g);
  bg_buffer_free(&g.out);
  fprintf(stderr, "%zu\n", g.written);
  return fflush(stdout) || ferror(stdout) ? 1 : 0;
}
