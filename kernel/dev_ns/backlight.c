// SPDX-License-Identifier: GPL-2.0-only
/*
 * A backlight of the class that obeys the active namespace and ignores the
 * others. What is obeyed goes on to a physical backlight, if one is named:
 *
 *	insmod dev_ns_backlight.ko physical=intel_backlight
 *
 * A request that was ignored is forgotten: it is not obeyed when its namespace
 * becomes active.
 */
#include <linux/backlight.h>
#include <linux/lockdep.h>
#include <linux/math.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "compat.h"
#include "dev_ns.h"
#include "faults.h"
#include "trace.h"

#define NAME "devns"
#define BRIGHTNESS_MAX 255

static char *physical;
module_param(physical, charp, 0444);
MODULE_PARM_DESC(physical, "Name of the backlight that is set as ours is, if it is there");

DEV_NS_FAULT(obey_background, "Do what the background asks for");

/* All of it under the class's update_lock, but for device. */
static struct dev_ns_backlight {
	struct dev_ns_device device;
	struct backlight_device *class;
	int brightness, power;		/* obeyed last */
} backlight;

/*
 * It may come and go. The class's locks are held, ours; those of the physical
 * one are of the same kind.
 */
static int pass_on(int brightness)
{
	struct backlight_device *to;
	int ret = 0;

	if (!physical)
		return 0;
	to = backlight_device_get_by_name(physical);
	if (!to)
		return 0;

	brightness = DIV_ROUND_CLOSEST(brightness * to->props.max_brightness, BRIGHTNESS_MAX);
	ret = backlight_device_set_brightness(to, brightness);
	put_device(&to->dev);

	/* It went just now. */
	return ret == -ENXIO ? 0 : ret;
}

static int obey(struct backlight_device *class)
{
	backlight.brightness = class->props.brightness;
	backlight.power = class->props.power;
	return pass_on(backlight_get_brightness(class));
}

/*
 * Called in the writer's context for a write to brightness or bl_power, with
 * what it wants in the class's properties: these say what reads back.
 */
static int dev_ns_backlight_update(struct backlight_device *class)
{
	int value = backlight_get_brightness(class), ret = 0;
	struct dev_ns_who who;
	struct dev_ns *ns;
	bool applied;

	/* The class itself, on nobody's behalf. */
	if (current->flags & PF_KTHREAD)
		return 0;

	ns = dev_ns_get_current(GFP_KERNEL);
	if (IS_ERR(ns))
		return PTR_ERR(ns);
	who = dev_ns_who_current();

	applied = dev_ns_device_is_for(&backlight.device, ns);
	if (applied || dev_ns_fault(obey_background)) {
		ret = obey(class);
	} else {
		class->props.brightness = backlight.brightness;
		class->props.power = backlight.power;
	}
	trace_backlight_request(dev_ns_inum(ns), &who, value, applied, NAME);
	dev_ns_put(ns);

	return ret;
}

static int dev_ns_backlight_get(struct backlight_device *class)
{
	return backlight_get_brightness(class);
}

static const struct backlight_ops ops = {
	.update_status = dev_ns_backlight_update,
	.get_brightness = dev_ns_backlight_get,
	/* Not blanked with whatever framebuffer a process blanks. */
	DEV_NS_BACKLIGHT_OF_NO_DISPLAY,
};

static int __init dev_ns_backlight_init(void)
{
	/* Our locks are taken around those of the physical one. */
	static struct lock_class_key ops_key, update_key;
	struct backlight_properties properties = {
		/* What desktops prefer to the raw one behind it. */
		.type = BACKLIGHT_FIRMWARE,
		.max_brightness = BRIGHTNESS_MAX,
		.brightness = BRIGHTNESS_MAX,
	};
	int ret;

	if (physical && !strcmp(physical, NAME))
		return -EINVAL;

	backlight.brightness = BRIGHTNESS_MAX;
	backlight.device.driver = "backlight";
	backlight.device.name = NAME;
	ret = dev_ns_register_device(&backlight.device);
	if (ret)
		return ret;

	backlight.class = backlight_device_register(NAME, NULL, NULL, &ops, &properties);
	if (IS_ERR(backlight.class)) {
		dev_ns_unregister_device(&backlight.device);
		return PTR_ERR(backlight.class);
	}
	lockdep_set_class(&backlight.class->ops_lock, &ops_key);
	lockdep_set_class(&backlight.class->update_lock, &update_key);

	return 0;
}

static void __exit dev_ns_backlight_exit(void)
{
	backlight_device_unregister(backlight.class);
	dev_ns_unregister_device(&backlight.device);
}

module_init(dev_ns_backlight_init);
module_exit(dev_ns_backlight_exit);

MODULE_DESCRIPTION("A backlight for device namespaces");
MODULE_LICENSE("GPL");
