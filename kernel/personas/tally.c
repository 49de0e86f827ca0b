// SPDX-License-Identifier: GPL-2.0-only
#include "tally.h"

#include <string.h>

static void add_key(struct tally *tally, int code, int value)
{
	tally->keys++;
	if (value == 2) {
		tally->repeats++;
		tally->odd += !tally->lost[code] && !tally->down[code];
		return;
	}
	tally->presses += value;
	tally->odd += !tally->lost[code] && tally->down[code] == value;
	tally->lost[code] = false;
	tally->down[code] = value;
}

/* What is down now, the events do not say any more. */
static void add_dropped(struct tally *tally)
{
	tally->dropped++;
	memset(tally->down, 0, sizeof(tally->down));
	memset(tally->lost, true, sizeof(tally->lost));
	memset(tally->contact, 0, sizeof(tally->contact));
}

static void add_axis(struct tally *tally, int code, int value)
{
	tally->axis[code] = value;
	if (code == ABS_MT_SLOT && value >= 0 && value < SLOTS)
		tally->slot = value;
	else if (code == ABS_MT_TRACKING_ID)
		tally->contact[tally->slot] = value >= 0;
	else if (code == ABS_MT_POSITION_X)
		tally->slot_x[tally->slot] = value;
	else if (code == ABS_MT_PRESSURE)
		tally->slot_pressure[tally->slot] = value;
}

void tally_add(struct tally *tally, const struct input_event *event)
{
	tally->events++;
	if (event->type == EV_SYN && event->code == SYN_REPORT)
		tally->reports++;
	else if (event->type == EV_SYN && event->code == SYN_DROPPED)
		add_dropped(tally);
	else if (event->type == EV_KEY && event->code < KEY_CNT)
		add_key(tally, event->code, event->value);
	else if (event->type == EV_ABS && event->code < ABS_CNT)
		add_axis(tally, event->code, event->value);
	else if (event->type == EV_SW && event->code < SW_CNT)
		tally->sw[event->code] = event->value;
}

static int count_true(const bool *flags, int count)
{
	int sum = 0;

	while (count--)
		sum += flags[count];
	return sum;
}

void tally_print(const struct tally *tally, FILE *to)
{
	fprintf(to, "events=%llu reports=%llu keys=%llu presses=%llu repeats=%llu", tally->events,
		tally->reports, tally->keys, tally->presses, tally->repeats);
	fprintf(to, " dropped=%llu odd=%llu", tally->dropped, tally->odd);
	fprintf(to, " down=%d contacts=%d slot=%d", count_true(tally->down, KEY_CNT),
		count_true(tally->contact, SLOTS), tally->slot);
	fprintf(to, " x=%d y=%d slot_x=%d slot_pressure=%d lid=%d", tally->axis[ABS_X],
		tally->axis[ABS_Y], tally->slot_x[tally->slot], tally->slot_pressure[tally->slot],
		tally->sw[SW_LID]);
}
