// A plain C face over ICU's C API. Swift sees only this header, never one of ICU's own: ICU's type
// names collide with those of the ICU inside Foundation.
//
// Text is UTF-16 in caller-owned buffers. Functions that fill a buffer return the length needed; the
// result is complete when that length is at most the capacity. `error` receives an ICU UErrorCode
// (0 or less is success); U_BUFFER_OVERFLOW_ERROR is reported as success with the needed length.
#ifndef CICU_H
#define CICU_H

#include <stdbool.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

struct cicu_transliterator;
struct cicu_breaker;
struct cicu_collator;

typedef enum { CICU_NFC = 0, CICU_NFD = 1, CICU_NFKC = 2, CICU_NFKC_CASEFOLD = 3 } cicu_form;

// Versions, as "72.1" and "15.0".
const char *_Nonnull cicu_version(void);
const char *_Nonnull cicu_unicode_version(void);
const char *_Nonnull cicu_error_name(int32_t error);

// Characters (u_charType, uscript_getScript, u_hasBinaryProperty, …). Never fail.
int32_t cicu_category(uint32_t scalar);
// The ISO 15924 code of the script, four letters as a big-endian integer ('Cyrl').
uint32_t cicu_script(uint32_t scalar);
uint32_t cicu_to_lower(uint32_t scalar);
uint32_t cicu_to_upper(uint32_t scalar);
bool cicu_is_default_ignorable(uint32_t scalar);

// Normalization (unorm2_normalize, unorm2_hasBoundaryBefore).
int32_t cicu_normalize(cicu_form form, const uint16_t *_Nullable source, int32_t length,
                       uint16_t *_Nullable target, int32_t capacity, int32_t *_Nonnull error);
bool cicu_normalization_boundary_before(cicu_form form, uint32_t scalar);
bool cicu_is_normalized(cicu_form form, const uint16_t *_Nullable source, int32_t length);

// Casing of whole strings (u_strToLower, u_strToUpper, u_strToTitle). An empty locale is the root.
typedef enum { CICU_LOWER = 0, CICU_UPPER = 1, CICU_TITLE = 2 } cicu_case;
int32_t cicu_change_case(cicu_case kind, const char *_Nonnull locale,
                         const uint16_t *_Nullable source, int32_t length,
                         uint16_t *_Nullable target, int32_t capacity, int32_t *_Nonnull error);

// Word boundaries (ubrk). One breaker serves one thread at a time. The text must outlive its use.
struct cicu_breaker *_Nullable cicu_breaker_open(const char *_Nonnull locale,
                                                 int32_t *_Nonnull error);
void cicu_breaker_close(struct cicu_breaker *_Nonnull breaker);
void cicu_breaker_set_text(struct cicu_breaker *_Nonnull breaker, const uint16_t *_Nullable text,
                           int32_t length, int32_t *_Nonnull error);
// The next boundary, or -1 at the end. `status` is ubrk_getRuleStatus: 0 for spaces and punctuation.
int32_t cicu_breaker_next(struct cicu_breaker *_Nonnull breaker, int32_t *_Nonnull status);

// Transliteration (utrans). ICU holds one process-wide lock in every rule-based call.
struct cicu_transliterator *_Nullable cicu_transliterator_open(const uint16_t *_Nonnull id,
                                                               int32_t id_length,
                                                               const uint16_t *_Nullable rules,
                                                               int32_t rules_length,
                                                               int32_t *_Nonnull error);
void cicu_transliterator_close(struct cicu_transliterator *_Nonnull transliterator);
int32_t cicu_transliterate(const struct cicu_transliterator *_Nonnull transliterator,
                           const uint16_t *_Nullable source, int32_t length,
                           uint16_t *_Nullable target, int32_t capacity, int32_t *_Nonnull error);

// The UTS #39 skeleton of a string (uspoof_getSkeleton).
int32_t cicu_confusable_skeleton(const uint16_t *_Nullable source, int32_t length,
                                 uint16_t *_Nullable target, int32_t capacity,
                                 int32_t *_Nonnull error);

// Locales that own names of territories, and the names each one owns itself (ures_openDirect):
// inherited rows are left out. `key` is "US", "US-alt-short" or "US-alt-variant".
int32_t cicu_locale_count(void);
const char *_Nonnull cicu_locale_at(int32_t index);
typedef void (*cicu_region_name_callback)(void *_Nullable context, const char *_Nonnull key,
                                          const uint16_t *_Nonnull name, int32_t length);
void cicu_region_names(const char *_Nonnull locale, cicu_region_name_callback _Nonnull callback,
                       void *_Nullable context, int32_t *_Nonnull error);

#pragma GCC visibility pop

#endif
