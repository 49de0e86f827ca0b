// SPDX-License-Identifier: GPL-2.0-only
/*
 * The backlight of no panel, devns_panel: stands in for a physical one where a
 * machine has none, in builds with FAULTS=1. It knows nothing of namespaces.
 */
#include <linux/backlight.h>
#include <linux/err.h>
#include <linux/module.h>

static struct backlight_device *panel;

static int panel_update(struct backlight_device *class)
{
	return 0;
}

static const struct backlight_ops ops = {
	.update_status = panel_update,
};

static int __init panel_init(void)
{
	struct backlight_properties properties = {
		.type = BACKLIGHT_RAW,
		.max_brightness = 1000,
	};

	panel = backlight_device_register("devns_panel", NULL, NULL, &ops, &properties);
	return PTR_ERR_OR_ZERO(panel);
}

static void __exit panel_exit(void)
{
	backlight_device_unregister(panel);
}

module_init(panel_init);
module_exit(panel_exit);

MODULE_DESCRIPTION("A backlight of no panel, for tests");
MODULE_LICENSE("GPL");
