/* HTTP for stores, over libcurl: one connection, kept; bounded answers; time-outs; retries with back-off. */
#ifndef BG_STORE_HTTP_H
#define BG_STORE_HTTP_H

#include "base/diagnostics.h"

typedef struct bg_http bg_http;

typedef struct {
  const char *user; /* Basic or Digest, the strongest that the store offers; NULL: none */
  const char *password;
  const char *token;   /* Bearer, instead of user and password */
  const char *ca_file; /* certificates to trust instead of the system's; NULL: the system's */
  size_t timeout;      /* seconds without progress after which a request is given up; also the longest wait asked for
                          by a store that is kept to */
  size_t retries;      /* how often a request is tried again */
  void (*say)(const char *format, ...) __attribute__((format(printf, 1, 2))); /* what goes on, for people; or NULL */
} bg_http_options;

/* What is sent: read() fills up to `room` bytes and gives how many; rewind() begins again. */
typedef struct {
  size_t size;
  size_t (*read)(void *context, char *to, size_t room);
  void (*rewind)(void *context);
  void *context;
} bg_http_body;

/* What takes the body of a good answer piece by piece; begin() is called for each attempt. */
typedef struct {
  void (*begin)(void *context);
  bg_status (*take)(void *context, bg_str bytes);
  void *context;
  size_t limit; /* bytes */
} bg_http_receiver;

typedef struct {
  const char *method;
  const char *url;
  const char *content_type; /* NULL without body */
  const char *accept;       /* NULL: anything */
  bg_http_body body;
  const bg_http_receiver *receiver; /* NULL: the body goes into the answer */
  bool once; /* doing it twice is not the same as doing it once: not tried again when nobody knows what became of it */
} bg_http_request;

typedef struct {
  long status;
  bg_buffer body; /* at most BG_HTTP_BODY bytes */
  bool lost;      /* the connection broke after sending began: nobody knows what became of it */
} bg_http_answer;

/* A longer answer, where no receiver takes it, is an error. */
enum { BG_HTTP_BODY = 1000000 };

bg_status bg_http_new(const bg_http_options *options, bg_diagnostics *diagnostics, bg_http **http);
void bg_http_free(bg_http *http); /* NULL is fine */

/* BG_OK: there is an answer, of whatever status (429, 503 and the like only after all retries). Redirects are followed
 * within the same scheme, host and port; one that leads elsewhere is an error, so that neither password nor data go
 * there. */
bg_status bg_http_send(bg_http *http, const bg_http_request *request, bg_http_answer *answer,
                       bg_diagnostics *diagnostics);
void bg_http_answer_free(bg_http_answer *answer);

/* Ask an endpoint how one must log in (HEAD, as nobody), so that no body is sent in vain. */
bg_status bg_http_probe(bg_http *http, const char *url, bg_diagnostics *diagnostics);

/* "METHOD URL: 403 Forbidden: what the body says, escaped and shortened" as an error. */
bg_status bg_http_problem(const bg_http *http, const bg_http_request *request, const bg_http_answer *answer,
                          bg_diagnostics *diagnostics);

#endif
