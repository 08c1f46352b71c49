#include "network/signed.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "network/frustration.h"

void bg_signed_free(bg_signed *balance) {
  if (!balance) return;
  bg_free(balance->ties);
  bg_free(balance->bloc);
  bg_free(balance->triads);
  bg_free(balance);
}

static int by_pair(const void *a, const void *b) {
  const bg_signed_tie *x = a, *y = b;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

static void collect_ties(bg_signed *balance, const bg_network *network, unsigned modalities) {
  size_t count = 0;
  bg_signed_tie *ties = bg_calloc(network->link_count, sizeof *ties);
  for (size_t i = 0; i < network->link_count; i++) {
    const bg_link *l = &network->links[i];
    if (!l->sign || l->polarity != BG_AFFIRMED || !(modalities & BG_MODALITY_BIT(l->modality))) continue;
    bool turn = l->from > l->to;
    ties[count++] = (bg_signed_tie){turn ? l->to : l->from, turn ? l->from : l->to, l->sign, false};
  }
  if (count > 1) qsort(ties, count, sizeof *ties, by_pair);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    if (kept && by_pair(&ties[kept - 1], &ties[i]) == 0) ties[kept - 1].sum += ties[i].sum;
    else ties[kept++] = ties[i];
  }
  balance->ties = ties;
  balance->tie_count = kept;
  for (size_t i = 0; i < kept; i++) {
    if (ties[i].sum > 0) balance->positive++;
    else if (ties[i].sum < 0) balance->negative++;
    else balance->cancelled++;
  }
}

/* Sign of the tie of a pair, 0 when there is none. Logarithmic. */
static int sign_of(const bg_signed *balance, size_t a, size_t b) {
  bg_signed_tie probe = {.a = a < b ? a : b, .b = a < b ? b : a};
  const bg_signed_tie *tie =
      balance->tie_count ? bsearch(&probe, balance->ties, balance->tie_count, sizeof probe, by_pair) : NULL;
  return tie ? (tie->sum > 0) - (tie->sum < 0) : 0;
}

/* Ties stand in order of (a, b): two ties from the same a with larger ends close a triad when their ends are tied. */
static void collect_triads(bg_signed *balance) {
  size_t capacity = 0;
  for (size_t i = 0; i < balance->tie_count; i++) {
    const bg_signed_tie *x = &balance->ties[i];
    for (size_t k = i + 1; k < balance->tie_count && balance->ties[k].a == x->a; k++) {
      const bg_signed_tie *y = &balance->ties[k];
      int sign = sign_of(balance, x->b, y->b);
      if (!x->sum || !y->sum || !sign) continue;
      bool balanced = ((x->sum > 0) == (y->sum > 0)) == (sign > 0);
      BG_GROW(balance->triads, capacity, balance->triad_count + 1);
      balance->triads[balance->triad_count++] = (bg_triad){{x->a, x->b, y->b}, balanced};
      balance->balanced_triads += balanced;
    }
  }
}

bg_signed *bg_signed_new(const bg_network *network, const bg_signed_options *options) {
  unsigned modalities =
      options && options->modalities ? options->modalities : BG_MODALITY_BIT(BG_ASSERTED) | BG_MODALITY_BIT(BG_IMPLIED);
  bg_signed *balance = BG_NEW(bg_signed);
  collect_ties(balance, network, modalities);
  collect_triads(balance);
  balance->bloc = bg_calloc(network->actor_count, sizeof *balance->bloc);
  balance->exact = bg_partition(balance->ties, balance->tie_count, network->actor_count, balance->bloc);
  for (size_t i = 0; i < balance->tie_count; i++) {
    bg_signed_tie *t = &balance->ties[i];
    bool together = balance->bloc[t->a] == balance->bloc[t->b];
    t->frustrated = t->sum && (t->sum > 0) != together;
    balance->frustration += t->frustrated;
  }
  return balance;
}
