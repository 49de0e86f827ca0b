/* SPDX-License-Identifier: GPL-2.0-only */
/* The physical framebuffer, as those see it who reach it: fb_physical.c, fb_mode.c, fb_draw.c. */
#ifndef _DEV_NS_FB_PHYSICAL_H
#define _DEV_NS_FB_PHYSICAL_H

#include <linux/fb.h>
#include <linux/fs.h>

#include "fb.h"

/**
 * struct nsfb_pages - the pages of the physical framebuffer, as deferred I/O takes them
 * @all: of them, in their order
 * @page: likewise
 */
struct nsfb_pages {
	struct list_head all;
	struct fb_deferred_io_pageref page[];
};

/**
 * struct nsfb_physical - the physical framebuffer, as long as it is there
 * @file: it, open; NULL while there is none
 * @info: its state, which the file holds
 * @width: in pixels, what it had when it was opened, whatever mode is set since
 * @height: likewise
 * @blank: FB_BLANK_*, as we set it last
 * @pages: for telling deferred I/O what was drawn; NULL where it has none
 *
 * Only between nsfb_physical_enter() and nsfb_physical_leave(), during which it
 * can't go. None comes while nsfb_screen_lock is held.
 */
struct nsfb_physical {
	struct file *file;
	struct fb_info *info;
	u32 width;
	u32 height;
	int blank;
	struct nsfb_pages *pages;
};

/* Return: it; or NULL when there is none, and then there is nothing to leave. */
struct nsfb_physical *nsfb_physical_enter(void);
void nsfb_physical_leave(void);

static inline size_t nsfb_size_of(const struct fb_info *info)
{
	return info->screen_size ?: info->fix.smem_len;
}

static inline bool nsfb_same_mode(const struct fb_var_screeninfo *a,
				  const struct fb_var_screeninfo *b)
{
	return a->xres == b->xres && a->yres == b->yres && a->bits_per_pixel == b->bits_per_pixel;
}

/* Its mode is the canvas's. */
static inline bool nsfb_physical_fits(const struct nsfb_physical *physical,
				      const struct nsfb_look *look)
{
	return nsfb_same_mode(&physical->info->var, &look->var);
}

#endif /* _DEV_NS_FB_PHYSICAL_H */
