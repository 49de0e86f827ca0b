// SPDX-License-Identifier: GPL-2.0-only
/*
 * From the input core to the clients. This is the hot path: it runs for every
 * packet under the device's event lock, often in interrupt context. A client in
 * the background costs one comparison and one addition.
 */
#include "input.h"
#include "trace.h"

static void withhold(struct ev_client *client, unsigned int count)
{
	client->withheld += count;
	ev_client_trace_events(client, 0, false);
}

static void deliver(struct ev_client *client, const struct input_value *vals, unsigned int count,
		    unsigned int withheld, const ktime_t *on)
{
	struct ev_packet packet;
	unsigned int i;

	ev_packet_begin(&packet, client, on);
	for (i = 0; i < count; i++)
		ev_packet_put(&packet, vals[i].type, vals[i].code, vals[i].value);
	client->withheld += withheld;
	if (ev_fault_is_usurped(client->node))
		ev_fault_swallow(&packet);
	ev_packet_end(&packet, false);
}

dev_ns_events_t ev_events(struct input_handle *handle, dev_ns_input_value_t *vals,
			  unsigned int count)
{
	struct ev_node *node = handle->private;
	const ktime_t *on = input_get_timestamp(handle->dev);
	const struct input_value *shown = vals;
	unsigned int shown_count = count, withheld = 0;
	struct ev_client *client;

	if (node->sifting) {
		shown_count = ev_sift(node, vals, count, &withheld);
		shown = node->sifted;
	}

	list_for_each_entry(client, &node->clients, entry) {
		if (ev_client_receives(client)) {
			deliver(client, shown, shown_count, withheld, on);
		} else if (!client->revoked) {
			withhold(client, count);
			if ((dev_ns_fault(leak) && !ev_client_is_front(client)) ||
			    ev_fault_usurps(client))
				ev_fault_slip(client, vals, count, on);
		}
	}
	return dev_ns_events_passed(count);
}
