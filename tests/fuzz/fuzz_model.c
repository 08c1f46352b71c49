/* The model file and its sections: the input as each of them, and as a list of changes to the shipped model (place and
 * byte, five bytes a change), which is then used when it is not refused. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "language/lemma.h"
#include "language/linear.h"
#include "language/model_file.h"
#include "language/network.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

enum { TAGS, WORDS, NETWORK, LEMMAS, SECTIONS, MOST_CHANGES = 16 };
static const char *const names[SECTIONS] = {"tags", "words", "network", "lemmas"};
static bg_buffer shipped[SECTIONS];

static void need(bool condition) {
  if (!condition) abort();
}

/* The shipped model's sections, once. */
static bool load(void) {
  bg_model_file *file;
  if (shipped[TAGS].len) return true;
  if (bg_model_file_open("data/models/english.model", NULL, &file) != BG_OK) return false;
  for (size_t i = 0; i < SECTIONS; i++) bg_buffer_add(&shipped[i], bg_model_file_section(file, names[i]));
  bg_model_file_close(file);
  return shipped[TAGS].len > 0;
}

static void use(const bg_buffer *sections) {
  bg_network net;
  bg_tagset tagset;
  bg_lemmas lemmas;
  static const char *const forms[] = {"The", "ministers", "'s", "\xE2\x80\x99", "", "U.S.", "rejected", "it", "."};
  enum { COUNT = sizeof forms / sizeof *forms };
  bg_word words[COUNT] = {0};
  for (size_t i = 0; i < COUNT; i++) words[i].form = bg_str_from(forms[i]);
  if (bg_tagset_open(bg_buffer_str(&sections[TAGS]), "fuzz", NULL, &tagset) != BG_OK) return;
  if (bg_network_open(bg_buffer_str(&sections[NETWORK]), bg_buffer_str(&sections[WORDS]), "fuzz", NULL, &net) ==
          BG_OK &&
      net.tags == tagset.count) {
    bg_net_room *room = bg_net_room_new();
    bg_network_annotate(&net, &tagset, room, words, COUNT);
    bg_net_room_free(room);
    for (size_t i = 0; i < COUNT; i++) need(words[i].head == BG_NO_WORD || words[i].head < COUNT);
  }
  if (bg_lemmas_open(bg_buffer_str(&sections[LEMMAS]), &lemmas)) {
    bg_arena *arena = bg_arena_new();
    for (size_t i = 0; i < COUNT; i++) bg_lemma_of(&lemmas, words[i].form, words[i].xpos, arena);
    bg_arena_free(arena);
  }
}

/* Change bytes, use the model, and change them back. */
static void with_changes(const unsigned char *data, size_t count, size_t section) {
  bg_buffer *changed = &shipped[section];
  char before[MOST_CHANGES];
  size_t places[MOST_CHANGES];
  for (size_t i = 0; i < count; i++) {
    uint32_t place;
    memcpy(&place, data + 5 * i, sizeof place);
    places[i] = place % changed->len;
    before[i] = changed->data[places[i]];
    changed->data[places[i]] = (char)data[5 * i + 4];
  }
  use(shipped);
  for (size_t i = count; i-- > 0;) changed->data[places[i]] = before[i];
}

static void open_all(const unsigned char *data, size_t size) {
  bg_model_file *file;
  bg_tagset tagset;
  bg_linear linear;
  bg_network net;
  char *aligned = bg_malloc(size);
  memcpy(aligned, data, size);
  bg_str bytes = {aligned, size};
  if (bg_model_file_from(bytes, "fuzz", NULL, &file) == BG_OK) {
    bg_model_file_section(file, "tags");
    bg_model_file_close(file);
  }
  bg_tagset_open(bytes, "fuzz", NULL, &tagset);
  bg_network_open(bytes, bytes, "fuzz", NULL, &net);
  if (bg_linear_open(bytes, "fuzz", NULL, &linear) == BG_OK) {
    int32_t scores[BG_LINEAR_CLASSES] = {0};
    uint64_t features[2] = {bg_feature(1, size), bg_feature(2, size)};
    bg_linear_score(&linear, features, 2, scores);
  }
  bg_free(aligned);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  open_all(data, size);
  size_t count = size / 5 < MOST_CHANGES ? size / 5 : MOST_CHANGES;
  if (count && load()) with_changes(data, count, data[size - 1] % SECTIONS);
  return 0;
}
