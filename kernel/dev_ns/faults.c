// SPDX-License-Identifier: GPL-2.0-only
/* The core's faults, in a build with FAULTS=1 only: see FAULTS.md. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "core.h"
#include "faults.h"

#define STALL_MAX_US (10 * USEC_PER_SEC)

DEV_NS_FAULT(no_switch_end, "End switches without their end event");

/**
 * struct phase_fault - a driver's phase that goes wrong
 * @driver: its name; empty: none does
 * @phase: which of its two
 * @value: how long to stall, in microseconds, or the errno to fail with
 * @max: the most that @value may be
 *
 * The module's parameter lock protects it.
 */
struct phase_fault {
	char driver[32];
	enum dev_ns_phase phase;
	unsigned int value;
	unsigned int max;
};

static struct phase_fault stall = { .max = STALL_MAX_US };
static struct phase_fault fail = { .max = MAX_ERRNO };

static const char *const phases[] = {
	[DEV_NS_DEACTIVATE] = "deactivate",
	[DEV_NS_ACTIVATE] = "activate",
};

/* Called with the parameter lock held. */
static int phase_fault_set(const char *text, const struct kernel_param *param)
{
	struct phase_fault *fault = param->arg, wanted = {};
	char phase[sizeof("deactivate")];
	int index;

	if (!*text || sysfs_streq(text, "")) {
		fault->driver[0] = '\0';
		return 0;
	}
	if (sscanf(text, "%31s %10s %u", wanted.driver, phase, &wanted.value) != 3 ||
	    wanted.value > fault->max)
		return -EINVAL;
	index = match_string(phases, ARRAY_SIZE(phases), phase);
	if (index < 0)
		return -EINVAL;

	wanted.phase = index;
	wanted.max = fault->max;
	*fault = wanted;

	return 0;
}

static int phase_fault_get(char *text, const struct kernel_param *param)
{
	const struct phase_fault *fault = param->arg;

	if (!fault->driver[0])
		return sysfs_emit(text, "\n");
	return sysfs_emit(text, "%s %s %u\n", fault->driver, phases[fault->phase],
			  fault->value);
}

static const struct kernel_param_ops phase_fault_ops = {
	.set = phase_fault_set,
	.get = phase_fault_get,
};

module_param_cb(fault_phase_stall, &phase_fault_ops, &stall, 0600);
MODULE_PARM_DESC(fault_phase_stall, "DRIVER activate|deactivate MICROSECONDS: be late in it");
module_param_cb(fault_phase_fail, &phase_fault_ops, &fail, 0600);
MODULE_PARM_DESC(fault_phase_fail, "DRIVER activate|deactivate ERRNO: leave it out, and report that");

/* Return: whether it is that phase of that driver, and then the value. */
static bool is_meant(const struct phase_fault *fault, const char *driver,
		     enum dev_ns_phase phase, unsigned int *value)
{
	bool meant;

	kernel_param_lock(THIS_MODULE);
	meant = !strcmp(fault->driver, driver) && fault->phase == phase;
	*value = fault->value;
	kernel_param_unlock(THIS_MODULE);

	return meant;
}

/* Ends early for whoever is killed. */
void dev_ns_fault_stall(const char *driver, enum dev_ns_phase phase)
{
	unsigned int us;
	ktime_t time;

	if (!is_meant(&stall, driver, phase, &us))
		return;

	time = ktime_add_us(ktime_get(), us);
	while (!fatal_signal_pending(current) && ktime_before(ktime_get(), time)) {
		set_current_state(TASK_KILLABLE);
		schedule_hrtimeout(&time, HRTIMER_MODE_ABS);
	}
}

bool dev_ns_fault_fails(const char *driver, enum dev_ns_phase phase, int *ret)
{
	unsigned int error;

	if (!is_meant(&fail, driver, phase, &error))
		return false;

	*ret = -(int)error;
	return true;
}

void __init dev_ns_faults_init(void)
{
	pr_warn("this build can be made to fail on purpose: not for use\n");
}
