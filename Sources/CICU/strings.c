#include "cicu.h"

#include <unicode/unorm2.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

static int32_t settle(UErrorCode code, int32_t length, int32_t *error) {
  *error = code == U_BUFFER_OVERFLOW_ERROR || code == U_STRING_NOT_TERMINATED_WARNING
               ? U_ZERO_ERROR
               : (int32_t)code;
  return U_FAILURE((UErrorCode)*error) ? 0 : length;
}

static const UNormalizer2 *normalizer(cicu_form form, UErrorCode *code) {
  switch (form) {
  case CICU_NFC: return unorm2_getNFCInstance(code);
  case CICU_NFD: return unorm2_getNFDInstance(code);
  case CICU_NFKC: return unorm2_getNFKCInstance(code);
  case CICU_NFKC_CASEFOLD: return unorm2_getNFKCCasefoldInstance(code);
  }
  *code = U_ILLEGAL_ARGUMENT_ERROR;
  return NULL;
}

int32_t cicu_normalize(cicu_form form, const uint16_t *source, int32_t length, uint16_t *target,
                       int32_t capacity, int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *n = normalizer(form, &code);
  int32_t needed = U_FAILURE(code) ? 0 : unorm2_normalize(n, source, length, target, capacity, &code);
  return settle(code, needed, error);
}

bool cicu_normalization_boundary_before(cicu_form form, uint32_t scalar) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *n = normalizer(form, &code);
  return U_FAILURE(code) ? true : unorm2_hasBoundaryBefore(n, (UChar32)scalar);
}

bool cicu_is_normalized(cicu_form form, const uint16_t *source, int32_t length) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *n = normalizer(form, &code);
  return U_SUCCESS(code) && unorm2_isNormalized(n, source, length, &code) && U_SUCCESS(code);
}

int32_t cicu_change_case(cicu_case kind, const char *locale, const uint16_t *source,
                         int32_t length, uint16_t *target, int32_t capacity, int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  int32_t needed = 0;
  switch (kind) {
  case CICU_LOWER: needed = u_strToLower(target, capacity, source, length, locale, &code); break;
  case CICU_UPPER: needed = u_strToUpper(target, capacity, source, length, locale, &code); break;
  case CICU_TITLE:
    needed = u_strToTitle(target, capacity, source, length, NULL, locale, &code);
    break;
  }
  return settle(code, needed, error);
}

int32_t cicu_confusable_skeleton(const uint16_t *source, int32_t length, uint16_t *target,
                                 int32_t capacity, int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  USpoofChecker *checker = uspoof_open(&code);
  int32_t needed = 0;
  if (U_SUCCESS(code)) {
    needed = uspoof_getSkeleton(checker, 0, source, length, target, capacity, &code);
    uspoof_close(checker);
  }
  return settle(code, needed, error);
}
