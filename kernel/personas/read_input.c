// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads event nodes and counts what it gets, for scenarios.
 *
 *	read_input [-t SECONDS] [-s FILE] NODE...
 *
 * -s writes the value of each MSC_SERIAL to a file, one a line: see generate's serials.
 * It ends by the time, by SIGTERM or SIGINT, or by the command quit, and prints one
 * line of eventN.KEY=VALUE pairs then, and for the command stat or a SIGUSR1:
 * events, reports, keys, repeats, dropped (SYN_DROPPED seen), odd (presses of what
 * was down, releases of what was up), down (keys now), contacts (now), ...
 *
 * Commands come from stdin, one a line, each answered by one line:
 *
 *	[NUMBER] COMMAND	for the NUMBERth node, else for the first
 *	stat, quit
 *	pause, resume		stop reading, go on
 *	close			the node
 *	poll			poll()'s answer, as bits
 *	read SIZE		what read() of SIZE bytes returns, nothing counted
 *	see requests.c		grab, ungrab, keys, write, mask, ...
 *
 * A number in an answer is what the call returned, or the negative errno.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "requests.h"
#include "tally.h"

#define NODES_MAX 32

static struct node {
	const char *name;
	int fd;
	int error;	/* errno that reading ended with */
	struct tally tally;
} nodes[NODES_MAX];
static int node_count;
static bool paused;
static FILE *serials;

static void take(struct node *node, const struct input_event *event)
{
	tally_add(&node->tally, event);
	if (serials && event->type == EV_MSC && event->code == MSC_SERIAL)
		fprintf(serials, "%d\n", event->value);
}

static void read_all(struct node *node)
{
	struct input_event events[64];
	ssize_t got;
	int i;

	while ((got = read(node->fd, events, sizeof(events))) > 0)
		for (i = 0; i < (int)(got / sizeof(*events)); i++)
			take(node, &events[i]);
	if (got < 0 && errno != EAGAIN && errno != EINTR)
		node->error = errno;
}

static void print_stat(void)
{
	int i;

	for (i = 0; i < node_count; i++) {
		char pairs[512], *pair, *rest = pairs;
		FILE *to = fmemopen(pairs, sizeof(pairs), "w");

		if (!paused && nodes[i].fd >= 0)
			read_all(&nodes[i]);
		tally_print(&nodes[i].tally, to);
		fprintf(to, " error=%d", nodes[i].error);
		fclose(to);
		while ((pair = strsep(&rest, " ")))
			printf("%s%s.%s", i || pair != pairs ? " " : "", nodes[i].name, pair);
	}
	putchar('\n');
	fflush(NULL);
}

static void print_poll(int fd)
{
	struct pollfd pollfd = { .fd = fd, .events = POLLIN | POLLOUT };

	int ready = poll(&pollfd, 1, 0);

	printf("poll=%d in=%d out=%d hup=%d", ready, !!(pollfd.revents & POLLIN),
	       !!(pollfd.revents & POLLOUT), !!(pollfd.revents & POLLHUP));
}

static void print_read(int fd, size_t size)
{
	char buffer[4096];
	ssize_t got = read(fd, buffer, size < sizeof(buffer) ? size : sizeof(buffer));

	printf("read=%d", got < 0 ? -errno : (int)got);
}

static void obey(const char *line)
{
	struct node *node = nodes;
	int number, length = 0;
	size_t size;

	if (sscanf(line, "%d %n", &number, &length) == 1 && number > 0 && number <= node_count)
		node = &nodes[number - 1];
	line += length;

	if (!strcmp(line, "stat")) {
		print_stat();
		return;
	}
	if (!strcmp(line, "quit")) {
		print_stat();
		exit(0);
	}
	if (!strcmp(line, "pause") || !strcmp(line, "resume"))
		printf("paused=%d", paused = *line == 'p');
	else if (!strcmp(line, "close"))
		printf("close=%d", close(node->fd)), node->fd = -1;
	else if (!strcmp(line, "poll"))
		print_poll(node->fd);
	else if (sscanf(line, "read %zu", &size) == 1)
		print_read(node->fd, size);
	else if (request(node->fd, line))
		printf("error=command");
	putchar('\n');
	fflush(stdout);
}

/* Return: a file that can be read when one of our signals came. */
static int catch_signals(void)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGUSR1);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	return signalfd(-1, &signals, SFD_CLOEXEC);
}

/* Return: whether it was the signal to end. */
static bool take_signal(int signals)
{
	struct signalfd_siginfo info;

	if (read(signals, &info, sizeof(info)) != sizeof(info))
		return true;
	if (info.ssi_signo == SIGUSR1)
		print_stat();
	return info.ssi_signo != SIGUSR1;
}

static void loop(int signals, double seconds)
{
	struct pollfd fds[NODES_MAX + 2];
	struct timespec now, end;
	char line[256];
	int i;

	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += seconds;
	fds[0] = (struct pollfd) { .fd = 0, .events = POLLIN };
	fds[1] = (struct pollfd) { .fd = signals, .events = POLLIN };
	for (;;) {
		for (i = 0; i < node_count; i++)
			fds[i + 2] = (struct pollfd) {
				.fd = paused || nodes[i].error ? -1 : nodes[i].fd,
				.events = POLLIN,
			};
		poll(fds, node_count + 2, seconds ? 100 : -1);
		for (i = 0; i < node_count; i++)
			if (fds[i + 2].revents)
				read_all(&nodes[i]);
		if (fds[1].revents && take_signal(signals))
			return;
		if (fds[0].revents) {
			if (fgets(line, sizeof(line), stdin)) {
				line[strcspn(line, "\n")] = 0;
				obey(line);
			} else {
				fds[0].fd = -1;
			}
		}
		clock_gettime(CLOCK_MONOTONIC, &now);
		if (seconds && now.tv_sec >= end.tv_sec)
			return;
	}
}

static void open_node(const char *path)
{
	struct node *node = &nodes[node_count++];
	const char *slash = strrchr(path, '/');

	node->name = slash ? slash + 1 : path;
	node->fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (node->fd < 0) {
		fprintf(stderr, "read_input: %s: %s\n", path, strerror(errno));
		exit(1);
	}
}

int main(int argc, char **argv)
{
	double seconds = 0;
	int option, signals;

	while ((option = getopt(argc, argv, "t:s:")) != -1) {
		if (option == 't')
			seconds = atof(optarg);
		else if (option == 's')
			serials = fopen(optarg, "w");
		else
			return 2;
	}
	if (optind == argc || argc - optind > NODES_MAX) {
		fputs("usage: read_input [-t SECONDS] [-s FILE] NODE...\n", stderr);
		return 2;
	}
	setvbuf(stdin, NULL, _IONBF, 0);
	signals = catch_signals();
	while (optind < argc)
		open_node(argv[optind++]);
	puts("ready=1");
	fflush(stdout);
	loop(signals, seconds);
	print_stat();
	return 0;
}
