// The headers of ICU stay in CRawICU; this target only carries the flags to link it.
