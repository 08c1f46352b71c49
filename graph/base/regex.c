#include "base/regex.h"

#include <string.h>

#include "base/char_class.h"
#include "base/memory.h"
#include "base/utf8.h"

enum { MAX_PROGRAM = 50000, MAX_DEPTH = 200, UNBOUNDED = -1 };

typedef enum { NODE_EMPTY, NODE_SET, NODE_START, NODE_END, NODE_THEN, NODE_OR, NODE_REPEAT } node_kind;

typedef struct node {
  node_kind kind;
  char_class *set;
  struct node *left, *right;
  int min, max;
} node;

typedef enum { OP_SET, OP_START, OP_END, OP_SPLIT, OP_MATCH } opcode;

/* After OP_SPLIT the automaton is in x and in y; after any other in x. */
typedef struct {
  opcode op;
  const char_class *set;
  size_t x, y;
} instruction;

struct bg_regex {
  bg_arena *arena;
  instruction *program;
  size_t count, capacity;
  bool fold, multiline, dot_all, extended, literal;
  size_t *now, *then, *stack; /* threads while matching */
  size_t *seen;               /* step at which an instruction was added last */
};

typedef struct {
  bg_regex *regex;
  bg_str text;
  size_t at;
  const char *problem;
  int depth;
} parser;

/* ---- parsing ---- */

static node *new_node(parser *p, node_kind kind, node *left, node *right) {
  node *n = bg_arena_alloc(p->regex->arena, sizeof *n);
  *n = (node){.kind = kind, .left = left, .right = right};
  return n;
}

static node *fail(parser *p, const char *problem) {
  if (!p->problem) p->problem = problem;
  p->at = p->text.len;
  return new_node(p, NODE_EMPTY, NULL, NULL);
}

static void skip_space(parser *p) {
  while (p->regex->extended && p->at < p->text.len && strchr(" \t\r\n", p->text.data[p->at])) p->at++;
}

static bool looking_at(parser *p, char c) {
  return p->at < p->text.len && p->text.data[p->at] == c;
}

static bool take(parser *p, char c) {
  if (!looking_at(p, c)) return false;
  p->at++;
  return true;
}

/* \p{Lu}, \P{IsGreek}: behind the p. */
static bool parse_property(parser *p, char_item *item) {
  size_t end = bg_str_find(p->text, BG_STR("}"), p->at);
  if (!take(p, '{') || end == SIZE_MAX) return false;
  bg_str name = bg_str_slice(p->text, p->at, end);
  p->at = end + 1;
  item->kind = bg_str_starts(name, BG_STR("Is")) ? ITEM_BLOCK : ITEM_CATEGORY;
  if (item->kind == ITEM_BLOCK) name = bg_str_slice(name, 2, name.len);
  item->name = bg_arena_str(p->regex->arena, name).data;
  return char_class_known(item->kind, item->name);
}

/* What stands behind a backslash. A single character gives a range of one. */
static bool parse_escape(parser *p, char_item *item) {
  static const char kinds[] = "sdwic";
  static const char singles[] = "\\|.-^?*+{}()[]$";
  *item = (char_item){0};
  if (p->at >= p->text.len) return fail(p, "a backslash at the end"), false;
  char c = p->text.data[p->at++];
  const char *found = strchr(kinds, c | 32);
  if (c != '\0' && found) {
    static const item_kind named[] = {ITEM_SPACE, ITEM_DIGIT, ITEM_WORD, ITEM_NAME_START, ITEM_NAME};
    item->kind = named[found - kinds];
    item->negated = c < 'a';
  } else if ((c | 32) == 'p') {
    item->negated = c == 'P';
    if (!parse_property(p, item)) return fail(p, "unknown category or block in \\p{}"), false;
  } else if (c == 'n' || c == 'r' || c == 't') {
    item->low = item->high = c == 'n' ? '\n' : c == 'r' ? '\r' : '\t';
  } else if (c != '\0' && strchr(singles, c)) {
    item->low = item->high = (uint32_t)(unsigned char)c;
  } else {
    return fail(p, c >= '1' && c <= '9' ? "back-references are not supported" : "unknown escape"), false;
  }
  return true;
}

/* One end of a range, or a whole set such as \d (then false). */
static bool parse_end(parser *p, char_item *item) {
  if (take(p, '\\')) return parse_escape(p, item) && item->kind == ITEM_RANGE;
  *item = (char_item){0};
  item->low = item->high = bg_utf8_next(p->text, &p->at);
  return true;
}

static char_class *parse_class(parser *p) {
  char_class *set = bg_arena_alloc(p->regex->arena, sizeof *set);
  set->negated = take(p, '^');
  if (++p->depth > MAX_DEPTH) fail(p, "nested too deeply");
  for (bool first = true; p->at < p->text.len && (first || !looking_at(p, ']')); first = false) {
    if (looking_at(p, '[')) return fail(p, "'[' inside a class must be escaped"), set;
    if (!first && looking_at(p, '-') && p->at + 1 < p->text.len && p->text.data[p->at + 1] == '[') {
      p->at += 2;
      set->minus = parse_class(p);
      break;
    }
    char_item item, end;
    bool single = parse_end(p, &item);
    bool range = single && looking_at(p, '-') && p->at + 1 < p->text.len && p->text.data[p->at + 1] != ']' &&
                 p->text.data[p->at + 1] != '[';
    if (range) {
      p->at++;
      if (!parse_end(p, &end) || end.high < item.low) return fail(p, "a range that runs backwards"), set;
      item.high = end.high;
    }
    char_class_add(p->regex->arena, set, item);
  }
  p->depth--;
  if (!take(p, ']')) fail(p, "'[' without ']'");
  return set;
}

static node *set_node(parser *p, char_item item, bool negated) {
  node *n = new_node(p, NODE_SET, NULL, NULL);
  n->set = bg_arena_alloc(p->regex->arena, sizeof *n->set);
  char_class_add(p->regex->arena, n->set, item);
  n->set->negated = negated;
  return n;
}

static node *dot(parser *p) {
  node *n = set_node(p, (char_item){.low = '\n', .high = '\n'}, true);
  if (p->regex->dot_all) n->set->items = NULL;
  else char_class_add(p->regex->arena, n->set, (char_item){.low = '\r', .high = '\r'});
  return n;
}

static node *parse_alternatives(parser *p);

static node *parse_atom(parser *p) {
  char_item item = {0};
  if (take(p, '(')) {
    if (take(p, '?') && !take(p, ':')) return fail(p, "'(?' without ':'");
    node *inner = parse_alternatives(p);
    return take(p, ')') ? inner : fail(p, "'(' without ')'");
  }
  if (take(p, '[')) {
    node *n = new_node(p, NODE_SET, NULL, NULL);
    n->set = parse_class(p);
    return n;
  }
  if (take(p, '^')) return new_node(p, NODE_START, NULL, NULL);
  if (take(p, '$')) return new_node(p, NODE_END, NULL, NULL);
  if (take(p, '.')) return dot(p);
  if (take(p, '\\')) return parse_escape(p, &item) ? set_node(p, item, false) : new_node(p, NODE_EMPTY, NULL, NULL);
  if (strchr("?*+{}]", p->text.data[p->at])) return fail(p, "a quantifier or bracket without what it belongs to");
  item.low = item.high = bg_utf8_next(p->text, &p->at);
  return set_node(p, item, false);
}

static bool parse_number(parser *p, int *number) {
  size_t start = p->at;
  *number = 0;
  while (p->at < p->text.len && p->text.data[p->at] >= '0' && p->text.data[p->at] <= '9' && *number < MAX_PROGRAM)
    *number = *number * 10 + (p->text.data[p->at++] - '0');
  return p->at > start;
}

static node *parse_quantifier(parser *p, node *atom) {
  int min, max;
  skip_space(p);
  if (take(p, '?')) min = 0, max = 1;
  else if (take(p, '*')) min = 0, max = UNBOUNDED;
  else if (take(p, '+')) min = 1, max = UNBOUNDED;
  else if (take(p, '{')) {
    if (!parse_number(p, &min)) return fail(p, "'{' without a number");
    max = min;
    if (take(p, ',') && !parse_number(p, &max)) max = UNBOUNDED;
    if (!take(p, '}')) return fail(p, "'{' without '}'");
    if (max != UNBOUNDED && max < min) return fail(p, "a repetition that runs backwards");
  } else {
    return atom;
  }
  take(p, '?'); /* reluctant: no difference to whether it matches */
  node *n = new_node(p, NODE_REPEAT, atom, NULL);
  n->min = min;
  n->max = max;
  return n;
}

static node *parse_branch(parser *p) {
  node *branch = NULL;
  for (skip_space(p); p->at < p->text.len && !looking_at(p, '|') && !looking_at(p, ')'); skip_space(p)) {
    node *piece = parse_quantifier(p, parse_atom(p));
    branch = branch ? new_node(p, NODE_THEN, branch, piece) : piece;
  }
  return branch ? branch : new_node(p, NODE_EMPTY, NULL, NULL);
}

static node *parse_alternatives(parser *p) {
  if (++p->depth > MAX_DEPTH) return fail(p, "nested too deeply");
  node *n = parse_branch(p);
  while (take(p, '|')) n = new_node(p, NODE_OR, n, parse_branch(p));
  p->depth--;
  return n;
}

/* ---- compiling: instruction `next` follows; the entry is returned ---- */

static size_t emit(parser *p, opcode op, const char_class *set, size_t x, size_t y) {
  bg_regex *r = p->regex;
  if (r->count >= MAX_PROGRAM) {
    fail(p, "too large");
    return 0;
  }
  BG_GROW(r->program, r->capacity, r->count + 1);
  r->program[r->count] = (instruction){op, set, x, y};
  return r->count++;
}

static size_t compile(parser *p, const node *n, size_t next) {
  if (p->problem) return next;
  switch (n->kind) {
    case NODE_EMPTY: return next;
    case NODE_SET: return emit(p, OP_SET, n->set, next, 0);
    case NODE_START: return emit(p, OP_START, NULL, next, 0);
    case NODE_END: return emit(p, OP_END, NULL, next, 0);
    case NODE_THEN:
      /* long concatenations lean to the left: go down them in a loop */
      for (; n->kind == NODE_THEN; n = n->left) next = compile(p, n->right, next);
      return compile(p, n, next);
    case NODE_OR: {
      size_t left = compile(p, n->left, next);
      return emit(p, OP_SPLIT, NULL, left, compile(p, n->right, next));
    }
    case NODE_REPEAT: break;
  }
  if (n->max == UNBOUNDED) {
    size_t loop = emit(p, OP_SPLIT, NULL, next, next);
    size_t body = compile(p, n->left, loop);
    if (!p->problem) p->regex->program[loop].x = body;
    next = loop;
  }
  for (int i = n->min; i < n->max && !p->problem; i++) next = emit(p, OP_SPLIT, NULL, compile(p, n->left, next), next);
  for (int i = 0; i < n->min && !p->problem; i++) next = compile(p, n->left, next);
  return next;
}

static bool set_flags(bg_regex *r, bg_str flags) {
  for (size_t i = 0; i < flags.len; i++) {
    switch (flags.data[i]) {
      case 'i': r->fold = true; break;
      case 'm': r->multiline = true; break;
      case 's': r->dot_all = true; break;
      case 'x': r->extended = true; break;
      case 'q': r->literal = true; break;
      default: return false;
    }
  }
  return true;
}

static node *parse_literal(parser *p) {
  node *n = new_node(p, NODE_EMPTY, NULL, NULL);
  while (p->at < p->text.len) {
    uint32_t c = bg_utf8_next(p->text, &p->at);
    n = new_node(p, NODE_THEN, n, set_node(p, (char_item){.low = c, .high = c}, false));
  }
  return n;
}

bg_regex *bg_regex_new(bg_str pattern, bg_str flags, const char **problem) {
  bg_regex *r = BG_NEW(bg_regex);
  r->arena = bg_arena_new();
  parser p = {.regex = r, .text = pattern};
  if (!set_flags(r, flags)) p.problem = "unknown flag (known are i, m, q, s, x)";
  node *root = r->literal ? parse_literal(&p) : parse_alternatives(&p);
  if (p.at < pattern.len) fail(&p, "')' without '('");
  size_t match = emit(&p, OP_MATCH, NULL, 0, 0);
  size_t entry = compile(&p, root, match);
  emit(&p, OP_SPLIT, NULL, entry, entry); /* the last instruction is the entry */
  if (p.problem) {
    *problem = p.problem;
    bg_regex_free(r);
    return NULL;
  }
  r->now = bg_calloc(r->count, sizeof(size_t));
  r->then = bg_calloc(r->count, sizeof(size_t));
  r->stack = bg_calloc(r->count + 1, 2 * sizeof(size_t));
  r->seen = bg_calloc(r->count, sizeof(size_t));
  return r;
}

void bg_regex_free(bg_regex *regex) {
  if (!regex) return;
  bg_arena_free(regex->arena);
  bg_free(regex->program);
  bg_free(regex->now);
  bg_free(regex->then);
  bg_free(regex->stack);
  bg_free(regex->seen);
  bg_free(regex);
}

/* ---- matching ---- */

static bool at_start(const bg_regex *r, bg_str text, size_t at) {
  return at == 0 || (r->multiline && text.data[at - 1] == '\n');
}

static bool at_end(const bg_regex *r, bg_str text, size_t at) {
  return at == text.len || (r->multiline && text.data[at] == '\n');
}

/* Add a thread at `pc` and all that it reaches without reading; true when that is the end. */
static bool add_thread(bg_regex *r, size_t pc, size_t step, bg_str text, size_t at, size_t *threads, size_t *count) {
  size_t depth = 0;
  r->stack[depth++] = pc;
  while (depth) {
    pc = r->stack[--depth];
    if (r->seen[pc] == step) continue;
    r->seen[pc] = step;
    const instruction *i = &r->program[pc];
    if (i->op == OP_MATCH) return true;
    if (i->op == OP_SET) threads[(*count)++] = pc;
    else if (i->op == OP_SPLIT) r->stack[depth++] = i->x, r->stack[depth++] = i->y;
    else if (i->op == OP_START ? at_start(r, text, at) : at_end(r, text, at)) r->stack[depth++] = i->x;
  }
  return false;
}

bool bg_regex_matches(bg_regex *r, bg_str text) {
  size_t count = 0, at = 0;
  memset(r->seen, 0, r->count * sizeof(size_t));
  for (size_t step = 1;; step++) {
    if (add_thread(r, r->count - 1, step, text, at, r->now, &count)) return true;
    if (at >= text.len) return false;
    uint32_t c = bg_utf8_next(text, &at);
    size_t next_count = 0;
    for (size_t i = 0; i < count; i++) {
      const instruction *in = &r->program[r->now[i]];
      if (char_class_has(in->set, c, r->fold) && add_thread(r, in->x, step + 1, text, at, r->then, &next_count))
        return true;
    }
    size_t *swap = r->now;
    r->now = r->then;
    r->then = swap;
    count = next_count;
  }
}
