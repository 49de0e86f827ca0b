// SPDX-License-Identifier: GPL-2.0-only
/*
 * Android's logs, of one namespace each: the nodes log_main, log_events,
 * log_radio and log_system. What is written in a namespace is read in it alone,
 * and by the root, which reads all of it or what one namespace wrote.
 *
 * A namespace's logs begin with the first open in it and last as long as it
 * does. Each keeps the newest LOG_SIZE bytes that the namespace wrote, headers
 * counted, so that no namespace can push out what another one wrote.
 *
 * Locks: log->lock protects what is in the log, in all namespaces, and its
 * readers. Inside dev_ns_mutex, for the release of a state: so with it held, no
 * page of a process is waited for.
 */
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pagemap.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <linux/wait.h>
#include <linux/xarray.h>

#include "dev_ns.h"
#include "faults.h"
#include "logger_abi.h"
#include "trace.h"

#define LOG_SIZE (256 * 1024)

DEV_NS_FAULT(show_others, "Show each namespace what all namespaces wrote");

struct log_entry {
	unsigned long number;
	struct log_book *book;
	ktime_t time;
	kuid_t euid;
	struct dev_ns_who who;
	pid_t tid, vtid;
	u32 tag;			/* of the namespace, when it was written */
	u16 len;
	char text[];
};

/* What one namespace wrote to one log, oldest first. */
struct log_book {
	struct xarray entries;
	size_t size;			/* with headers */
	u64 written, read;		/* entries; counts for tracepoints */
	u32 ns;				/* as tracepoints say it */
	pid_t init_pid;
	const struct dev_ns *owner;
};

struct log {
	struct miscdevice misc;
	struct mutex lock;
	struct xarray all;		/* of all namespaces */
	unsigned long last;		/* the newest entry's number */
	wait_queue_head_t wait;
};

#define LOG(log_name)							\
	{								\
		.misc = { .minor = MISC_DYNAMIC_MINOR, .name = log_name },	\
	}

static struct log logs[] = {
	LOG("log_main"),
	LOG("log_events"),
	LOG("log_radio"),
	LOG("log_system"),
};

struct logger_state {
	struct dev_ns_state base;
	struct log_book books[ARRAY_SIZE(logs)];
};

/* An open file; but for log and own, under log->lock. */
struct log_file {
	struct log *log;
	struct logger_state *own;
	struct logger_state *selected;	/* by the root; NULL: all */
	unsigned int version;
	unsigned long next;		/* the first number that was not read */
};

static struct log_book *book_of(const struct log *log, struct logger_state *state)
{
	return &state->books[log - logs];
}

/* As what is kept is counted, or else many short ones would take more than long ones. */
static size_t size_of(size_t len)
{
	return sizeof(struct log_entry) + len;
}

/*
 * Where an entry begins, is given to a reader and ends, whoever watches can see
 * for himself: log_enter(), log_give() and log_drop() are entered with it as
 * their second argument, and stay functions.
 */
static noinline __noclone void log_drop(struct log *log, struct log_entry *entry)
{
	xa_erase(&log->all, entry->number);
	xa_erase(&entry->book->entries, entry->number);
	entry->book->size -= size_of(entry->len);
	kfree(entry);
}

static void drop_all(struct log *log, struct xarray *entries)
{
	struct log_entry *entry;
	unsigned long number;

	xa_for_each(entries, number, entry)
		log_drop(log, entry);
}

/* Makes room for an entry of as many bytes. */
static void drop_oldest(struct log *log, struct log_book *book, size_t len)
{
	struct log_entry *entry;
	unsigned long number;

	xa_for_each(&book->entries, number, entry) {
		if (book->size + size_of(len) <= LOG_SIZE)
			return;
		log_drop(log, entry);
	}
}

static struct dev_ns_state *logger_create(struct dev_ns *ns)
{
	struct logger_state *state = kzalloc(sizeof(*state), GFP_KERNEL);
	size_t i;

	if (!state)
		return NULL;
	for (i = 0; i < ARRAY_SIZE(logs); i++) {
		xa_init(&state->books[i].entries);
		state->books[i].owner = ns;
		state->books[i].ns = dev_ns_inum(ns);
		state->books[i].init_pid = dev_ns_init_pid(ns);
	}
	return &state->base;
}

static void logger_release(struct dev_ns_state *base)
{
	struct logger_state *state = container_of(base, struct logger_state, base);
	size_t i;

	for (i = 0; i < ARRAY_SIZE(logs); i++) {
		mutex_lock(&logs[i].lock);
		drop_all(&logs[i], &state->books[i].entries);
		mutex_unlock(&logs[i].lock);
	}
	kfree(state);
}

static struct dev_ns_driver driver = {
	.name = "logger",
	.lasting = true,
	.create = logger_create,
	.release = logger_release,
};

static struct logger_state *state_get(struct dev_ns *ns)
{
	struct dev_ns_state *base = dev_ns_state_get(&driver, ns);

	return IS_ERR(base) ? ERR_CAST(base) : container_of(base, struct logger_state, base);
}

static bool is_root(const struct log_file *reader)
{
	return dev_ns_is_root(reader->own->base.ns);
}

/* What the reader may read. With the log's lock held. */
static struct xarray *readable(const struct log_file *reader)
{
	struct log *log = reader->log;

	if (dev_ns_fault(show_others))
		return &log->all;
	if (!is_root(reader))
		return &book_of(log, reader->own)->entries;
	if (reader->selected)
		return &book_of(log, reader->selected)->entries;
	return &log->all;
}

/* The reader's next entry, or NULL, and then there is none before the next that is written. With the log's lock held. */
static struct log_entry *next_entry(struct log_file *reader)
{
	unsigned long number = reader->next;
	struct log_entry *entry = xa_find(readable(reader), &number, ULONG_MAX, XA_PRESENT);

	WRITE_ONCE(reader->next, entry ? number : reader->log->last + 1);
	return entry;
}

static int logger_open(struct inode *inode, struct file *file)
{
	struct log *log = container_of(file->private_data, struct log, misc);
	struct dev_ns *ns = dev_ns_get_current(GFP_KERNEL);
	struct log_file *opened;

	if (IS_ERR(ns))
		return PTR_ERR(ns);
	opened = kzalloc(sizeof(*opened), GFP_KERNEL);
	if (!opened) {
		dev_ns_put(ns);
		return -ENOMEM;
	}
	opened->log = log;
	opened->version = 1;
	opened->own = state_get(ns);
	dev_ns_put(ns);
	if (IS_ERR(opened->own)) {
		int ret = PTR_ERR(opened->own);

		kfree(opened);
		return ret;
	}
	file->private_data = opened;

	return nonseekable_open(inode, file);
}

static int logger_close(struct inode *inode, struct file *file)
{
	struct log_file *opened = file->private_data;

	if (opened->selected)
		dev_ns_state_put(&opened->selected->base);
	dev_ns_state_put(&opened->own->base);
	kfree(opened);
	return 0;
}

static noinline __noclone int log_enter(struct log *log, struct log_entry *entry,
					struct log_book *book)
{
	int ret;

	entry->book = book;
	entry->number = log->last + 1;
	ret = xa_err(xa_store(&log->all, entry->number, entry, GFP_KERNEL));
	if (ret)
		return ret;
	ret = xa_err(xa_store(&book->entries, entry->number, entry, GFP_KERNEL));
	if (ret) {
		xa_erase(&log->all, entry->number);
		return ret;
	}
	WRITE_ONCE(log->last, entry->number);
	book->size += size_of(entry->len);
	book->written++;
	trace_log_write(book->ns, &entry->who, entry->len, book->written, log->misc.name);

	return 0;
}

/* One write(2) or writev(2) is one entry, of which what is too long is cut off. */
static ssize_t logger_write(struct kiocb *iocb, struct iov_iter *from)
{
	struct log_file *writer = iocb->ki_filp->private_data;
	struct log *log = writer->log;
	struct log_book *book = book_of(log, writer->own);
	size_t len = min_t(size_t, iov_iter_count(from), LOGGER_ENTRY_MAX_PAYLOAD);
	struct log_entry *entry;
	int ret;

	if (!len)
		return 0;
	entry = kmalloc(size_of(len), GFP_KERNEL_ACCOUNT);
	if (!entry)
		return -ENOMEM;
	entry->time = ktime_get_real();
	entry->euid = current_euid();
	entry->who = dev_ns_who_current();
	entry->tid = task_pid_nr(current);
	entry->vtid = task_pid_vnr(current);
	entry->tag = dev_ns_tag(book->owner);
	entry->len = len;
	if (!copy_from_iter_full(entry->text, len, from)) {
		kfree(entry);
		return -EFAULT;
	}

	mutex_lock(&log->lock);
	drop_oldest(log, book, len);
	ret = log_enter(log, entry, book);
	mutex_unlock(&log->lock);
	if (ret) {
		kfree(entry);
		return ret;
	}

	wake_up_interruptible(&log->wait);
	return len;
}

static size_t header_size(unsigned int version)
{
	switch (version) {
	case 1:
		return sizeof(struct logger_entry_v1);
	case 2:
		return sizeof(struct logger_entry_v2);
	default:
		return sizeof(struct logger_entry_v3);
	}
}

/* Each version begins as the one before it. */
static struct logger_entry_v3 header_of(const struct log_file *reader,
					const struct log_entry *entry)
{
	bool inside = reader->version == 3 || !is_root(reader);
	struct timespec64 time = ktime_to_timespec64(entry->time);
	struct logger_entry_v3 header = {
		.len = entry->len,
		.hdr_size = reader->version == 1 ? 0 : header_size(reader->version),
		.pid = inside ? entry->who.vpid : entry->who.pid,
		.tid = inside ? entry->vtid : entry->tid,
		.sec = time.tv_sec,
		.nsec = time.tv_nsec,
		.euid = from_kuid_munged(current_user_ns(), entry->euid),
		.init_pid = entry->book->init_pid,
		.real_pid = entry->who.pid,
		.real_tid = entry->tid,
	};

	memcpy(header.tag, &entry->tag, sizeof(header.tag));
	return header;
}

/*
 * With the log's lock held. Return: bytes, or -EINVAL when they are more than
 * @count, or -EFAULT when the reader's pages are not there just now.
 */
static noinline __noclone ssize_t log_give(struct log_file *reader, const struct log_entry *entry,
					   char __user *to, size_t count)
{
	struct log_book *book = book_of(reader->log, reader->own);
	struct logger_entry_v3 header = header_of(reader, entry);
	size_t size = header_size(reader->version);
	unsigned long missing;

	if (count < size + entry->len)
		return -EINVAL;
	pagefault_disable();
	missing = copy_to_user(to, &header, size) ?:
		  copy_to_user(to + size, entry->text, entry->len);
	pagefault_enable();
	if (missing)
		return -EFAULT;

	WRITE_ONCE(reader->next, entry->number + 1);
	book->read++;
	trace_log_read(book->ns, dev_ns_fault(show_others) ? book->ns : entry->book->ns,
		       entry->len, book->read, reader->log->misc.name);
	return size + entry->len;
}

static ssize_t logger_read(struct file *file, char __user *to, size_t count, loff_t *offset)
{
	struct log_file *reader = file->private_data;
	struct log *log = reader->log;
	struct log_entry *entry;
	size_t size = 0;
	ssize_t ret;

	for (;;) {
		mutex_lock(&log->lock);
		entry = next_entry(reader);
		ret = entry ? log_give(reader, entry, to, count) : -EAGAIN;
		if (entry)
			size = header_size(reader->version) + entry->len;
		mutex_unlock(&log->lock);

		if (ret == -EFAULT && !fatal_signal_pending(current) &&
		    !fault_in_writeable(to, size))
			continue;
		if (entry || (file->f_flags & O_NONBLOCK))
			return ret;
		ret = wait_event_interruptible(log->wait,
					       READ_ONCE(log->last) >= READ_ONCE(reader->next));
		if (ret)
			return ret;
	}
}

static __poll_t logger_poll(struct file *file, poll_table *wait)
{
	struct log_file *reader = file->private_data;
	__poll_t events = EPOLLOUT | EPOLLWRNORM;

	poll_wait(file, &reader->log->wait, wait);
	mutex_lock(&reader->log->lock);
	if (next_entry(reader))
		events |= EPOLLIN | EPOLLRDNORM;
	mutex_unlock(&reader->log->lock);
	return events;
}

/* With the log's lock held. */
static size_t unread(const struct log_file *reader)
{
	struct log_entry *entry;
	unsigned long number;
	size_t size = 0;

	xa_for_each_start(readable(reader), number, entry, reader->next)
		size += header_size(reader->version) + entry->len;
	return size;
}

static int set_version(struct log_file *reader, int version)
{
	if (version < 1 || version > 3)
		return -EINVAL;
	reader->version = version;
	return 0;
}

/* Without the log's lock. */
static int select_namespace(struct log_file *reader, unsigned long pid)
{
	struct logger_state *wanted = NULL;
	struct dev_ns *ns;

	if (!is_root(reader))
		return -EPERM;
	if (pid > PID_MAX_LIMIT)
		return -EINVAL;
	if (pid) {
		ns = dev_ns_get_by_pid(pid);
		if (IS_ERR(ns))
			return PTR_ERR(ns);
		wanted = state_get(ns);
		dev_ns_put(ns);
		if (IS_ERR(wanted))
			return PTR_ERR(wanted);
	}

	mutex_lock(&reader->log->lock);
	swap(reader->selected, wanted);
	WRITE_ONCE(reader->next, 0);
	mutex_unlock(&reader->log->lock);
	if (wanted)
		dev_ns_state_put(&wanted->base);
	return 0;
}

/* With the log's lock held. */
static long request(struct file *file, unsigned int cmd, int version)
{
	struct log_file *reader = file->private_data;
	struct log_entry *entry;

	switch (cmd) {
	case LOGGER_GET_LOG_BUF_SIZE:
		return LOG_SIZE;
	case LOGGER_GET_LOG_LEN:
		return file->f_mode & FMODE_READ ? unread(reader) : -EBADF;
	case LOGGER_GET_NEXT_ENTRY_LEN:
		if (!(file->f_mode & FMODE_READ))
			return -EBADF;
		entry = next_entry(reader);
		return entry ? header_size(reader->version) + entry->len : 0;
	case LOGGER_FLUSH_LOG:
		if (!(file->f_mode & FMODE_WRITE))
			return -EBADF;
		drop_all(reader->log, readable(reader));
		return 0;
	case LOGGER_GET_VERSION:
		return file->f_mode & FMODE_READ ? reader->version : -EBADF;
	case LOGGER_SET_VERSION:
		return file->f_mode & FMODE_READ ? set_version(reader, version) : -EBADF;
	default:
		return -EINVAL;
	}
}

static long logger_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct log_file *reader = file->private_data;
	int version = 0;
	long ret;

	if (cmd == LOGGER_SET_NAMESPACE)
		return select_namespace(reader, arg);
	if (cmd == LOGGER_SET_VERSION && get_user(version, (int __user *)arg))
		return -EFAULT;

	mutex_lock(&reader->log->lock);
	ret = request(file, cmd, version);
	mutex_unlock(&reader->log->lock);
	return ret;
}

static const struct file_operations logger_fops = {
	.owner = THIS_MODULE,
	.open = logger_open,
	.release = logger_close,
	.read = logger_read,
	.write_iter = logger_write,
	.poll = logger_poll,
	.unlocked_ioctl = logger_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

static int __init logger_init(void)
{
	size_t i;
	int ret;

	for (i = 0; i < ARRAY_SIZE(logs); i++) {
		mutex_init(&logs[i].lock);
		xa_init(&logs[i].all);
		init_waitqueue_head(&logs[i].wait);
		logs[i].misc.fops = &logger_fops;
		/* As Android has it: who may reach the node may use it. */
		logs[i].misc.mode = 0666;
	}

	ret = dev_ns_register_driver(&driver);
	if (ret)
		return ret;
	for (i = 0; i < ARRAY_SIZE(logs); i++) {
		ret = misc_register(&logs[i].misc);
		if (ret)
			goto err_deregister;
	}
	return 0;

err_deregister:
	while (i--)
		misc_deregister(&logs[i].misc);
	dev_ns_unregister_driver(&driver);
	return ret;
}

static void __exit logger_exit(void)
{
	size_t i = ARRAY_SIZE(logs);

	while (i--)
		misc_deregister(&logs[i].misc);
	dev_ns_unregister_driver(&driver);
}

module_init(logger_init);
module_exit(logger_exit);

MODULE_DESCRIPTION("Android's logs, of one device namespace each");
MODULE_LICENSE("GPL");
