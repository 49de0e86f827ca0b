/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Faults, for testing those who watch: see FAULTS.md.
 *
 * Only a build with FAULTS=1 has them. In any other dev_ns_fault() is the
 * constant false, so that a faulty path, and all that only it calls, is not even
 * compiled in.
 *
 * One .c file of the module defines a fault, which makes it the parameter
 * fault_NAME of that module; a header declares it for the others:
 *
 *	DEV_NS_DECLARE_FAULT(leak);
 *	DEV_NS_FAULT(leak, "Give the background what it must not get");
 *
 *	if (dev_ns_fault(leak))
 *		...
 *
 * A faulty path emits exactly the tracepoints that the healthy one would.
 */
#ifndef _DEV_NS_FAULTS_H
#define _DEV_NS_FAULTS_H

#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/moduleparam.h>

#ifdef DEV_NS_FAULTS

#define DEV_NS_DECLARE_FAULT(name) extern bool dev_ns_fault_##name

#define DEV_NS_FAULT(name, about)						\
	bool dev_ns_fault_##name;						\
	module_param_named(fault_##name, dev_ns_fault_##name, bool, 0600);	\
	MODULE_PARM_DESC(fault_##name, about)

#define dev_ns_fault(name) unlikely(READ_ONCE(dev_ns_fault_##name))

#else

#define DEV_NS_DECLARE_FAULT(name) static_assert(true)
#define DEV_NS_FAULT(name, about) static_assert(true)
#define dev_ns_fault(name) false

#endif

#endif /* _DEV_NS_FAULTS_H */
