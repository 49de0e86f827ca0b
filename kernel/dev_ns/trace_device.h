/* SPDX-License-Identifier: GPL-2.0-only */
/* Whose a device is. Part of trace.h, which is read several times over: no guard. */

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
