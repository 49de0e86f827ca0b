// SPDX-License-Identifier: GPL-2.0-only
/* The numbers of clients, one row for all drivers. */
#include <linux/atomic.h>
#include <linux/module.h>

#include "dev_ns.h"

static atomic64_t last_client;

u64 dev_ns_next_client(void)
{
	return atomic64_inc_return(&last_client);
}
EXPORT_SYMBOL_GPL(dev_ns_next_client);
