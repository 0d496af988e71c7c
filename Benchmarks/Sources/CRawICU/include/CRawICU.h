#ifndef CRAWICU_H
#define CRAWICU_H

#include <stdint.h>

// ICU's transliterator without any conversion around it: UTF-16 in, UTF-16 out, in place.

void *raw_icu_open(const char *id);

/// Copies `units` to `buffer` and transliterates them there; the length, or -1.
int32_t raw_icu_transliterate(
    void *transliterator, const uint16_t *units, int32_t count, uint16_t *buffer,
    int32_t capacity);

void raw_icu_close(void *transliterator);

#endif
