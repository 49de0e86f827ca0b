/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The tracepoints of device namespaces. TRACEPOINTS.md is their contract: a
 * field's name, type and meaning change there first.
 *
 * Each subject has a file of its own, trace_SUBJECT.h, which nobody else includes.
 *
 * The core instantiates and exports them; driver modules include this file and
 * call trace_NAME().
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM dev_ns

#if !defined(_DEV_NS_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define _DEV_NS_TRACE_H

#include <linux/tracepoint.h>

#include "compat.h"
#include "dev_ns.h"

/*
 * Text is arrays, which every bpftrace reads; a __string is empty for some. What
 * is longer is cut. They are no longer than needed: whoever prints them has 512
 * bytes of stack for that.
 */
#define DEV_NS_DRIVER_LEN	(DEV_NS_DRIVER_NAME_MAX + 1)
#define DEV_NS_LOG_LEN		16
#define DEV_NS_LABEL_LEN		32
#define DEV_NS_NAME_LEN		80

#define DEV_NS_WHO_FIELDS	\
	__field(u32, pid)	\
	__field(u32, vpid)	\
	__field(u64, comm0)	\
	__field(u64, comm1)

#define DEV_NS_WHO_ASSIGN(who)			\
	do {					\
		__entry->pid = (who)->pid;	\
		__entry->vpid = (who)->vpid;	\
		__entry->comm0 = (who)->comm[0];\
		__entry->comm1 = (who)->comm[1];\
	} while (0)

#define DEV_NS_WHO_FMT "pid=%u vpid=%u comm0=%#llx comm1=%#llx"

#define DEV_NS_WHO_ARGS	\
	__entry->pid, __entry->vpid, __entry->comm0, __entry->comm1

#include "trace_namespace.h"
#include "trace_switch.h"
#include "trace_device.h"
#include "trace_node.h"
#include "trace_input.h"
#include "trace_request.h"
#include "trace_fb.h"
#include "trace_alarm.h"
#include "trace_log.h"
#include "trace_statedump.h"

#endif /* _DEV_NS_TRACE_H */

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
