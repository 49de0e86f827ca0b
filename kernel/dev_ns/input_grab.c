// SPDX-License-Identifier: GPL-2.0-only
/*
 * Grabs: one a seat, real while the seat is the front, else virtual. All with
 * node->turn held, so that neither a switch nor another grab comes between.
 *
 * Giving a device back waits for an RCU grace period, and events would be lost
 * meanwhile. So a switch hands our handle's grab on where both namespaces have
 * one, and gives the others' back only when the new front is in place, for all
 * devices at once: grace periods can be waited for together.
 */
#include <linux/rcupdate.h>

#include "input.h"
#include "trace.h"

void ev_grab_trace(const struct ev_client *client, enum dev_ns_grab_action action, bool real,
		   int ret)
{
	trace_grab(client->id, client->node->dev.devt, dev_ns_inum(client->seat->ns), action, real,
		   ret, 0);
}

static void set_grab(struct ev_seat *seat, struct ev_client *client, bool real)
{
	struct input_dev *dev = ev_device(seat->node);

	spin_lock_irq(&dev->event_lock);
	seat->grab = client;
	spin_unlock_irq(&dev->event_lock);
	seat->grab_real = real;
}

static bool have_device(const struct ev_node *node)
{
	return rcu_access_pointer(ev_device(node)->grab) == &node->handle;
}

static int take_device(struct ev_node *node)
{
	return have_device(node) ? 0 : input_grab_device(&node->handle);
}

int ev_grab_take(struct ev_client *client)
{
	struct ev_seat *seat = client->seat;
	bool real = false;
	int ret = 0;

	if (seat->grab) {
		ret = -EBUSY;
	} else if (seat == seat->node->front) {
		ret = take_device(seat->node);
		real = !ret;
	}
	if (!ret)
		set_grab(seat, client, real);
	ev_grab_trace(client, DEV_NS_GRAB_TAKE, real, ret);
	if (dev_ns_fault(grab_through) && !ret && !real)
		ev_fault_usurp(client);
	return ret;
}

/* Takes the client's grab away, if it has one. Return: whether it was real. */
bool ev_grab_drop(struct ev_client *client)
{
	struct ev_seat *seat = client->seat;
	bool real = seat->grab_real;

	if (seat->grab != client)
		return false;
	ev_fault_yield(client);
	set_grab(seat, NULL, false);
	if (real)
		input_release_device(&seat->node->handle);
	return real;
}

int ev_grab_release(struct ev_client *client)
{
	int ret = client->seat->grab == client ? 0 : -EINVAL;
	bool real = ev_grab_drop(client);

	ev_grab_trace(client, DEV_NS_GRAB_RELEASE, real, ret);
	return ret;
}

/* The seat lost the front: the grab is remembered. */
void ev_grab_suspend(struct ev_seat *seat)
{
	if (!seat->grab_real)
		return;
	seat->grab_real = false;
	ev_grab_trace(seat->grab, DEV_NS_GRAB_SUSPEND, true, 0);
}

/*
 * A signal for whoever asked for the switch must not cost the grab, but
 * input_grab_device() can be interrupted while it waits for the device's mutex:
 * wait in its place and ask again.
 */
static int take_device_uninterruptibly(struct ev_node *node)
{
	struct input_dev *dev = ev_device(node);
	int ret;

	while ((ret = take_device(node)) == -EINTR) {
		mutex_lock(&dev->mutex);
		mutex_unlock(&dev->mutex);
	}
	return ret;
}

/* The seat is about to get the front. */
int ev_grab_restore(struct ev_seat *seat)
{
	int ret;

	if (!seat->grab)
		return 0;
	ev_fault_yield(seat->grab);
	ret = take_device_uninterruptibly(seat->node);
	seat->grab_real = !ret;
	ev_grab_trace(seat->grab, DEV_NS_GRAB_RESTORE, !ret, ret);
	if (dev_ns_fault(lose_grab))
		set_grab(seat, NULL, false);
	return ret;
}

static bool is_left_over(const struct ev_node *node)
{
	return have_device(node) && !(node->front && node->front->grab);
}

/* Takes the turn itself. */
void ev_grab_settle(struct work_struct *work)
{
	struct ev_node *node = container_of(work, struct ev_node, settle);

	mutex_lock(&node->turn);
	if (is_left_over(node))
		input_release_device(&node->handle);
	mutex_unlock(&node->turn);
}

/*
 * The front is in place: begin to give back what a seat that lost it had and the
 * front does not want. ev_grab_settled() waits until that is done.
 */
void ev_grab_begin_settling(struct ev_node *node)
{
	if (is_left_over(node))
		queue_work(system_unbound_wq, &node->settle);
}

/* Without the turn. */
void ev_grab_settled(struct ev_node *node)
{
	flush_work(&node->settle);
}
