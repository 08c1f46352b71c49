#include "store/http.h"

#include <curl/curl.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/memory.h"
#include "store/response.h"

enum {
  CONNECT_SECONDS = 15,
  REDIRECTS = 5,
  ANSWERS = 24,     /* status lines in one request: more of them are a loop of logins */
  SLOWEST = 1000,   /* bytes a second at which an answer may trickle in */
  FIRST_WAIT = 500, /* milliseconds */
  LONGEST_WAIT = 60000,
  HEADERS_LIMIT = 100000,
  PROBES = 4
};

struct bg_http {
  CURL *curl;
  bg_http_options options;
  char *user, *password, *token;
  struct {
    char *url;
    unsigned long offered; /* ways to log in that the probe saw */
  } probed[PROBES];
  size_t probed_count;
  char error[CURL_ERROR_SIZE];
};

typedef enum { STOP_NONE, STOP_LONG, STOP_LOOP, STOP_SLOW, STOP_RECEIVER } stop_reason;

/* What the callbacks of one attempt share. */
typedef struct {
  const bg_http_request *request;
  bg_http_answer *answer;
  CURL *curl;
  size_t received;
  size_t header_bytes;
  unsigned status_lines;
  stop_reason stop;
  bg_status receiver_status;
  double timeout, last_progress;
  curl_off_t uploaded;
} attempt;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- callbacks ---- */

static size_t read_body(char *to, size_t size, size_t count, void *context) {
  const bg_http_body *body = context;
  return body->read(body->context, to, size * count);
}

static int seek_body(void *context, curl_off_t offset, int origin) {
  const bg_http_body *body = context;
  if (origin != SEEK_SET || offset != 0) return CURL_SEEKFUNC_CANTSEEK;
  body->rewind(body->context);
  return CURL_SEEKFUNC_OK;
}

static bool is_good(long status) {
  return status >= 200 && status < 300;
}

static size_t take_body(char *data, size_t size, size_t count, void *context) {
  attempt *a = context;
  size_t len = size * count;
  long status = 0;
  curl_easy_getinfo(a->curl, CURLINFO_RESPONSE_CODE, &status);
  const bg_http_receiver *receiver = is_good(status) ? a->request->receiver : NULL;
  size_t limit = receiver ? receiver->limit : BG_HTTP_BODY;
  a->received += len;
  if (a->received > limit) {
    a->stop = STOP_LONG;
    return 0;
  }
  if (!receiver) {
    bg_buffer_add(&a->answer->body, (bg_str){data, len});
    return len;
  }
  a->receiver_status = receiver->take(receiver->context, (bg_str){data, len});
  if (a->receiver_status == BG_OK) return len;
  a->stop = STOP_RECEIVER;
  return 0;
}

static size_t take_header(char *data, size_t size, size_t count, void *context) {
  attempt *a = context;
  size_t len = size * count;
  if (len >= 5 && memcmp(data, "HTTP/", 5) == 0) {
    a->status_lines++;
    a->received = 0; /* what was said before logging in does not count */
    bg_buffer_clear(&a->answer->body);
  }
  a->header_bytes += len;
  if (a->status_lines > ANSWERS || a->header_bytes > HEADERS_LIMIT) {
    a->stop = STOP_LOOP;
    return 0;
  }
  return len;
}

/* Given up after `timeout` seconds in which nothing more was sent, with some more time for an answer that comes at a
 * fair pace: so that neither a hanging store nor one that trickles holds us for ever. */
static int check_progress(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up) {
  attempt *a = context;
  (void)down_total;
  (void)up_total;
  if (up != a->uploaded) {
    a->uploaded = up;
    a->last_progress = now();
  }
  if (now() < a->last_progress + a->timeout + (double)down / SLOWEST) return 0;
  a->stop = STOP_SLOW;
  return 1;
}

/* ---- set-up ---- */

bg_status bg_http_new(const bg_http_options *options, bg_diagnostics *diagnostics, bg_http **http) {
  *http = NULL;
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    return bg_error(diagnostics, BG_ERROR_LIBRARY, NULL, "libcurl cannot be started");
  bg_http *h = BG_NEW(bg_http);
  h->options = *options;
  h->user = options->user ? bg_strdup(options->user) : NULL;
  h->password = bg_strdup(options->password ? options->password : "");
  h->token = options->token ? bg_strdup(options->token) : NULL;
  h->curl = curl_easy_init();
  *http = h;
  return h->curl ? BG_OK : bg_error(diagnostics, BG_ERROR_LIBRARY, NULL, "libcurl cannot be started");
}

static void free_secret(char *text) {
  if (text) explicit_bzero(text, strlen(text));
  bg_free(text);
}

void bg_http_free(bg_http *http) {
  if (!http) return;
  curl_easy_cleanup(http->curl);
  for (size_t i = 0; i < http->probed_count; i++) bg_free(http->probed[i].url);
  bg_free(http->user);
  free_secret(http->password);
  free_secret(http->token);
  bg_free(http);
  curl_global_cleanup();
}

void bg_http_answer_free(bg_http_answer *answer) {
  bg_buffer_free(&answer->body);
  *answer = (bg_http_answer){0};
}

/* Ways to log in at an endpoint, as far as they were probed. */
static unsigned long offered_at(const bg_http *http, const char *url) {
  for (size_t i = 0; i < http->probed_count; i++) {
    size_t len = strcspn(http->probed[i].url, "?");
    if (strncmp(url, http->probed[i].url, len) == 0 && (url[len] == '?' || !url[len])) return http->probed[i].offered;
  }
  return 0;
}

/* Where the store was seen to ask for a login, in the best way that it knows: then no body is sent in vain. Elsewhere
 * libcurl sends the body first and rewinds it when it is asked; with one way named it would begin with an empty body,
 * which a store that does not ask takes for the whole. */
static void set_login(const bg_http *http, const char *url) {
  if (http->token) {
    curl_easy_setopt(http->curl, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
    curl_easy_setopt(http->curl, CURLOPT_XOAUTH2_BEARER, http->token);
  } else if (http->user) {
    unsigned long known = offered_at(http, url) & (CURLAUTH_BASIC | CURLAUTH_DIGEST);
    unsigned long ways = known & CURLAUTH_DIGEST ? CURLAUTH_DIGEST : known ? known : CURLAUTH_BASIC | CURLAUTH_DIGEST;
    curl_easy_setopt(http->curl, CURLOPT_HTTPAUTH, ways);
    curl_easy_setopt(http->curl, CURLOPT_USERNAME, http->user);
    curl_easy_setopt(http->curl, CURLOPT_PASSWORD, http->password);
  }
}

static void set_common(bg_http *http, attempt *a) {
  CURL *curl = http->curl;
  curl_easy_reset(curl); /* connections stay */
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "briefgraph/" BG_VERSION);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, http->error);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, a);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, a);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, check_progress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, a);
  curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, 1L << 20);
  if (http->options.ca_file) curl_easy_setopt(curl, CURLOPT_CAINFO, http->options.ca_file);
}

static struct curl_slist *set_request(const bg_http *http, const bg_http_request *request, const char *url) {
  CURL *curl = http->curl;
  struct curl_slist *headers = curl_slist_append(NULL, "Expect:"); /* old servers do not answer it */
  bg_buffer line = {0};
  const struct {
    const char *name, *value;
  } wanted[] = {{"Content-Type", request->content_type}, {"Accept", request->accept}};
  for (size_t i = 0; i < 2; i++) {
    if (!wanted[i].value) continue;
    bg_buffer_clear(&line);
    bg_buffer_printf(&line, "%s: %s", wanted[i].name, wanted[i].value);
    headers = curl_slist_append(headers, line.data);
  }
  bg_buffer_free(&line);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  if (strcmp(request->method, "HEAD") == 0) curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  if (request->content_type) {
    bool post = strcmp(request->method, "POST") == 0;
    curl_easy_setopt(curl, post ? CURLOPT_POST : CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, post ? CURLOPT_POSTFIELDSIZE_LARGE : CURLOPT_INFILESIZE_LARGE,
                     (curl_off_t)request->body.size);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_body);
    curl_easy_setopt(curl, CURLOPT_READDATA, &request->body);
    curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, seek_body);
    curl_easy_setopt(curl, CURLOPT_SEEKDATA, &request->body);
    request->body.rewind(request->body.context);
  }
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request->method);
  /* on a connection that was used before, libcurl would send it again by itself when that breaks */
  if (request->once) curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
  return headers;
}

/* ---- one attempt ---- */

typedef enum { CAME, AGAIN, FAILED } outcome;

static outcome transport_problem(const bg_http *http, CURLcode code, const attempt *a, bg_buffer *why) {
  switch (a->stop) {
    case STOP_LONG: bg_buffer_puts(why, "the answer does not end where it should; it was cut off"); return FAILED;
    case STOP_LOOP: bg_buffer_puts(why, "the store asks to log in again and again"); return FAILED;
    case STOP_RECEIVER: return FAILED;
    case STOP_SLOW:
      bg_buffer_printf(why, "no answer for %.0f seconds; give more time with --timeout", a->timeout);
      return FAILED;
    case STOP_NONE: break;
  }
  bg_response_gist(bg_str_from(*http->error ? http->error : curl_easy_strerror(code)), why);
  switch (code) {
    case CURLE_COULDNT_CONNECT:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SEND_FAIL_REWIND:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return AGAIN;
    default: return FAILED; /* certificates, names, garbage: it will not be better the next time */
  }
}

static outcome perform(bg_http *http, const bg_http_request *request, const char *url, bg_http_answer *answer,
                       bg_status *receiver_status, bg_buffer *why) {
  attempt a = {.request = request, .answer = answer, .curl = http->curl, .timeout = (double)http->options.timeout};
  a.last_progress = now();
  bg_buffer_clear(why);
  bg_buffer_clear(&answer->body);
  answer->status = 0;
  answer->lost = false;
  *http->error = '\0';
  set_common(http, &a);
  set_login(http, url);
  struct curl_slist *headers = set_request(http, request, url);
  if (request->receiver) request->receiver->begin(request->receiver->context);
  CURLcode code = curl_easy_perform(http->curl);
  curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &answer->status);
  curl_slist_free_all(headers);
  *receiver_status = a.receiver_status;
  if (code == CURLE_OK) return CAME;
  curl_off_t connected = 0;
  curl_easy_getinfo(http->curl, CURLINFO_PRETRANSFER_TIME_T, &connected);
  answer->lost = connected > 0;
  return transport_problem(http, code, &a, why);
}

/* ---- redirects ---- */

static bool same_part(CURLU *a, CURLU *b, CURLUPart part) {
  char *x = NULL, *y = NULL;
  bool same = curl_url_get(a, part, &x, CURLU_DEFAULT_PORT) == CURLUE_OK &&
              curl_url_get(b, part, &y, CURLU_DEFAULT_PORT) == CURLUE_OK && strcasecmp(x, y) == 0;
  curl_free(x);
  curl_free(y);
  return same;
}

static bool same_origin(const char *from, const char *to) {
  CURLU *a = curl_url(), *b = curl_url();
  bool same = curl_url_set(a, CURLUPART_URL, from, 0) == CURLUE_OK &&
              curl_url_set(b, CURLUPART_URL, to, 0) == CURLUE_OK && same_part(a, b, CURLUPART_SCHEME) &&
              same_part(a, b, CURLUPART_HOST) && same_part(a, b, CURLUPART_PORT);
  curl_url_cleanup(a);
  curl_url_cleanup(b);
  return same;
}

/* Where the answer sends us, owned, when it may be followed; else NULL and why. */
static char *redirect(const bg_http *http, const char *url, long status, bg_buffer *why) {
  char *to = NULL;
  curl_easy_getinfo(http->curl, CURLINFO_REDIRECT_URL, &to);
  if (!to) {
    bg_buffer_printf(why, "status %ld without a place to go to", status);
  } else if (status == 303) {
    bg_buffer_puts(why, "status 303 (See Other), which leaves open what was done");
  } else if (!same_origin(url, to)) {
    bg_buffer_puts(why, "the store sends us elsewhere, to ");
    bg_response_gist(bg_str_from(to), why);
    bg_buffer_puts(why,
                   ", which is not followed, so that neither data nor password go astray; if that is right, give "
                   "it with --store");
  } else {
    return bg_strdup(to);
  }
  return NULL;
}

/* An attempt with all its redirects. */
static outcome follow(bg_http *http, const bg_http_request *request, bg_http_answer *answer, bg_status *receiver_status,
                      bg_buffer *why) {
  char *url = bg_strdup(request->url);
  outcome result = FAILED;
  for (size_t i = 0;; i++) {
    result = perform(http, request, url, answer, receiver_status, why);
    if (result != CAME || answer->status < 300 || answer->status >= 400 || answer->status == 304) break;
    char *next = NULL;
    if (i < REDIRECTS) next = redirect(http, url, answer->status, why);
    else bg_buffer_puts(why, "redirects without end");
    bg_free(url);
    url = next;
    if (url) continue;
    result = FAILED;
    break;
  }
  bg_free(url);
  return result;
}

/* ---- retries ---- */

static bool is_busy(long status) {
  return status == 429 || status == 502 || status == 503 || status == 504;
}

static void wait_for(size_t milliseconds) {
  struct timespec t = {(time_t)(milliseconds / 1000), (long)(milliseconds % 1000) * 1000000};
  nanosleep(&t, NULL); /* a signal ends the program */
}

static size_t back_off(size_t tries) {
  size_t wait = FIRST_WAIT;
  while (tries-- && wait < LONGEST_WAIT) wait *= 2;
  return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}

/* How long the store asks to be left alone, in seconds; 0 when it does not say. */
static size_t retry_after(const bg_http *http) {
  curl_off_t seconds = 0;
  curl_easy_getinfo(http->curl, CURLINFO_RETRY_AFTER, &seconds);
  return seconds > 0 ? (size_t)seconds : 0;
}

static bg_status transport_error(const bg_http_request *request, const bg_buffer *why, bg_diagnostics *diagnostics) {
  return bg_error(diagnostics, BG_ERROR_IO, NULL, "%s %s: %.*s", request->method, request->url,
                  BG_FMT(bg_buffer_str(why)));
}

static void say_again(const bg_http *http, const bg_http_request *request, const bg_http_answer *answer, size_t wait,
                      const bg_buffer *why) {
  if (!http->options.say) return;
  if (why->len)
    http->options.say("%s %s: %.*s; again in %.1f s\n", request->method, request->url, BG_FMT(bg_buffer_str(why)),
                      (double)wait / 1000);
  else
    http->options.say("%s %s: status %ld; again in %.1f s\n", request->method, request->url, answer->status,
                      (double)wait / 1000);
}

bg_status bg_http_send(bg_http *http, const bg_http_request *request, bg_http_answer *answer,
                       bg_diagnostics *diagnostics) {
  bg_buffer why = {0};
  bg_status status = BG_OK, receiver_status = BG_OK;
  for (size_t tries = 0;; tries++) {
    outcome result = follow(http, request, answer, &receiver_status, &why);
    if (result == CAME && !is_busy(answer->status)) break;
    bool again = tries < http->options.retries && result != FAILED && !(request->once && answer->lost);
    size_t asked = result == CAME ? retry_after(http) : 0;
    if (again && asked > http->options.timeout) {
      bg_buffer_printf(&why, "the store asks to come back in %zu seconds, which is more than --timeout", asked);
      again = false;
      result = FAILED;
    }
    if (!again) {
      if (receiver_status != BG_OK) status = receiver_status; /* it has said why */
      else if (result != CAME) status = transport_error(request, &why, diagnostics);
      break;
    }
    size_t wait = asked ? asked * 1000 : back_off(tries);
    say_again(http, request, answer, wait, &why);
    wait_for(wait);
  }
  bg_buffer_free(&why);
  return status;
}

bg_status bg_http_probe(bg_http *http, const char *url, bg_diagnostics *diagnostics) {
  if (!url || !http->user || http->probed_count == PROBES || offered_at(http, url)) return BG_OK;
  char *user = http->user; /* ask as nobody: then every way that there is is named */
  http->user = NULL;
  bg_http_request request = {.method = "HEAD", .url = url};
  bg_http_answer answer = {0};
  bg_status status = bg_http_send(http, &request, &answer, diagnostics);
  http->user = user;
  long offered = 0;
  if (status == BG_OK && answer.status == 401) curl_easy_getinfo(http->curl, CURLINFO_HTTPAUTH_AVAIL, &offered);
  http->probed[http->probed_count].url = bg_strdup(url);
  http->probed[http->probed_count++].offered = (unsigned long)offered;
  bg_http_answer_free(&answer);
  return status;
}

static const char *reason(long status) {
  switch (status) {
    case 400: return " (bad request)";
    case 401: return " (not logged in)";
    case 403: return " (forbidden)";
    case 404: return " (not found)";
    case 405: return " (method not allowed)";
    case 413: return " (too large; give a smaller --chunk)";
    case 415: return " (media type not taken)";
    case 429: return " (too many requests)";
    case 500: return " (error inside the store)";
    case 503: return " (not available)";
    default: return "";
  }
}

bg_status bg_http_problem(const bg_http *http, const bg_http_request *request, const bg_http_answer *answer,
                          bg_diagnostics *diagnostics) {
  bg_buffer text = {0};
  bg_buffer_printf(&text, "%s %s: status %ld%s", request->method, request->url, answer->status, reason(answer->status));
  if (answer->status == 401 && !http->user && !http->token)
    bg_buffer_puts(&text, "; give --user and --password-file, or BRIEFGRAPH_STORE_USER and BRIEFGRAPH_STORE_PASSWORD");
  else if (answer->status == 401 && http->token) bg_buffer_puts(&text, "; the token was refused");
  else if (answer->status == 401) bg_buffer_printf(&text, "; user '%s' or the password was refused", http->user);
  if (answer->body.len) {
    bg_buffer_puts(&text, "; the store says: ");
    bg_response_gist(bg_buffer_str(&answer->body), &text);
  }
  bg_status status = bg_error(diagnostics, BG_ERROR_IO, NULL, "%.*s", BG_FMT(bg_buffer_str(&text)));
  bg_buffer_free(&text);
  return status;
}
