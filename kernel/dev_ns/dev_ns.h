/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Device namespaces: the framework that drivers register with.
 *
 * Contexts: unless said otherwise a function may sleep. All symbols are
 * exported for GPL modules.
 *
 * Locking order, outermost first:
 *
 *	dev_ns_mutex (the core's; held around every driver operation)
 *	  the driver's own locks
 *	    the core's spinlocks (behind dev_ns_get_current(), dev_ns_put() ...)
 *
 * So a driver must hold none of the locks that its operations take when it
 * calls dev_ns_state_get(), dev_ns_state_put() or the (un)registration, and it
 * must call none of those from within an operation.
 */
#ifndef _DEV_NS_H
#define _DEV_NS_H

#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/refcount.h>
#include <linux/types.h>

/**
 * struct dev_ns - a device namespace
 *
 * There is one for each persona: for each PID namespace just below the root
 * (with all those nested in it), or for each PID namespace when the core runs
 * with strict=1. It begins at its first use and lives until its PID namespace
 * has ended and the last reference is put. As long as it lives, its inode
 * number names no other namespace.
 */
struct dev_ns;

/*
 * References. Getting one needs process context, but may be atomic: @gfp says
 * so. Putting one is allowed anywhere.
 */

/**
 * dev_ns_get_current - the device namespace of the current process
 * @gfp: how to allocate it, if this is its first use
 *
 * Return: a reference; ERR_PTR(-ENOMEM); ERR_PTR(-ESRCH) when the init process
 * of the current PID namespace is dead already.
 */
struct dev_ns *dev_ns_get_current(gfp_t gfp);

/**
 * dev_ns_get_by_pid - the device namespace of any process
 * @nr: its PID (thread group id), as the root PID namespace numbers it
 *
 * Return: a reference, ERR_PTR(-ENOMEM), or ERR_PTR(-ESRCH) when there is no
 * such process or its namespace is ending.
 */
struct dev_ns *dev_ns_get_by_pid(pid_t nr);

struct dev_ns *dev_ns_get(struct dev_ns *ns);
void dev_ns_put(struct dev_ns *ns);

/**
 * dev_ns_inum - the inode number of the PID namespace, as tracepoints say it
 * @ns: a namespace
 */
u32 dev_ns_inum(const struct dev_ns *ns);

/**
 * dev_ns_init_pid - the PID of its init, as the root PID namespace numbers it
 * @ns: a namespace
 */
pid_t dev_ns_init_pid(const struct dev_ns *ns);

/**
 * dev_ns_tag - its tag, four bytes as they lie in memory
 * @ns: a namespace
 */
u32 dev_ns_tag(const struct dev_ns *ns);

bool dev_ns_is_root(const struct dev_ns *ns);

/*
 * Who is active. Both are one load: cheap, and allowed in any context,
 * interrupts included.
 *
 * The answer can be out of date as soon as it is given. A driver that must not
 * act for two namespaces around a switch compares all of its clients with one
 * peeked value, under a lock that its activate and deactivate operations take
 * as well: deactivate() of the old one has returned before the change,
 * activate() of the new one is called after it.
 */

/**
 * dev_ns_peek_active - the active namespace, for comparing
 *
 * Return: a pointer without a reference. It may be compared; it may be followed
 * only inside of a driver operation or an RCU read-side critical section.
 */
const struct dev_ns *dev_ns_peek_active(void);

static inline bool dev_ns_is_active(const struct dev_ns *ns)
{
	return dev_ns_peek_active() == ns;
}

/**
 * struct dev_ns_who - a process, as tracepoints tell it
 * @pid: thread group id in the root PID namespace
 * @vpid: thread group id in the process's own PID namespace
 * @comm: the 16 bytes of its name as they lie in memory
 */
struct dev_ns_who {
	u32 pid;
	u32 vpid;
	u64 comm[2];
};

/**
 * dev_ns_who_current - who is current
 *
 * Any context; in an interrupt it names whoever was interrupted.
 */
struct dev_ns_who dev_ns_who_current(void);

/**
 * dev_ns_next_client - a number for an open file of a namespace-aware device
 *
 * Return: from 1, and never the same again, whichever driver asks.
 */
u64 dev_ns_next_client(void);

struct dev_ns_driver;

/**
 * struct dev_ns_state - what a driver keeps for one namespace
 * @ns: the namespace, for as long as the state exists
 * @driver: the driver
 *
 * A driver embeds it into its own structure. It is made at the driver's first
 * use in the namespace and released with its last user there, or, where the
 * driver says @lasting, not before the namespace has ended.
 */
struct dev_ns_state {
	struct dev_ns *ns;
	struct dev_ns_driver *driver;
	/* private: */
	refcount_t users;	/* the last one is put under dev_ns_mutex */
	bool lasting;		/* one of them is the core, under dev_ns_mutex */
	struct list_head entry;	/* in driver->states, under dev_ns_mutex */
};

/* The longest name of a driver: tracepoints would cut what is longer. */
#define DEV_NS_DRIVER_NAME_MAX 15

/**
 * struct dev_ns_driver - a driver that knows of device namespaces
 * @name: unique, at most DEV_NS_DRIVER_NAME_MAX characters; appears in tracepoints and logs
 * @lasting: a state is kept after its last user, until its namespace ends or
 *	the driver is unregistered
 * @create: make the state for a namespace, zeroed but for the driver's own
 *	fields; an ERR_PTR() or NULL (out of memory) fails the
 *	dev_ns_state_get() that asked. Needed by users of dev_ns_state_get()
 * @release: free a state that @create made
 * @deactivate: @ns is about to go to the background. @state is what the driver
 *	keeps for it, NULL when it keeps nothing there
 * @activate: @ns has become the active one; @state likewise
 * @statedump: tell by tracepoints, with existing = 1, what the driver has (see
 *	TRACEPOINTS.md)
 *
 * Every operation is optional. Each is called with dev_ns_mutex held:
 * no switch runs and no state of any driver comes or goes meanwhile, and each
 * may sleep. @deactivate is called in reverse order of registration, @activate
 * in order of registration. What they return other than 0 is reported and the
 * switch goes on, so they must leave the driver usable even then.
 */
struct dev_ns_driver {
	const char *name;
	bool lasting;

	struct dev_ns_state *(*create)(struct dev_ns *ns);
	void (*release)(struct dev_ns_state *state);
	int (*deactivate)(struct dev_ns *ns, struct dev_ns_state *state);
	int (*activate)(struct dev_ns *ns, struct dev_ns_state *state);
	void (*statedump)(struct dev_ns_driver *driver);

	/* private: */
	struct list_head entry;		/* in the list of drivers, under dev_ns_mutex */
	struct list_head states;	/* of struct dev_ns_state, under dev_ns_mutex */
};

/**
 * dev_ns_register_driver - make a driver part of switches
 * @driver: stays with the core until dev_ns_unregister_driver()
 *
 * Return: 0; -EINVAL for an unusable name; -EEXIST for one in use.
 */
int dev_ns_register_driver(struct dev_ns_driver *driver);

/**
 * dev_ns_unregister_driver - undo dev_ns_register_driver()
 * @driver: all its states must have been put, but for the core's own use of
 *	lasting ones
 *
 * When it returns, no operation of the driver runs or will run.
 */
void dev_ns_unregister_driver(struct dev_ns_driver *driver);

/**
 * dev_ns_state_get - a driver's state in a namespace, made if there is none
 * @driver: a registered driver with a create operation
 * @ns: a namespace; the caller's reference remains the caller's
 *
 * Waits for a running switch.
 *
 * Return: a reference to the state, or an ERR_PTR().
 */
struct dev_ns_state *dev_ns_state_get(struct dev_ns_driver *driver,
				      struct dev_ns *ns);

/**
 * dev_ns_state_put - give a state back, which releases it with its last user
 * @state: what dev_ns_state_get() returned
 *
 * Waits for a running switch if it was the last user.
 */
void dev_ns_state_put(struct dev_ns_state *state);

/*
 * Single devices. Each follows the active namespace, unless root declares in
 * /proc/dev_ns/devices that it is shared by all or private to one.
 */

enum dev_ns_mode {
	DEV_NS_FOLLOW = 0,
	DEV_NS_SHARED = 1,
	DEV_NS_PRIVATE = 2,
};

/* The longest name of a device or its driver. */
#define DEV_NS_NAME_MAX 31

/**
 * struct dev_ns_device - a device that can be shared or private
 * @driver: name of its driver, without a slash
 * @name: unique among the driver's devices. Neither may have white space
 * @number: its device number, 0 for one without a node
 * @change: optional: hand the device over. Called with dev_ns_mutex held, as a
 *	driver's operations are; @owner is NULL unless @mode is DEV_NS_PRIVATE,
 *	and lives as long as it is the owner. It calls dev_ns_device_set() at
 *	the instant from which the new one counts, in whatever locks that
 *	takes; or it returns an errno and has changed nothing, which going back
 *	to DEV_NS_FOLLOW must not
 */
struct dev_ns_device {
	const char *driver;
	const char *name;
	dev_t number;
	int (*change)(struct dev_ns_device *device, enum dev_ns_mode mode,
		      struct dev_ns *owner);

	/* Written under dev_ns_mutex, by dev_ns_device_set() only. */
	enum dev_ns_mode mode;
	struct dev_ns *owner;
	/* private: */
	struct list_head entry;		/* in the list of devices, under dev_ns_mutex */
};

/**
 * dev_ns_register_device - let root say whose a device is
 * @device: stays with the core until dev_ns_unregister_device(). It follows
 *	the active namespace at first
 *
 * Both take dev_ns_mutex.
 *
 * Return: 0; -EINVAL for an unusable name; -EEXIST for one in use.
 */
int dev_ns_register_device(struct dev_ns_device *device);
void dev_ns_unregister_device(struct dev_ns_device *device);

/**
 * dev_ns_device_is_for - whether a namespace has the device now
 * @device: a device
 * @ns: a namespace
 *
 * What dev_ns_is_active() is to a driver whose devices all follow: cheap, for
 * any context, and perhaps out of date when it returns.
 */
bool dev_ns_device_is_for(const struct dev_ns_device *device,
			  const struct dev_ns *ns);

/* For a change operation only. Emits the tracepoint. */
void dev_ns_device_set(struct dev_ns_device *device, enum dev_ns_mode mode,
		       struct dev_ns *owner);

/* The values of tracepoint fields, see TRACEPOINTS.md. */

enum dev_ns_switch_reason {
	DEV_NS_SWITCH_REQUEST = 0,
	DEV_NS_SWITCH_DEATH = 1,
};

enum dev_ns_phase {
	DEV_NS_DEACTIVATE = 0,
	DEV_NS_ACTIVATE = 1,
};

enum dev_ns_grab_action {
	DEV_NS_GRAB_TAKE = 0,
	DEV_NS_GRAB_RELEASE = 1,
	DEV_NS_GRAB_SUSPEND = 2,
	DEV_NS_GRAB_RESTORE = 3,
	DEV_NS_GRAB_REVOKE = 4,
};

enum dev_ns_alarm_action {
	DEV_NS_ALARM_SET = 0,
	DEV_NS_ALARM_CLEAR = 1,
	DEV_NS_ALARM_TOLD = 2,
	DEV_NS_ALARM_SET_CLOCK = 3,
};

enum dev_ns_fb_kind {
	DEV_NS_FB_WRITE = 0,
	DEV_NS_FB_PAGES = 1,
	DEV_NS_FB_PAN = 2,
};

/**
 * struct dev_ns_fb_counts - what a framebuffer client has drawn, since it opened
 * @writes: write(2) calls
 * @bytes: that they took
 * @pages: first touches of a mapped page, as far as they were looked at
 * @pans: FBIOPAN_DISPLAY
 * @shown: of @writes, @pages and @pans, those that reached the screen
 * @kept: those that reached the canvas only
 */
struct dev_ns_fb_counts {
	u64 writes;
	u64 bytes;
	u64 pages;
	u64 pans;
	u64 shown;
	u64 kept;
};

#endif /* _DEV_NS_H */
