// SPDX-License-Identifier: GPL-2.0-only
/*
 * dev_ns_fb: /dev/devns/fb0, a framebuffer for each namespace. What that means,
 * and the locks, are in fb.h. This file: the node, and the framework that calls us.
 */
#include <linux/miscdevice.h>
#include <linux/module.h>

#include "fb.h"
#include "trace.h"

/* Taken inside of dev_ns_mutex, outside of nsfb_screen_lock. */
DEFINE_MUTEX(nsfb_canvases_lock);
LIST_HEAD(nsfb_canvases);

static struct miscdevice node = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "devns_fb0",
	.nodename = "devns/fb0",
	.fops = &nsfb_fops,
};

u32 nsfb_dev(void)
{
	return MKDEV(MISC_MAJOR, node.minor);
}

/* Whether it may be seen now, for the core to say: what is shown is our doing. */
bool nsfb_is_for(const struct nsfb_canvas *canvas)
{
	return dev_ns_device_is_for(&nsfb_device, canvas->base.ns);
}

static struct nsfb_canvas *canvas_of(struct dev_ns_state *state)
{
	return state ? container_of(state, struct nsfb_canvas, base) : NULL;
}

/* The first canvas is the root's, made when we are loaded: it begins with what is on the screen. */
static void save_screen(struct nsfb_canvas *canvas)
{
	const struct nsfb_look *look = &canvas->look;
	u32 line;

	for (line = 0; line < look->var.yres; line++)
		nsfb_physical_read_line(look, line, canvas->memory + (size_t)line * look->line);
}

/* Its first canvas is at the front at once: until now that was nobody's. */
static bool has_the_screen(const struct dev_ns *ns)
{
	return nsfb_device.mode != DEV_NS_SHARED && dev_ns_device_is_for(&nsfb_device, ns);
}

static struct dev_ns_state *nsfb_create(struct dev_ns *ns)
{
	struct nsfb_canvas *canvas = nsfb_canvas_create();

	if (!canvas)
		return NULL;
	mutex_lock(&nsfb_canvases_lock);
	mutex_lock(&nsfb_screen_lock);
	if (list_empty(&nsfb_canvases))
		save_screen(canvas);
	if (has_the_screen(ns))
		nsfb_screen_show(canvas);
	mutex_unlock(&nsfb_screen_lock);
	list_add_tail(&canvas->entry, &nsfb_canvases);
	mutex_unlock(&nsfb_canvases_lock);
	return &canvas->base;
}

static void nsfb_destroy(struct dev_ns_state *state)
{
	struct nsfb_canvas *canvas = canvas_of(state);

	mutex_lock(&nsfb_canvases_lock);
	list_del(&canvas->entry);
	mutex_lock(&nsfb_screen_lock);
	nsfb_screen_forget(canvas);
	mutex_unlock(&nsfb_screen_lock);
	mutex_unlock(&nsfb_canvases_lock);
	nsfb_canvas_free(canvas);
}

/* What the canvas shows is in its memory already. */
static int nsfb_deactivate(struct dev_ns *ns, struct dev_ns_state *state)
{
	if (nsfb_device.mode != DEV_NS_FOLLOW)
		return 0;
	mutex_lock(&nsfb_screen_lock);
	nsfb_screen_hide();
	mutex_unlock(&nsfb_screen_lock);
	return 0;
}

static int nsfb_activate(struct dev_ns *ns, struct dev_ns_state *state)
{
	int ret = 0;

	if (nsfb_device.mode == DEV_NS_FOLLOW) {
		mutex_lock(&nsfb_screen_lock);
		ret = nsfb_screen_show(canvas_of(state));
		mutex_unlock(&nsfb_screen_lock);
	}
	nsfb_checksum_switched();
	return ret;
}

static struct nsfb_canvas *find_canvas(const struct dev_ns *ns)
{
	struct nsfb_canvas *canvas;

	lockdep_assert_held(&nsfb_canvases_lock);
	list_for_each_entry(canvas, &nsfb_canvases, entry)
		if (canvas->base.ns == ns)
			return canvas;
	return NULL;
}

/* A mode that can't be had leaves the screen black, as after a switch. */
static int nsfb_change(struct dev_ns_device *device, enum dev_ns_mode mode, struct dev_ns *owner)
{
	mutex_lock(&nsfb_canvases_lock);
	mutex_lock(&nsfb_screen_lock);
	dev_ns_device_set(device, mode, owner);
	if (mode == DEV_NS_SHARED)
		nsfb_screen_share();
	else
		nsfb_screen_show(find_canvas(owner ?: dev_ns_peek_active()));
	mutex_unlock(&nsfb_screen_lock);
	mutex_unlock(&nsfb_canvases_lock);
	nsfb_checksum_switched();
	return 0;
}

struct dev_ns_device nsfb_device = {
	.driver = "framebuffer",
	.name = "fb0",
	.change = nsfb_change,
};

static void nsfb_tell(u32 existing)
{
	const struct fb_var_screeninfo *mode = nsfb_physical_mode();

	trace_fb_add(nsfb_dev(), mode->xres, mode->yres, mode->bits_per_pixel, existing);
}

static void nsfb_statedump(struct dev_ns_driver *driver)
{
	struct nsfb_canvas *canvas;
	struct nsfb_client *client;

	nsfb_tell(1);
	mutex_lock(&nsfb_canvases_lock);
	list_for_each_entry(canvas, &nsfb_canvases, entry) {
		mutex_lock(&canvas->clients_lock);
		list_for_each_entry(client, &canvas->clients, entry)
			nsfb_client_tell(client);
		mutex_unlock(&canvas->clients_lock);
	}
	mutex_unlock(&nsfb_canvases_lock);
}

struct dev_ns_driver nsfb_driver = {
	.name = "framebuffer",
	.lasting = true,
	.create = nsfb_create,
	.release = nsfb_destroy,
	.deactivate = nsfb_deactivate,
	.activate = nsfb_activate,
	.statedump = nsfb_statedump,
};

/* The core keeps it from now on. */
static int make_root_canvas(void)
{
	struct dev_ns *root = dev_ns_get_by_pid(1);
	struct dev_ns_state *state;

	if (IS_ERR(root))
		return PTR_ERR(root);
	state = dev_ns_state_get(&nsfb_driver, root);
	dev_ns_put(root);
	if (IS_ERR(state))
		return PTR_ERR(state);
	dev_ns_state_put(state);
	return 0;
}

static int __init nsfb_init(void)
{
	int ret;

	ret = nsfb_canvases_init();
	if (ret)
		return ret;
	ret = nsfb_physical_init();
	if (ret)
		goto err_canvases;
	ret = dev_ns_register_driver(&nsfb_driver);
	if (ret)
		goto err_physical;
	ret = make_root_canvas();
	if (ret)
		goto err_driver;
	ret = misc_register(&node);
	if (ret)
		goto err_driver;
	nsfb_tell(0);
	nsfb_device.number = nsfb_dev();
	ret = dev_ns_register_device(&nsfb_device);
	if (ret)
		goto err_node;
	return 0;

err_node:
	trace_fb_remove(nsfb_dev());
	misc_deregister(&node);
err_driver:
	dev_ns_unregister_driver(&nsfb_driver);
err_physical:
	nsfb_checksum_exit();
	nsfb_physical_exit();
err_canvases:
	nsfb_canvases_exit();
	return ret;
}

static void __exit nsfb_exit(void)
{
	dev_ns_unregister_device(&nsfb_device);
	trace_fb_remove(nsfb_dev());
	misc_deregister(&node);
	dev_ns_unregister_driver(&nsfb_driver);
	nsfb_checksum_exit();
	nsfb_physical_exit();
	nsfb_canvases_exit();
}

module_init(nsfb_init);
module_exit(nsfb_exit);

MODULE_DESCRIPTION("A framebuffer for each device namespace");
MODULE_LICENSE("GPL");
