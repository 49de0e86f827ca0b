// SPDX-License-Identifier: GPL-2.0-only
/* The active namespace, and how it changes. */
#include <linux/atomic.h>
#include <linux/module.h>
#include <linux/timekeeping.h>

#include "core.h"
#include "trace.h"

DEFINE_MUTEX(dev_ns_mutex);

/*
 * Written under dev_ns_mutex and dev_ns_lock. The namespace needs no reference:
 * it is in the table, and before it leaves that it hands over.
 */
static struct dev_ns *active;
static u64 active_since;	/* under dev_ns_lock */

static atomic64_t last_switch;

const struct dev_ns *dev_ns_peek_active(void)
{
	return READ_ONCE(active);
}
EXPORT_SYMBOL_GPL(dev_ns_peek_active);

void __init dev_ns_active_init(void)
{
	WRITE_ONCE(active, dev_ns_root);
}

struct dev_ns_active dev_ns_active_read(void)
{
	struct dev_ns_active now;

	spin_lock(&dev_ns_lock);
	now.init_pid = pid_nr(active->init);
	now.inum = dev_ns_inum(active);
	now.tag = active->tag;
	now.since = active_since;
	spin_unlock(&dev_ns_lock);

	return now;
}

static u64 request(struct dev_ns *to, enum dev_ns_switch_reason reason)
{
	struct dev_ns_who who = dev_ns_who_current();
	u64 sw = atomic64_inc_return(&last_switch);

	trace_switch_request(sw, dev_ns_inum(to), reason, &who,
			     dev_ns_current_inum());
	return sw;
}

static void flip(u64 sw, struct dev_ns *to)
{
	struct dev_ns *from = active;

	spin_lock(&dev_ns_lock);
	WRITE_ONCE(active, to);
	active_since = ktime_get_boottime_ns();
	spin_unlock(&dev_ns_lock);

	trace_switch_flip(sw, dev_ns_inum(from), dev_ns_inum(to));
}

/*
 * A namespace that ends after it was found alive here is the active one by the
 * time its end is worked on, which waits for the mutex, and then hands over.
 */
static int switch_locked(u64 sw, struct dev_ns *to)
{
	struct dev_ns *from = active;
	int ret = 0;

	trace_switch_locked(sw, dev_ns_inum(from), dev_ns_inum(to));

	if (to == from)
		goto out;

	if (dev_ns_ended(to)) {
		ret = -ESRCH;
		goto out;
	}

	dev_ns_drivers_deactivate(sw, from);
	flip(sw, to);
	dev_ns_drivers_activate(sw, to);

out:
	if (!dev_ns_fault(no_switch_end))
		trace_switch_end(sw, dev_ns_inum(from), dev_ns_inum(to), ret);
	return ret;
}

/**
 * dev_ns_switch - make a namespace the active one, as the current process asks
 * @to: a namespace; the caller holds a reference
 *
 * Returns when the switch is complete. Where nobody has to wait, the request is
 * told with the mutex held, since only then it is certain to be one.
 *
 * Return: 0, also when @to was active already; -ESRCH when it has ended.
 */
int dev_ns_switch(struct dev_ns *to)
{
	u64 sw;
	int ret;

	if (mutex_trylock(&dev_ns_mutex)) {
		if (to == active) {
			mutex_unlock(&dev_ns_mutex);
			return 0;
		}
		sw = request(to, DEV_NS_SWITCH_REQUEST);
	} else {
		sw = request(to, DEV_NS_SWITCH_REQUEST);
		mutex_lock(&dev_ns_mutex);
	}

	ret = switch_locked(sw, to);
	mutex_unlock(&dev_ns_mutex);

	return ret;
}

/* @from has ended: if it is active, the root takes over. Caller holds dev_ns_mutex. */
void dev_ns_hand_over(struct dev_ns *from)
{
	if (from == active)
		switch_locked(request(dev_ns_root, DEV_NS_SWITCH_DEATH),
			      dev_ns_root);
}
