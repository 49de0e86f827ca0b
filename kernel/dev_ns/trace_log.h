/* SPDX-License-Identifier: GPL-2.0-only */
/* Logs, which each namespace has for itself. Part of trace.h, which is read several times over: no guard. */

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
