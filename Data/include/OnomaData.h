// The tables of Data/, embedded in the binary, so that it needs no file beside it.
#ifndef ONOMA_DATA_H
#define ONOMA_DATA_H

#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

// One embedded file: its path below Data/ and its bytes, valid for the life of the process.
struct onoma_data_file {
  const char *_Nonnull path;
  const uint8_t *_Nonnull bytes;
  size_t length;
};

size_t onoma_data_count(void);
struct onoma_data_file onoma_data_at(size_t index);

#pragma GCC visibility pop

#endif
