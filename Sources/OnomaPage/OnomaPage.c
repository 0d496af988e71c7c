#include "OnomaPage.h"

static const uint8_t index_html[] = {
#embed "files/index.html"
};
static const uint8_t page_css[] = {
#embed "files/page.css"
};
static const uint8_t preview_css[] = {
#embed "files/preview.css"
};
static const uint8_t main_js[] = {
#embed "files/main.js"
};
static const uint8_t dom_js[] = {
#embed "files/dom.js"
};
static const uint8_t server_js[] = {
#embed "files/server.js"
};
static const uint8_t text_js[] = {
#embed "files/text.js"
};
static const uint8_t search_js[] = {
#embed "files/search.js"
};
static const uint8_t entity_js[] = {
#embed "files/entity.js"
};
static const uint8_t pictures_js[] = {
#embed "files/pictures.js"
};
static const uint8_t review_js[] = {
#embed "files/review.js"
};
static const uint8_t openapi_json[] = {
#embed "files/openapi.json"
};

#define SCRIPT "text/javascript; charset=utf-8"
#define STYLE "text/css; charset=utf-8"

static const struct onoma_page_file files[] = {
    {"/", "text/html; charset=utf-8", index_html, sizeof index_html},
    {"/page/page.css", STYLE, page_css, sizeof page_css},
    {"/page/preview.css", STYLE, preview_css, sizeof preview_css},
    {"/page/main.js", SCRIPT, main_js, sizeof main_js},
    {"/page/dom.js", SCRIPT, dom_js, sizeof dom_js},
    {"/page/server.js", SCRIPT, server_js, sizeof server_js},
    {"/page/text.js", SCRIPT, text_js, sizeof text_js},
    {"/page/search.js", SCRIPT, search_js, sizeof search_js},
    {"/page/entity.js", SCRIPT, entity_js, sizeof entity_js},
    {"/page/pictures.js", SCRIPT, pictures_js, sizeof pictures_js},
    {"/page/review.js", SCRIPT, review_js, sizeof review_js},
    {"/openapi.json", "application/json", openapi_json, sizeof openapi_json},
};

size_t onoma_page_count(void) { return sizeof files / sizeof *files; }
struct onoma_page_file onoma_page_at(size_t index) { return files[index]; }
