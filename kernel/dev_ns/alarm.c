// SPDX-License-Identifier: GPL-2.0-only
/*
 * valarm-dev: Android's alarm device, the node alarm, with alarms of their own
 * for each namespace. It has one of each type; who waits in it hears of its own.
 *
 * The clock is everybody's, and setting it takes CAP_SYS_TIME. With offset=1 a
 * namespace other than the root sets a clock of its own instead: how far it is
 * from the machine's, for what this device tells and does. All others are told
 * that the time has changed, either way.
 *
 * Locks: state->lock protects what is set in one namespace. Timers take it in
 * interrupts. states_lock, for the list of states, is outside of it; both are
 * inside dev_ns_mutex.
 */
#include <linux/alarmtimer.h>
#include <linux/bits.h>
#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/hrtimer.h>
#include <linux/miscdevice.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/overflow.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "alarm_abi.h"
#include "compat.h"
#include "dev_ns.h"
#include "faults.h"
#include "trace.h"

static bool offset;
module_param(offset, bool, 0444);
MODULE_PARM_DESC(offset, "Let each namespace but the root set a clock of its own");

DEV_NS_FAULT(show_others, "Tell each namespace of the alarms of all");

struct alarm_state;

/* Of the wakeup types, which wake the machine, or of the others. */
struct alarm_timer {
	struct alarm_state *state;
	enum android_alarm_type type;
	union {
		struct alarm alarm;
		struct hrtimer hrtimer;
	};
};

struct alarm_state {
	struct dev_ns_state base;
	struct list_head entry;		/* in states, under states_lock */
	struct alarm_timer timers[ANDROID_ALARM_TYPE_COUNT];
	wait_queue_head_t wait;

	spinlock_t lock;
	struct file *user;		/* the one that sets alarms and waits */
	u32 pending;			/* went off, and nobody was told: BIT(type) */
	s64 offset;			/* of its clock, in ns */
};

static LIST_HEAD(states);
static DEFINE_SPINLOCK(states_lock);

static bool wakes(enum android_alarm_type type)
{
	return type == ANDROID_ALARM_RTC_WAKEUP || type == ANDROID_ALARM_ELAPSED_REALTIME_WAKEUP;
}

/* Whether it is about the time of day. */
static bool is_clock(enum android_alarm_type type)
{
	return type == ANDROID_ALARM_RTC_WAKEUP || type == ANDROID_ALARM_RTC;
}

/* Something happened that those who wait in the namespace are to be told. */
static void raise(struct alarm_state *state, u32 what)
{
	unsigned long flags;

	spin_lock_irqsave(&state->lock, flags);
	state->pending |= what;
	spin_unlock_irqrestore(&state->lock, flags);
	wake_up_interruptible(&state->wait);
}

static void raise_elsewhere(struct alarm_state *state, u32 what)
{
	struct alarm_state *other;
	unsigned long flags;

	spin_lock_irqsave(&states_lock, flags);
	list_for_each_entry(other, &states, entry)
		if (other != state)
			raise(other, what);
	spin_unlock_irqrestore(&states_lock, flags);
}

/*
 * That a timer was started, and that it went off, whoever watches can see for
 * himself: valarm_start() and valarm_go_off() are entered with it, and stay functions.
 */
static noinline __noclone void valarm_go_off(struct alarm_timer *timer)
{
	trace_alarm_fire(dev_ns_inum(timer->state->base.ns), timer->type);
	raise(timer->state, BIT(timer->type));
	if (dev_ns_fault(show_others))
		raise_elsewhere(timer->state, BIT(timer->type));
}

static dev_ns_alarm_restart_t alarm_goes_off(struct alarm *alarm, ktime_t now)
{
	valarm_go_off(container_of(alarm, struct alarm_timer, alarm));
	return DEV_NS_ALARM_ENDS;
}

static enum hrtimer_restart hrtimer_goes_off(struct hrtimer *hrtimer)
{
	valarm_go_off(container_of(hrtimer, struct alarm_timer, hrtimer));
	return HRTIMER_NORESTART;
}

static void timer_init(struct alarm_timer *timer)
{
	static const clockid_t clocks[] = {
		[ANDROID_ALARM_RTC] = CLOCK_REALTIME,
		[ANDROID_ALARM_ELAPSED_REALTIME] = CLOCK_BOOTTIME,
		[ANDROID_ALARM_SYSTEMTIME] = CLOCK_MONOTONIC,
	};

	if (wakes(timer->type))
		alarm_init(&timer->alarm, is_clock(timer->type) ? ALARM_REALTIME : ALARM_BOOTTIME,
			   alarm_goes_off);
	else
		dev_ns_hrtimer_setup(&timer->hrtimer, hrtimer_goes_off, clocks[timer->type],
				     HRTIMER_MODE_ABS);
}

static noinline __noclone void valarm_start(struct alarm_timer *timer, ktime_t at)
{
	if (wakes(timer->type)) {
		if (!dev_ns_alarm_start(&timer->alarm, at))
			valarm_go_off(timer);
	} else {
		hrtimer_start(&timer->hrtimer, at, HRTIMER_MODE_ABS);
	}
}

/* Waits for one that goes off just now. */
static void timer_cancel(struct alarm_timer *timer)
{
	if (wakes(timer->type))
		alarm_cancel(&timer->alarm);
	else
		hrtimer_cancel(&timer->hrtimer);
}

static struct dev_ns_state *alarm_create(struct dev_ns *ns)
{
	struct alarm_state *state = kzalloc(sizeof(*state), GFP_KERNEL);
	unsigned int type;

	if (!state)
		return NULL;
	spin_lock_init(&state->lock);
	init_waitqueue_head(&state->wait);
	for (type = 0; type < ANDROID_ALARM_TYPE_COUNT; type++) {
		state->timers[type].state = state;
		state->timers[type].type = type;
		timer_init(&state->timers[type]);
	}

	spin_lock_irq(&states_lock);
	list_add_tail(&state->entry, &states);
	spin_unlock_irq(&states_lock);
	return &state->base;
}

static void alarm_release(struct dev_ns_state *base)
{
	struct alarm_state *state = container_of(base, struct alarm_state, base);
	unsigned int type;

	spin_lock_irq(&states_lock);
	list_del(&state->entry);
	spin_unlock_irq(&states_lock);
	for (type = 0; type < ANDROID_ALARM_TYPE_COUNT; type++)
		timer_cancel(&state->timers[type]);
	kfree(state);
}

/* For the clock's sake; the alarms end with the file that set them. */
static struct dev_ns_driver driver = {
	.name = "alarm",
	.lasting = true,
	.create = alarm_create,
	.release = alarm_release,
};

static void tell(const struct alarm_state *state, enum dev_ns_alarm_action action,
		 unsigned int type, int ret)
{
	struct dev_ns_who who = dev_ns_who_current();

	trace_alarm_request(dev_ns_inum(state->base.ns), &who, action, type, ret);
}

static s64 offset_of(struct alarm_state *state)
{
	s64 value;

	spin_lock_irq(&state->lock);
	value = state->offset;
	spin_unlock_irq(&state->lock);
	return value;
}

static ktime_t now(struct alarm_state *state, enum android_alarm_type type)
{
	switch (type) {
	case ANDROID_ALARM_RTC_WAKEUP:
	case ANDROID_ALARM_RTC:
		return ktime_add_ns(ktime_get_real(), offset_of(state));
	case ANDROID_ALARM_SYSTEMTIME:
		return ktime_get();
	default:
		return ktime_get_boottime();
	}
}

static int time_from_user(struct timespec64 *time, const void __user *from)
{
	struct android_alarm_time given;

	if (copy_from_user(&given, from, sizeof(given)))
		return -EFAULT;
	*time = (struct timespec64) { .tv_sec = given.sec, .tv_nsec = given.nsec };
	return timespec64_valid(time) ? 0 : -EINVAL;
}

/* When it is @at by a clock that is @ahead of the machine's; timers take what is before 0 for never. */
static ktime_t on_machine(ktime_t at, s64 ahead)
{
	s64 there;

	if (check_sub_overflow((s64)at, ahead, &there))
		return KTIME_MAX;
	return max_t(s64, there, 0);
}

static void set(struct alarm_state *state, enum android_alarm_type type, ktime_t at)
{
	struct alarm_timer *timer = &state->timers[type];

	timer_cancel(timer);
	spin_lock_irq(&state->lock);
	if (is_clock(type))
		at = on_machine(at, state->offset);
	spin_unlock_irq(&state->lock);
	valarm_start(timer, at);
	tell(state, DEV_NS_ALARM_SET, type, 0);
}

/* What went off and is not to be told any more is forgotten, as with Android's. */
static int clear(struct alarm_state *state, enum android_alarm_type type)
{
	timer_cancel(&state->timers[type]);
	spin_lock_irq(&state->lock);
	state->pending &= ~BIT(type);
	spin_unlock_irq(&state->lock);
	tell(state, DEV_NS_ALARM_CLEAR, type, 0);
	return 0;
}

/* Likewise: what goes off before it is entered is told, if anything is. */
static noinline __noclone u32 valarm_take(struct alarm_state *state)
{
	u32 pending;

	spin_lock_irq(&state->lock);
	pending = state->pending;
	state->pending = 0;
	spin_unlock_irq(&state->lock);
	return pending;
}

/* Return: what happened, as bits. */
static int wait(struct alarm_state *state)
{
	u32 pending;
	int ret = wait_event_interruptible(state->wait, (pending = valarm_take(state)));

	if (ret)
		return ret;
	tell(state, DEV_NS_ALARM_TOLD, pending, 0);
	return pending;
}

static int get_time(struct alarm_state *state, enum android_alarm_type type, void __user *to)
{
	struct timespec64 time = ktime_to_timespec64(now(state, type));
	struct android_alarm_time told = { .sec = time.tv_sec, .nsec = time.tv_nsec };

	return copy_to_user(to, &told, sizeof(told)) ? -EFAULT : 0;
}

/* A clock of its own: alarms that are set by it stay where they are on the machine's. */
static int set_own_clock(struct alarm_state *state, const struct timespec64 *time)
{
	if (!timespec64_valid_settod(time))
		return -EINVAL;
	spin_lock_irq(&state->lock);
	state->offset = ktime_to_ns(ktime_sub(timespec64_to_ktime(*time), ktime_get_real()));
	spin_unlock_irq(&state->lock);
	return 0;
}

static int set_clock(struct alarm_state *state, const struct timespec64 *time)
{
	int ret;

	if (offset && !dev_ns_is_root(state->base.ns))
		ret = set_own_clock(state, time);
	else if (!capable(CAP_SYS_TIME))
		ret = -EPERM;
	else
		ret = do_settimeofday64(time);
	tell(state, DEV_NS_ALARM_SET_CLOCK, 0, ret);
	if (!ret)
		raise_elsewhere(state, ANDROID_ALARM_TIME_CHANGE_MASK);
	return ret;
}

/* Of a namespace's files one may set alarms and wait, the first that does. */
static int become_user(struct alarm_state *state, struct file *file)
{
	int ret = 0;

	spin_lock_irq(&state->lock);
	if (!state->user)
		state->user = file;
	else if (state->user != file)
		ret = -EBUSY;
	spin_unlock_irq(&state->lock);
	return ret;
}

/* As with Android's, a file that was opened for reading may ask, one for writing may set. */
static long valarm_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct alarm_state *state = file->private_data;
	unsigned int type = ANDROID_ALARM_TYPE(cmd);
	unsigned int base = ANDROID_ALARM_BASE_CMD(cmd);
	void __user *p = (void __user *)arg;
	struct timespec64 time = {};
	int ret;

	if (type >= ANDROID_ALARM_TYPE_COUNT)
		return -EINVAL;
	if (base == ANDROID_ALARM_GET_TIME(0))
		return get_time(state, type, p);
	if (!(file->f_mode & FMODE_WRITE))
		return -EPERM;
	if (base == ANDROID_ALARM_SET_RTC) {
		ret = type ? -EINVAL : time_from_user(&time, p);
		return ret ?: set_clock(state, &time);
	}

	ret = become_user(state, file);
	if (ret)
		return ret;
	switch (base) {
	case ANDROID_ALARM_CLEAR(0):
		return clear(state, type);
	case ANDROID_ALARM_WAIT:
		return type ? -EINVAL : wait(state);
	case ANDROID_ALARM_SET(0):
	case ANDROID_ALARM_SET_AND_WAIT(0):
		ret = time_from_user(&time, p);
		if (ret)
			return ret;
		set(state, type, timespec64_to_ktime(time));
		return base == ANDROID_ALARM_SET(0) ? 0 : wait(state);
	default:
		return -EINVAL;
	}
}

static int valarm_open(struct inode *inode, struct file *file)
{
	struct dev_ns *ns = dev_ns_get_current(GFP_KERNEL);
	struct dev_ns_state *base;

	if (IS_ERR(ns))
		return PTR_ERR(ns);
	base = dev_ns_state_get(&driver, ns);
	dev_ns_put(ns);
	if (IS_ERR(base))
		return PTR_ERR(base);

	file->private_data = container_of(base, struct alarm_state, base);
	return nonseekable_open(inode, file);
}

static int valarm_close(struct inode *inode, struct file *file)
{
	struct alarm_state *state = file->private_data;
	unsigned int type;

	if (READ_ONCE(state->user) == file) {
		for (type = 0; type < ANDROID_ALARM_TYPE_COUNT; type++)
			timer_cancel(&state->timers[type]);
		spin_lock_irq(&state->lock);
		state->pending = 0;
		state->user = NULL;
		spin_unlock_irq(&state->lock);
	}
	dev_ns_state_put(&state->base);
	return 0;
}

static const struct file_operations alarm_fops = {
	.owner = THIS_MODULE,
	.open = valarm_open,
	.release = valarm_close,
	.unlocked_ioctl = valarm_ioctl,
};

static struct miscdevice misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "alarm",
	.mode = 0664,
	.fops = &alarm_fops,
};

static int __init dev_ns_alarm_init(void)
{
	int ret;

	ret = dev_ns_register_driver(&driver);
	if (ret)
		return ret;
	ret = misc_register(&misc);
	if (ret)
		dev_ns_unregister_driver(&driver);
	return ret;
}

static void __exit dev_ns_alarm_exit(void)
{
	misc_deregister(&misc);
	dev_ns_unregister_driver(&driver);
}

module_init(dev_ns_alarm_init);
module_exit(dev_ns_alarm_exit);

MODULE_DESCRIPTION("Android's alarm device, for each device namespace");
MODULE_LICENSE("GPL");
