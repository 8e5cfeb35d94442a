/*
 * html_style.h - html.css as bytes, and its hash for the page's own policy.
 */
#ifndef WRITE_HTML_STYLE_H
#define WRITE_HTML_STYLE_H

#include <stddef.h>

extern const unsigned char html_style[];
extern const size_t html_style_bytes;
extern const char html_style_sha256[]; /* in base64 */

#endif
