#include "cicu.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uversion.h>

const char *cicu_version(void) { return U_ICU_VERSION; }
const char *cicu_unicode_version(void) { return U_UNICODE_VERSION; }
const char *cicu_error_name(int32_t error) { return u_errorName((UErrorCode)error); }

int32_t cicu_category(uint32_t scalar) { return u_charType((UChar32)scalar); }

uint32_t cicu_script(uint32_t scalar) {
  UErrorCode error = U_ZERO_ERROR;
  const char *name = uscript_getShortName(uscript_getScript((UChar32)scalar, &error));
  if (U_FAILURE(error) || name == NULL) name = "Zzzz";
  return (uint32_t)(uint8_t)name[0] << 24 | (uint32_t)(uint8_t)name[1] << 16 |
         (uint32_t)(uint8_t)name[2] << 8 | (uint32_t)(uint8_t)name[3];
}

uint32_t cicu_to_lower(uint32_t scalar) { return (uint32_t)u_tolower((UChar32)scalar); }
uint32_t cicu_to_upper(uint32_t scalar) { return (uint32_t)u_toupper((UChar32)scalar); }

bool cicu_is_default_ignorable(uint32_t scalar) {
  return u_hasBinaryProperty((UChar32)scalar, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}
