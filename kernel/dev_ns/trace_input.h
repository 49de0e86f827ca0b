/* SPDX-License-Identifier: GPL-2.0-only */
/* Input devices and their clients. Part of trace.h, which is read several times over: no guard. */

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

DEFINE_EVENT(dev_ns_remove, device_remove,
	TP_PROTO(u32 dev),
	TP_ARGS(dev));

DEFINE_EVENT(dev_ns_open, client_open,
	TP_PROTO(u64 client, u32 dev, u32 ns, const struct dev_ns_who *who,
		 u32 flags, u32 existing),
	TP_ARGS(client, dev, ns, who, flags, existing));

DEFINE_EVENT(dev_ns_open_failed, client_open_failed,
	TP_PROTO(u32 dev, u32 ns, const struct dev_ns_who *who, s32 ret),
	TP_ARGS(dev, ns, who, ret));

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
