/* SPDX-License-Identifier: GPL-2.0-only */
/* Asking the switch service. */
#ifndef PERSONAS_SERVICE_H
#define PERSONAS_SERVICE_H

/* Returns when the persona is active. Return: 0, or -1 with errno. */
int ask_for(const char *socket, const char *persona);

#endif /* PERSONAS_SERVICE_H */
