// SPDX-License-Identifier: GPL-2.0-only
/* Drawing through a mapping: the pages, and how it is noticed. */
#include <linux/bitmap.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/vmalloc.h>

#include "compat.h"
#include "fb.h"

/* Pages that are locked at once, for one unmapping. */
#define NSFB_RUN_MAX 64

static struct page *page_of(const struct nsfb_canvas *canvas, unsigned long index)
{
	return vmalloc_to_page(canvas->memory + (index << PAGE_SHIFT));
}

static vm_fault_t nsfb_fault(struct vm_fault *vmf)
{
	struct nsfb_client *client = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff >= client->canvas->pages)
		return VM_FAULT_SIGBUS;
	page = page_of(client->canvas, vmf->pgoff);
	get_page(page);
	vmf->page = page;
	return 0;
}

/* Returns with the page locked: the mm lets it go once it is mapped writable. */
static vm_fault_t nsfb_page_mkwrite(struct vm_fault *vmf)
{
	struct nsfb_client *client = vmf->vma->vm_private_data;
	struct nsfb_canvas *canvas = client->canvas;

	lock_page(vmf->page);
	set_bit(vmf->pgoff, canvas->touched);
	atomic64_inc(&client->touches);
	schedule_delayed_work(&canvas->work, msecs_to_jiffies(NSFB_LOOK_MS));
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct nsfb_vm_ops = {
	.fault = nsfb_fault,
	.page_mkwrite = nsfb_page_mkwrite,
};

/* Called with mmap_lock held, so without a lock of ours. */
int nsfb_pages_map(struct nsfb_client *client, struct vm_area_struct *vma)
{
	unsigned long pages = client->canvas->pages;

	if (vma->vm_pgoff > pages || vma_pages(vma) > pages - vma->vm_pgoff)
		return -EINVAL;
	vma->vm_ops = &nsfb_vm_ops;
	/* The mapping holds the file, which holds the client. */
	vma->vm_private_data = client;
	dev_ns_vm_flags_set(vma, VM_DONTEXPAND | VM_DONTDUMP);
	return 0;
}

/*
 * With its lock held a page is either not yet mapped writable, then its mark is
 * set again, or it can be unmapped here.
 */
static void unmap_run(struct nsfb_canvas *canvas, unsigned long first, unsigned long end)
{
	unsigned long index;

	for (index = first; index < end; index++)
		lock_page(page_of(canvas, index));
	bitmap_clear(canvas->touched, first, end - first);
	unmap_mapping_range(canvas->inode->i_mapping, (loff_t)first << PAGE_SHIFT,
			    (loff_t)(end - first) << PAGE_SHIFT, 0);
	for (index = first; index < end; index++)
		unlock_page(page_of(canvas, index));
}

/* Afterwards the next touch of any page is noticed. What was marked is in @seen. */
static void unmap_touched(struct nsfb_canvas *canvas)
{
	unsigned long first, end;

	bitmap_zero(canvas->seen, canvas->pages);
	for (first = find_first_bit(canvas->touched, canvas->pages); first < canvas->pages;
	     first = find_next_bit(canvas->touched, canvas->pages, end)) {
		end = find_next_zero_bit(canvas->touched, canvas->pages, first);
		end = min(end, first + NSFB_RUN_MAX);
		unmap_run(canvas, first, end);
		nsfb_canvas_changed(canvas);
		bitmap_set(canvas->seen, first, end - first);
	}
}

/* A touch is counted after its mark is set: what is taken up here is unmapped by this look at the latest. */
static void take_up_touches(struct nsfb_canvas *canvas)
{
	struct nsfb_client *client;

	mutex_lock(&canvas->clients_lock);
	list_for_each_entry(client, &canvas->clients, entry)
		client->looking = atomic64_read(&client->touches) - client->looked;
	mutex_unlock(&canvas->clients_lock);
}

static void tell_touches(struct nsfb_canvas *canvas, bool shown)
{
	struct nsfb_client *client;

	mutex_lock(&canvas->clients_lock);
	list_for_each_entry(client, &canvas->clients, entry) {
		if (!client->looking)
			continue;
		client->looked += client->looking;
		nsfb_client_drew(client, DEV_NS_FB_PAGES, client->looking, shown);
		client->looking = 0;
	}
	mutex_unlock(&canvas->clients_lock);
}

static bool show_seen(const struct nsfb_canvas *canvas)
{
	unsigned long first, end;
	bool shown = false;

	for (first = find_first_bit(canvas->seen, canvas->pages); first < canvas->pages;
	     first = find_next_bit(canvas->seen, canvas->pages, end)) {
		end = find_next_zero_bit(canvas->seen, canvas->pages, first);
		shown = nsfb_screen_part(canvas, first << PAGE_SHIFT, (end - first) << PAGE_SHIFT);
	}
	return shown;
}

/*
 * First unmap, then ask who the front is: a switch that makes this canvas the
 * front copies all of it after it has said so.
 */
void nsfb_pages_look(struct work_struct *work)
{
	struct nsfb_canvas *canvas = container_of(to_delayed_work(work), struct nsfb_canvas, work);
	bool front;

	take_up_touches(canvas);
	unmap_touched(canvas);
	front = nsfb_screen_enter(canvas);
	if (!front && dev_ns_fault(draw_through))
		nsfb_draw_through(canvas, 0, nsfb_canvas_size(canvas));
	tell_touches(canvas, front && show_seen(canvas));
	if (front)
		nsfb_screen_leave();
}
