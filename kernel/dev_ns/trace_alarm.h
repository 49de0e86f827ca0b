/* SPDX-License-Identifier: GPL-2.0-only */
/* Alarms, which each namespace has for itself. Part of trace.h, which is read several times over: no guard. */

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
