// SPDX-License-Identifier: GPL-2.0-only
/* The life of a canvas, and where its inode comes from. */
#include <linux/bitmap.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/pseudo_fs.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "fb.h"

#define NSFB_CANVAS_MAGIC 0x64766662	/* "dvfb" */

static unsigned int screens = 2;
module_param(screens, uint, 0444);
MODULE_PARM_DESC(screens, "How many screens a canvas has memory for (1 to 4): what panning can flip between");

static struct vfsmount *mount;

static int init_fs_context(struct fs_context *context)
{
	return init_pseudo(context, NSFB_CANVAS_MAGIC) ? 0 : -ENOMEM;
}

/* Without an owner: our own mount must not keep us loaded. It ends before we do. */
static struct file_system_type canvas_fs = {
	.name = "dev_ns_fb",
	.init_fs_context = init_fs_context,
	.kill_sb = kill_anon_super,
};

int __init nsfb_canvases_init(void)
{
	if (!screens || screens > 4)
		return -EINVAL;
	mount = kern_mount(&canvas_fs);
	return PTR_ERR_OR_ZERO(mount);
}

void nsfb_canvases_exit(void)
{
	kern_unmount(mount);
}

static unsigned long pages_needed(void)
{
	u64 bytes = (u64)nsfb_physical_fix()->line_length * nsfb_physical_mode()->yres;

	return DIV_ROUND_UP_ULL(bytes * screens, PAGE_SIZE);
}

/* Return: a black canvas in the default mode, or NULL without memory. */
struct nsfb_canvas *nsfb_canvas_create(void)
{
	struct nsfb_canvas *canvas = kzalloc(sizeof(*canvas), GFP_KERNEL);

	if (!canvas)
		return NULL;
	canvas->pages = pages_needed();
	mutex_init(&canvas->clients_lock);
	INIT_LIST_HEAD(&canvas->clients);
	INIT_DELAYED_WORK(&canvas->work, nsfb_pages_look);

	canvas->inode = alloc_anon_inode(mount->mnt_sb);
	if (IS_ERR(canvas->inode))
		goto free_canvas;
	canvas->memory = vzalloc(nsfb_canvas_size(canvas));
	if (!canvas->memory)
		goto put_inode;
	canvas->touched = bitmap_zalloc(canvas->pages, GFP_KERNEL);
	canvas->seen = bitmap_zalloc(canvas->pages, GFP_KERNEL);
	if (!canvas->touched || !canvas->seen)
		goto free_maps;
	if (fb_alloc_cmap(&canvas->look.colours, NSFB_COLOURS, 1))
		goto free_maps;
	nsfb_settings_default(&canvas->look);
	return canvas;

free_maps:
	bitmap_free(canvas->seen);
	bitmap_free(canvas->touched);
	vfree(canvas->memory);
put_inode:
	iput(canvas->inode);
free_canvas:
	kfree(canvas);
	return NULL;
}

/* Nobody has it open or mapped, and it is not the front. */
void nsfb_canvas_free(struct nsfb_canvas *canvas)
{
	cancel_delayed_work_sync(&canvas->work);
	fb_dealloc_cmap(&canvas->look.colours);
	bitmap_free(canvas->seen);
	bitmap_free(canvas->touched);
	vfree(canvas->memory);
	iput(canvas->inode);
	kfree(canvas);
}
