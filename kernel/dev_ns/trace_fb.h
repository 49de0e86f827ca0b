/* SPDX-License-Identifier: GPL-2.0-only */
/* The framebuffer and its clients. Part of trace.h, which is read several times over: no guard. */

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

DEFINE_EVENT(dev_ns_remove, fb_remove,
	TP_PROTO(u32 dev),
	TP_ARGS(dev));

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

DEFINE_EVENT(dev_ns_open, fb_open,
	TP_PROTO(u64 client, u32 dev, u32 ns, const struct dev_ns_who *who,
		 u32 flags, u32 existing),
	TP_ARGS(client, dev, ns, who, flags, existing));

DEFINE_EVENT(dev_ns_open_failed, fb_open_failed,
	TP_PROTO(u32 dev, u32 ns, const struct dev_ns_who *who, s32 ret),
	TP_ARGS(dev, ns, who, ret));

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

	TP_PROTO(u64 client, u32 dev, u32 ns, u32 active, u32 entitled, u32 kind,
		 u64 now, u32 applied, const struct dev_ns_fb_counts *counts),

	TP_ARGS(client, dev, ns, active, entitled, kind, now, applied, counts),

	TP_STRUCT__entry(
		__field(u64, client)
		__field(u32, dev)
		__field(u32, ns)
		__field(u32, active)
		__field(u32, entitled)
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
		__entry->entitled = entitled;
		__entry->kind = kind;
		__entry->now = now;
		__entry->applied = applied;
		DEV_NS_FB_COUNTS_ASSIGN(counts);
	),

	TP_printk("client=%llu dev=%#x ns=%u active=%u entitled=%u kind=%u now=%llu applied=%u " DEV_NS_FB_COUNTS_FMT,
		  __entry->client, __entry->dev, __entry->ns, __entry->active,
		  __entry->entitled, __entry->kind, __entry->now, __entry->applied,
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
