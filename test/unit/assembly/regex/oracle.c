// For each pair of an expression and a text, both ended by NUL, on standard input: 1 when the one
// matches in the other, 0 when it does not, e when it is no expression (regcomp(3), REG_EXTENDED).
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>

static char *next(char **line, size_t *size)
{
	return getdelim(line, size, '\0', stdin) > 0 ? *line : NULL;
}

int main(void)
{
	char *regex = NULL;
	char *text = NULL;
	size_t regex_size = 0;
	size_t text_size = 0;

	while (next(&regex, &regex_size) != NULL && next(&text, &text_size) != NULL) {
		regex_t compiled;

		if (regcomp(&compiled, regex, REG_EXTENDED | REG_NOSUB) != 0) {
			putchar('e');
			continue;
		}
		putchar(regexec(&compiled, text, 0, NULL, 0) == 0 ? '1' : '0');
		regfree(&compiled);
	}
	free(regex);
	free(text);
	return 0;
}
