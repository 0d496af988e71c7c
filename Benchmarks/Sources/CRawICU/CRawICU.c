#include "CRawICU.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

void *raw_icu_open(const char *id) {
  UChar name[128];
  UErrorCode error = U_ZERO_ERROR;
  int32_t length = 0;
  u_strFromUTF8(name, 128, &length, id, -1, &error);
  return utrans_openU(name, length, UTRANS_FORWARD, NULL, 0, NULL, &error);
}

int32_t raw_icu_transliterate(
    void *transliterator, const uint16_t *units, int32_t count, uint16_t *buffer,
    int32_t capacity) {
  UErrorCode error = U_ZERO_ERROR;
  int32_t length = count;
  int32_t limit = count;
  memcpy(buffer, units, (size_t)count * sizeof *units);
  utrans_transUChars(
      (const UTransliterator *)transliterator, (UChar *)buffer, &length, capacity, 0, &limit, &error);
  return error > U_ZERO_ERROR ? -1 : length;
}

void raw_icu_close(void *transliterator) { utrans_close((UTransliterator *)transliterator); }
