/* SPDX-License-Identifier: GPL-2.0-only */
/* Input devices made with uinput. */
#ifndef PERSONAS_DEVICE_H
#define PERSONAS_DEVICE_H

#include <stddef.h>

/* A new device of a kind that generate.c lists. Return: its uinput file, or -1 with errno. */
int device_create(const char *kind, const char *name);

/* Waits for the device's event node, such as /dev/input/event3. Return: 0, or -1 with errno. */
int device_node(int device, char *node, size_t size);

#endif /* PERSONAS_DEVICE_H */
