/* SPDX-License-Identifier: GPL-2.0-only */
/* What the core's files share with each other and with nobody else. */
#ifndef _DEV_NS_CORE_H
#define _DEV_NS_CORE_H

#include <linux/mutex.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/refcount.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "dev_ns.h"
#include "faults.h"

/*
 * Serialises switches against each other, against the coming and going of
 * drivers and their states, and against the end of namespaces. Outermost.
 */
extern struct mutex dev_ns_mutex;

struct seq_file;

/* Innermost but for a wait_pidfd's own lock; not for interrupts. */
extern spinlock_t dev_ns_lock;

/**
 * struct dev_ns - a device namespace
 * @node: in the table, under dev_ns_lock, read under RCU. Taken out by
 *	dev_ns_forget(), before which the table's own reference is held
 * @users: references
 * @init: process 1 of the PID namespace, dead or alive. It pins the PID
 *	namespace's memory and inode number, but not its life
 * @pid_ns: the PID namespace
 * @tag: four bytes as they lie in memory, under dev_ns_lock
 * @wait: on @init's wait_pidfd, from entering the table to leaving it
 * @death: looks whether the PID namespace has ended; holds a reference while
 *	it is queued
 * @free: frees this after an RCU grace period
 */
struct dev_ns {
	struct hlist_node node;
	refcount_t users;
	struct pid *init;
	struct pid_namespace *pid_ns;
	u32 tag;
	wait_queue_entry_t wait;
	struct work_struct death;
	struct rcu_work free;
};

/* process.c */
bool dev_ns_process_ended(struct pid *pid);
struct dev_ns_who dev_ns_who_of(struct pid *pid);

/* namespace.c */
extern struct dev_ns *dev_ns_root;

int dev_ns_namespaces_init(void);
void dev_ns_namespaces_exit(void);
bool dev_ns_ended(const struct dev_ns *ns);
bool dev_ns_retired(struct dev_ns *ns);
bool dev_ns_current_is_root(void);
u32 dev_ns_current_inum(void);
int dev_ns_set_tag(struct dev_ns *ns, u32 tag);
void dev_ns_namespaces_dump(void);

/* switch.c */
struct dev_ns_active {
	pid_t init_pid;
	u32 inum;
	u32 tag;
	u64 since;	/* boot time in ns; 0 for the root from boot on */
};

void dev_ns_active_init(void);
struct dev_ns_active dev_ns_active_read(void);
int dev_ns_switch(struct dev_ns *to);
void dev_ns_hand_over(struct dev_ns *from);

/* driver.c */
void dev_ns_drivers_deactivate(u64 sw, struct dev_ns *ns);
void dev_ns_drivers_activate(u64 sw, struct dev_ns *ns);
void dev_ns_drivers_retire(struct dev_ns *ns);
void dev_ns_drivers_dump(void);

/* device.c */
int dev_ns_device_change(const char *driver, const char *name,
			 enum dev_ns_mode mode, struct dev_ns *owner);
void dev_ns_devices_disown(struct dev_ns *owner);
int dev_ns_mode_by_name(const char *name);
void dev_ns_devices_show(struct seq_file *seq);
void dev_ns_devices_dump(void);

/* statedump.c */
void dev_ns_dump_state(u64 cookie);

/* faults.c */
#ifdef DEV_NS_FAULTS
void dev_ns_faults_init(void);
void dev_ns_fault_stall(const char *driver, enum dev_ns_phase phase);
bool dev_ns_fault_fails(const char *driver, enum dev_ns_phase phase, int *ret);
#else
static inline void dev_ns_faults_init(void) {}
static inline void dev_ns_fault_stall(const char *driver, enum dev_ns_phase phase) {}
static inline bool dev_ns_fault_fails(const char *driver, enum dev_ns_phase phase, int *ret)
{
	return false;
}
#endif

DEV_NS_DECLARE_FAULT(no_switch_end);

/* proc.c */
int dev_ns_proc_init(void);
void dev_ns_proc_exit(void);

#endif /* _DEV_NS_CORE_H */
