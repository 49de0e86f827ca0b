/* SPDX-License-Identifier: GPL-2.0-only */
/* What a reader got from an event node, and what it must believe by that. */
#ifndef PERSONAS_TALLY_H
#define PERSONAS_TALLY_H

#include <linux/input.h>
#include <stdbool.h>
#include <stdio.h>

#define SLOTS 64

struct tally {
	unsigned long long events, reports, keys, presses, repeats, dropped;
	/* A press of what was down, or a release of what was up. */
	unsigned long long odd;
	bool down[KEY_CNT];
	bool lost[KEY_CNT];	/* not seen since a SYN_DROPPED */
	bool contact[SLOTS];
	int slot;
	int axis[ABS_CNT], slot_x[SLOTS], slot_pressure[SLOTS];
	int sw[SW_CNT];
};

void tally_add(struct tally *tally, const struct input_event *event);

/* Prints key=value pairs, without an end of line. */
void tally_print(const struct tally *tally, FILE *to);

#endif /* PERSONAS_TALLY_H */
