// SPDX-License-Identifier: GPL-2.0-only
/* Single devices: whether one follows the active namespace, is shared by all, or private to one. */
#include <linux/list.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/string.h>

#include "core.h"
#include "trace.h"

static LIST_HEAD(devices);	/* in order of registration, under dev_ns_mutex */

static const char *const mode_names[] = {
	[DEV_NS_FOLLOW] = "follow",
	[DEV_NS_SHARED] = "shared",
	[DEV_NS_PRIVATE] = "private",
};

static struct dev_ns_device *find_device(const char *driver, const char *name)
{
	struct dev_ns_device *device;

	list_for_each_entry(device, &devices, entry)
		if (!strcmp(device->driver, driver) && !strcmp(device->name, name))
			return device;
	return NULL;
}

/* It must be one word of a line. */
static bool is_name(const char *name, const char *refused)
{
	return name && *name && strlen(name) <= DEV_NS_NAME_MAX &&
	       !strpbrk(name, refused);
}

int dev_ns_register_device(struct dev_ns_device *device)
{
	int ret = 0;

	if (!is_name(device->driver, " \n/") || !is_name(device->name, " \n"))
		return -EINVAL;

	device->mode = DEV_NS_FOLLOW;
	device->owner = NULL;

	mutex_lock(&dev_ns_mutex);
	if (find_device(device->driver, device->name))
		ret = -EEXIST;
	else
		list_add_tail(&device->entry, &devices);
	mutex_unlock(&dev_ns_mutex);

	return ret;
}
EXPORT_SYMBOL_GPL(dev_ns_register_device);

void dev_ns_unregister_device(struct dev_ns_device *device)
{
	mutex_lock(&dev_ns_mutex);
	list_del(&device->entry);
	mutex_unlock(&dev_ns_mutex);
}
EXPORT_SYMBOL_GPL(dev_ns_unregister_device);

bool dev_ns_device_is_for(const struct dev_ns_device *device,
			  const struct dev_ns *ns)
{
	/* Pairs with dev_ns_device_set(): a private device has its owner. */
	switch (smp_load_acquire(&device->mode)) {
	case DEV_NS_SHARED:
		return true;
	case DEV_NS_PRIVATE:
		return READ_ONCE(device->owner) == ns;
	default:
		return dev_ns_is_active(ns);
	}
}
EXPORT_SYMBOL_GPL(dev_ns_device_is_for);

static void tell(const struct dev_ns_device *device, bool existing)
{
	trace_device_mode(device->number, device->mode,
			  device->owner ? dev_ns_inum(device->owner) : 0,
			  existing, device->driver, device->name);
}

void dev_ns_device_set(struct dev_ns_device *device, enum dev_ns_mode mode,
		       struct dev_ns *owner)
{
	WRITE_ONCE(device->owner, owner);
	smp_store_release(&device->mode, mode);
	tell(device, false);
}
EXPORT_SYMBOL_GPL(dev_ns_device_set);

/* Caller holds dev_ns_mutex. */
static int change(struct dev_ns_device *device, enum dev_ns_mode mode,
		  struct dev_ns *owner)
{
	if (device->mode == mode && device->owner == owner)
		return 0;
	if (device->change)
		return device->change(device, mode, owner);

	dev_ns_device_set(device, mode, owner);
	return 0;
}

/**
 * dev_ns_device_change - whose a device is from now on
 * @driver: its driver's name
 * @name: its own
 * @mode: how it is to be given out
 * @owner: to whom, for DEV_NS_PRIVATE; the caller holds a reference. Else NULL
 *
 * The owner needs no reference, as the active namespace needs none: when it
 * ends, the device follows again before its namespace leaves the table.
 *
 * Return: 0; -ENODEV when there is no such device; -ESRCH when @owner has
 * ended; what the driver refuses it with.
 */
int dev_ns_device_change(const char *driver, const char *name,
			 enum dev_ns_mode mode, struct dev_ns *owner)
{
	struct dev_ns_device *device;
	int ret = -ENODEV;

	mutex_lock(&dev_ns_mutex);
	device = find_device(driver, name);
	if (device)
		ret = owner && dev_ns_ended(owner) ? -ESRCH :
		      change(device, mode, owner);
	mutex_unlock(&dev_ns_mutex);

	return ret;
}

/* @owner has ended: nothing is private to it any more. Caller holds dev_ns_mutex. */
void dev_ns_devices_disown(struct dev_ns *owner)
{
	struct dev_ns_device *device;

	list_for_each_entry(device, &devices, entry)
		if (device->owner == owner &&
		    WARN_ON(change(device, DEV_NS_FOLLOW, NULL)))
			dev_ns_device_set(device, DEV_NS_FOLLOW, NULL);
}

int dev_ns_mode_by_name(const char *name)
{
	return match_string(mode_names, ARRAY_SIZE(mode_names), name);
}

void dev_ns_devices_show(struct seq_file *seq)
{
	struct dev_ns_device *device;

	mutex_lock(&dev_ns_mutex);
	list_for_each_entry(device, &devices, entry) {
		seq_printf(seq, "%s/%s %s", device->driver, device->name,
			   mode_names[device->mode]);
		if (device->owner)
			seq_printf(seq, " %d", pid_nr(device->owner->init));
		seq_putc(seq, '\n');
	}
	mutex_unlock(&dev_ns_mutex);
}

/* Caller holds dev_ns_mutex. */
void dev_ns_devices_dump(void)
{
	struct dev_ns_device *device;

	list_for_each_entry(device, &devices, entry)
		if (device->mode != DEV_NS_FOLLOW)
			tell(device, true);
}
