// SPDX-License-Identifier: GPL-2.0-only
/* Seats, and what a switch does to them. With node->turn held unless said otherwise. */
#include <linux/bitmap.h>
#include <linux/slab.h>

#include "input.h"

static struct ev_seat *find_seat(struct ev_node *node, const struct dev_ns *ns)
{
	struct ev_seat *seat;

	list_for_each_entry(seat, &node->seats, entry)
		if (seat->ns == ns)
			return seat;
	return NULL;
}

static struct ev_seat *create_seat(struct ev_node *node, struct dev_ns *ns)
{
	struct input_dev *dev = ev_device(node);
	struct ev_seat *seat = kzalloc(sizeof(*seat), GFP_KERNEL);

	if (!seat)
		return NULL;
	seat->node = node;
	seat->ns = dev_ns_get(ns);
	list_add_tail(&seat->entry, &node->seats);

	spin_lock_irq(&dev->event_lock);
	ev_resync_init(node, seat);
	if (ns == node->active)
		node->front = seat;
	spin_unlock_irq(&dev->event_lock);
	return seat;
}

/* Return: the namespace's seat, with one client more, or NULL without memory. */
struct ev_seat *ev_seat_enter(struct ev_node *node, struct dev_ns *ns)
{
	struct ev_seat *seat = find_seat(node, ns) ?: create_seat(node, ns);

	if (seat)
		seat->clients++;
	return seat;
}

void ev_seat_leave(struct ev_seat *seat)
{
	struct ev_node *node = seat->node;
	struct input_dev *dev = ev_device(node);

	if (--seat->clients)
		return;

	spin_lock_irq(&dev->event_lock);
	if (node->front == seat)
		node->front = NULL;
	spin_unlock_irq(&dev->event_lock);

	list_del(&seat->entry);
	dev_ns_put(seat->ns);
	kfree(seat);
}

/* A client of the front wrote an event: remember what goes on until it is ended. */
void ev_seat_started(struct ev_seat *seat, const struct input_event *event)
{
	if (event->type == EV_KEY && event->code < KEY_CNT)
		__assign_bit(event->code, seat->keys, event->value);
	else if (event->type == EV_SND && event->code < SND_CNT)
		__assign_bit(event->code, seat->sounds, event->value);
	else if (event->type == EV_FF && event->code < FF_GAIN)
		__assign_bit(event->code, seat->effects, event->value);
}

static void end_all(struct ev_node *node, unsigned int type, unsigned long *started,
		    unsigned int count)
{
	unsigned int code;

	for_each_set_bit(code, started, count)
		input_inject_event(&node->handle, type, code, 0);
	bitmap_zero(started, count);
}

static void end_started(struct ev_seat *seat)
{
	struct ev_node *node = seat->node;

	end_all(node, EV_KEY, seat->keys, KEY_CNT);
	end_all(node, EV_SND, seat->sounds, SND_CNT);
	end_all(node, EV_FF, seat->effects, FF_GAIN);
}

/*
 * Takes event_lock, if possible when the input core has no half packet: what a
 * client wrote without a report must not come out in another namespace. A driver
 * can begin the next packet before we have the lock; such a packet goes whole to
 * whoever is the front when it ends, so after some tries that is good enough.
 */
static void lock_between_packets(struct ev_node *node)
{
	struct input_dev *dev = ev_device(node);
	int tries;

	for (tries = 0; tries < 3; tries++) {
		spin_lock_irq(&dev->event_lock);
		if (!dev->num_vals)
			return;
		spin_unlock_irq(&dev->event_lock);
		input_inject_event(&node->handle, EV_SYN, SYN_REPORT, 0);
	}
	spin_lock_irq(&dev->event_lock);
}

/* Nobody has the device. Takes the turn itself. */
void ev_node_deactivate(struct ev_node *node)
{
	struct input_dev *dev = ev_device(node);
	struct ev_seat *seat;

	mutex_lock(&node->turn);
	list_for_each_entry(seat, &node->seats, entry)
		if (ev_seat_is_front(seat))
			end_started(seat);

	lock_between_packets(node);
	list_for_each_entry(seat, &node->seats, entry)
		if (ev_seat_is_front(seat))
			ev_resync_release(node, seat);
	node->front = NULL;
	WRITE_ONCE(node->shared, false);
	spin_unlock_irq(&dev->event_lock);
	node->active = NULL;

	list_for_each_entry(seat, &node->seats, entry)
		ev_grab_suspend(seat);
	mutex_unlock(&node->turn);
}

/*
 * @ns has the device, or all have it for NULL. Takes the turn itself.
 *
 * Return: 0, or why the grab is not real.
 */
int ev_node_activate(struct ev_node *node, const struct dev_ns *ns)
{
	struct input_dev *dev = ev_device(node);
	struct ev_seat *seat;
	int ret;

	mutex_lock(&node->turn);
	seat = ns ? find_seat(node, ns) : NULL;
	ret = seat ? ev_grab_restore(seat) : 0;

	lock_between_packets(node);
	ev_sift_begin(node);
	node->front = seat;
	WRITE_ONCE(node->shared, !ns);
	list_for_each_entry(seat, &node->seats, entry)
		if (ev_seat_is_front(seat))
			ev_resync_tell(node, seat);
	spin_unlock_irq(&dev->event_lock);
	node->active = ns;
	ev_grab_begin_settling(node);
	mutex_unlock(&node->turn);
	return ret;
}
