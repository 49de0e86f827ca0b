// SPDX-License-Identifier: GPL-2.0-only
/* What a client does through its file: open, read, write, seek, map, close. */
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/uaccess.h>

#include "fb.h"
#include "trace.h"

static int open_canvas(struct dev_ns *ns, struct file *file)
{
	struct dev_ns_state *state = dev_ns_state_get(&nsfb_driver, ns);
	struct nsfb_client *client;
	struct nsfb_canvas *canvas;

	if (IS_ERR(state))
		return PTR_ERR(state);
	canvas = container_of(state, struct nsfb_canvas, base);
	client = nsfb_client_create(canvas, file->f_flags);
	if (!client) {
		dev_ns_state_put(state);
		return -ENOMEM;
	}
	file->private_data = client;
	file->f_mapping = canvas->inode->i_mapping;
	return 0;
}

static int nsfb_open(struct inode *inode, struct file *file)
{
	struct dev_ns *ns = dev_ns_get_current(GFP_KERNEL);
	int ret = PTR_ERR_OR_ZERO(ns);

	if (!ret)
		ret = open_canvas(ns, file);
	if (ret) {
		struct dev_ns_who who = dev_ns_who_current();

		trace_fb_open_failed(nsfb_dev(), IS_ERR(ns) ? 0 : dev_ns_inum(ns), &who, ret);
	}
	if (!IS_ERR(ns))
		dev_ns_put(ns);
	return ret;
}

static int nsfb_release(struct inode *inode, struct file *file)
{
	nsfb_client_close(file->private_data);
	return 0;
}

static ssize_t nsfb_read(struct file *file, char __user *to, size_t count, loff_t *offset)
{
	struct nsfb_client *client = file->private_data;

	return simple_read_from_buffer(to, count, offset, client->canvas->memory,
				       nsfb_canvas_size(client->canvas));
}

/* A function of its own, so that whoever watches can see what a write leaves in a canvas. Return: how many bytes. */
static noinline __noclone size_t nsfb_take(struct nsfb_canvas *canvas, size_t start,
					   const char __user *from, size_t count)
{
	return count - copy_from_user(canvas->memory + start, from, count);
}

/* As on any framebuffer: EFBIG beyond the end, ENOSPC at it, a short count across it. */
static ssize_t nsfb_write(struct file *file, const char __user *from, size_t count, loff_t *offset)
{
	struct nsfb_client *client = file->private_data;
	struct nsfb_canvas *canvas = client->canvas;
	size_t size = nsfb_canvas_size(canvas), start, done;
	bool front;

	if (*offset < 0)
		return -EINVAL;
	if (*offset > size)
		return -EFBIG;
	if (!count)
		return 0;
	start = *offset;
	count = min(count, size - start);
	if (!count)
		return -ENOSPC;

	atomic_inc(&canvas->writers);
	if (dev_ns_fault(drop_background) && !nsfb_seems_front(canvas))
		done = count;
	else
		done = nsfb_take(canvas, start, from, count);
	nsfb_canvas_changed(canvas);
	atomic_dec(&canvas->writers);
	if (!done)
		return -EFAULT;
	front = nsfb_screen_enter(canvas);
	if (!front && dev_ns_fault(draw_through))
		nsfb_draw_through(canvas, start, done);
	nsfb_client_drew(client, DEV_NS_FB_WRITE, done,
		       front && nsfb_screen_part(canvas, start, done));
	if (front)
		nsfb_screen_leave();
	*offset += done;
	return done;
}

static loff_t nsfb_llseek(struct file *file, loff_t offset, int whence)
{
	struct nsfb_client *client = file->private_data;

	return fixed_size_llseek(file, offset, whence, nsfb_canvas_size(client->canvas));
}

static int nsfb_mmap(struct file *file, struct vm_area_struct *vma)
{
	return nsfb_pages_map(file->private_data, vma);
}

/* What was drawn through mappings is where it belongs when this returns. */
static int nsfb_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	struct nsfb_client *client = file->private_data;

	flush_delayed_work(&client->canvas->work);
	return 0;
}

const struct file_operations nsfb_fops = {
	.owner = THIS_MODULE,
	.open = nsfb_open,
	.release = nsfb_release,
	.read = nsfb_read,
	.write = nsfb_write,
	.llseek = nsfb_llseek,
	.mmap = nsfb_mmap,
	.fsync = nsfb_fsync,
	.unlocked_ioctl = nsfb_ioctl,
#ifdef CONFIG_COMPAT
	.compat_ioctl = nsfb_compat_ioctl,
#endif
};
