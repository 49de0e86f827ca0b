// SPDX-License-Identifier: GPL-2.0-only
/* What is to be known of a process: whether it has ended, and who it is. */
#include <linux/module.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/string.h>

#include "core.h"

bool dev_ns_process_ended(struct pid *pid)
{
	struct task_struct *leader;
	bool ended;

	rcu_read_lock();
	leader = pid_task(pid, PIDTYPE_TGID);
	/* A leader that has exited may have left threads behind. */
	ended = !leader ||
		(READ_ONCE(leader->exit_state) && thread_group_empty(leader));
	rcu_read_unlock();

	return ended;
}

static struct dev_ns_who who_is(struct task_struct *task)
{
	struct dev_ns_who who = {
		.pid = task_tgid_nr(task),
		.vpid = task_tgid_nr_ns(task, task_active_pid_ns(task)),
	};

	BUILD_BUG_ON(sizeof(who.comm) != sizeof(task->comm));
	memcpy(who.comm, task->comm, sizeof(who.comm));

	return who;
}

struct dev_ns_who dev_ns_who_current(void)
{
	return who_is(current);
}
EXPORT_SYMBOL_GPL(dev_ns_who_current);

/* Its PID for sure; the rest only while there is a process. */
struct dev_ns_who dev_ns_who_of(struct pid *pid)
{
	struct dev_ns_who who = {};
	struct task_struct *task;

	rcu_read_lock();
	task = pid_task(pid, PIDTYPE_TGID);
	if (task)
		who = who_is(task);
	rcu_read_unlock();
	who.pid = pid_nr(pid);

	return who;
}
