// What a field of an action holds, but for other objects: numbers, texts and words, bytes, and
// lists of them, each of the type and within the limits of its generated description. Pure.
#ifndef HELPER_PLAN_VALUE_H
#define HELPER_PLAN_VALUE_H

#include "actions.h"
#include "plan_text.h"

/* Reads the value at hand to `place`, which is of the field's type. -1, with the error filled. */
int plan_value_read(struct reader *reader, const struct field *field, void *place);

/* The container id's rule, which every part that makes a path of one relies on. */
bool plan_is_container_id(const char *text);

/* Counts the items of the array at hand; `reader` stays where it is. */
int reader_count_items(struct reader *reader, size_t *count);
/* What stands before an item, and behind the last one. */
int reader_begin_item(struct reader *reader, size_t index);
int reader_end_items(struct reader *reader, size_t count);

#endif
