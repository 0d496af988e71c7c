// Empty on purpose: this target carries pkg-config's linker flags for ICU and nothing else.
// An ICU header that Swift can see breaks clean builds beside Foundation (docs/architecture.md).
