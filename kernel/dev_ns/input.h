/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dev_ns_input: the event nodes /dev/input/eventN, for one namespace at a time.
 *
 * A drop-in for evdev: same nodes, same user ABI, so that unmodified clients
 * work. What differs is whom an event reaches. A *node* is one input device. A
 * *client* is one open file; it belongs to the device namespace of the process
 * that opened it, for life. All clients that one namespace has at one node
 * share a *seat*. Of a node's seats at most one is the *front*: the seat of the
 * active namespace.
 *
 * What a client gets
 *	Events go to the clients of the front, or to the one among them that
 *	holds the grab. Clients of other seats get nothing, their requests that
 *	would change the device succeed and do nothing, and what they ask about
 *	the device's state shows a released device.
 *
 * A switch
 *	deactivate() takes the front away: from then on nobody gets events.
 *	activate() gives it to the new namespace. Each is one step under the
 *	device's event lock, between two packets, so every packet goes to one
 *	namespace or to none, and the clients' state is handled in the same
 *	step:
 *	- A client that loses the front gets a release for every key that it
 *	  saw pressed, and the end of every contact (MT slot) that was shown to
 *	  it, in one packet. What its namespace set going in the device (keys it
 *	  wrote, sounds, force-feedback effects) is ended. Nobody can press
 *	  or lift a stick, a dial or a switch on the user's behalf: axes,
 *	  switches and LEDs keep the value last shown.
 *	- A client that gains the front starts with all keys and contacts
 *	  released. Axes, switches and LEDs that may differ from what it was
 *	  last shown are told in one packet. A key or contact that is held
 *	  already remains unseen, in events and in EVIOCGKEY and EVIOCGMTSLOTS,
 *	  until it is let go and pressed again; its repeats and its release are
 *	  withheld. The first contact in a slot is told with all of its axes,
 *	  since the input core leaves out what did not change.
 *	So no SYN_DROPPED is needed: clients that cannot resync are right, too.
 *	Devices with anonymous contacts (MT protocol A) report everything in each
 *	packet; a finger held across the switch does appear in the new namespace.
 *
 * Shared or private
 *	A node can be private to one namespace: its seat is the front, whoever is
 *	active. Or shared by all: every seat is a front, and none has a real
 *	grab, so that no namespace takes the device from another; a grab keeps
 *	the events from its companions only. Such nodes take no part in
 *	switches. Going from one to the other is a switch of that node alone.
 *
 * Grabs
 *	One a seat. The front's is real: our handle grabs the device from the
 *	other input handlers (the console, mousedev). Other seats' are virtual:
 *	remembered and nothing else. A switch makes the real one virtual, then
 *	the new front's real. The handle's grab is handed on from the one to
 *	the other, or given back by the end of the switch.
 *
 * Counts
 *	delivered: put into the client's buffer, what the switch adds included.
 *	withheld: kept from it, because it was not at the front, because another
 *	client of its seat held the grab, or because a key or contact was held
 *	since before the switch. dropped: delivered, but removed unread (full
 *	buffer, change of clock, EVIOCGKEY and its like). total: read. So
 *	delivered - dropped - total is what lies in the buffer. What EVIOCSMASK
 *	masks is in none of them.
 *
 * Locks, outermost first:
 *	input_mutex (input core: around connect and disconnect)
 *	dev_ns_mutex (dev_ns: around switches and state dumps)
 *	  nodes_lock		the list of nodes, and who is active
 *	  node->life		the input device may be called into
 *	    node->opening	opening and closing the input device
 *	    node->turn		who is the front; seats; grabs
 *	      input_dev->mutex (input core)
 *	        input_dev->event_lock	delivery, and all that it reads
 *	          client->lock	the buffer
 *
 * The first two, and nodes_lock and node->life, are never held one inside the
 * other, but for input_mutex, which is outside of all. A switch takes neither
 * node->life nor node->opening: what they protect can take long (a force
 * feedback effect that user space handles, a device that resumes).
 */
#ifndef _DEV_NS_INPUT_H
#define _DEV_NS_INPUT_H

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/input.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "compat.h"
#include "dev_ns.h"
#include "faults.h"

/* Where evdev's nodes are, too: unmodified clients expect them there. */
#define EV_FIRST_MINOR 64
#define EV_MINORS 32

struct ev_node {
	struct input_handle handle;
	struct device dev;
	struct cdev cdev;
	struct list_head entry;		/* in nodes, under nodes_lock */
	struct dev_ns_device device;	/* whose it is */

	struct rw_semaphore life;
	bool exist;			/* written with life held for writing */

	struct mutex opening;
	unsigned int opens;		/* under opening */

	struct mutex turn;
	struct list_head seats;		/* under turn */
	const struct dev_ns *active;	/* whose seat is the front; under turn */
	/* Written with turn and event_lock held, read with either. */
	struct list_head clients;
	struct ev_seat *front;
	bool shared;			/* all seats are */

	struct work_struct settle;	/* see input_grab.c */

	/* What the front must not see, see input_sift.c; under event_lock. */
	bool sifting;
	DECLARE_BITMAP(held_keys, KEY_CNT);
	unsigned long *held_slots;	/* both NULL for a device without slots */
	unsigned long *untold_slots;
	int slot;			/* the one that the events are about */
	struct input_value *sifted;
	unsigned int sifted_size;

#ifdef DEV_NS_FAULTS
	struct ev_client *usurper;	/* written with turn and event_lock held */
#endif
};

struct ev_seat {
	struct list_head entry;		/* in node->seats, under turn */
	struct ev_node *node;
	struct dev_ns *ns;		/* a reference */
	unsigned int clients;		/* under turn */
	struct ev_client *grab;		/* written with turn and event_lock held */
	bool grab_real;			/* under turn */

	/* What its clients started by write() and have not ended; under turn. */
	DECLARE_BITMAP(keys, KEY_CNT);
	DECLARE_BITMAP(sounds, SND_CNT);
	DECLARE_BITMAP(effects, FF_GAIN);

	/* While it is not the front: what it was shown last. Under event_lock. */
	s32 axes[ABS_CNT];
	DECLARE_BITMAP(switches, SW_CNT);
	DECLARE_BITMAP(leds, LED_CNT);
};

struct ev_client {
	u64 id;				/* first: who watches finds it through the file */
	struct ev_node *node;
	struct ev_seat *seat;
	struct list_head entry;		/* in node->clients */
	struct file *file;
	struct dev_ns_who who;		/* opened it */
	bool revoked;			/* written with turn and event_lock held */
	struct fasync_struct *fasync;
	wait_queue_head_t wait;

	/* Written with event_lock and lock held, read with either. */
	u64 delivered, withheld, dropped;
	DECLARE_BITMAP(down, KEY_CNT);	/* keys that it believes to be down */
	enum input_clock_type clock;
	unsigned long *masks[EV_CNT];	/* NULL: everything passes */

	/* Under lock. The indices run freely; size is a power of two. */
	spinlock_t lock;
	u64 total;
	unsigned int head;		/* where the next event goes */
	unsigned int packet;		/* the end of the last whole packet */
	unsigned int tail;		/* the next to be read */
	unsigned int size;
	struct input_event events[];
};

static inline struct input_dev *ev_device(const struct ev_node *node)
{
	return node->handle.dev;
}

/* With turn or event_lock held. */
static inline bool ev_seat_is_front(const struct ev_seat *seat)
{
	return seat == seat->node->front || seat->node->shared;
}

/* With turn or event_lock held. */
static inline bool ev_client_is_front(const struct ev_client *client)
{
	return ev_seat_is_front(client->seat);
}

/* Whether it gets what the device sends. With turn or event_lock held. */
static inline bool ev_client_receives(const struct ev_client *client)
{
	const struct ev_seat *seat = client->seat;

	return ev_client_is_front(client) && !client->revoked &&
	       (!seat->grab || seat->grab == client);
}

/* input_node.c: the life of a node */
struct ev_node *ev_node_create(struct input_handler *handler, struct input_dev *dev, int minor);
void ev_node_die(struct ev_node *node);
void ev_node_hang_up(struct ev_node *node);
void ev_node_tell(struct ev_node *node, bool existing);

/* input_file.c */
extern const struct file_operations ev_fops;

/* input_ioctl.c */
long ev_ioctl(struct file *file, unsigned int cmd, unsigned long arg);
long ev_compat_ioctl(struct file *file, unsigned int cmd, unsigned long arg);

/* input_client.c: the life of a client */
struct ev_client *ev_client_create(struct ev_node *node, struct file *file);
void ev_client_free(struct ev_client *client);
int ev_client_join(struct ev_client *client, struct dev_ns *ns);
void ev_client_leave(struct ev_client *client);
void ev_client_revoke(struct ev_client *client);
void ev_client_tell(const struct ev_client *client);
void ev_client_wake(struct ev_client *client, int band, __poll_t key);
void ev_client_trace_events(const struct ev_client *client, unsigned int now, bool synthetic);

/* input_ring.c: a client's buffer. With event_lock and client->lock held but for ev_ring_take() */
unsigned int ev_ring_size(const struct input_dev *dev);
void ev_ring_put(struct ev_client *client, const struct input_event *event);
bool ev_ring_take(struct ev_client *client, struct input_event *event);
void ev_ring_remove(struct ev_client *client, unsigned int type);
void ev_ring_put_dropped(struct ev_client *client);
void ev_ring_restart(struct ev_client *client, enum input_clock_type clock);

/* Whether a whole packet can be read; the lock makes it no more certain. */
static inline bool ev_ring_readable(const struct ev_client *client)
{
	return READ_ONCE(client->packet) != READ_ONCE(client->tail);
}

/* input_packet.c: one packet on its way into one client's buffer. With event_lock held */
struct ev_packet {
	struct ev_client *client;
	struct input_event stamp;
	u64 delivered, withheld;	/* the client's, before */
	unsigned int open;		/* events put since the last SYN_REPORT */
	bool whole;			/* there was a SYN_REPORT */
};

struct ev_time {
	ktime_t on[INPUT_CLK_MAX];
};

struct ev_time ev_time_now(void);
void ev_packet_begin(struct ev_packet *packet, struct ev_client *client, const ktime_t *on);
void ev_packet_put(struct ev_packet *packet, unsigned int type, unsigned int code, int value);
void ev_packet_end(struct ev_packet *packet, bool synthetic);

/* input_delivery.c */
dev_ns_events_t ev_events(struct input_handle *handle, dev_ns_input_value_t *vals,
			  unsigned int count);

/* input_sift.c: what was held when the front changed stays unseen. With event_lock held */
int ev_sift_init(struct ev_node *node);
void ev_sift_free(struct ev_node *node);
void ev_sift_begin(struct ev_node *node);
unsigned int ev_sift(struct ev_node *node, const struct input_value *vals, unsigned int count,
		     unsigned int *withheld);
bool ev_slot_is_shown(const struct ev_node *node, int slot);

/* input_seat.c: seats, and what a switch does to them. With turn held */
struct ev_seat *ev_seat_enter(struct ev_node *node, struct dev_ns *ns);
void ev_seat_leave(struct ev_seat *seat);
void ev_seat_started(struct ev_seat *seat, const struct input_event *event);
void ev_node_deactivate(struct ev_node *node);
int ev_node_activate(struct ev_node *node, const struct dev_ns *ns);

/* input_resync.c: bringing clients up to date at a switch. With event_lock held */
void ev_resync_release(struct ev_node *node, struct ev_seat *seat);
void ev_resync_tell(struct ev_node *node, struct ev_seat *seat);
void ev_resync_init(struct ev_node *node, struct ev_seat *seat);

/* input_grab.c: with turn held */
int ev_grab_take(struct ev_client *client);
int ev_grab_release(struct ev_client *client);
bool ev_grab_drop(struct ev_client *client);
void ev_grab_suspend(struct ev_seat *seat);
int ev_grab_restore(struct ev_seat *seat);
void ev_grab_settle(struct work_struct *work);
void ev_grab_begin_settling(struct ev_node *node);
void ev_grab_settled(struct ev_node *node);
void ev_grab_trace(const struct ev_client *client, enum dev_ns_grab_action action, bool real,
		   int ret);

/* input_state.c: what a client may know of the device's state */
int ev_state_bits(struct ev_client *client, unsigned int type, void __user *to,
		  unsigned int size, bool compat);
int ev_state_axis(struct ev_client *client, unsigned int code, void __user *to,
		  unsigned int size);
int ev_state_slots(struct ev_client *client, void __user *to, unsigned int size);

/* input_settings.c */
int ev_repeat_get(struct input_dev *dev, u32 __user *to);
int ev_repeat_set(struct ev_client *client, const u32 __user *from);
int ev_keycode_get(struct input_dev *dev, void __user *p);
int ev_keycode_get_pair(struct input_dev *dev, u32 __user *pair);
int ev_keycode_set(struct ev_client *client, const void __user *p);
int ev_keycode_set_pair(struct ev_client *client, const u32 __user *pair);
int ev_axis_set(struct ev_client *client, unsigned int code, const void __user *from,
		unsigned int size);

/* input_effects.c */
int ev_effect_upload(struct ev_client *client, void __user *p, unsigned int size);
int ev_effect_erase(struct ev_client *client, int id);
int ev_effect_count(const struct input_dev *dev, int __user *to);

/* input_mask.c: EVIOCSMASK */
bool ev_mask_passes(const struct ev_client *client, unsigned int type, unsigned int code);
int ev_mask_get(struct ev_client *client, const struct input_mask *mask, bool compat);
int ev_mask_set(struct ev_client *client, const struct input_mask *mask, bool compat);
void ev_mask_free(struct ev_client *client);

/* input_faults.c: what goes wrong on purpose. In builds with FAULTS=1 only */
DEV_NS_DECLARE_FAULT(leak);
DEV_NS_DECLARE_FAULT(lose_grab);
DEV_NS_DECLARE_FAULT(grab_through);
DEV_NS_DECLARE_FAULT(keep_keys);
DEV_NS_DECLARE_FAULT(show_keys);

void ev_fault_slip(struct ev_client *client, const struct input_value *vals, unsigned int count,
		   const ktime_t *on);
void ev_fault_swallow(struct ev_packet *packet);
void ev_fault_usurp(struct ev_client *client);

#ifdef DEV_NS_FAULTS
void ev_fault_yield(struct ev_client *client);
static inline bool ev_fault_usurps(const struct ev_client *client)
{
	return client->node->usurper == client;
}
static inline bool ev_fault_is_usurped(const struct ev_node *node)
{
	return node->usurper;
}
#else
static inline void ev_fault_yield(struct ev_client *client) {}
static inline bool ev_fault_usurps(const struct ev_client *client) { return false; }
static inline bool ev_fault_is_usurped(const struct ev_node *node) { return false; }
#endif

/* input_layout.c: how user memory is laid out, natively and for 32-bit programs */
size_t ev_event_size(void);
int ev_event_to_user(char __user *to, const struct input_event *event);
int ev_event_from_user(const char __user *from, struct input_event *event);
int ev_bits_to_user(void __user *to, unsigned int size, const unsigned long *bits,
		    unsigned int count, bool compat);
int ev_bits_from_user(const void __user *from, unsigned int size, unsigned long *bits,
		      unsigned int count, bool compat);
int ev_effect_from_user(const void __user *from, size_t size, struct ff_effect *effect);

#endif /* _DEV_NS_INPUT_H */
