/* SPDX-License-Identifier: GPL-2.0-only */
/* What is told alike of input and the framebuffer. Part of trace.h, which is read several times over: no guard. */

DECLARE_EVENT_CLASS(dev_ns_remove,

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

DECLARE_EVENT_CLASS(dev_ns_open,

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

DECLARE_EVENT_CLASS(dev_ns_open_failed,

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
