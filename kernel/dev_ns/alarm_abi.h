/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Android's alarm device, as its kernels up to 3.x had it. The time of an alarm
 * is a pair of longs, seconds and nanoseconds, as 64-bit programs lay it out.
 */
#ifndef _DEV_NS_ALARM_ABI_H
#define _DEV_NS_ALARM_ABI_H

#include <linux/ioctl.h>
#include <linux/types.h>

enum android_alarm_type {
	ANDROID_ALARM_RTC_WAKEUP,
	ANDROID_ALARM_RTC,
	ANDROID_ALARM_ELAPSED_REALTIME_WAKEUP,
	ANDROID_ALARM_ELAPSED_REALTIME,
	ANDROID_ALARM_SYSTEMTIME,
	ANDROID_ALARM_TYPE_COUNT,
};

struct android_alarm_time {
	__s64 sec;
	__s64 nsec;
};

/* What ANDROID_ALARM_WAIT returns is made of 1 << type, and of this. */
#define ANDROID_ALARM_TIME_CHANGE_MASK (1U << 16)

#define ANDROID_ALARM_CLEAR(type)	 _IO('a', 0 | ((type) << 4))
#define ANDROID_ALARM_WAIT		 _IO('a', 1)
#define ANDROID_ALARM_SET(type)		 _IOW('a', 2 | ((type) << 4), struct android_alarm_time)
#define ANDROID_ALARM_SET_AND_WAIT(type) _IOW('a', 3 | ((type) << 4), struct android_alarm_time)
#define ANDROID_ALARM_GET_TIME(type)	 _IOW('a', 4 | ((type) << 4), struct android_alarm_time)
#define ANDROID_ALARM_SET_RTC		 _IOW('a', 5, struct android_alarm_time)

#define ANDROID_ALARM_BASE_CMD(cmd)	 ((cmd) & ~_IOC(0, 0, 0xf0, 0))
#define ANDROID_ALARM_TYPE(cmd)		 (_IOC_NR(cmd) >> 4)

#endif /* _DEV_NS_ALARM_ABI_H */
