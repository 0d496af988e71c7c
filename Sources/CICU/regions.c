#include "cicu.h"

#include <stdio.h>
#include <string.h>
#include <unicode/udata.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>

#define REGION_PACKAGE U_ICUDATA_NAME "-region"

int32_t cicu_locale_count(void) { return uloc_countAvailable(); }
const char *cicu_locale_at(int32_t index) { return uloc_getAvailable(index); }

static void visit(const UResourceBundle *bundle, const char *table, const char *suffix,
                  cicu_region_name_callback callback, void *context) {
  UErrorCode code = U_ZERO_ERROR;
  UResourceBundle *rows = ures_getByKey(bundle, table, NULL, &code);
  if (U_FAILURE(code)) return;
  while (ures_hasNext(rows)) {
    const char *key = NULL;
    int32_t length = 0;
    UErrorCode row = U_ZERO_ERROR;
    const UChar *name = ures_getNextString(rows, &length, &key, &row);
    char full[32];
    if (U_FAILURE(row) || name == NULL || key == NULL || strlen(key) > 12) continue;
    snprintf(full, sizeof full, "%s%s", key, suffix);
    callback(context, full, name, length);
  }
  ures_close(rows);
}

void cicu_region_names(const char *locale, cicu_region_name_callback callback, void *context,
                       int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  UResourceBundle *bundle = ures_openDirect(REGION_PACKAGE, locale, &code);
  *error = code == U_MISSING_RESOURCE_ERROR ? U_ZERO_ERROR : (int32_t)code;
  if (U_FAILURE(code)) return;
  visit(bundle, "Countries", "", callback, context);
  visit(bundle, "Countries%short", "-alt-short", callback, context);
  visit(bundle, "Countries%variant", "-alt-variant", callback, context);
  ures_close(bundle);
}
