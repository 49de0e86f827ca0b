// SPDX-License-Identifier: GPL-2.0-only
#include "service.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int ask_for(const char *path, const char *persona)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char answer[16] = "";
	int service = socket(AF_UNIX, SOCK_SEQPACKET, 0);
	int ret = -1;

	if (service < 0)
		return -1;
	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	if (!connect(service, (struct sockaddr *)&address, sizeof(address)) &&
	    send(service, persona, strlen(persona), 0) > 0 && recv(service, answer, sizeof(answer) - 1, 0) > 0) {
		errno = atoi(answer);
		ret = errno ? -1 : 0;
	}
	close(service);
	return ret;
}
