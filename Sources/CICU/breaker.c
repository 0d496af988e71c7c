#include "cicu.h"

#include <stdlib.h>
#include <unicode/ubrk.h>

struct cicu_breaker {
  UBreakIterator *iterator;
};

struct cicu_breaker *cicu_breaker_open(const char *locale, int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(UBRK_WORD, locale, NULL, 0, &code);
  *error = code;
  if (U_FAILURE(code)) return NULL;
  struct cicu_breaker *breaker = malloc(sizeof *breaker);
  if (breaker == NULL) {
    ubrk_close(iterator);
    *error = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  breaker->iterator = iterator;
  return breaker;
}

void cicu_breaker_close(struct cicu_breaker *breaker) {
  ubrk_close(breaker->iterator);
  free(breaker);
}

void cicu_breaker_set_text(struct cicu_breaker *breaker, const uint16_t *text, int32_t length,
                           int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  ubrk_setText(breaker->iterator, text, length, &code);
  *error = code;
}

int32_t cicu_breaker_next(struct cicu_breaker *breaker, int32_t *status) {
  int32_t position = ubrk_next(breaker->iterator);
  *status = position == UBRK_DONE ? 0 : ubrk_getRuleStatus(breaker->iterator);
  return position == UBRK_DONE ? -1 : position;
}
