// SPDX-License-Identifier: GPL-2.0-only
/*
 * Device namespaces and their lives: found by PID namespace, made at first use,
 * retired when the PID namespace ends, freed with the last reference.
 */
#include <linux/hashtable.h>
#include <linux/module.h>
#include <linux/pid_namespace.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#include "core.h"
#include "trace.h"

static bool strict;
module_param(strict, bool, 0444);
MODULE_PARM_DESC(strict, "Make every PID namespace a device namespace of its own, nested ones too");

DEFINE_SPINLOCK(dev_ns_lock);

struct dev_ns *dev_ns_root;

static DEFINE_HASHTABLE(namespaces, 6);	/* under dev_ns_lock, read under RCU */
static struct workqueue_struct *workqueue;

/* The PID namespace that stands for the persona which @pid_ns belongs to. */
static struct pid_namespace *persona_of(struct pid_namespace *pid_ns)
{
	if (!strict)
		while (pid_ns->level > 1)
			pid_ns = pid_ns->parent;
	return pid_ns;
}

bool dev_ns_ended(const struct dev_ns *ns)
{
	return dev_ns_process_ended(ns->init);
}

/* Caller holds dev_ns_lock: no other line on @ns comes before its first. */
static void tell(struct dev_ns *ns, bool existing)
{
	struct pid_namespace *parent = ns->pid_ns->parent;
	struct dev_ns_who init;

	if (!trace_ns_appear_enabled())
		return;

	init = dev_ns_who_of(ns->init);
	trace_ns_appear(dev_ns_inum(ns), parent ? parent->ns.inum : 0,
			ns->pid_ns->level, &init, ns->tag, existing);
}

static void free_work(struct work_struct *work)
{
	struct dev_ns *ns = container_of(to_rcu_work(work), struct dev_ns, free);

	put_pid(ns->init);
	kfree(ns);
}

struct dev_ns *dev_ns_get(struct dev_ns *ns)
{
	refcount_inc(&ns->users);
	return ns;
}
EXPORT_SYMBOL_GPL(dev_ns_get);

void dev_ns_put(struct dev_ns *ns)
{
	if (refcount_dec_and_test(&ns->users))
		queue_rcu_work(workqueue, &ns->free);
}
EXPORT_SYMBOL_GPL(dev_ns_put);

u32 dev_ns_inum(const struct dev_ns *ns)
{
	return ns->pid_ns->ns.inum;
}
EXPORT_SYMBOL_GPL(dev_ns_inum);

pid_t dev_ns_init_pid(const struct dev_ns *ns)
{
	return pid_nr(ns->init);
}
EXPORT_SYMBOL_GPL(dev_ns_init_pid);

u32 dev_ns_tag(const struct dev_ns *ns)
{
	return READ_ONCE(ns->tag);
}
EXPORT_SYMBOL_GPL(dev_ns_tag);

bool dev_ns_is_root(const struct dev_ns *ns)
{
	return ns == dev_ns_root;
}
EXPORT_SYMBOL_GPL(dev_ns_is_root);

/* Takes @ns out of the table. Caller holds dev_ns_mutex. */
static void forget(struct dev_ns *ns)
{
	remove_wait_queue(&ns->init->wait_pidfd, &ns->wait);

	spin_lock(&dev_ns_lock);
	hash_del_rcu(&ns->node);
	spin_unlock(&dev_ns_lock);

	dev_ns_put(ns);
}

/* Caller holds dev_ns_mutex. */
bool dev_ns_retired(struct dev_ns *ns)
{
	return !hash_hashed(&ns->node);
}

/*
 * The caller's reference keeps the inode number taken, so that ns_gone comes
 * before the ns_appear of the namespace that is given the number next.
 */
static void retire(struct dev_ns *ns)
{
	mutex_lock(&dev_ns_mutex);
	if (!dev_ns_retired(ns)) {
		dev_ns_hand_over(ns);
		dev_ns_devices_disown(ns);
		dev_ns_drivers_retire(ns);
		forget(ns);
		trace_ns_gone(dev_ns_inum(ns));
	}
	mutex_unlock(&dev_ns_mutex);
}

static void death_work(struct work_struct *work)
{
	struct dev_ns *ns = container_of(work, struct dev_ns, death);

	if (dev_ns_ended(ns))
		retire(ns);
	dev_ns_put(ns);
}

/*
 * wait_pidfd is woken for more than the end of the process, and with locks
 * held that allow nothing else: let the worker look.
 */
static int init_woken(wait_queue_entry_t *wait, unsigned int mode, int sync,
		      void *key)
{
	struct dev_ns *ns = container_of(wait, struct dev_ns, wait);

	dev_ns_get(ns);
	if (!queue_work(workqueue, &ns->death))
		dev_ns_put(ns);

	return 0;
}

/* Caller is in an RCU read-side critical section or holds dev_ns_lock. */
static struct dev_ns *find(struct pid_namespace *pid_ns)
{
	struct dev_ns *ns;

	hash_for_each_possible_rcu(namespaces, ns, node, (unsigned long)pid_ns,
				   lockdep_is_held(&dev_ns_lock))
		if (ns->pid_ns == pid_ns && refcount_inc_not_zero(&ns->users))
			return ns;
	return NULL;
}

/* Takes over the reference to @init. */
static struct dev_ns *alloc(struct pid *init, gfp_t gfp)
{
	struct dev_ns *ns = kzalloc(sizeof(*ns), gfp);

	if (!ns) {
		put_pid(init);
		return NULL;
	}

	refcount_set(&ns->users, 1);
	ns->init = init;
	ns->pid_ns = ns_of_pid(init);
	init_waitqueue_func_entry(&ns->wait, init_woken);
	INIT_WORK(&ns->death, death_work);
	INIT_RCU_WORK(&ns->free, free_work);

	return ns;
}

/* Enters @ns into the table, unless it has ended or somebody was quicker. */
static struct dev_ns *enter(struct dev_ns *ns)
{
	struct dev_ns *other;

	spin_lock(&dev_ns_lock);
	other = find(ns->pid_ns);
	if (other)
		goto out_unlock;

	/* First wait, then look: an end in between is seen by either. */
	add_wait_queue(&ns->init->wait_pidfd, &ns->wait);
	if (dev_ns_ended(ns)) {
		other = ERR_PTR(-ESRCH);
		goto out_unwait;
	}

	dev_ns_get(ns);
	hash_add_rcu(namespaces, &ns->node, (unsigned long)ns->pid_ns);
	tell(ns, false);
	spin_unlock(&dev_ns_lock);

	return ns;

out_unwait:
	remove_wait_queue(&ns->init->wait_pidfd, &ns->wait);
out_unlock:
	spin_unlock(&dev_ns_lock);
	dev_ns_put(ns);
	return other;
}

/* Caller pins @pid_ns. */
static struct dev_ns *get_or_make(struct pid_namespace *pid_ns, gfp_t gfp)
{
	struct dev_ns *ns;
	struct pid *init;

	pid_ns = persona_of(pid_ns);

	rcu_read_lock();
	ns = find(pid_ns);
	init = ns ? NULL : get_pid(find_pid_ns(1, pid_ns));
	rcu_read_unlock();

	if (ns)
		return ns;
	if (!init)
		return ERR_PTR(-ESRCH);

	ns = alloc(init, gfp);
	if (!ns)
		return ERR_PTR(-ENOMEM);

	return enter(ns);
}

struct dev_ns *dev_ns_get_current(gfp_t gfp)
{
	return get_or_make(task_active_pid_ns(current), gfp);
}
EXPORT_SYMBOL_GPL(dev_ns_get_current);

struct dev_ns *dev_ns_get_by_pid(pid_t nr)
{
	struct dev_ns *ns;
	struct pid *pid;

	rcu_read_lock();
	pid = find_pid_ns(nr, &init_pid_ns);
	/* The number may be no more than that of a thread, group or session. */
	pid = pid && pid_task(pid, PIDTYPE_TGID) ? get_pid(pid) : NULL;
	rcu_read_unlock();

	if (!pid)
		return ERR_PTR(-ESRCH);

	ns = get_or_make(ns_of_pid(pid), GFP_KERNEL);
	put_pid(pid);

	return ns;
}
EXPORT_SYMBOL_GPL(dev_ns_get_by_pid);

bool dev_ns_current_is_root(void)
{
	return persona_of(task_active_pid_ns(current)) == &init_pid_ns;
}

u32 dev_ns_current_inum(void)
{
	return persona_of(task_active_pid_ns(current))->ns.inum;
}

int dev_ns_set_tag(struct dev_ns *ns, u32 tag)
{
	int ret = -ESRCH;

	spin_lock(&dev_ns_lock);
	if (hash_hashed(&ns->node)) {
		WRITE_ONCE(ns->tag, tag);
		trace_ns_tag(dev_ns_inum(ns), tag);
		ret = 0;
	}
	spin_unlock(&dev_ns_lock);

	return ret;
}

void dev_ns_namespaces_dump(void)
{
	struct dev_ns *ns;
	int bucket;

	spin_lock(&dev_ns_lock);
	hash_for_each(namespaces, bucket, ns, node)
		tell(ns, true);
	spin_unlock(&dev_ns_lock);
}

int __init dev_ns_namespaces_init(void)
{
	workqueue = alloc_workqueue("dev_ns", WQ_UNBOUND, 0);
	if (!workqueue)
		return -ENOMEM;

	dev_ns_root = get_or_make(&init_pid_ns, GFP_KERNEL);
	if (IS_ERR(dev_ns_root)) {
		destroy_workqueue(workqueue);
		return PTR_ERR(dev_ns_root);
	}

	return 0;
}

/* No driver and no file is left: the references are the table's and the works'. */
void dev_ns_namespaces_exit(void)
{
	struct hlist_node *next;
	struct dev_ns *ns;
	int bucket;

	dev_ns_put(dev_ns_root);

	mutex_lock(&dev_ns_mutex);
	hash_for_each_safe(namespaces, bucket, next, ns, node)
		forget(ns);
	mutex_unlock(&dev_ns_mutex);

	/* Works that put the last reference, then the frees which that queues. */
	flush_workqueue(workqueue);
	rcu_barrier();
	destroy_workqueue(workqueue);
}
