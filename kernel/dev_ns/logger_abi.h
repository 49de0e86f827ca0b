/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What readers of Android's logs see: versions 1 and 2 are those of its kernels
 * up to 3.10, version 3 and LOGGER_SET_NAMESPACE are ours.
 */
#ifndef _DEV_NS_LOGGER_ABI_H
#define _DEV_NS_LOGGER_ABI_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* The PIDs are as the writer's own PID namespace numbers them, and the root sees its own. */
struct logger_entry_v1 {
	__u16 len;		/* of the payload, which follows */
	__u16 pad;
	__s32 pid;
	__s32 tid;
	__s32 sec;		/* CLOCK_REALTIME */
	__s32 nsec;
};

struct logger_entry_v2 {
	__u16 len;
	__u16 hdr_size;		/* of this */
	__s32 pid;
	__s32 tid;
	__s32 sec;
	__s32 nsec;
	__u32 euid;
};

struct logger_entry_v3 {
	__u16 len;
	__u16 hdr_size;
	__s32 pid;		/* as the writer's own namespace numbers them */
	__s32 tid;
	__s32 sec;
	__s32 nsec;
	__u32 euid;
	__s32 init_pid;		/* of the writer's namespace; this and the rest as the root numbers them */
	__s32 real_pid;
	__s32 real_tid;
	char tag[4];		/* of the namespace, when it was written */
};

#define LOGGER_ENTRY_MAX_PAYLOAD 4076

#define LOGGER_GET_LOG_BUF_SIZE		_IO(0xAE, 1)	/* bytes that are kept, headers counted */
#define LOGGER_GET_LOG_LEN		_IO(0xAE, 2)	/* bytes that the reader has not read */
#define LOGGER_GET_NEXT_ENTRY_LEN	_IO(0xAE, 3)	/* of what the next read(2) returns, or 0 */
#define LOGGER_FLUSH_LOG		_IO(0xAE, 4)
#define LOGGER_GET_VERSION		_IO(0xAE, 5)
#define LOGGER_SET_VERSION		_IO(0xAE, 6)	/* an int *; 1 at first */
#define LOGGER_SET_NAMESPACE		_IO(0xAE, 16)	/* by the root: a PID of it, 0 for all */

#endif /* _DEV_NS_LOGGER_ABI_H */
