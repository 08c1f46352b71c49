/* What was found in a document, as one JSON object on one line (JSON Lines).
 *
 *   {"id","title","date","sha256","text",
 *    "entities":[{"id","type","label","aliases":[],"partOf":[],"concept","iso3","confidence"}],
 *    "mentions":[{"start","end","text","kind","fine","form","entity","nested","confidence"}],
 *    "claims":[{"id","subject","relation","object","sign","plover","modality","polarity","voice","strength","time",
 *               "topics":[],"instrument":[],"confidence","rule","trigger","evidence":[{"start","end","quote","locator"}]}],
 *    "recommendations":[{"id","addressee":[],"action","target":[],"partner":[],"topics":[],"instrument":[],"strength",
 *               "polarity","confidence","rule","trigger","evidence":[]}],
 *    "events":[{"subject","object","relation","sign","plover","trigger","claim","modality","polarity","confidence"}]}
 *
 * Events have mentions, by their index, as subject and object, either of which may be open; those that make a claim
 * name it. Offsets are code points of "text", the normalised text, end exclusive. Members without a value are left out.
 */
#ifndef BG_EXPORT_EXTRACTION_JSON_H
#define BG_EXPORT_EXTRACTION_JSON_H

#include "extract/extract.h"

/* Append the object and a line feed. */
void bg_extraction_json(const bg_extraction *extraction, bg_str id, const bg_ontology *ontology, bg_buffer *out);

#endif
