// SPDX-License-Identifier: GPL-2.0-only
/* The drivers, what they keep for each namespace, and their part in a switch. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/list.h>
#include <linux/module.h>
#include <linux/string.h>

#include "core.h"
#include "trace.h"

static LIST_HEAD(drivers);	/* in order of registration, under dev_ns_mutex */

static struct dev_ns_driver *find_driver(const char *name)
{
	struct dev_ns_driver *driver;

	list_for_each_entry(driver, &drivers, entry)
		if (!strcmp(driver->name, name))
			return driver;
	return NULL;
}

int dev_ns_register_driver(struct dev_ns_driver *driver)
{
	int ret = 0;

	if (!driver->name || !*driver->name ||
	    strlen(driver->name) > DEV_NS_DRIVER_NAME_MAX)
		return -EINVAL;

	INIT_LIST_HEAD(&driver->states);

	mutex_lock(&dev_ns_mutex);
	if (find_driver(driver->name))
		ret = -EEXIST;
	else
		list_add_tail(&driver->entry, &drivers);
	mutex_unlock(&dev_ns_mutex);

	return ret;
}
EXPORT_SYMBOL_GPL(dev_ns_register_driver);

/* Caller holds dev_ns_mutex, has put the last use, and puts the namespace. */
static void release_state(struct dev_ns_state *state)
{
	list_del(&state->entry);
	state->driver->release(state);
}

/* Ends the core's use of a lasting state. Caller holds dev_ns_mutex. */
static void let_go(struct dev_ns_state *state)
{
	struct dev_ns *ns = state->ns;

	if (!state->lasting)
		return;
	state->lasting = false;
	if (!refcount_dec_and_test(&state->users))
		return;
	release_state(state);
	dev_ns_put(ns);
}

void dev_ns_unregister_driver(struct dev_ns_driver *driver)
{
	struct dev_ns_state *state, *next;

	mutex_lock(&dev_ns_mutex);
	list_for_each_entry_safe(state, next, &driver->states, entry)
		let_go(state);
	WARN_ON(!list_empty(&driver->states));
	list_del(&driver->entry);
	mutex_unlock(&dev_ns_mutex);
}
EXPORT_SYMBOL_GPL(dev_ns_unregister_driver);

/* Caller holds dev_ns_mutex. */
static struct dev_ns_state *find_state(struct dev_ns_driver *driver,
				       struct dev_ns *ns)
{
	struct dev_ns_state *state;

	list_for_each_entry(state, &driver->states, entry)
		if (state->ns == ns)
			return state;
	return NULL;
}

/* Caller holds dev_ns_mutex. */
static struct dev_ns_state *make_state(struct dev_ns_driver *driver,
				       struct dev_ns *ns)
{
	struct dev_ns_state *state = driver->create(ns);

	if (!state)
		return ERR_PTR(-ENOMEM);
	if (IS_ERR(state))
		return state;

	state->ns = dev_ns_get(ns);
	state->driver = driver;
	/* What is used after its namespace has ended lasts no longer than that. */
	state->lasting = driver->lasting && !dev_ns_retired(ns);
	refcount_set(&state->users, state->lasting ? 2 : 1);
	list_add_tail(&state->entry, &driver->states);

	return state;
}

struct dev_ns_state *dev_ns_state_get(struct dev_ns_driver *driver,
				      struct dev_ns *ns)
{
	struct dev_ns_state *state;

	mutex_lock(&dev_ns_mutex);
	state = find_state(driver, ns);
	if (state)
		refcount_inc(&state->users);
	else
		state = make_state(driver, ns);
	mutex_unlock(&dev_ns_mutex);

	return state;
}
EXPORT_SYMBOL_GPL(dev_ns_state_get);

void dev_ns_state_put(struct dev_ns_state *state)
{
	struct dev_ns *ns = state->ns;

	if (!refcount_dec_and_mutex_lock(&state->users, &dev_ns_mutex))
		return;

	release_state(state);
	mutex_unlock(&dev_ns_mutex);

	dev_ns_put(ns);
}
EXPORT_SYMBOL_GPL(dev_ns_state_put);

static const char *const phase_names[] = {
	[DEV_NS_DEACTIVATE] = "deactivate",
	[DEV_NS_ACTIVATE] = "activate",
};

static void run_phase(struct dev_ns_driver *driver, u64 sw,
		      enum dev_ns_phase phase, struct dev_ns *ns)
{
	int (*op)(struct dev_ns *ns, struct dev_ns_state *state) =
		phase == DEV_NS_ACTIVATE ? driver->activate : driver->deactivate;
	u32 inum = dev_ns_inum(ns);
	int ret;

	if (!op)
		return;

	trace_driver_begin(sw, phase, inum, driver->name);
	dev_ns_fault_stall(driver->name, phase);
	if (!dev_ns_fault_fails(driver->name, phase, &ret))
		ret = op(ns, find_state(driver, ns));
	trace_driver_end(sw, phase, inum, ret, driver->name);

	if (ret)
		pr_warn_ratelimited("%s: cannot %s namespace %u: error %d, switching anyway\n",
				    driver->name, phase_names[phase], inum, ret);
}

void dev_ns_drivers_deactivate(u64 sw, struct dev_ns *ns)
{
	struct dev_ns_driver *driver;

	list_for_each_entry_reverse(driver, &drivers, entry)
		run_phase(driver, sw, DEV_NS_DEACTIVATE, ns);
}

void dev_ns_drivers_activate(u64 sw, struct dev_ns *ns)
{
	struct dev_ns_driver *driver;

	list_for_each_entry(driver, &drivers, entry)
		run_phase(driver, sw, DEV_NS_ACTIVATE, ns);
}

/* @ns is ending: nobody will come back for what is kept in it. */
void dev_ns_drivers_retire(struct dev_ns *ns)
{
	struct dev_ns_driver *driver;
	struct dev_ns_state *state;

	list_for_each_entry(driver, &drivers, entry) {
		state = find_state(driver, ns);
		if (state)
			let_go(state);
	}
}

void dev_ns_drivers_dump(void)
{
	struct dev_ns_driver *driver;

	list_for_each_entry(driver, &drivers, entry)
		if (driver->statedump)
			driver->statedump(driver);
}
