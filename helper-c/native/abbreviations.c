// See abbreviations.h.
#include "abbreviations.h"

#include <stdbool.h>
#include <string.h>

#include "program.h"

/* NULL: what follows is no option. */
static const struct command_spec *after_operand(const struct command_spec *place, const char *word)
{
	if (place != &program_root) {
		for (size_t i = 0; i < place->operand_count; i++)
			if (place->operands[i].is_rest)
				return NULL;
		return place;
	}
	for (size_t i = 0; i < program_command_count; i++)
		if (strcmp(program_commands[i].name, word) == 0)
			return &program_commands[i];
	return NULL;
}

static bool takes_value(const struct option_spec *spec)
{
	size_t length = strlen(spec->flags);

	return length > 0 && spec->flags[length - 1] == '>';
}

struct search {
	const char *name;
	size_t length;
	const char *only;
	bool is_exact;
	bool is_ambiguous;
};

static void consider(struct search *search, const char *known)
{
	if (known == NULL || strncmp(known, search->name, search->length) != 0)
		return;
	search->is_exact |= known[search->length] == '\0';
	search->is_ambiguous |= search->only != NULL;
	search->only = known;
}

/* The option that `--name`, the beginning of `word`, is short for; NULL: none, or several, or it is
 * whole. */
static const char *find_whole(const struct command_spec *place, const char *word, size_t length)
{
	struct search search = {.name = word, .length = length};

	for (size_t i = 0; i < place->option_count; i++)
		consider(&search, place->options[i].long_flag);
	consider(&search, "--help");
	if (place == &program_root)
		consider(&search, "--version");
	return search.is_exact || search.is_ambiguous ? NULL : search.only;
}

static const char *expand(struct arena *arena, const struct command_spec *place, const char *word)
{
	size_t length = strcspn(word, "=");
	const char *whole;
	char *text;

	if (strcmp(word, "-?") == 0 || strcmp(word, "--usage") == 0)
		return "--help";
	if (strcmp(word, "-V") == 0 && place == &program_root)
		return "--version";
	if (word[1] != '-')
		return word;
	whole = find_whole(place, word, length);
	if (whole == NULL)
		return word;
	text = arena_take(arena, strlen(whole) + strlen(word + length) + 1);
	if (text == NULL)
		return NULL;
	strcpy(text, whole);
	return strcat(text, word + length);
}

static bool long_takes_next(const struct command_spec *place, const char *word)
{
	for (size_t i = 0; i < place->option_count; i++) {
		const struct option_spec *spec = &place->options[i];

		if (spec->long_flag != NULL && strcmp(spec->long_flag, word) == 0)
			return takes_value(spec);
	}
	return false;
}

static const struct option_spec *find_letter(const struct command_spec *place, char letter)
{
	for (size_t i = 0; i < place->option_count; i++)
		if (place->options[i].letter == letter)
			return &place->options[i];
	return NULL;
}

/* `-abc`: flags, up to the first that has a value, which is the next word when nothing is left of
 * this one. */
static bool short_takes_next(const struct command_spec *place, const char *word)
{
	for (const char *at = word + 1; *at != '\0'; at++) {
		const struct option_spec *spec = find_letter(place, *at);

		if (spec == NULL)
			return false;
		if (takes_value(spec))
			return at[1] == '\0';
	}
	return false;
}

const char *const *abbreviations_expand(struct arena *arena, size_t argc, const char *const *argv)
{
	const struct command_spec *place = &program_root;
	const char **words = arena_take(arena, (argc + 1) * sizeof(*words));
	size_t at = 0;

	if (words == NULL)
		return NULL;
	memcpy(words, argv, argc * sizeof(*words));
	for (; at < argc && place != NULL && strcmp(argv[at], "--") != 0; at++) {
		const char *word = argv[at];

		if (word[0] != '-' || word[1] == '\0') {
			place = after_operand(place, word);
			continue;
		}
		words[at] = expand(arena, place, word);
		if (words[at] == NULL)
			return NULL;
		at += word[1] == '-' ? long_takes_next(place, words[at])
				     : short_takes_next(place, word);
	}
	return words;
}
