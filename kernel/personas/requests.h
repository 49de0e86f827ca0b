/* SPDX-License-Identifier: GPL-2.0-only */
/* What read_input can ask an event node. */
#ifndef PERSONAS_REQUESTS_H
#define PERSONAS_REQUESTS_H

/* Does what the line says and prints the answer as key=value. Return: 0, or -1 for an unknown line. */
int request(int fd, const char *line);

#endif /* PERSONAS_REQUESTS_H */
