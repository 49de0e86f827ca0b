// SPDX-License-Identifier: GPL-2.0-only
/* ask_switch SOCKET PERSONA: asks the switch service to make a persona the active one; returns when it is. */
#include <stdio.h>

#include "service.h"

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: ask_switch SOCKET PERSONA\n");
		return 2;
	}
	if (ask_for(argv[1], argv[2])) {
		perror(argv[2]);
		return 1;
	}
	return 0;
}
