#include "cicu.h"

#include <stdatomic.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uversion.h>

const char *cicu_version(void) { return U_ICU_VERSION; }
const char *cicu_unicode_version(void) { return U_UNICODE_VERSION; }
const char *cicu_error_name(int32_t error) { return u_errorName((UErrorCode)error); }

int32_t cicu_category(uint32_t scalar) { return u_charType((UChar32)scalar); }

// The codes of the scripts that were asked for, packed; 0 where none was. Whoever packs one packs the same.
static _Atomic uint32_t script_codes[256];

uint32_t cicu_script(uint32_t scalar) {
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript((UChar32)scalar, &error);
  const bool is_kept = U_SUCCESS(error) && script >= 0 && script < 256;
  if (is_kept) {
    const uint32_t known = atomic_load_explicit(&script_codes[script], memory_order_relaxed);
    if (known != 0) return known;
  }
  const char *name = uscript_getShortName(script);
  if (U_FAILURE(error) || name == NULL) name = "Zzzz";
  const uint32_t code = (uint32_t)(uint8_t)name[0] << 24 | (uint32_t)(uint8_t)name[1] << 16 |
                        (uint32_t)(uint8_t)name[2] << 8 | (uint32_t)(uint8_t)name[3];
  if (is_kept) atomic_store_explicit(&script_codes[script], code, memory_order_relaxed);
  return code;
}

uint32_t cicu_to_lower(uint32_t scalar) { return (uint32_t)u_tolower((UChar32)scalar); }
uint32_t cicu_to_upper(uint32_t scalar) { return (uint32_t)u_toupper((UChar32)scalar); }

bool cicu_is_default_ignorable(uint32_t scalar) {
  return u_hasBinaryProperty((UChar32)scalar, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}
