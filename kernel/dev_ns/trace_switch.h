/* SPDX-License-Identifier: GPL-2.0-only */
/* Switches. Part of trace.h, which is read several times over: no guard. */

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
