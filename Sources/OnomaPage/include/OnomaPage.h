#ifndef ONOMA_PAGE_H
#define ONOMA_PAGE_H

#include <stddef.h>
#include <stdint.h>

// The files of the web page, inside the binary.

struct onoma_page_file {
    const char *path;  // where it is served
    const char *type;  // its media type
    const uint8_t *bytes;
    size_t length;
};

size_t onoma_page_count(void);
struct onoma_page_file onoma_page_at(size_t index);

#endif
