/*
 * Onoma's C interface: reads names in any script and says who they are.
 *
 * All text is UTF-8 with a length in bytes; it may hold NUL. Buffers belong to the caller, nothing
 * is allocated for him, nothing has to be freed. Every function may be called from any thread at any
 * time. Functions that fail return a negative ONOMA_ERROR_… code. docs/c-abi.md says more.
 */
#ifndef ONOMA_H
#define ONOMA_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this interface. It grows when a function changes its meaning or goes away;
   functions that are added leave it as it is. Compare with onoma_abi_version(). */
#define ONOMA_ABI_VERSION 1

/* What names are, for onoma_compare. */
#define ONOMA_PERSON 0
#define ONOMA_ORGANIZATION 1
#define ONOMA_PLACE 2

/* What offsets count, for onoma_resolve. */
#define ONOMA_OFFSETS_SCALAR 0 /* Unicode scalars: what Python counts */
#define ONOMA_OFFSETS_UTF8 1   /* bytes */
#define ONOMA_OFFSETS_UTF16 2  /* UTF-16 code units: what Java and JavaScript count */

/* The longest name that onoma_compare takes, in Unicode scalars. */
#define ONOMA_NAME_LIMIT 1000

/* Errors. */
#define ONOMA_ERROR_ARGUMENT (-1)       /* a null pointer, or a number that means nothing here */
#define ONOMA_ERROR_UTF8 (-2)           /* a text is no valid UTF-8 */
#define ONOMA_ERROR_UNKNOWN_SYSTEM (-3) /* no romanization system has this ID */
#define ONOMA_ERROR_TOO_LONG (-4)       /* a name is longer than ONOMA_NAME_LIMIT */
#define ONOMA_ERROR_INTERNAL (-5)       /* a fault of Onoma's own */

/* The ONOMA_ABI_VERSION that the library was built with. */
int32_t onoma_abi_version(void);

/* The version of the library, such as "0.1.0"; valid for ever. */
const char *onoma_version(void);

/* An English sentence for an error code; valid for ever, never null. */
const char *onoma_error_message(int32_t code);

/* The probability, from 0 to 1, that two names are one name of one bearer; negative for an error. */
double onoma_compare(const char *name1, size_t length1, const char *name2, size_t length2,
                     int32_t type);

/*
 * Brings a text to another script by a romanization system, whose ID ends with NUL.
 *
 * Returns how many bytes the result takes. It is in the buffer if that is not more than the
 * capacity; otherwise the buffer is left as it was, and the caller asks again with a larger one.
 * There is no NUL at the end. The buffer may be null when the capacity is 0.
 */
int64_t onoma_transliterate(const char *system, const char *text, size_t length, char *buffer,
                            size_t capacity);

/*
 * Finds who is named in a text, and where.
 *
 * The result is a line of JSON for each mention, as `onoma resolve --format jsonl` writes them:
 * {"doc","start","end","surface","type","entity","score"}. `name` is the value of "doc"; it ends with
 * NUL and may be null. It is returned as onoma_transliterate returns its result.
 */
int64_t onoma_resolve(const char *text, size_t length, const char *name, int32_t offset_unit,
                      char *buffer, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif
