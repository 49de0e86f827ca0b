/* SPDX-License-Identifier: GPL-2.0-only */
/* Stateless devices. Part of trace.h, which is read several times over: no guard. */

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
