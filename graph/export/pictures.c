#include "export/pictures.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"

/* The bytes of all pictures of some views, one after the other, each behind its header. */
typedef struct {
  size_t view;
  size_t format;
  size_t size;
} header;

/* The child's share is about half of the time: the map of actors is the largest picture. */
static bool is_childs(bg_view view) {
  return view == BG_VIEW_ACTORS || view == BG_VIEW_BALANCE;
}

static bg_status add_picture(const bg_picture *picture, bg_view view, bg_picture_format format, bg_buffer *out,
                             bg_diagnostics *diagnostics) {
  bg_buffer bytes = {0};
  bg_status status = bg_picture_render(picture, format, &bytes, diagnostics);
  header h = {(size_t)view, (size_t)format, bytes.len};
  if (status == BG_OK) {
    bg_buffer_add(out, (bg_str){(const char *)&h, sizeof h});
    bg_buffer_add(out, bg_buffer_str(&bytes));
  }
  bg_buffer_free(&bytes);
  return status;
}

static bg_status draw_view(bg_canvas *canvas, const bg_view_input *input, bg_view view, bg_buffer *out,
                           bg_diagnostics *diagnostics) {
  bg_draw_options options = {.view = view};
  bg_picture *picture;
  BG_TRY(bg_picture_new(canvas, input, &options, diagnostics, &picture));
  bg_status status = BG_OK;
  for (int format = 0; status == BG_OK && format < BG_PICTURE_FORMATS; format++)
    if (format != BG_PICTURE_DOT || view == BG_VIEW_ACTORS)
      status = add_picture(picture, view, (bg_picture_format)format, out, diagnostics);
  bg_picture_free(picture);
  return status;
}

static bg_status draw_views(const bg_view_input *input, bool childs, bg_buffer *out, bg_diagnostics *diagnostics) {
  bg_canvas *canvas;
  BG_TRY(bg_canvas_new(diagnostics, &canvas));
  bg_status status = BG_OK;
  for (int v = 0; status == BG_OK && v < BG_VIEWS; v++) {
    bool possible = v != BG_VIEW_EGO || input->network->actor_count > 0;
    if (possible && is_childs((bg_view)v) == childs) status = draw_view(canvas, input, (bg_view)v, out, diagnostics);
  }
  bg_canvas_free(canvas);
  return status;
}

/* ---- the child ---- */

static bool write_all(int fd, bg_str bytes) {
  while (bytes.len) {
    ssize_t done = write(fd, bytes.data, bytes.len);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return false;
    bytes = bg_str_slice(bytes, (size_t)done, bytes.len);
  }
  return true;
}

static _Noreturn void be_child(const bg_view_input *input, int fd) {
  bg_buffer out = {0};
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bool good = draw_views(input, true, &out, diagnostics) == BG_OK && write_all(fd, bg_buffer_str(&out));
  _exit(good ? 0 : 1); /* the parent's temporary files are not ours to remove */
}

static bool read_all(int fd, bg_buffer *out) {
  struct stat info;
  if (fstat(fd, &info) != 0 || lseek(fd, 0, SEEK_SET) != 0) return false;
  size_t wanted = (size_t)info.st_size;
  bg_buffer_reserve(out, wanted);
  while (out->len < wanted) {
    ssize_t got = read(fd, out->data + out->len, wanted - out->len);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    out->len += (size_t)got;
  }
  return true;
}

/* True when the child did its share. */
static bool collect(pid_t child, int fd, bg_buffer *out) {
  int state = 0;
  pid_t done;
  do done = waitpid(child, &state, 0);
  while (done < 0 && errno == EINTR);
  return done == child && WIFEXITED(state) && WEXITSTATUS(state) == 0 && read_all(fd, out);
}

static bg_status draw_all(const bg_view_input *input, bg_buffer *first, bg_buffer *second,
                          bg_diagnostics *diagnostics) {
  int fd = memfd_create("briefgraph-pictures", MFD_CLOEXEC);
  pid_t child = fd < 0 ? -1 : fork();
  if (child == 0) be_child(input, fd);
  bg_status status = draw_views(input, false, second, diagnostics);
  bool collected = child > 0 && collect(child, fd, first);
  if (fd >= 0) close(fd);
  if (status != BG_OK || collected) return status;
  bg_buffer_clear(first);
  return draw_views(input, true, first, diagnostics);
}

/* Hand over what one share holds of a view. */
static bg_status take(bg_str bytes, bg_view view, bg_picture_taker taker, void *context) {
  while (bytes.len >= sizeof(header)) {
    header h;
    memcpy(&h, bytes.data, sizeof h);
    bytes = bg_str_slice(bytes, sizeof h, bytes.len);
    if (h.view == (size_t)view)
      BG_TRY(taker(context, view, (bg_picture_format)h.format, bg_str_slice(bytes, 0, h.size)));
    bytes = bg_str_slice(bytes, h.size, bytes.len);
  }
  return BG_OK;
}

bg_status bg_pictures(const bg_view_input *input, bg_picture_taker taker, void *context, bg_diagnostics *diagnostics) {
  bg_buffer childs = {0}, own = {0};
  bg_status status = draw_all(input, &childs, &own, diagnostics);
  for (int v = 0; status == BG_OK && v < BG_VIEWS; v++)
    status = take(bg_buffer_str(is_childs((bg_view)v) ? &childs : &own), (bg_view)v, taker, context);
  bg_buffer_free(&childs);
  bg_buffer_free(&own);
  return status;
}
