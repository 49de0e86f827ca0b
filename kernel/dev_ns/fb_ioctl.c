// SPDX-License-Identifier: GPL-2.0-only
/* fbdev's requests: what goes in and out of user memory. Documentation/fb/api.rst */
#include <linux/compat.h>
#include <linux/fs.h>
#include <linux/uaccess.h>
#include <linux/vt.h>

#include "fb.h"

static long get_var(struct nsfb_client *client, void __user *arg)
{
	struct fb_var_screeninfo var;

	nsfb_get_var(client->canvas, &var);
	return copy_to_user(arg, &var, sizeof(var)) ? -EFAULT : 0;
}

/* Both give back what became of the request. */
static long put_var(struct nsfb_client *client, unsigned int cmd, void __user *arg)
{
	struct fb_var_screeninfo var;
	long ret;

	if (copy_from_user(&var, arg, sizeof(var)))
		return -EFAULT;
	ret = cmd == FBIOPAN_DISPLAY ? nsfb_pan(client, &var) : nsfb_set_var_of(client->canvas, &var);
	if (ret)
		return ret;
	return copy_to_user(arg, &var, sizeof(var)) ? -EFAULT : 0;
}

static long get_fix(struct nsfb_client *client, void __user *arg)
{
	struct fb_fix_screeninfo fix;

	nsfb_get_fix(client->canvas, &fix);
	return copy_to_user(arg, &fix, sizeof(fix)) ? -EFAULT : 0;
}

static int copy_colours_in(struct fb_cmap *to, const struct fb_cmap_user *from)
{
	size_t size = from->len * sizeof(u16);

	if (copy_from_user(to->red, from->red, size) ||
	    copy_from_user(to->green, from->green, size) ||
	    copy_from_user(to->blue, from->blue, size))
		return -EFAULT;
	if (from->transp)
		return copy_from_user(to->transp, from->transp, size) ? -EFAULT : 0;
	memset(to->transp, 0xff, size);
	return 0;
}

static int copy_colours_out(const struct fb_cmap_user *to, const struct fb_cmap *from)
{
	size_t size = from->len * sizeof(u16);

	if (copy_to_user(to->red, from->red, size) ||
	    copy_to_user(to->green, from->green, size) ||
	    copy_to_user(to->blue, from->blue, size))
		return -EFAULT;
	if (to->transp)
		return copy_to_user(to->transp, from->transp, size) ? -EFAULT : 0;
	return 0;
}

static long colours(struct nsfb_client *client, unsigned int cmd, const struct fb_cmap_user *user)
{
	struct fb_cmap map = {};
	long ret;

	if (user->start >= NSFB_COLOURS || user->len > NSFB_COLOURS - user->start)
		return -EINVAL;
	if (!user->len)
		return 0;
	ret = fb_alloc_cmap(&map, user->len, 1);
	if (ret)
		return ret;
	map.start = user->start;

	if (cmd == FBIOPUTCMAP) {
		ret = copy_colours_in(&map, user);
		if (!ret)
			nsfb_set_colours(client->canvas, &map);
	} else {
		nsfb_get_colours(client->canvas, &map);
		ret = copy_colours_out(user, &map);
	}
	fb_dealloc_cmap(&map);
	return ret;
}

/*
 * Which framebuffer a virtual console is on: programs ask in order to know which
 * one to open. They are answered the number that the node has for a persona, of
 * which it is the only one.
 */
static long get_console_map(struct fb_con2fbmap __user *user)
{
	struct fb_con2fbmap map;

	if (copy_from_user(&map, user, sizeof(map)))
		return -EFAULT;
	if (map.console < 1 || map.console > MAX_NR_CONSOLES)
		return -EINVAL;
	map.framebuffer = 0;
	return copy_to_user(user, &map, sizeof(map)) ? -EFAULT : 0;
}

static long plain_request(struct nsfb_client *client, unsigned int cmd, unsigned long arg)
{
	void __user *memory = (void __user *)arg;

	switch (cmd) {
	case FBIOGET_VSCREENINFO:
		return get_var(client, memory);
	case FBIOPUT_VSCREENINFO:
	case FBIOPAN_DISPLAY:
		return put_var(client, cmd, memory);
	case FBIOBLANK:
		nsfb_set_blank(client->canvas, min_t(unsigned long, arg, FB_BLANK_POWERDOWN));
		return 0;
	case FBIOGET_CON2FBMAP:
		return get_console_map(memory);
	case FBIO_CURSOR:
	case FBIOPUT_CON2FBMAP:
		return -EINVAL;
	default:
		return -ENOTTY;
	}
}

long nsfb_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct nsfb_client *client = file->private_data;
	struct fb_cmap_user map;

	switch (cmd) {
	case FBIOGET_FSCREENINFO:
		return get_fix(client, (void __user *)arg);
	case FBIOPUTCMAP:
	case FBIOGETCMAP:
		if (copy_from_user(&map, (void __user *)arg, sizeof(map)))
			return -EFAULT;
		return colours(client, cmd, &map);
	default:
		return plain_request(client, cmd, arg);
	}
}

#ifdef CONFIG_COMPAT
struct fb_cmap32 {
	u32 start;
	u32 len;
	compat_caddr_t red;
	compat_caddr_t green;
	compat_caddr_t blue;
	compat_caddr_t transp;
};

struct fb_fix_screeninfo32 {
	char id[16];
	compat_caddr_t smem_start;
	u32 smem_len;
	u32 type;
	u32 type_aux;
	u32 visual;
	u16 xpanstep;
	u16 ypanstep;
	u16 ywrapstep;
	u32 line_length;
	compat_caddr_t mmio_start;
	u32 mmio_len;
	u32 accel;
	u16 reserved[3];
};

static long get_fix32(struct nsfb_client *client, void __user *arg)
{
	struct fb_fix_screeninfo32 fix32 = {};
	struct fb_fix_screeninfo fix;

	nsfb_get_fix(client->canvas, &fix);
	memcpy(fix32.id, fix.id, sizeof(fix32.id));
	fix32.smem_len = fix.smem_len;
	fix32.type = fix.type;
	fix32.visual = fix.visual;
	fix32.xpanstep = fix.xpanstep;
	fix32.ypanstep = fix.ypanstep;
	fix32.line_length = fix.line_length;
	fix32.accel = fix.accel;
	return copy_to_user(arg, &fix32, sizeof(fix32)) ? -EFAULT : 0;
}

static int get_map32(struct fb_cmap_user *map, const void __user *arg)
{
	struct fb_cmap32 map32;

	if (copy_from_user(&map32, arg, sizeof(map32)))
		return -EFAULT;
	map->start = map32.start;
	map->len = map32.len;
	map->red = compat_ptr(map32.red);
	map->green = compat_ptr(map32.green);
	map->blue = compat_ptr(map32.blue);
	map->transp = compat_ptr(map32.transp);
	return 0;
}

long nsfb_compat_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct nsfb_client *client = file->private_data;
	struct fb_cmap_user map;

	switch (cmd) {
	case FBIOGET_FSCREENINFO:
		return get_fix32(client, compat_ptr(arg));
	case FBIOPUTCMAP:
	case FBIOGETCMAP:
		return get_map32(&map, compat_ptr(arg)) ?: colours(client, cmd, &map);
	case FBIOBLANK:
		return plain_request(client, cmd, arg);
	default:
		return plain_request(client, cmd, (unsigned long)compat_ptr(arg));
	}
}
#endif
