// SPDX-License-Identifier: GPL-2.0-only
/* Instantiates the tracepoints and lets driver modules emit theirs. */
#define CREATE_TRACE_POINTS
#include "trace.h"

EXPORT_TRACEPOINT_SYMBOL_GPL(device_add);
EXPORT_TRACEPOINT_SYMBOL_GPL(device_remove);
EXPORT_TRACEPOINT_SYMBOL_GPL(client_open);
EXPORT_TRACEPOINT_SYMBOL_GPL(client_open_failed);
EXPORT_TRACEPOINT_SYMBOL_GPL(client_events);
EXPORT_TRACEPOINT_SYMBOL_GPL(client_read);
EXPORT_TRACEPOINT_SYMBOL_GPL(client_close);
EXPORT_TRACEPOINT_SYMBOL_GPL(client_state);
EXPORT_TRACEPOINT_SYMBOL_GPL(grab);
EXPORT_TRACEPOINT_SYMBOL_GPL(led_request);
