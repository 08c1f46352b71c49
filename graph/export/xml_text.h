/* Internal: text in XML 1.0. */
#ifndef BG_EXPORT_XML_TEXT_H
#define BG_EXPORT_XML_TEXT_H

#include "base/str.h"

/* Append text for an element or an attribute: markup and line ends (those of XML 1.1 too) are escaped, so that readers
 * keep them; characters that XML cannot hold become U+FFFD. */
void bg_xml_put(bg_buffer *out, bg_str text);

#endif
