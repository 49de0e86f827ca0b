// SPDX-License-Identifier: GPL-2.0-only
/* What a client does through its file: open, read, write, wait, close. */
#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

#include "mouse.h"
#include "trace.h"

static int open_client(struct ms_node *node, struct dev_ns *ns, struct file *file)
{
	struct ms_client *client = ms_client_create(node, ns, file);
	int ret;

	if (!client)
		return -ENOMEM;
	ret = ms_open_devices(node, client);
	if (ret) {
		ms_client_free(client);
		return ret;
	}
	file->private_data = client;
	return 0;
}

static int ms_open(struct inode *inode, struct file *file)
{
	struct ms_node *node = container_of(inode->i_cdev, struct ms_node, cdev);
	struct dev_ns *ns = dev_ns_get_current(GFP_KERNEL);
	int ret = PTR_ERR_OR_ZERO(ns);

	if (!ret)
		ret = open_client(node, ns, file);
	if (ret) {
		struct dev_ns_who who = dev_ns_who_current();

		trace_client_open_failed(node->dev.devt, IS_ERR(ns) ? 0 : dev_ns_inum(ns), &who,
					 ret);
	}
	if (!IS_ERR(ns))
		dev_ns_put(ns);
	return ret ?: stream_open(inode, file);
}

static int ms_release(struct inode *inode, struct file *file)
{
	struct ms_client *client = file->private_data;

	ms_close_devices(client->node, client);
	ms_client_free(client);
	return 0;
}

static bool is_gone(const struct ms_client *client)
{
	return !READ_ONCE(client->node->exist);
}

static void trace_read(const struct ms_client *client)
{
	trace_client_read(client->id, client->node->dev.devt, dev_ns_inum(client->ns),
			  client->total);
}

/*
 * A function of its own, so that whoever watches can see what a client takes.
 * Return: how many bytes are in @to, which has room for an answer.
 */
static noinline __noclone unsigned int ms_read_some(struct ms_client *client, u8 *to, size_t count)
{
	unsigned int taken;
	u64 before;

	spin_lock_irq(&ms_lock);
	before = client->total;
	taken = ms_take(client, to, min_t(size_t, count, MS_ANSWER_MAX));
	if (client->total != before)
		trace_read(client);
	spin_unlock_irq(&ms_lock);
	return taken;
}

static ssize_t ms_read(struct file *file, char __user *to, size_t count, loff_t *offset)
{
	struct ms_client *client = file->private_data;
	u8 bytes[MS_ANSWER_MAX];
	unsigned int taken;
	int ret;

	for (;;) {
		if (is_gone(client))
			return -ENODEV;
		if (!count)
			return 0;
		taken = ms_read_some(client, bytes, count);
		if (taken)
			return copy_to_user(to, bytes, taken) ? -EFAULT : taken;
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		ret = wait_event_interruptible(client->wait,
					       ms_client_readable(client) || is_gone(client));
		if (ret)
			return ret;
	}
}

static void command(struct ms_client *client, u8 byte)
{
	u64 before;

	spin_lock_irq(&ms_lock);
	before = client->total;
	ms_command(client, byte);
	if (client->total != before)
		trace_read(client);
	spin_unlock_irq(&ms_lock);
}

/* Each byte is a command, or the number that one takes. */
static ssize_t ms_write(struct file *file, const char __user *from, size_t count, loff_t *offset)
{
	struct ms_client *client = file->private_data;
	size_t done;
	u8 byte;

	for (done = 0; done < count; done++) {
		if (get_user(byte, from + done))
			return -EFAULT;
		command(client, byte);
		if (signal_pending(current)) {
			done++;
			break;
		}
		cond_resched();
	}
	if (done)
		ms_client_wake(client, POLL_IN, EPOLLIN | EPOLLRDNORM);
	return done;
}

static __poll_t ms_poll(struct file *file, poll_table *wait)
{
	struct ms_client *client = file->private_data;
	__poll_t events;

	poll_wait(file, &client->wait, wait);
	events = is_gone(client) ? EPOLLHUP | EPOLLERR : EPOLLOUT | EPOLLWRNORM;
	if (ms_client_readable(client))
		events |= EPOLLIN | EPOLLRDNORM;
	return events;
}

static int ms_fasync(int fd, struct file *file, int on)
{
	struct ms_client *client = file->private_data;

	return fasync_helper(fd, file, on, &client->fasync);
}

const struct file_operations ms_fops = {
	.owner = THIS_MODULE,
	.open = ms_open,
	.release = ms_release,
	.read = ms_read,
	.write = ms_write,
	.poll = ms_poll,
	.fasync = ms_fasync,
};
