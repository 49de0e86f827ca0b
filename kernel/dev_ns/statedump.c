// SPDX-License-Identifier: GPL-2.0-only
/* Tells by tracepoints what exists, for an observer that came late. */
#include "core.h"
#include "trace.h"

void dev_ns_dump_state(u64 cookie)
{
	struct dev_ns_active now;

	mutex_lock(&dev_ns_mutex);
	trace_statedump_begin(cookie);

	dev_ns_namespaces_dump();
	now = dev_ns_active_read();
	trace_active(now.inum, now.since);
	dev_ns_drivers_dump();
	dev_ns_devices_dump();

	trace_statedump_end(cookie);
	mutex_unlock(&dev_ns_mutex);
}
