// See refuse.h.
#include "refuse.h"

#include <fcntl.h>
#include <stdio.h>

#include "carry.h"
#include "json_write.h"
#include "run.h"
#include "sys.h"

int refuse(const char *why)
{
	(void)fprintf(stderr, "lading-helper: %s\n", why);
	return RUN_REFUSED;
}

int refuse_to_carry(int journal, const char *why)
{
	char text[CARRY_WHY_SIZE * 6 + 256]; /* an escape is at most six bytes */
	struct json line = {text, sizeof(text), 0, false};

	if (fcntl(journal, F_GETFD) < 0)
		return refuse(why);
	json_raw(&line, "{\"event\":\"end\",\"exit\":");
	json_number(&line, RUN_REFUSED);
	json_raw(&line, ",\"message\":");
	json_string(&line, why);
	json_raw(&line, ",\"outcome\":\"refused\",\"prev\":\"");
	for (size_t i = 0; i < SHA256_HEX_SIZE - 1; i++)
		json_raw(&line, "0");
	json_raw(&line, "\"}\n");
	(void)sys_write_all(journal, text, line.length); /* the exit status says the same */
	return RUN_REFUSED;
}
