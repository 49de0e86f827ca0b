/* SPDX-License-Identifier: GPL-2.0-only */
/* The state dump. Part of trace.h, which is read several times over: no guard. */

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
