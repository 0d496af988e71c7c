#include "cicu.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/utrans.h>

struct cicu_transliterator {
  UTransliterator *handle;
};

struct cicu_transliterator *cicu_transliterator_open(const uint16_t *id, int32_t id_length,
                                                     const uint16_t *rules, int32_t rules_length,
                                                     int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  UParseError where;
  UTransliterator *handle =
      utrans_openU(id, id_length, UTRANS_FORWARD, rules, rules_length, &where, &code);
  *error = code;
  if (U_FAILURE(code)) return NULL;
  struct cicu_transliterator *transliterator = malloc(sizeof *transliterator);
  if (transliterator == NULL) {
    utrans_close(handle);
    *error = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  transliterator->handle = handle;
  return transliterator;
}

void cicu_transliterator_close(struct cicu_transliterator *transliterator) {
  utrans_close(transliterator->handle);
  free(transliterator);
}

int32_t cicu_transliterate(const struct cicu_transliterator *transliterator,
                           const uint16_t *source, int32_t length, uint16_t *target,
                           int32_t capacity, int32_t *error) {
  // utrans_transUChars works in place and destroys its input on overflow, so a too small target
  // is refused with a generous estimate before anything is written.
  int32_t wanted = length > (INT32_MAX - 64) / 8 ? INT32_MAX : 8 * length + 64;
  *error = U_ZERO_ERROR;
  if (capacity < wanted) return wanted;
  memcpy(target, source, (size_t)length * sizeof *source);
  UErrorCode code = U_ZERO_ERROR;
  int32_t text_length = length, limit = length;
  utrans_transUChars(transliterator->handle, target, &text_length, capacity, 0, &limit, &code);
  *error = code == U_STRING_NOT_TERMINATED_WARNING ? U_ZERO_ERROR : (int32_t)code;
  return U_FAILURE((UErrorCode)*error) ? 0 : text_length;
}
