// SPDX-License-Identifier: GPL-2.0-only
/*
 * A client's buffer. Only whole packets can be read: up to the last SYN_REPORT.
 * A full buffer is emptied and restarted with SYN_DROPPED and the newest event,
 * upon which a client discards up to the next SYN_REPORT and asks for the state.
 */
#include <linux/log2.h>
#include <linux/minmax.h>

#include "input.h"

#define PACKETS_BUFFERED 8
#define EVENTS_BUFFERED_MIN 64

unsigned int ev_ring_size(const struct input_dev *dev)
{
	return roundup_pow_of_two(max_t(unsigned int, EVENTS_BUFFERED_MIN,
					dev->hint_events_per_packet * PACKETS_BUFFERED));
}

static struct input_event *ring_at(struct ev_client *client, unsigned int index)
{
	return &client->events[index & (client->size - 1)];
}

static bool is_report(const struct input_event *event)
{
	return event->type == EV_SYN && event->code == SYN_REPORT;
}

static void ring_append(struct ev_client *client, const struct input_event *event)
{
	*ring_at(client, client->head++) = *event;
	client->delivered++;
	if (is_report(event))
		WRITE_ONCE(client->packet, client->head);
}

static void ring_empty(struct ev_client *client)
{
	client->dropped += client->head - client->tail;
	client->tail = client->head;
	client->packet = client->head;
}

void ev_ring_put(struct ev_client *client, const struct input_event *event)
{
	/* One place stays free for the marker that a restart needs. */
	if (client->head - client->tail == client->size - 1) {
		struct input_event marker = *event;

		marker.type = EV_SYN;
		marker.code = SYN_DROPPED;
		marker.value = 0;
		ring_empty(client);
		ring_append(client, &marker);
	}
	ring_append(client, event);
}

bool ev_ring_take(struct ev_client *client, struct input_event *event)
{
	bool taken = false;

	spin_lock_irq(&client->lock);
	if (ev_ring_readable(client)) {
		*event = *ring_at(client, client->tail);
		WRITE_ONCE(client->tail, client->tail + 1);
		taken = true;
	}
	spin_unlock_irq(&client->lock);
	return taken;
}

/*
 * Removes the events of one type, whose state the client was just told, and the
 * packets that get empty by that. A report that comes first stays: it ends a
 * packet whose beginning was read already.
 */
void ev_ring_remove(struct ev_client *client, unsigned int type)
{
	unsigned int from, to = client->tail, packet = client->tail;
	bool empty = false;

	for (from = client->tail; from != client->head; from++) {
		const struct input_event *event = ring_at(client, from);
		bool report = is_report(event);

		if (event->type == type || (report && empty)) {
			client->dropped++;
			continue;
		}
		*ring_at(client, to++) = *event;
		empty = report;
		if (report)
			packet = to;
	}
	client->head = to;
	WRITE_ONCE(client->packet, packet);
}

/* The client must ask for the state again: it gets to know with the next report. */
void ev_ring_put_dropped(struct ev_client *client)
{
	struct ev_time now = ev_time_now();
	struct timespec64 time = ktime_to_timespec64(now.on[client->clock]);
	struct input_event marker = {
		.input_event_sec = time.tv_sec,
		.input_event_usec = time.tv_nsec / NSEC_PER_USEC,
		.type = EV_SYN,
		.code = SYN_DROPPED,
	};

	if (client->head - client->tail == client->size - 1)
		ring_empty(client);
	ring_append(client, &marker);
}

/* Events that carry the time of the old clock are of no use with the new one. */
void ev_ring_restart(struct ev_client *client, enum input_clock_type clock)
{
	bool lost = client->head != client->tail;

	client->clock = clock;
	ring_empty(client);
	if (lost)
		ev_ring_put_dropped(client);
}
