/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dev_ns_mouse: /dev/devns/mice and /dev/devns/mouseN, PS/2 mice for one
 * namespace at a time.
 *
 * They do what mousedev's nodes do: whatever points is told to their readers in
 * the bytes of a PS/2 mouse, one mouseN a device, and all of them together in
 * mice. mousedev itself is built into most kernels, so its nodes can't be taken
 * over: these have numbers of their own, and are given to a persona in the place
 * of the others, which are kept from it. The minors are mousedev's (32 + N, 63),
 * so that a number says which node it is.
 *
 * A *source* is one input device. A *node* is a source's, or mice, which is all
 * sources'. A *client* is one open file of a node; it belongs to the device
 * namespace of the process that opened it, for life.
 *
 * What a client gets
 *	Reports of sources that its namespace has: the active one those that
 *	follow, the owner a private one, all a shared one. A source is declared as
 *	mouse/mouseN, apart from the event node of the same device. Commands are
 *	answered in the background as well: they are about the client's own
 *	emulated mouse, and reach no device.
 *
 * A switch
 *	Who loses a source gets its pressed buttons released. Who gains it starts
 *	with all released: a button or a touch that goes on stays unseen until it
 *	is let go. Each is one step under ms_lock, between two reports. Motion is
 *	told from where the client believes the pointer to be, so what happened in
 *	another namespace is no jump, unless the device itself says where it is.
 *
 * Grabs
 *	The input core keeps a grabbed device's events from us. Buttons that were
 *	let go meanwhile are released when the grab ends, buttons that were pressed
 *	stay unseen.
 *
 * Counts
 *	are in reports: what a device said at once, where that moves, scrolls, or
 *	presses or lets go a button. delivered: to be told to the client; withheld:
 *	kept from it. total: told, by read(2), whatever number of bytes that took.
 *
 * Locks, outermost first:
 *	input_mutex (input core: around connect and disconnect)
 *	  dev_ns_mutex (dev_ns: around switches and state dumps)
 *	  opening		which sources there are, and which are open
 *	    input_dev->mutex (input core)
 *	      input_dev->event_lock
 *	        ms_lock		all else. Taken by switches, too, and for short
 *
 * dev_ns_mutex and opening (in mouse_source.c) are never held one inside the other.
 */
#ifndef _DEV_NS_MOUSE_H
#define _DEV_NS_MOUSE_H

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/input.h>
#include <linux/list.h>
#include <linux/minmax.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/wait.h>

#include "compat.h"
#include "dev_ns.h"
#include "faults.h"

#define MS_FIRST_MINOR 32
#define MS_MICE_MINOR 63
#define MS_SOURCES_MAX (MS_MICE_MINOR - MS_FIRST_MINOR)

/* As bits of a PS/2 packet's first byte, and of an Explorer's last one. */
enum ms_button {
	MS_LEFT = 0x01,
	MS_RIGHT = 0x02,
	MS_MIDDLE = 0x04,
	MS_FOURTH = 0x08,
	MS_FIFTH = 0x10,
};

enum ms_protocol {
	MS_PS2,			/* three bytes */
	MS_INTELLIMOUSE,	/* and one for the wheel */
	MS_EXPLORER,		/* and in it two more buttons */
};

struct ms_source;

struct ms_node {
	struct device dev;
	struct cdev cdev;
	struct ms_source *source;	/* NULL for mice */
	bool exist;			/* written with ms_lock held */
	struct list_head clients;	/* under ms_lock */
};

/* Right and up are positive, as in a packet. */
struct ms_motion {
	int dx, dy, dz;
};

/* More than this waits for nobody, so that nothing overflows. */
#define MS_FAR (1 << 20)

static inline int ms_sum(int a, s64 b)
{
	return clamp_t(s64, a + b, -MS_FAR, MS_FAR);
}

struct ms_source {
	struct ms_node node;
	struct input_handle handle;
	struct dev_ns_device device;	/* whose it is */
	struct list_head entry;		/* in ms_sources, under opening and ms_lock */
	bool is_pad, is_joystick;

	unsigned int opens;		/* under opening */
	bool in_mice;			/* one of them is for mice */

	/* Under ms_lock. */
	u8 down;			/* buttons, as the device says */
	u8 hidden;			/* of them, those that nobody may see */
	bool touched, hidden_touch;	/* likewise */
	unsigned long touched_since;	/* jiffies */
	int x, y;			/* where it says that it is */
	int seen_x, seen_y;		/* where its finger was */
	bool seen;
	int rest_x, rest_y;		/* what was too little to be a motion */

	/* What it has said since its last report. */
	struct ms_motion motion;
	bool placed;			/* it said where it is */
	bool pressed;			/* a button went down or up */
	bool unseen;			/* one that nobody may see did */
};

/* Reports that are told together: their motion, with the same buttons. */
struct ms_step {
	struct ms_motion motion;
	u8 buttons;
	unsigned int reports;
};

#define MS_STEPS 64			/* a power of two */
#define MS_ANSWER_MAX 5

struct ms_client {
	u64 id;				/* first: who watches finds it through the file */
	struct ms_node *node;
	struct dev_ns *ns;		/* a reference */
	struct file *file;
	struct dev_ns_who who;		/* opened it */
	struct fasync_struct *fasync;
	wait_queue_head_t wait;
	struct list_head entry;		/* in node->clients */

	/* Under ms_lock. The steps' indices run freely. */
	u64 delivered, withheld, total;
	u8 buttons;			/* that its namespace has pressed at this node */
	u8 told;			/* of them, as of the last packet */
	int x, y;			/* where it believes the pointer to be */
	struct ms_step steps[MS_STEPS];
	unsigned int head, tail;
	enum ms_protocol protocol;
	unsigned int intellimouse, explorer;	/* how much of their sequences was said */
	u8 answer[MS_ANSWER_MAX];	/* being read */
	unsigned int answer_begin, answer_end;
};

static inline bool ms_client_readable(const struct ms_client *client)
{
	return READ_ONCE(client->answer_begin) != READ_ONCE(client->answer_end) ||
	       READ_ONCE(client->head) != READ_ONCE(client->tail);
}

/* mouse_main.c: the frameworks that call us */
extern spinlock_t ms_lock;
extern const struct dev_ns *ms_front;	/* NULL while a switch is between two; under ms_lock */

/* mouse_node.c: the nodes */
extern struct ms_node *ms_mice;

int ms_nodes_init(void);
void ms_nodes_exit(void);
int ms_node_init(struct ms_node *node, unsigned int minor, struct device *parent,
		 void (*release)(struct device *dev));
const char *ms_node_name(const struct ms_node *node);
int ms_node_add(struct ms_node *node);
void ms_node_remove(struct ms_node *node);
void ms_node_tell(const struct ms_node *node, bool existing);

/* mouse_source.c: the life of a source, and its device's being open */
extern struct list_head ms_sources;

struct ms_source *ms_source_create(struct input_handler *handler, struct input_dev *dev);
void ms_source_put(struct ms_source *source);
void ms_source_arrive(struct ms_source *source);
void ms_source_leave(struct ms_source *source);
int ms_open_devices(struct ms_node *node, struct ms_client *client);
void ms_close_devices(struct ms_node *node, struct ms_client *client);

/* mouse_motion.c: what a device says, and what that is to a mouse */
void ms_source_init(struct ms_source *source);
dev_ns_events_t ms_events(struct input_handle *handle, dev_ns_input_value_t *vals,
			  unsigned int count);
void ms_resync(struct ms_source *source);
void ms_source_forget(struct ms_source *source);

/* mouse_client.c: the life of a client, and what it is given. With ms_lock held but for the first two */
struct ms_client *ms_client_create(struct ms_node *node, struct dev_ns *ns, struct file *file);
void ms_client_free(struct ms_client *client);
void ms_client_wake(struct ms_client *client, int band, __poll_t key);
void ms_client_join(struct ms_client *client);
void ms_client_leave(struct ms_client *client);
void ms_client_tell(const struct ms_client *client);
void ms_report(struct ms_source *source);
void ms_refresh(struct ms_node *node);

/* mouse_protocol.c: a client's bytes. With ms_lock held */
extern unsigned int ms_screen_width, ms_screen_height;
void ms_command(struct ms_client *client, u8 byte);
unsigned int ms_take(struct ms_client *client, u8 *to, unsigned int count);

/* mouse_file.c */
extern const struct file_operations ms_fops;

/* In builds with FAULTS=1 only. */
DEV_NS_DECLARE_FAULT(leak);

#endif /* _DEV_NS_MOUSE_H */
