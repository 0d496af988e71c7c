#include "ccompression.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

// The parts of the public interfaces that we call, as zlib 1.2 and zstd 1.x promise to keep them.

typedef struct {
  const uint8_t *next_in;
  unsigned avail_in;
  unsigned long total_in;
  uint8_t *next_out;
  unsigned avail_out;
  unsigned long total_out;
  const char *msg;
  void *state, *zalloc, *zfree, *opaque;
  int data_type;
  unsigned long adler, reserved;
} zlib_stream;

typedef struct {
  const void *src;
  size_t size, pos;
} zstd_input;

typedef struct {
  void *dst;
  size_t size, pos;
} zstd_output;

struct zlib_calls {
  int (*init)(zlib_stream *, int, const char *, int);
  int (*inflate)(zlib_stream *, int);
  int (*reset)(zlib_stream *);
  int (*end)(zlib_stream *);
  const char *(*version)(void);
};

struct zstd_calls {
  void *(*create)(void);
  size_t (*free)(void *);
  size_t (*decompress)(void *, zstd_output *, zstd_input *);
  unsigned (*is_error)(size_t);
};

struct ccompression_stream {
  int kind;
  struct zlib_calls zlib;
  zlib_stream z;
  struct zstd_calls zstd;
  void *zstd_context;
};

static void *open_first(const char *const *names) {
  for (; *names; names++) {
    void *library = dlopen(*names, RTLD_NOW | RTLD_LOCAL);
    if (library) return library;
  }
  return NULL;
}

static int load_zlib(struct zlib_calls *calls) {
  static const char *const names[] = {"libz.so.1", "libz.1.dylib", NULL};
  void *library = open_first(names);
  if (!library) return 0;
  *(void **)&calls->init = dlsym(library, "inflateInit2_");
  *(void **)&calls->inflate = dlsym(library, "inflate");
  *(void **)&calls->reset = dlsym(library, "inflateReset");
  *(void **)&calls->end = dlsym(library, "inflateEnd");
  *(void **)&calls->version = dlsym(library, "zlibVersion");
  return calls->init && calls->inflate && calls->reset && calls->end && calls->version;
}

static int load_zstd(struct zstd_calls *calls) {
  static const char *const names[] = {"libzstd.so.1", "libzstd.1.dylib", NULL};
  void *library = open_first(names);
  if (!library) return 0;
  *(void **)&calls->create = dlsym(library, "ZSTD_createDStream");
  *(void **)&calls->free = dlsym(library, "ZSTD_freeDStream");
  *(void **)&calls->decompress = dlsym(library, "ZSTD_decompressStream");
  *(void **)&calls->is_error = dlsym(library, "ZSTD_isError");
  return calls->create && calls->free && calls->decompress && calls->is_error;
}

struct ccompression_stream *ccompression_open(int kind) {
  struct ccompression_stream *stream = calloc(1, sizeof *stream);
  if (!stream) return NULL;
  stream->kind = kind;
  if (kind == CCOMPRESSION_GZIP) {
    // 15 + 16: the largest window, and a gzip header is asked for.
    if (load_zlib(&stream->zlib) &&
        stream->zlib.init(&stream->z, 15 + 16, stream->zlib.version(), sizeof stream->z) == 0)
      return stream;
  } else if (load_zstd(&stream->zstd) && (stream->zstd_context = stream->zstd.create())) {
    return stream;
  }
  free(stream);
  return NULL;
}

static int read_gzip(
    struct ccompression_stream *stream, const uint8_t *in, size_t in_count, size_t *taken,
    uint8_t *out, size_t out_count, size_t *made) {
  unsigned offered = in_count > UINT_MAX ? UINT_MAX : (unsigned)in_count;
  unsigned room = out_count > UINT_MAX ? UINT_MAX : (unsigned)out_count;
  stream->z.next_in = in;
  stream->z.avail_in = offered;
  stream->z.next_out = out;
  stream->z.avail_out = room;
  int status = stream->zlib.inflate(&stream->z, 0);
  *taken = offered - stream->z.avail_in;
  *made = room - stream->z.avail_out;
  if (status == 1) {  // Z_STREAM_END
    stream->zlib.reset(&stream->z);
    return CCOMPRESSION_END;
  }
  // Z_BUF_ERROR (-5) only says that there was nothing to do.
  return status == 0 || status == -5 ? CCOMPRESSION_MORE : CCOMPRESSION_DAMAGED;
}

static int read_zstd(
    struct ccompression_stream *stream, const uint8_t *in, size_t in_count, size_t *taken,
    uint8_t *out, size_t out_count, size_t *made) {
  zstd_input input = {in, in_count, 0};
  zstd_output output = {out, out_count, 0};
  size_t status = stream->zstd.decompress(stream->zstd_context, &output, &input);
  *taken = input.pos;
  *made = output.pos;
  if (stream->zstd.is_error(status)) return CCOMPRESSION_DAMAGED;
  return status == 0 ? CCOMPRESSION_END : CCOMPRESSION_MORE;
}

int ccompression_read(
    struct ccompression_stream *stream, const uint8_t *in, size_t in_count, size_t *taken,
    uint8_t *out, size_t out_count, size_t *made) {
  return stream->kind == CCOMPRESSION_GZIP
             ? read_gzip(stream, in, in_count, taken, out, out_count, made)
             : read_zstd(stream, in, in_count, taken, out, out_count, made);
}

void ccompression_close(struct ccompression_stream *stream) {
  if (stream->kind == CCOMPRESSION_GZIP) stream->zlib.end(&stream->z);
  else stream->zstd.free(stream->zstd_context);
  free(stream);
}
