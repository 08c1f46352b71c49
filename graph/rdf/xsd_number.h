/* Internal to rdf/xsd_value: numbers. */
#ifndef BG_RDF_XSD_NUMBER_H
#define BG_RDF_XSD_NUMBER_H

#include "rdf/xsd_value.h"

/* What kind of number a type of XML Schema is (local name). */
typedef enum { XSD_NOT_A_NUMBER, XSD_EXACT, XSD_FLOATING } xsd_number_kind;

xsd_number_kind xsd_number_kind_of(bg_str type);
bool xsd_number_valid(bg_str type, bg_str lexical);
/* Both are valid numbers. */
bg_order xsd_number_compare(bg_str type_a, bg_str a, bg_str type_b, bg_str b);
/* The value of a valid float or double, whatever the locale. */
double xsd_number_double(bg_str lexical);

#endif
