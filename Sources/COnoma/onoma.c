#include "onoma.h"

// What needs nothing but constants; the other functions are written in Swift, in OnomaC.

int32_t onoma_abi_version(void) { return ONOMA_ABI_VERSION; }

// The same as OnomaVersion.number; a test compares them.
const char *onoma_version(void) { return "0.1.0"; }

const char *onoma_error_message(int32_t code) {
  if (code >= 0) return "no error";
  switch (code) {
    case ONOMA_ERROR_ARGUMENT: return "an argument is a null pointer or out of range";
    case ONOMA_ERROR_UTF8: return "a text is not valid UTF-8";
    case ONOMA_ERROR_UNKNOWN_SYSTEM: return "no romanization system has this ID";
    case ONOMA_ERROR_TOO_LONG: return "a name is longer than 1000 Unicode scalars";
    case ONOMA_ERROR_INTERNAL: return "an internal fault of Onoma";
    default: return "an unknown error";
  }
}
