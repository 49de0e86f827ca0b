/* SPDX-License-Identifier: GPL-2.0-only */
/* Namespaces. Part of trace.h, which is read several times over: no guard. */

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
