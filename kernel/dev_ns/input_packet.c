// SPDX-License-Identifier: GPL-2.0-only
/* One packet on its way into one client's buffer. */
#include <linux/poll.h>
#include <linux/timekeeping.h>

#include "input.h"
#include "trace.h"

struct ev_time ev_time_now(void)
{
	ktime_t now = ktime_get();

	return (struct ev_time) {
		.on = {
			[INPUT_CLK_REAL] = ktime_mono_to_real(now),
			[INPUT_CLK_MONO] = now,
			[INPUT_CLK_BOOT] = ktime_mono_to_any(now, TK_OFFS_BOOT),
		},
	};
}

/* Takes client->lock, which ev_packet_end() gives back. @on: the time on each clock. */
void ev_packet_begin(struct ev_packet *packet, struct ev_client *client, const ktime_t *on)
{
	struct timespec64 time;

	spin_lock(&client->lock);
	time = ktime_to_timespec64(on[client->clock]);
	*packet = (struct ev_packet) {
		.client = client,
		.delivered = client->delivered,
		.withheld = client->withheld,
		.open = client->head - client->packet,
		.stamp.input_event_sec = time.tv_sec,
		.stamp.input_event_usec = time.tv_nsec / NSEC_PER_USEC,
	};
}

/* Puts one event, unless it is masked or a report with nothing to report. */
void ev_packet_put(struct ev_packet *packet, unsigned int type, unsigned int code, int value)
{
	struct ev_client *client = packet->client;

	if (!ev_mask_passes(client, type, code))
		return;

	if (type == EV_SYN && code == SYN_REPORT) {
		if (!packet->open)
			return;
		packet->open = 0;
		packet->whole = true;
	} else {
		packet->open++;
	}

	if (type == EV_KEY && code < KEY_CNT)
		__assign_bit(code, client->down, value);

	packet->stamp.type = type;
	packet->stamp.code = code;
	packet->stamp.value = value;
	ev_ring_put(client, &packet->stamp);
}

/* @synthetic: the packet was made by a switch, not by the device. */
void ev_packet_end(struct ev_packet *packet, bool synthetic)
{
	struct ev_client *client = packet->client;
	unsigned int now = client->delivered - packet->delivered;

	if (now || client->withheld != packet->withheld)
		ev_client_trace_events(client, now, synthetic);
	spin_unlock(&client->lock);

	if (packet->whole)
		ev_client_wake(client, POLL_IN,
			       EPOLLIN | EPOLLOUT | EPOLLRDNORM | EPOLLWRNORM);
}
