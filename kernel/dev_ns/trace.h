/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The tracepoints of device namespaces. TRACEPOINTS.md is their contract: a
 * field's name, type and meaning change there first.
 *
 * The core instantiates and exports them; driver modules include this file and
 * call trace_NAME().
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM dev_ns

#if !defined(_DEV_NS_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define _DEV_NS_TRACE_H

#include <linux/tracepoint.h>

#include "compat.h"
#include "dev_ns.h"

/*
 * Text is arrays, which every bpftrace reads; a __string is empty for some. What
 * is longer is cut. They are no longer than needed: whoever prints them has 512
 * bytes of stack for that.
 */
#define DEV_NS_DRIVER_LEN	(DEV_NS_DRIVER_NAME_MAX + 1)
#define DEV_NS_LOG_LEN		16
#define DEV_NS_LABEL_LEN		32
#define DEV_NS_NAME_LEN		80

#define DEV_NS_WHO_FIELDS	\
	__field(u32, pid)	\
	__field(u32, vpid)	\
	__field(u64, comm0)	\
	__field(u64, comm1)

#define DEV_NS_WHO_ASSIGN(who)			\
	do {					\
		__entry->pid = (who)->pid;	\
		__entry->vpid = (who)->vpid;	\
		__entry->comm0 = (who)->comm[0];\
		__entry->comm1 = (who)->comm[1];\
	} while (0)

#define DEV_NS_WHO_FMT "pid=%u vpid=%u comm0=%#llx comm1=%#llx"

#define DEV_NS_WHO_ARGS	\
	__entry->pid, __entry->vpid, __entry->comm0, __entry->comm1

/* Namespaces */

TRACE_EVENT(ns_appear,

	/* @init: its init process; vpid is not told, being 1 */
	TP_PROTO(u32 ns, u32 parent, u32 level, const struct dev_ns_who *init,
		 u32 tag, u32 existing),

	TP_ARGS(ns, parent, level, init, tag, existing),

	TP_STRUCT__entry(
		__field(u32, ns)
		__field(u32, parent)
		__field(u32, level)
		__field(u32, pid)
		__field(u64, comm0)
		__field(u64, comm1)
		__field(u32, tag)
		__field(u32, existing)
	),

	TP_fast_assign(
		__entry->ns = ns;
		__entry->parent = parent;
		__entry->level = level;
		__entry->pid = init->pid;
		__entry->comm0 = init->comm[0];
		__entry->comm1 = init->comm[1];
		__entry->tag = tag;
		__entry->existing = existing;
	),

	TP_printk("ns=%u parent=%u level=%u pid=%u comm0=%#llx comm1=%#llx tag=%#x existing=%u",
		  __entry->ns, __entry->parent, __entry->level, __entry->pid,
		  __entry->comm0, __entry->comm1, __entry->tag,
		  __entry->existing)
);

TRACE_EVENT(ns_gone,

	TP_PROTO(u32 ns),

	TP_ARGS(ns),

	TP_STRUCT__entry(
		__field(u32, ns)
	),

	TP_fast_assign(
		__entry->ns = ns;
	),

	TP_printk("ns=%u", __entry->ns)
);

TRACE_EVENT(ns_tag,

	TP_PROTO(u32 ns, u32 tag),

	TP_ARGS(ns, tag),

	TP_STRUCT__entry(
		__field(u32, ns)
		__field(u32, tag)
	),

	TP_fast_assign(
		__entry->ns = ns;
		__entry->tag = tag;
	),

	TP_printk("ns=%u tag=%#x", __entry->ns, __entry->tag)
);

TRACE_EVENT(active,

	TP_PROTO(u32 ns, u64 since),

	TP_ARGS(ns, since),

	TP_STRUCT__entry(
		__field(u32, ns)
		__field(u64, since)
	),

	TP_fast_assign(
		__entry->ns = ns;
		__entry->since = since;
	),

	TP_printk("ns=%u since=%llu", __entry->ns, __entry->since)
);

/* Switches */

TRACE_EVENT(switch_request,

	TP_PROTO(u64 sw, u32 to, u32 reason, const struct dev_ns_who *who,
		 u32 asker_ns),

	TP_ARGS(sw, to, reason, who, asker_ns),

	TP_STRUCT__entry(
		__field(u64, sw)
		__field(u32, to)
		__field(u32, reason)
		DEV_NS_WHO_FIELDS
		__field(u32, asker_ns)
	),

	TP_fast_assign(
		__entry->sw = sw;
		__entry->to = to;
		__entry->reason = reason;
		DEV_NS_WHO_ASSIGN(who);
		__entry->asker_ns = asker_ns;
	),

	TP_printk("sw=%llu to=%u reason=%u " DEV_NS_WHO_FMT " asker_ns=%u",
		  __entry->sw, __entry->to, __entry->reason, DEV_NS_WHO_ARGS,
		  __entry->asker_ns)
);

DECLARE_EVENT_CLASS(dev_ns_switch,

	TP_PROTO(u64 sw, u32 from, u32 to),

	TP_ARGS(sw, from, to),

	TP_STRUCT__entry(
		__field(u64, sw)
		__field(u32, from)
		__field(u32, to)
	),

	TP_fast_assign(
		__entry->sw = sw;
		__entry->from = from;
		__entry->to = to;
	),

	TP_printk("sw=%llu from=%u to=%u",
		  __entry->sw, __entry->from, __entry->to)
);

DEFINE_EVENT(dev_ns_switch, switch_locked,
	TP_PROTO(u64 sw, u32 from, u32 to),
	TP_ARGS(sw, from, to));

DEFINE_EVENT(dev_ns_switch, switch_flip,
	TP_PROTO(u64 sw, u32 from, u32 to),
	TP_ARGS(sw, from, to));

TRACE_EVENT(switch_end,

	TP_PROTO(u64 sw, u32 from, u32 to, s32 ret),

	TP_ARGS(sw, from, to, ret),

	TP_STRUCT__entry(
		__field(u64, sw)
		__field(u32, from)
		__field(u32, to)
		__field(s32, ret)
	),

	TP_fast_assign(
		__entry->sw = sw;
		__entry->from = from;
		__entry->to = to;
		__entry->ret = ret;
	),

	TP_printk("sw=%llu from=%u to=%u ret=%d",
		  __entry->sw, __entry->from, __entry->to, __entry->ret)
);

TRACE_EVENT(driver_begin,

	TP_PROTO(u64 sw, u32 phase, u32 ns, const char *driver),

	TP_ARGS(sw, phase, ns, driver),

	TP_STRUCT__entry(
		__field(u64, sw)
		__field(u32, phase)
		__field(u32, ns)
		__array(char, driver, DEV_NS_DRIVER_LEN)
	),

	TP_fast_assign(
		__entry->sw = sw;
		__entry->phase = phase;
		__entry->ns = ns;
		strscpy_pad(__entry->driver, driver, sizeof(__entry->driver));
	),

	TP_printk("sw=%llu phase=%u ns=%u driver=%s",
		  __entry->sw, __entry->phase, __entry->ns, __entry->driver)
);

TRACE_EVENT(driver_end,

	TP_PROTO(u64 sw, u32 phase, u32 ns, s32 ret, const char *driver),

	TP_ARGS(sw, phase, ns, ret, driver),

	TP_STRUCT__entry(
		__field(u64, sw)
		__field(u32, phase)
		__field(u32, ns)
		__field(s32, ret)
		__array(char, driver, DEV_NS_DRIVER_LEN)
	),

	TP_fast_assign(
		__entry->sw = sw;
		__entry->phase = phase;
		__entry->ns = ns;
		__entry->ret = ret;
		strscpy_pad(__entry->driver, driver, sizeof(__entry->driver));
	),

	TP_printk("sw=%llu phase=%u ns=%u ret=%d driver=%s",
		  __entry->sw, __entry->phase, __entry->ns, __entry->ret,
		  __entry->driver)
);

/* Whose a device is */

TRACE_EVENT(device_mode,

	TP_PROTO(u32 dev, u32 mode, u32 ns, u32 existing, const char *driver,
		 const char *name),

	TP_ARGS(dev, mode, ns, existing, driver, name),

	TP_STRUCT__entry(
		__field(u32, dev)
		__field(u32, mode)
		__field(u32, ns)
		__field(u32, existing)
		__array(char, driver, DEV_NS_DRIVER_LEN)
		__array(char, name, DEV_NS_LABEL_LEN)
	),

	TP_fast_assign(
		__entry->dev = dev;
		__entry->mode = mode;
		__entry->ns = ns;
		__entry->existing = existing;
		strscpy_pad(__entry->driver, driver, sizeof(__entry->driver));
		strscpy_pad(__entry->name, name, sizeof(__entry->name));
	),

	TP_printk("dev=%#x mode=%u ns=%u existing=%u driver=%s name=%s",
		  __entry->dev, __entry->mode, __entry->ns, __entry->existing,
		  __entry->driver, __entry->name)
);

/* Input devices and their clients */

TRACE_EVENT(device_add,

	TP_PROTO(u32 dev, const char *name, u32 existing),

	TP_ARGS(dev, name, existing),

	TP_STRUCT__entry(
		__field(u32, dev)
		__array(char, name, DEV_NS_NAME_LEN)
		__field(u32, existing)
	),

	TP_fast_assign(
		__entry->dev = dev;
		strscpy_pad(__entry->name, name, sizeof(__entry->name));
		__entry->existing = existing;
	),

	TP_printk("dev=%#x name=%s existing=%u",
		  __entry->dev, __entry->name, __entry->existing)
);

TRACE_EVENT(device_remove,

	TP_PROTO(u32 dev),

	TP_ARGS(dev),

	TP_STRUCT__entry(
		__field(u32, dev)
	),

	TP_fast_assign(
		__entry->dev = dev;
	),

	TP_printk("dev=%#x", __entry->dev)
);

TRACE_EVENT(client_open,

	TP_PROTO(u64 client, u32 dev, u32 ns, const struct dev_ns_who *who,
		 u32 flags, u32 existing),

	TP_ARGS(client, dev, ns, who, flags, existing),

	TP_STRUCT__entry(
		__field(u64, client)
		__field(u32, dev)
		__field(u32, ns)
		DEV_NS_WHO_FIELDS
		__field(u32, flags)
		__field(u32, existing)
	),

	TP_fast_assign(
		__entry->client = client;
		__entry->dev = dev;
		__entry->ns = ns;
		DEV_NS_WHO_ASSIGN(who);
		__entry->flags = flags;
		__entry->existing = existing;
	),

	TP_printk("client=%llu dev=%#x ns=%u " DEV_NS_WHO_FMT " flags=%#x existing=%u",
		  __entry->client, __entry->dev, __entry->ns, DEV_NS_WHO_ARGS,
		  __entry->flags, __entry->existing)
);

TRACE_EVENT(client_open_failed,

	TP_PROTO(u32 dev, u32 ns, const struct dev_ns_who *who, s32 ret),

	TP_ARGS(dev, ns, who, ret),

	TP_STRUCT__entry(
		__field(u32, dev)
		__field(u32, ns)
		DEV_NS_WHO_FIELDS
		__field(s32, ret)
	),

	TP_fast_assign(
		__entry->dev = dev;
		__entry->ns = ns;
		DEV_NS_WHO_ASSIGN(who);
		__entry->ret = ret;
	),

	TP_printk("dev=%#x ns=%u " DEV_NS_WHO_FMT " ret=%d",
		  __entry->dev, __entry->ns, DEV_NS_WHO_ARGS, __entry->ret)
);

TRACE_EVENT(client_events,

	TP_PROTO(u64 client, u32 dev, u32 ns, u32 active, u32 entitled, u32 now,
		 u64 delivered, u64 withheld, u64 dropped, u32 synthetic),

	TP_ARGS(client, dev, ns, active, entitled, now, delivered, withheld,
		dropped, synthetic),

	TP_STRUCT__entry(
		__field(u64, client)
		__field(u32, dev)
		__field(u32, ns)
		__field(u32, active)
		__field(u32, entitled)
		__field(u32, now)
		__field(u64, delivered)
		__field(u64, withheld)
		__field(u64, dropped)
		__field(u32, synthetic)
	),

	TP_fast_assign(
		__entry->client = client;
		__entry->dev = dev;
		__entry->ns = ns;
		__entry->active = active;
		__entry->entitled = entitled;
		__entry->now = now;
		__entry->delivered = delivered;
		__entry->withheld = withheld;
		__entry->dropped = dropped;
		__entry->synthetic = synthetic;
	),

	TP_printk("client=%llu dev=%#x ns=%u active=%u entitled=%u now=%u delivered=%llu withheld=%llu dropped=%llu synthetic=%u",
		  __entry->client, __entry->dev, __entry->ns, __entry->active,
		  __entry->entitled, __entry->now, __entry->delivered,
		  __entry->withheld, __entry->dropped, __entry->synthetic)
);

TRACE_EVENT(client_read,

	TP_PROTO(u64 client, u32 dev, u32 ns, u64 total),

	TP_ARGS(client, dev, ns, total),

	TP_STRUCT__entry(
		__field(u64, client)
		__field(u32, dev)
		__field(u32, ns)
		__field(u64, total)
	),

	TP_fast_assign(
		__entry->client = client;
		__entry->dev = dev;
		__entry->ns = ns;
		__entry->total = total;
	),

	TP_printk("client=%llu dev=%#x ns=%u total=%llu",
		  __entry->client, __entry->dev, __entry->ns, __entry->total)
);

DECLARE_EVENT_CLASS(dev_ns_client_counts,

	TP_PROTO(u64 client, u32 dev, u32 ns, u64 delivered, u64 withheld,
		 u64 dropped, u64 total),

	TP_ARGS(client, dev, ns, delivered, withheld, dropped, total),

	TP_STRUCT__entry(
		__field(u64, client)
		__field(u32, dev)
		__field(u32, ns)
		__field(u64, delivered)
		__field(u64, withheld)
		__field(u64, dropped)
		__field(u64, total)
	),

	TP_fast_assign(
		__entry->client = client;
		__entry->dev = dev;
		__entry->ns = ns;
		__entry->delivered = delivered;
		__entry->withheld = withheld;
		__entry->dropped = dropped;
		__entry->total = total;
	),

	TP_printk("client=%llu dev=%#x ns=%u delivered=%llu withheld=%llu dropped=%llu total=%llu",
		  __entry->client, __entry->dev, __entry->ns,
		  __entry->delivered, __entry->withheld, __entry->dropped,
		  __entry->total)
);

DEFINE_EVENT(dev_ns_client_counts, client_close,
	TP_PROTO(u64 client, u32 dev, u32 ns, u64 delivered, u64 withheld,
		 u64 dropped, u64 total),
	TP_ARGS(client, dev, ns, delivered, withheld, dropped, total));

DEFINE_EVENT(dev_ns_client_counts, client_state,
	TP_PROTO(u64 client, u32 dev, u32 ns, u64 delivered, u64 withheld,
		 u64 dropped, u64 total),
	TP_ARGS(client, dev, ns, delivered, withheld, dropped, total));

TRACE_EVENT(grab,

	TP_PROTO(u64 client, u32 dev, u32 ns, u32 action, u32 real, s32 ret,
		 u32 existing),

	TP_ARGS(client, dev, ns, action, real, ret, existing),

	TP_STRUCT__entry(
		__field(u64, client)
		__field(u32, dev)
		__field(u32, ns)
		__field(u32, action)
		__field(u32, real)
		__field(s32, ret)
		__field(u32, existing)
	),

	TP_fast_assign(
		__entry->client = client;
		__entry->dev = dev;
		__entry->ns = ns;
		__entry->action = action;
		__entry->real = real;
		__entry->ret = ret;
		__entry->existing = existing;
	),

	TP_printk("client=%llu dev=%#x ns=%u action=%u real=%u ret=%d existing=%u",
		  __entry->client, __entry->dev, __entry->ns, __entry->action,
		  __entry->real, __entry->ret, __entry->existing)
);

/* Stateless devices */

DECLARE_EVENT_CLASS(dev_ns_request,

	TP_PROTO(u32 ns, const struct dev_ns_who *who, u32 value, u32 applied,
		 const char *name),

	TP_ARGS(ns, who, value, applied, name),

	TP_STRUCT__entry(
		__field(u32, ns)
		DEV_NS_WHO_FIELDS
		__field(u32, value)
		__field(u32, applied)
		__array(char, name, DEV_NS_LABEL_LEN)
	),

	TP_fast_assign(
		__entry->ns = ns;
		DEV_NS_WHO_ASSIGN(who);
		__entry->value = value;
		__entry->applied = applied;
		strscpy_pad(__entry->name, name, sizeof(__entry->name));
	),

	TP_printk("ns=%u " DEV_NS_WHO_FMT " value=%u applied=%u name=%s",
		  __entry->ns, DEV_NS_WHO_ARGS, __entry->value,
		  __entry->applied, __entry->name)
);

DEFINE_EVENT(dev_ns_request, led_request,
	TP_PROTO(u32 ns, const struct dev_ns_who *who, u32 value, u32 applied,
		 const char *name),
	TP_ARGS(ns, who, value, applied, name));

DEFINE_EVENT(dev_ns_request, backlight_request,
	TP_PROTO(u32 ns, const struct dev_ns_who *who, u32 value, u32 applied,
		 const char *name),
	TP_ARGS(ns, who, value, applied, name));

DEFINE_EVENT(dev_ns_request, lcd_request,
	TP_PROTO(u32 ns, const struct dev_ns_who *who, u32 value, u32 applied,
		 const char *name),
	TP_ARGS(ns, who, value, applied, name));

/* The framebuffer and its clients */

TRACE_EVENT(fb_add,

	TP_PROTO(u32 dev, u32 width, u32 height, u32 bits, u32 existing),

	TP_ARGS(dev, width, height, bits, existing),

	TP_STRUCT__entry(
		__field(u32, dev)
		__field(u32, width)
		__field(u32, height)
		__field(u32, bits)
		__field(u32, existing)
	),

	TP_fast_assign(
		__entry->dev = dev;
		__entry->width = width;
		__entry->height = height;
		__entry->bits = bits;
		__entry->existing = existing;
	),

	TP_printk("dev=%#x width=%u height=%u bits=%u existing=%u",
		  __entry->dev, __entry->width, __entry->height,
		  __entry->bits, __entry->existing)
);

TRACE_EVENT(fb_remove,

	TP_PROTO(u32 dev),

	TP_ARGS(dev),

	TP_STRUCT__entry(
		__field(u32, dev)
	),

	TP_fast_assign(
		__entry->dev = dev;
	),

	TP_printk("dev=%#x", __entry->dev)
);

TRACE_EVENT(fb_screen,

	TP_PROTO(u32 dev, u32 present),

	TP_ARGS(dev, present),

	TP_STRUCT__entry(
		__field(u32, dev)
		__field(u32, present)
	),

	TP_fast_assign(
		__entry->dev = dev;
		__entry->present = present;
	),

	TP_printk("dev=%#x present=%u", __entry->dev, __entry->present)
);

TRACE_EVENT(fb_open,

	TP_PROTO(u64 client, u32 dev, u32 ns, const struct dev_ns_who *who,
		 u32 flags, u32 existing),

	TP_ARGS(client, dev, ns, who, flags, existing),

	TP_STRUCT__entry(
		__field(u64, client)
		__field(u32, dev)
		__field(u32, ns)
		DEV_NS_WHO_FIELDS
		__field(u32, flags)
		__field(u32, existing)
	),

	TP_fast_assign(
		__entry->client = client;
		__entry->dev = dev;
		__entry->ns = ns;
		DEV_NS_WHO_ASSIGN(who);
		__entry->flags = flags;
		__entry->existing = existing;
	),

	TP_printk("client=%llu dev=%#x ns=%u " DEV_NS_WHO_FMT " flags=%#x existing=%u",
		  __entry->client, __entry->dev, __entry->ns, DEV_NS_WHO_ARGS,
		  __entry->flags, __entry->existing)
);

TRACE_EVENT(fb_open_failed,

	TP_PROTO(u32 dev, u32 ns, const struct dev_ns_who *who, s32 ret),

	TP_ARGS(dev, ns, who, ret),

	TP_STRUCT__entry(
		__field(u32, dev)
		__field(u32, ns)
		DEV_NS_WHO_FIELDS
		__field(s32, ret)
	),

	TP_fast_assign(
		__entry->dev = dev;
		__entry->ns = ns;
		DEV_NS_WHO_ASSIGN(who);
		__entry->ret = ret;
	),

	TP_printk("dev=%#x ns=%u " DEV_NS_WHO_FMT " ret=%d",
		  __entry->dev, __entry->ns, DEV_NS_WHO_ARGS, __entry->ret)
);

#define DEV_NS_FB_COUNTS_FIELDS	\
	__field(u64, writes)	\
	__field(u64, bytes)	\
	__field(u64, pages)	\
	__field(u64, pans)	\
	__field(u64, shown)	\
	__field(u64, kept)

#define DEV_NS_FB_COUNTS_ASSIGN(counts)			\
	do {						\
		__entry->writes = (counts)->writes;	\
		__entry->bytes = (counts)->bytes;	\
		__entry->pages = (counts)->pages;	\
		__entry->pans = (counts)->pans;		\
		__entry->shown = (counts)->shown;	\
		__entry->kept = (counts)->kept;		\
	} while (0)

#define DEV_NS_FB_COUNTS_FMT \
	"writes=%llu bytes=%llu pages=%llu pans=%llu shown=%llu kept=%llu"

#define DEV_NS_FB_COUNTS_ARGS					\
	__entry->writes, __entry->bytes, __entry->pages,	\
	__entry->pans, __entry->shown, __entry->kept

TRACE_EVENT(fb_update,

	TP_PROTO(u64 client, u32 dev, u32 ns, u32 active, u32 kind, u64 now,
		 u32 applied, const struct dev_ns_fb_counts *counts),

	TP_ARGS(client, dev, ns, active, kind, now, applied, counts),

	TP_STRUCT__entry(
		__field(u64, client)
		__field(u32, dev)
		__field(u32, ns)
		__field(u32, active)
		__field(u32, kind)
		__field(u64, now)
		__field(u32, applied)
		DEV_NS_FB_COUNTS_FIELDS
	),

	TP_fast_assign(
		__entry->client = client;
		__entry->dev = dev;
		__entry->ns = ns;
		__entry->active = active;
		__entry->kind = kind;
		__entry->now = now;
		__entry->applied = applied;
		DEV_NS_FB_COUNTS_ASSIGN(counts);
	),

	TP_printk("client=%llu dev=%#x ns=%u active=%u kind=%u now=%llu applied=%u " DEV_NS_FB_COUNTS_FMT,
		  __entry->client, __entry->dev, __entry->ns, __entry->active,
		  __entry->kind, __entry->now, __entry->applied,
		  DEV_NS_FB_COUNTS_ARGS)
);

DECLARE_EVENT_CLASS(dev_ns_fb_counts,

	TP_PROTO(u64 client, u32 dev, u32 ns,
		 const struct dev_ns_fb_counts *counts),

	TP_ARGS(client, dev, ns, counts),

	TP_STRUCT__entry(
		__field(u64, client)
		__field(u32, dev)
		__field(u32, ns)
		DEV_NS_FB_COUNTS_FIELDS
	),

	TP_fast_assign(
		__entry->client = client;
		__entry->dev = dev;
		__entry->ns = ns;
		DEV_NS_FB_COUNTS_ASSIGN(counts);
	),

	TP_printk("client=%llu dev=%#x ns=%u " DEV_NS_FB_COUNTS_FMT,
		  __entry->client, __entry->dev, __entry->ns,
		  DEV_NS_FB_COUNTS_ARGS)
);

DEFINE_EVENT(dev_ns_fb_counts, fb_close,
	TP_PROTO(u64 client, u32 dev, u32 ns,
		 const struct dev_ns_fb_counts *counts),
	TP_ARGS(client, dev, ns, counts));

DEFINE_EVENT(dev_ns_fb_counts, fb_state,
	TP_PROTO(u64 client, u32 dev, u32 ns,
		 const struct dev_ns_fb_counts *counts),
	TP_ARGS(client, dev, ns, counts));

TRACE_EVENT(fb_checksum,

	TP_PROTO(u32 dev, u32 ns, u32 front, u32 still, u32 canvas, u32 screen),

	TP_ARGS(dev, ns, front, still, canvas, screen),

	TP_STRUCT__entry(
		__field(u32, dev)
		__field(u32, ns)
		__field(u32, front)
		__field(u32, still)
		__field(u32, canvas)
		__field(u32, screen)
	),

	TP_fast_assign(
		__entry->dev = dev;
		__entry->ns = ns;
		__entry->front = front;
		__entry->still = still;
		__entry->canvas = canvas;
		__entry->screen = screen;
	),

	TP_printk("dev=%#x ns=%u front=%u still=%u canvas=%#x screen=%#x",
		  __entry->dev, __entry->ns, __entry->front, __entry->still,
		  __entry->canvas, __entry->screen)
);

/* Devices that each namespace has for itself */

TRACE_EVENT(alarm_request,

	TP_PROTO(u32 ns, const struct dev_ns_who *who, u32 action, u32 type,
		 s32 ret),

	TP_ARGS(ns, who, action, type, ret),

	TP_STRUCT__entry(
		__field(u32, ns)
		DEV_NS_WHO_FIELDS
		__field(u32, action)
		__field(u32, type)
		__field(s32, ret)
	),

	TP_fast_assign(
		__entry->ns = ns;
		DEV_NS_WHO_ASSIGN(who);
		__entry->action = action;
		__entry->type = type;
		__entry->ret = ret;
	),

	TP_printk("ns=%u " DEV_NS_WHO_FMT " action=%u type=%#x ret=%d",
		  __entry->ns, DEV_NS_WHO_ARGS, __entry->action, __entry->type,
		  __entry->ret)
);

TRACE_EVENT(alarm_fire,

	TP_PROTO(u32 ns, u32 type),

	TP_ARGS(ns, type),

	TP_STRUCT__entry(
		__field(u32, ns)
		__field(u32, type)
	),

	TP_fast_assign(
		__entry->ns = ns;
		__entry->type = type;
	),

	TP_printk("ns=%u type=%u", __entry->ns, __entry->type)
);

TRACE_EVENT(log_write,

	TP_PROTO(u32 ns, const struct dev_ns_who *who, u32 bytes, u64 total,
		 const char *log),

	TP_ARGS(ns, who, bytes, total, log),

	TP_STRUCT__entry(
		__field(u32, ns)
		DEV_NS_WHO_FIELDS
		__field(u32, bytes)
		__field(u64, total)
		__array(char, log, DEV_NS_LOG_LEN)
	),

	TP_fast_assign(
		__entry->ns = ns;
		DEV_NS_WHO_ASSIGN(who);
		__entry->bytes = bytes;
		__entry->total = total;
		strscpy_pad(__entry->log, log, sizeof(__entry->log));
	),

	TP_printk("ns=%u " DEV_NS_WHO_FMT " bytes=%u total=%llu log=%s",
		  __entry->ns, DEV_NS_WHO_ARGS, __entry->bytes, __entry->total,
		  __entry->log)
);

TRACE_EVENT(log_read,

	TP_PROTO(u32 ns, u32 of, u32 bytes, u64 total, const char *log),

	TP_ARGS(ns, of, bytes, total, log),

	TP_STRUCT__entry(
		__field(u32, ns)
		__field(u32, of)
		__field(u32, bytes)
		__field(u64, total)
		__array(char, log, DEV_NS_LOG_LEN)
	),

	TP_fast_assign(
		__entry->ns = ns;
		__entry->of = of;
		__entry->bytes = bytes;
		__entry->total = total;
		strscpy_pad(__entry->log, log, sizeof(__entry->log));
	),

	TP_printk("ns=%u of=%u bytes=%u total=%llu log=%s",
		  __entry->ns, __entry->of, __entry->bytes, __entry->total,
		  __entry->log)
);

/* The state dump */

DECLARE_EVENT_CLASS(dev_ns_statedump,

	TP_PROTO(u64 cookie),

	TP_ARGS(cookie),

	TP_STRUCT__entry(
		__field(u64, cookie)
	),

	TP_fast_assign(
		__entry->cookie = cookie;
	),

	TP_printk("cookie=%llu", __entry->cookie)
);

DEFINE_EVENT(dev_ns_statedump, statedump_begin,
	TP_PROTO(u64 cookie),
	TP_ARGS(cookie));

DEFINE_EVENT(dev_ns_statedump, statedump_end,
	TP_PROTO(u64 cookie),
	TP_ARGS(cookie));

#endif /* _DEV_NS_TRACE_H */

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
