// SPDX-License-Identifier: GPL-2.0-only
/* Pixels: from canvases to the physical framebuffer, and what it holds. */
#include <linux/io.h>
#include <linux/list.h>
#include <linux/mm.h>

#include "fb_physical.h"

/*
 * Where a driver learns from faults what was drawn, it is told as if there had been
 * some. The run of pages is cut out of the list of all for that: to link each of a
 * thousand took as long as a thirtieth of the copy.
 */
static void tell_drawn(struct nsfb_physical *physical, size_t from, size_t end)
{
	struct nsfb_pages *pages = physical->pages;
	LIST_HEAD(before);
	LIST_HEAD(drawn);

	if (!pages)
		return;
	list_cut_before(&before, &pages->all, &pages->page[from >> PAGE_SHIFT].list);
	list_cut_position(&drawn, &pages->all, &pages->page[(end - 1) >> PAGE_SHIFT].list);
	physical->info->fbdefio->deferred_io(physical->info, &drawn);
	list_splice(&drawn, &pages->all);
	list_splice(&before, &pages->all);
}

static void put_bytes(const struct fb_info *info, size_t at, const u8 *from, size_t count)
{
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
static struct nsfb_view view_of(const struct fb_info *info, const struct nsfb_look *look)
{
	const struct fb_var_screeninfo *var = &look->var;
	u32 pixel = var->bits_per_pixel / 8, pitch = info->fix.line_length;
	struct nsfb_view view = {
		.from = (size_t)var->yoffset * look->line + var->xoffset * pixel,
		.to = (size_t)info->var.yoffset * pitch + info->var.xoffset * pixel,
		.bytes = min(var->xres * pixel, pitch),
	};
	size_t size = nsfb_size_of(info);

	if (view.to + view.bytes <= size)
		view.lines = min_t(size_t, var->yres, (size - view.to - view.bytes) / pitch + 1);
	return view;
}

static void draw(struct nsfb_physical *physical, const struct nsfb_look *look, const u8 *memory,
		 u32 first, u32 end)
{
	struct fb_info *info = physical->info;
	struct nsfb_view view = view_of(info, look);
	u32 pitch = info->fix.line_length, line;
	const u8 *from;
	size_t to;

	end = min(end, view.lines);
	if (first >= end)
		return;
	from = memory + view.from + (size_t)first * look->line;
	to = view.to + (size_t)first * pitch;

	if (look->line == pitch && view.bytes == pitch)
		put_bytes(info, to, from, (size_t)(end - first) * pitch);
	else
		for (line = 0; line < end - first; line++)
			put_bytes(info, to + (size_t)line * pitch, from + (size_t)line * look->line,
				  view.bytes);
	tell_drawn(physical, to, to + (size_t)(end - first - 1) * pitch + view.bytes);
}

static void wipe(struct nsfb_physical *physical)
{
	struct fb_info *info = physical->info;

	if (info->flags & FBINFO_VIRTFB)
		memset(info->screen_buffer, 0, nsfb_size_of(info));
	else
		memset_io(info->screen_base, 0, nsfb_size_of(info));
	tell_drawn(physical, 0, nsfb_size_of(info));
}

/* Draws visible lines. Return: whether there is a screen with this look's mode. */
bool nsfb_physical_draw(const struct nsfb_look *look, const u8 *memory, u32 first, u32 end)
{
	struct nsfb_physical *physical = nsfb_physical_enter();
	bool fits;

	if (!physical)
		return false;
	fits = nsfb_physical_fits(physical, look);
	if (fits)
		draw(physical, look, memory, first, end);
	nsfb_physical_leave();
	return fits;
}

/* What is around a smaller mode was another namespace's. */
void nsfb_physical_draw_all(const struct nsfb_look *look, const u8 *memory)
{
	struct nsfb_physical *physical = nsfb_physical_enter();

	if (!physical)
		return;
	if (look->var.xres < physical->width || look->var.yres < physical->height)
		wipe(physical);
	if (nsfb_physical_fits(physical, look))
		draw(physical, look, memory, 0, look->var.yres);
	nsfb_physical_leave();
}

void nsfb_physical_black(void)
{
	struct nsfb_physical *physical = nsfb_physical_enter();

	if (!physical)
		return;
	wipe(physical);
	nsfb_physical_leave();
}

static size_t read_line(const struct fb_info *info, const struct nsfb_look *look, u32 line, u8 *to)
{
	struct nsfb_view view = view_of(info, look);
	size_t at = view.to + (size_t)line * info->fix.line_length;

	if (line >= view.lines)
		return 0;
	if (info->flags & FBINFO_VIRTFB)
		memcpy(to, info->screen_buffer + at, view.bytes);
	else
		memcpy_fromio(to, info->screen_base + at, view.bytes);
	return view.bytes;
}

/* Reads a visible line. Return: how many bytes; 0 without a screen that has this look's mode. */
size_t nsfb_physical_read_line(const struct nsfb_look *look, u32 line, u8 *to)
{
	struct nsfb_physical *physical = nsfb_physical_enter();
	size_t bytes = 0;

	if (!physical)
		return 0;
	if (nsfb_physical_fits(physical, look))
		bytes = read_line(physical->info, look, line, to);
	nsfb_physical_leave();
	return bytes;
}
