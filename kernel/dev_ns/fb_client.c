// SPDX-License-Identifier: GPL-2.0-only
/* The life of a client, and what it has drawn. */
#include <linux/slab.h>

#include "fb.h"
#include "trace.h"

static u32 inum(const struct nsfb_client *client)
{
	return dev_ns_inum(client->canvas->base.ns);
}

static void trace_open(const struct nsfb_client *client, u32 existing)
{
	trace_fb_open(client->id, nsfb_dev(), inum(client), &client->who, client->flags, existing);
}

/* Takes over the caller's use of the canvas, if it returns a client. */
struct nsfb_client *nsfb_client_create(struct nsfb_canvas *canvas, unsigned int flags)
{
	struct nsfb_client *client = kzalloc(sizeof(*client), GFP_KERNEL);

	if (!client)
		return NULL;
	client->canvas = canvas;
	client->id = dev_ns_next_client();
	client->who = dev_ns_who_current();
	client->flags = flags;
	spin_lock_init(&client->lock);

	mutex_lock(&canvas->clients_lock);
	list_add_tail(&client->entry, &canvas->clients);
	trace_open(client, 0);
	mutex_unlock(&canvas->clients_lock);
	return client;
}

/* What it drew through a mapping and nobody has looked at yet is looked at first. */
void nsfb_client_close(struct nsfb_client *client)
{
	struct nsfb_canvas *canvas = client->canvas;

	flush_delayed_work(&canvas->work);
	mutex_lock(&canvas->clients_lock);
	list_del(&client->entry);
	trace_fb_close(client->id, nsfb_dev(), inum(client), &client->counts);
	mutex_unlock(&canvas->clients_lock);
	kfree(client);
	dev_ns_state_put(&canvas->base);
}

/*
 * Its canvas has got what it drew; @shown: and so has the screen, which the
 * caller then holds.
 */
void nsfb_client_drew(struct nsfb_client *client, enum dev_ns_fb_kind kind, u64 now, bool shown)
{
	struct dev_ns_fb_counts *counts = &client->counts;
	u64 updates = kind == DEV_NS_FB_PAGES ? now : 1;

	spin_lock(&client->lock);
	switch (kind) {
	case DEV_NS_FB_WRITE:
		counts->writes++;
		counts->bytes += now;
		break;
	case DEV_NS_FB_PAGES:
		counts->pages += now;
		break;
	case DEV_NS_FB_PAN:
		counts->pans++;
		break;
	}
	if (shown)
		counts->shown += updates;
	else
		counts->kept += updates;
	if (trace_fb_update_enabled())
		trace_fb_update(client->id, nsfb_dev(), inum(client),
				dev_ns_is_active(client->canvas->base.ns),
				nsfb_is_for(client->canvas), kind, now, shown, counts);
	spin_unlock(&client->lock);
}

/* For a state dump. With clients_lock held. */
void nsfb_client_tell(struct nsfb_client *client)
{
	trace_open(client, 1);
	spin_lock(&client->lock);
	trace_fb_state(client->id, nsfb_dev(), inum(client), &client->counts);
	spin_unlock(&client->lock);
}
