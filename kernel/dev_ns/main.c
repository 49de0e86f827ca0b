// SPDX-License-Identifier: GPL-2.0-only
/* Device namespaces for PID namespaces, as a module: see README.md. */
#include <linux/module.h>

#include "core.h"

static int __init dev_ns_init(void)
{
	int ret;

	dev_ns_faults_init();

	ret = dev_ns_namespaces_init();
	if (ret)
		return ret;

	dev_ns_active_init();

	ret = dev_ns_proc_init();
	if (ret)
		goto err_namespaces;

	return 0;

err_namespaces:
	dev_ns_namespaces_exit();
	return ret;
}

static void __exit dev_ns_exit(void)
{
	dev_ns_proc_exit();
	dev_ns_namespaces_exit();
}

module_init(dev_ns_init);
module_exit(dev_ns_exit);

MODULE_DESCRIPTION("Device namespaces");
MODULE_LICENSE("GPL");
