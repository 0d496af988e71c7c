// A plain header over what we use of zlib and zstd; nothing of theirs is seen outside.
//
// Both libraries are opened when a compressed file is read for the first time (dlopen), by the name of
// their stable interfaces. So nothing has to be installed to build Onoma, and it runs where one is missing.
#ifndef CCOMPRESSION_H
#define CCOMPRESSION_H

#include <stddef.h>
#include <stdint.h>

struct ccompression_stream;

enum {
  CCOMPRESSION_GZIP = 1,
  CCOMPRESSION_ZSTD = 2,
};

enum {
  /// There may be more.
  CCOMPRESSION_MORE = 0,
  /// A member or frame has ended; another may follow.
  CCOMPRESSION_END = 1,
  /// The bytes are damaged.
  CCOMPRESSION_DAMAGED = -1,
};

/// Opens a stream, or returns NULL where the library is not installed.
struct ccompression_stream *ccompression_open(int kind);

/// Unpacks: takes from `in`, writes to `out`, says how much of each in `taken` and `made`.
int ccompression_read(
    struct ccompression_stream *stream, const uint8_t *in, size_t in_count, size_t *taken,
    uint8_t *out, size_t out_count, size_t *made);

void ccompression_close(struct ccompression_stream *stream);

#endif
