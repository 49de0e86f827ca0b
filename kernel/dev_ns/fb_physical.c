// SPDX-License-Identifier: GPL-2.0-only
/* The physical framebuffer: found, opened, drawn to, lost, and found again. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/console.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/io.h>
#include <linux/major.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "compat.h"
#include "fb.h"
#include "trace.h"

static char *physical = "/dev/fb0";
module_param(physical, charp, 0444);
MODULE_PARM_DESC(physical, "The physical framebuffer's node");

/* How a canvas looks at first: as the physical framebuffer when we first found it. */
static struct fb_var_screeninfo first_mode;
static struct fb_fix_screeninfo first_fix;
static struct fb_cmap first_colours;

/**
 * struct nsfb_screen - the physical framebuffer, as long as it is there
 * @file: it, open; NULL while there is none
 * @info: its state, which the file holds
 * @width: in pixels, what it had when it was opened, whatever mode is set since
 * @height: likewise
 * @blank: FB_BLANK_*, as we set it last
 * @pages: for telling deferred I/O what was drawn; NULL where it has none
 *
 * Under nsfb_screen_lock.
 */
static struct nsfb_screen {
	struct file *file;
	struct fb_info *info;
	u32 width;
	u32 height;
	int blank;
	struct fb_deferred_io_pageref *pages;
} screen;

/* Counts framebuffers that went away, to know whether one did while it was opened. */
static atomic_t removals;

struct fb_info *nsfb_physical(void)
{
	return screen.info;
}

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

static size_t size_of(const struct fb_info *info)
{
	return info->screen_size ?: info->fix.smem_len;
}

static bool same_mode(const struct fb_var_screeninfo *a, const struct fb_var_screeninfo *b)
{
	return a->xres == b->xres && a->yres == b->yres && a->bits_per_pixel == b->bits_per_pixel;
}

static bool same_pixels(const struct fb_var_screeninfo *a, const struct fb_var_screeninfo *b)
{
	return !memcmp(&a->red, &b->red, sizeof(a->red)) &&
	       !memcmp(&a->green, &b->green, sizeof(a->green)) &&
	       !memcmp(&a->blue, &b->blue, sizeof(a->blue));
}

/* There is a screen, and its mode is the canvas's. */
bool nsfb_physical_fits(const struct nsfb_look *look)
{
	return screen.info && same_mode(&screen.info->var, &look->var);
}

/*
 * Rounds a mode up to what can be had. Without a screen, that is the mode which
 * the canvas has. Return: 0 or -EINVAL.
 */
int nsfb_physical_try_mode(struct fb_var_screeninfo *var, const struct fb_var_screeninfo *present)
{
	struct fb_info *info = screen.info;
	int ret;

	if (!info || !info->fbops->fb_check_var) {
		if (!same_mode(var, present))
			return -EINVAL;
		*var = *present;
		return 0;
	}
	var->activate = FB_ACTIVATE_TEST;
	lock_fb_info(info);
	ret = fb_set_var(info, var);
	unlock_fb_info(info);
	return ret;
}

static int set_mode(const struct nsfb_look *look)
{
	struct fb_info *info = screen.info;
	struct fb_var_screeninfo var = look->var;
	int ret;

	if (same_mode(&info->var, &var) && same_pixels(&info->var, &var))
		return 0;
	var.xres_virtual = var.xres;
	var.yres_virtual = var.yres;
	var.xoffset = 0;
	var.yoffset = 0;
	var.activate = FB_ACTIVATE_NOW;

	console_lock();
	lock_fb_info(info);
	ret = fb_set_var(info, &var);
	unlock_fb_info(info);
	console_unlock();
	if (!ret && !nsfb_physical_fits(look))
		ret = -EINVAL;
	return ret;
}

/* Where a pixel is its colour, the map means nothing but to the console, whose it is. */
void nsfb_physical_set_colours(const struct nsfb_look *look)
{
	struct fb_info *info = screen.info;

	if (!info || info->fix.visual == FB_VISUAL_TRUECOLOR)
		return;
	lock_fb_info(info);
	fb_set_cmap((struct fb_cmap *)&look->colours, info);
	unlock_fb_info(info);
}

void nsfb_physical_set_blank(const struct nsfb_look *look)
{
	struct fb_info *info = screen.info;

	if (!info || look->blank == screen.blank)
		return;
	console_lock();
	lock_fb_info(info);
	fb_blank(info, look->blank);
	unlock_fb_info(info);
	console_unlock();
	screen.blank = look->blank;
}

/* Return: 0, or why its mode can't be had. */
int nsfb_physical_set_look(const struct nsfb_look *look)
{
	int ret = set_mode(look);

	if (ret)
		return ret;
	nsfb_physical_set_colours(look);
	nsfb_physical_set_blank(look);
	return 0;
}

/* Where a driver learns from faults what was drawn, it is told as if there had been some. */
static void tell_drawn(size_t from, size_t end)
{
	struct fb_info *info = screen.info;
	LIST_HEAD(drawn);
	size_t page;

	if (!screen.pages)
		return;
	for (page = from >> PAGE_SHIFT; page < DIV_ROUND_UP(end, PAGE_SIZE); page++)
		list_add_tail(&screen.pages[page].list, &drawn);
	info->fbdefio->deferred_io(info, &drawn);
}

static void put_bytes(size_t at, const u8 *from, size_t count)
{
	struct fb_info *info = screen.info;

	if (info->flags & FBINFO_VIRTFB)
		memcpy(info->screen_buffer + at, from, count);
	else
		memcpy_toio(info->screen_base + at, from, count);
}

/**
 * struct nsfb_view - where a look's visible part lies, here and there
 * @from: offset in the canvas's memory
 * @to: offset in the physical one
 * @bytes: of each line
 * @lines: how many there are
 */
struct nsfb_view {
	size_t from;
	size_t to;
	size_t bytes;
	u32 lines;
};

/* The part that fits, should a driver have less memory than its mode needs. */
static struct nsfb_view view_of(const struct nsfb_look *look)
{
	const struct fb_info *info = screen.info;
	const struct fb_var_screeninfo *var = &look->var;
	u32 pixel = var->bits_per_pixel / 8, pitch = info->fix.line_length;
	struct nsfb_view view = {
		.from = (size_t)var->yoffset * look->line + var->xoffset * pixel,
		.to = (size_t)info->var.yoffset * pitch + info->var.xoffset * pixel,
		.bytes = min(var->xres * pixel, pitch),
	};
	size_t size = size_of(info);

	if (view.to + view.bytes <= size)
		view.lines = min_t(size_t, var->yres, (size - view.to - view.bytes) / pitch + 1);
	return view;
}

/* Draws visible lines, of a look that fits. */
void nsfb_physical_draw(const struct nsfb_look *look, const u8 *memory, u32 first, u32 end)
{
	struct nsfb_view view = view_of(look);
	u32 pitch = screen.info->fix.line_length, line;
	const u8 *from;
	size_t to;

	end = min(end, view.lines);
	if (first >= end)
		return;
	from = memory + view.from + (size_t)first * look->line;
	to = view.to + (size_t)first * pitch;

	if (look->line == pitch && view.bytes == pitch)
		put_bytes(to, from, (size_t)(end - first) * pitch);
	else
		for (line = 0; line < end - first; line++)
			put_bytes(to + (size_t)line * pitch, from + (size_t)line * look->line,
				  view.bytes);
	tell_drawn(to, to + (size_t)(end - first - 1) * pitch + view.bytes);
}

static void wipe(void)
{
	struct fb_info *info = screen.info;

	if (info->flags & FBINFO_VIRTFB)
		memset(info->screen_buffer, 0, size_of(info));
	else
		memset_io(info->screen_base, 0, size_of(info));
}

/* What is around a smaller mode was another namespace's. */
void nsfb_physical_draw_all(const struct nsfb_look *look, const u8 *memory)
{
	if (look->var.xres < screen.width || look->var.yres < screen.height) {
		wipe();
		tell_drawn(0, size_of(screen.info));
	}
	nsfb_physical_draw(look, memory, 0, look->var.yres);
}

void nsfb_physical_black(void)
{
	wipe();
	tell_drawn(0, size_of(screen.info));
}

/* Reads a visible line of a look that fits. Return: how many bytes. */
size_t nsfb_physical_read_line(const struct nsfb_look *look, u32 line, u8 *to)
{
	const struct fb_info *info = screen.info;
	struct nsfb_view view = view_of(look);
	size_t at = view.to + (size_t)line * info->fix.line_length;

	if (line >= view.lines)
		return 0;
	if (info->flags & FBINFO_VIRTFB)
		memcpy(to, info->screen_buffer + at, view.bytes);
	else
		memcpy_fromio(to, info->screen_base + at, view.bytes);
	return view.bytes;
}

static bool is_usable(const struct file *file)
{
	const struct inode *inode = file_inode(file);
	const struct fb_info *info = file->private_data;

	if (!S_ISCHR(inode->i_mode) || imajor(inode) != FB_MAJOR || !info ||
	    info->node != iminor(inode))
		return false;
	return info->fix.type == FB_TYPE_PACKED_PIXELS && info->screen_base && size_of(info) &&
	       info->var.bits_per_pixel && info->var.bits_per_pixel % 8 == 0;
}

/* Return: 0 or -ENOMEM. */
static int make_pages(struct nsfb_screen *found)
{
	struct fb_info *info = found->info;
	size_t count = DIV_ROUND_UP(size_of(info), PAGE_SIZE), index;

	if (!info->fbdefio || !info->fbdefio->deferred_io)
		return 0;
	found->pages = kvcalloc(count, sizeof(*found->pages), GFP_KERNEL);
	if (!found->pages)
		return -ENOMEM;
	for (index = 0; index < count; index++) {
		size_t offset = index << PAGE_SHIFT;

		found->pages[index].offset = offset;
		if (is_vmalloc_addr(info->screen_buffer))
			found->pages[index].page = vmalloc_to_page(info->screen_buffer + offset);
	}
	return 0;
}

static void forget(struct nsfb_screen *lost)
{
	kvfree(lost->pages);
	if (lost->file)
		filp_close(lost->file, NULL);
}

static int open_screen(struct nsfb_screen *found)
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
	return make_pages(found);
}

/* Return: 0, also when there is one already; or why there is none. */
static int attach(void)
{
	struct nsfb_screen found = {};
	int seen = atomic_read(&removals), ret;

	ret = open_screen(&found);
	if (!ret) {
		mutex_lock(&nsfb_screen_lock);
		if (atomic_read(&removals) != seen) {
			ret = -EAGAIN;
		} else if (!screen.file) {
			swap(screen, found);
			trace_fb_screen(nsfb_dev(), 1);
			nsfb_screen_again();
		}
		mutex_unlock(&nsfb_screen_lock);
	}
	forget(&found);
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

static void framebuffer_removed(DEV_NS_INTERFACE_ARGS)
{
	struct nsfb_screen lost = {};

	mutex_lock(&nsfb_screen_lock);
	atomic_inc(&removals);
	if (screen.info && screen.info->dev == dev) {
		swap(screen, lost);
		trace_fb_screen(nsfb_dev(), 0);
	}
	mutex_unlock(&nsfb_screen_lock);
	forget(&lost);
}

static struct class_interface interface = {
	.add_dev = framebuffer_added,
	.remove_dev = framebuffer_removed,
};

static int note_first(void)
{
	const struct fb_info *info = screen.info;
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

static void detach(void)
{
	struct nsfb_screen lost = {};

	mutex_lock(&nsfb_screen_lock);
	swap(screen, lost);
	mutex_unlock(&nsfb_screen_lock);
	forget(&lost);
}

int __init nsfb_physical_init(void)
{
	int ret;

	ret = open_screen(&screen);
	if (!ret)
		ret = note_first();
	if (!ret)
		ret = class_interface_register(&interface);
	if (ret) {
		pr_err("no framebuffer that can be used at %s: error %d; physical= names another\n",
		       physical, ret);
		fb_dealloc_cmap(&first_colours);
		detach();
		return -ENODEV;
	}
	return 0;
}

void nsfb_physical_exit(void)
{
	class_interface_unregister(&interface);
	cancel_work_sync(&attaching);
	detach();
	fb_dealloc_cmap(&first_colours);
}
