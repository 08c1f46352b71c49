/* Internal to relations: the PLOVER class of an event, as the text puts it. */
#ifndef BG_EXTRACT_EVENT_CLASS_H
#define BG_EXTRACT_EVENT_CLASS_H

#include "extract/match.h"
#include "extract/scope.h"

/* The relation's class; where the event is only announced or denied, the class that bg:announcedAs or bg:deniedAs gives
 * it. */
bg_str bg_event_class_of(const bg_tree *tree, const bg_relation_lexicon *lexicon, const bg_proposal *proposal,
                         const bg_scope *scope);

#endif
