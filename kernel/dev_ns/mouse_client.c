// SPDX-License-Identifier: GPL-2.0-only
/* The life of a client, and what it is given. */
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/slab.h>

#include "mouse.h"
#include "trace.h"

DEV_NS_FAULT(leak, "Give the background's clients the motion that is withheld from them");

/* @ns: the client takes a reference of its own. */
struct ms_client *ms_client_create(struct ms_node *node, struct dev_ns *ns, struct file *file)
{
	struct ms_client *client = kzalloc(sizeof(*client), GFP_KERNEL);

	if (!client)
		return NULL;
	client->node = node;
	client->ns = dev_ns_get(ns);
	client->file = file;
	client->who = dev_ns_who_current();
	client->x = ms_screen_width / 2;
	client->y = ms_screen_height / 2;
	init_waitqueue_head(&client->wait);
	return client;
}

void ms_client_free(struct ms_client *client)
{
	dev_ns_put(client->ns);
	kfree(client);
}

/* @band and @key say why: to SIGIO and to poll(). */
void ms_client_wake(struct ms_client *client, int band, __poll_t key)
{
	kill_fasync(&client->fasync, SIGIO, band);
	wake_up_interruptible_poll(&client->wait, key);
}

static bool has(const struct ms_client *client, const struct ms_source *source)
{
	switch (source->device.mode) {
	case DEV_NS_SHARED:
		return true;
	case DEV_NS_PRIVATE:
		return source->device.owner == client->ns;
	default:
		return ms_front == client->ns;
	}
}

static u8 buttons_from(const struct ms_client *client, const struct ms_source *source)
{
	return has(client, source) ? source->down & ~source->hidden : 0;
}

/* What its namespace has pressed, at all of the node's devices together. */
static u8 buttons_of(const struct ms_client *client)
{
	const struct ms_source *source;
	u8 buttons = 0;

	if (client->node->source)
		return buttons_from(client, client->node->source);
	list_for_each_entry(source, &ms_sources, entry)
		buttons |= buttons_from(client, source);
	return buttons;
}

/*
 * Motion adds up until it is read, as long as the buttons stay as they are. With
 * all steps taken, so does what comes then. Return: whether there was anything to
 * be put.
 */
static bool put(struct ms_client *client, const struct ms_motion *motion, u8 buttons)
{
	bool moves = motion->dx || motion->dy || motion->dz, empty = client->head == client->tail;
	struct ms_step *step = &client->steps[(client->head - 1) % MS_STEPS];
	u8 before = empty ? client->told : step->buttons;

	if (!moves && buttons == before)
		return false;
	if (empty || (buttons != before && client->head - client->tail < MS_STEPS)) {
		step = &client->steps[client->head % MS_STEPS];
		*step = (struct ms_step) {};
		WRITE_ONCE(client->head, client->head + 1);
	}
	step->motion.dx = ms_sum(step->motion.dx, motion->dx);
	step->motion.dy = ms_sum(step->motion.dy, motion->dy);
	step->motion.dz = ms_sum(step->motion.dz, motion->dz);
	step->buttons = buttons;
	step->reports++;
	return true;
}

/*
 * Whether it is entitled is for the core to say, not for what we did. @source is
 * NULL for what no device says, of mice: those that follow count.
 */
static void trace_report(const struct ms_client *client, const struct ms_source *source,
			 unsigned int now, bool synthetic)
{
	bool active = dev_ns_is_active(client->ns), entitled = active;

	if (!trace_client_events_enabled())
		return;
	if (source)
		entitled = dev_ns_device_is_for(&source->device, client->ns);
	trace_client_events(client->id, client->node->dev.devt, dev_ns_inum(client->ns), active,
			    entitled, now, client->delivered, client->withheld, 0, synthetic);
}

static void withhold(struct ms_client *client, const struct ms_source *source)
{
	client->withheld++;
	trace_report(client, source, 0, false);
}

static void deliver(struct ms_client *client, const struct ms_source *source, bool synthetic)
{
	client->delivered++;
	trace_report(client, source, 1, synthetic);
	ms_client_wake(client, POLL_IN, EPOLLIN | EPOLLRDNORM);
}

/* As the client would see it, whose pointer goes along. */
static struct ms_motion motion_for(struct ms_client *client, const struct ms_source *source)
{
	struct ms_motion motion = source->motion;

	if (source->placed) {
		motion.dx += source->x - client->x;
		motion.dy += source->y - client->y;
		client->x = source->x;
		client->y = source->y;
	}
	client->x = clamp_t(int, client->x + source->motion.dx, 0, ms_screen_width);
	client->y = clamp_t(int, client->y + source->motion.dy, 0, ms_screen_height);
	return motion;
}

static void give(struct ms_client *client, const struct ms_source *source)
{
	struct ms_motion motion;

	if (!has(client, source)) {
		withhold(client, source);
		if (dev_ns_fault(leak)) {
			motion = motion_for(client, source);
			put(client, &motion, client->buttons);
			ms_client_wake(client, POLL_IN, EPOLLIN | EPOLLRDNORM);
		}
		return;
	}
	motion = motion_for(client, source);
	if (source->pressed)
		client->buttons = buttons_of(client);
	if (put(client, &motion, client->buttons))
		deliver(client, source, false);
	else if (source->unseen)
		withhold(client, source);
}

/* What the device has said since its last report is told to all whom it concerns. */
void ms_report(struct ms_source *source)
{
	const struct ms_motion *motion = &source->motion;
	struct ms_client *client;

	if (!motion->dx && !motion->dy && !motion->dz && !source->placed && !source->pressed &&
	    !source->unseen)
		return;
	list_for_each_entry(client, &source->node.clients, entry)
		give(client, source);
	list_for_each_entry(client, &ms_mice->clients, entry)
		give(client, source);
}

/* Not a device but a change of who has it says what is pressed now. */
void ms_refresh(struct ms_node *node)
{
	static const struct ms_motion none;
	struct ms_client *client;

	list_for_each_entry(client, &node->clients, entry) {
		u8 buttons = buttons_of(client);

		if (buttons == client->buttons)
			continue;
		client->buttons = buttons;
		if (put(client, &none, buttons))
			deliver(client, client->node->source, true);
	}
}

static void trace_open(const struct ms_client *client, u32 existing)
{
	trace_client_open(client->id, client->node->dev.devt, dev_ns_inum(client->ns),
			  &client->who, client->file->f_flags, existing);
}

/* From here on it is given reports, and takes part in switches. */
void ms_client_join(struct ms_client *client)
{
	client->id = dev_ns_next_client();
	client->buttons = buttons_of(client);
	trace_open(client, 0);
	list_add_tail(&client->entry, &client->node->clients);
}

/* Undoes ms_client_join(). */
void ms_client_leave(struct ms_client *client)
{
	list_del(&client->entry);
	trace_client_close(client->id, client->node->dev.devt, dev_ns_inum(client->ns),
			   client->delivered, client->withheld, 0, client->total);
}

/* For a state dump. */
void ms_client_tell(const struct ms_client *client)
{
	trace_open(client, 1);
	trace_client_state(client->id, client->node->dev.devt, dev_ns_inum(client->ns),
			   client->delivered, client->withheld, 0, client->total);
}
