// SPDX-License-Identifier: GPL-2.0-only
/*
 * switch_service SOCKET NAME=PID...: owns the switch. Whoever reaches the socket asks for a persona by name, in one packet, and is
 * answered with an errno, 0 when it is active. Each request is a line on standard output: `asked=NAME by=PID errno=…`, PID being
 * that of who asked, as this process sees it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int make_active(const char *pid)
{
	int file = open("/proc/dev_ns/active_ns_pid", O_WRONLY);
	int error = 0;

	if (file < 0)
		return errno;
	if (write(file, pid, strlen(pid)) < 0)
		error = errno;
	close(file);
	return error;
}

/* The PID of whom the name is, or NULL. */
static const char *known_as(const char *name, char **known)
{
	size_t length = strlen(name);

	for (; *known; known++)
		if (!strncmp(*known, name, length) && (*known)[length] == '=')
			return *known + length + 1;
	return NULL;
}

static int obey(const char *name, char **known)
{
	const char *pid = known_as(name, known);

	return pid ? make_active(pid) : ENOENT;
}

static void serve(int client, char **known)
{
	struct ucred who = {};
	socklen_t size = sizeof(who);
	char name[64], answer[16];
	ssize_t length = recv(client, name, sizeof(name) - 1, 0);
	int error;

	if (length <= 0)
		return;
	name[length] = 0;
	getsockopt(client, SOL_SOCKET, SO_PEERCRED, &who, &size);
	error = obey(name, known);
	send(client, answer, snprintf(answer, sizeof(answer), "%d", error), MSG_NOSIGNAL);
	/* A name that is none of ours could be anything, a line of its own even. */
	printf("asked=%s by=%d errno=%d\n", known_as(name, known) ? name : "?", who.pid, error);
	fflush(stdout);
}

int main(int argc, char **argv)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int service = socket(AF_UNIX, SOCK_SEQPACKET, 0), client;

	if (argc < 3) {
		fprintf(stderr, "usage: switch_service SOCKET NAME=PID...\n");
		return 2;
	}
	snprintf(address.sun_path, sizeof(address.sun_path), "%s", argv[1]);
	unlink(argv[1]);
	if (service < 0 || bind(service, (struct sockaddr *)&address, sizeof(address)) || listen(service, 8)) {
		perror(argv[1]);
		return 1;
	}
	while ((client = accept(service, NULL, NULL)) >= 0) {
		serve(client, argv + 2);
		close(client);
	}
	perror("accept");
	return 1;
}
