// SPDX-License-Identifier: GPL-2.0-only
/* The life of the physical framebuffer: found, opened, lost, and found again. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/device.h>
#include <linux/file.h>
#include <linux/major.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "compat.h"
#include "fb_physical.h"
#include "trace.h"

static char *physical = "/dev/fb0";
module_param(physical, charp, 0444);
MODULE_PARM_DESC(physical, "The physical framebuffer's node");

/* How a canvas looks at first: as the physical framebuffer when we first found it. */
static struct fb_var_screeninfo first_mode;
static struct fb_fix_screeninfo first_fix;
static struct fb_cmap first_colours;

/* Its place in the order of locks is in fb.h. */
static DEFINE_MUTEX(physical_lock);

/* Under physical_lock; found is put there with nsfb_screen_lock held as well. */
static struct nsfb_physical present;

/* Counts framebuffers that went away, to know whether one did while it was opened. Under physical_lock. */
static unsigned int removals;

/* None is put there any more. Under physical_lock. */
static bool leaving;

const struct fb_var_screeninfo *nsfb_physical_mode(void)
{
	return &first_mode;
}

const struct fb_fix_screeninfo *nsfb_physical_fix(void)
{
	return &first_fix;
}

void nsfb_physical_default_colours(struct fb_cmap *to)
{
	fb_copy_cmap(&first_colours, to);
}

struct nsfb_physical *nsfb_physical_enter(void)
{
	mutex_lock(&physical_lock);
	if (present.info)
		return &present;
	mutex_unlock(&physical_lock);
	return NULL;
}

void nsfb_physical_leave(void)
{
	mutex_unlock(&physical_lock);
}

static bool is_usable(const struct file *file)
{
	const struct inode *inode = file_inode(file);
	const struct fb_info *info = file->private_data;

	if (!S_ISCHR(inode->i_mode) || imajor(inode) != FB_MAJOR || !info ||
	    info->node != iminor(inode))
		return false;
	return info->fix.type == FB_TYPE_PACKED_PIXELS && info->screen_base &&
	       nsfb_size_of(info) && info->var.bits_per_pixel &&
	       info->var.bits_per_pixel % 8 == 0;
}

static int open_physical(struct nsfb_physical *found)
{
	struct file *file = filp_open(physical, O_RDWR, 0);

	if (IS_ERR(file))
		return PTR_ERR(file);
	found->file = file;
	if (!is_usable(file))
		return -ENODEV;
	found->info = file->private_data;
	found->width = found->info->var.xres;
	found->height = found->info->var.yres;
	return 0;
}

struct closing {
	struct work_struct work;
	struct file *file;
};

static void close_work(struct work_struct *work)
{
	__fput_sync(container_of(work, struct closing, work)->file);
}

/*
 * Returns when fbmem has closed it, which fput() may leave to later: but as soon as
 * framebuffer_removed() has returned, a driver may free what closing needs.
 */
static void close_physical(struct nsfb_physical *lost)
{
	struct closing closing = { .file = lost->file };

	kvfree(lost->pages);
	if (!lost->file)
		return;
	INIT_WORK_ONSTACK(&closing.work, close_work);
	schedule_work(&closing.work);
	flush_work(&closing.work);
	destroy_work_on_stack(&closing.work);
}

/* Return: 0 or -ENOMEM. */
static int make_pages(struct nsfb_physical *found)
{
	struct fb_info *info = found->info;
	size_t count = DIV_ROUND_UP(nsfb_size_of(info), PAGE_SIZE), index;
	struct nsfb_pages *pages;

	if (!info->fbdefio || !info->fbdefio->deferred_io)
		return 0;
	pages = kvzalloc(struct_size(pages, page, count), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	INIT_LIST_HEAD(&pages->all);
	for (index = 0; index < count; index++) {
		struct fb_deferred_io_pageref *page = &pages->page[index];

		page->offset = index << PAGE_SHIFT;
		if (is_vmalloc_addr(info->screen_buffer))
			page->page = vmalloc_to_page(info->screen_buffer + page->offset);
		list_add_tail(&page->list, &pages->all);
	}
	found->pages = pages;
	return 0;
}

static unsigned int removals_so_far(void)
{
	unsigned int count;

	mutex_lock(&physical_lock);
	count = removals;
	mutex_unlock(&physical_lock);
	return count;
}

/* With nsfb_screen_lock held. Return: 0, also when there is one already; or why not. */
static int put_there(struct nsfb_physical *found, unsigned int seen)
{
	int ret = 0;

	mutex_lock(&physical_lock);
	if (removals != seen) {
		ret = -EAGAIN;
	} else if (!present.file && !leaving) {
		ret = make_pages(found);
		if (!ret) {
			swap(present, *found);
			trace_fb_screen(nsfb_dev(), 1);
		}
	}
	mutex_unlock(&physical_lock);
	return ret;
}

static int attach(void)
{
	unsigned int seen = removals_so_far();
	struct nsfb_physical found = {};
	int ret;

	ret = open_physical(&found);
	if (!ret) {
		mutex_lock(&nsfb_screen_lock);
		ret = put_there(&found, seen);
		if (!found.file)
			nsfb_screen_again();
		mutex_unlock(&nsfb_screen_lock);
	}
	close_physical(&found);
	return ret;
}

static void attach_work(struct work_struct *work)
{
	while (attach() == -EAGAIN)
		;
}

static DECLARE_WORK(attaching, attach_work);

/* Called with fbmem's locks held, behind which nothing can be opened. */
static int framebuffer_added(DEV_NS_INTERFACE_ARGS)
{
	schedule_work(&attaching);
	return 0;
}

/* Called with these held as well. Until it returns, all that the driver has is still there. */
static void framebuffer_removed(DEV_NS_INTERFACE_ARGS)
{
	struct nsfb_physical lost = {};

	mutex_lock(&physical_lock);
	removals++;
	if (present.info && present.info->dev == dev) {
		swap(present, lost);
		trace_fb_screen(nsfb_dev(), 0);
	}
	mutex_unlock(&physical_lock);
	close_physical(&lost);
}

static struct class_interface interface = {
	.add_dev = framebuffer_added,
	.remove_dev = framebuffer_removed,
};

static int note_first(const struct fb_info *info)
{
	int ret = fb_alloc_cmap(&first_colours, NSFB_COLOURS, 1);

	if (ret)
		return ret;
	fb_copy_cmap(&info->cmap, &first_colours);
	first_fix = info->fix;
	first_mode = info->var;
	first_mode.xres_virtual = first_mode.xres;
	first_mode.yres_virtual = first_mode.yres;
	first_mode.xoffset = 0;
	first_mode.yoffset = 0;
	first_mode.activate = FB_ACTIVATE_NOW;
	interface.class = info->dev->class;
	return 0;
}

/* It may have gone before anybody was told. While it is open, no other has its address. */
static bool is_still_there(const struct fb_info *info)
{
	struct nsfb_physical again = {};
	bool still = !open_physical(&again) && again.info == info;

	close_physical(&again);
	return still;
}

static void detach(void)
{
	struct nsfb_physical lost = {};

	mutex_lock(&physical_lock);
	swap(present, lost);
	leaving = true;
	mutex_unlock(&physical_lock);
	close_physical(&lost);
}

static void stop_watching(void)
{
	class_interface_unregister(&interface);
	cancel_work_sync(&attaching);
}

int __init nsfb_physical_init(void)
{
	struct nsfb_physical first = {};
	const struct fb_info *info;
	int ret;

	ret = open_physical(&first);
	if (!ret)
		ret = make_pages(&first);
	if (!ret)
		ret = note_first(first.info);
	if (ret)
		goto err_first;

	info = first.info;
	swap(present, first);
	ret = class_interface_register(&interface);
	if (ret)
		goto err_present;
	if (!is_still_there(info)) {
		ret = -ENODEV;
		goto err_interface;
	}
	return 0;

err_interface:
	stop_watching();
err_present:
	detach();
err_first:
	close_physical(&first);
	fb_dealloc_cmap(&first_colours);
	pr_err("no framebuffer that can be used at %s: error %d; physical= names another\n",
	       physical, ret);
	return -ENODEV;
}

void nsfb_physical_exit(void)
{
	detach();
	stop_watching();
	fb_dealloc_cmap(&first_colours);
}
