// SPDX-License-Identifier: GPL-2.0-only
/* What a client does through its file: open, read, write, wait, close. */
#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

#include "input.h"
#include "trace.h"

/* The input device is open as long as the node has clients. With life held. */
static int use_device(struct ev_node *node)
{
	int ret;

	if (!node->exist)
		return -ENODEV;
	ret = mutex_lock_interruptible(&node->opening);
	if (ret)
		return ret;
	if (!node->opens)
		ret = input_open_device(&node->handle);
	if (!ret)
		node->opens++;
	mutex_unlock(&node->opening);
	return ret;
}

static void unuse_device(struct ev_node *node)
{
	mutex_lock(&node->opening);
	/* Once the node is dead, what is open was closed by ev_disconnect(). */
	if (node->exist && !--node->opens)
		input_close_device(&node->handle);
	mutex_unlock(&node->opening);
}

static int open_client(struct ev_node *node, struct dev_ns *ns, struct file *file)
{
	struct ev_client *client = ev_client_create(node, file);
	int ret;

	if (!client)
		return -ENOMEM;

	ret = down_read_interruptible(&node->life);
	if (ret)
		goto free_client;
	ret = use_device(node);
	if (ret)
		goto leave_life;
	ret = ev_client_join(client, ns);
	if (ret)
		goto unuse;
	up_read(&node->life);

	file->private_data = client;
	return 0;

unuse:
	unuse_device(node);
leave_life:
	up_read(&node->life);
free_client:
	ev_client_free(client);
	return ret;
}

static int ev_open(struct inode *inode, struct file *file)
{
	struct ev_node *node = container_of(inode->i_cdev, struct ev_node, cdev);
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

static int ev_release(struct inode *inode, struct file *file)
{
	struct ev_client *client = file->private_data;
	struct ev_node *node = client->node;

	down_read(&node->life);
	/* Takes away the force-feedback effects that came through this file. */
	if (node->exist && !client->revoked)
		input_flush_device(&node->handle, file);
	ev_client_leave(client);
	unuse_device(node);
	up_read(&node->life);

	ev_client_free(client);
	return 0;
}

static bool is_gone(const struct ev_client *client)
{
	return !READ_ONCE(client->node->exist) || READ_ONCE(client->revoked);
}

static void count_read(struct ev_client *client, unsigned int events)
{
	spin_lock_irq(&client->lock);
	client->total += events;
	trace_client_read(client->id, client->node->dev.devt, dev_ns_inum(client->seat->ns),
			  client->total);
	spin_unlock_irq(&client->lock);
}

static ssize_t read_queued(struct ev_client *client, char __user *to, size_t count)
{
	size_t size = ev_event_size(), done = 0;
	struct input_event event;
	unsigned int taken = 0;
	int ret = 0;

	while (!ret && done + size <= count && ev_ring_take(client, &event)) {
		ret = ev_event_to_user(to + done, &event);
		done += size;
		taken++;
	}
	if (taken)
		count_read(client, taken);
	return ret ?: done;
}

static ssize_t ev_read(struct file *file, char __user *to, size_t count, loff_t *offset)
{
	struct ev_client *client = file->private_data;
	ssize_t done;
	int ret;

	if (count && count < ev_event_size())
		return -EINVAL;

	for (;;) {
		if (is_gone(client))
			return -ENODEV;
		if (!ev_ring_readable(client) && (file->f_flags & O_NONBLOCK))
			return -EAGAIN;
		/* Asking for nothing tells about errors and never waits. */
		if (!count)
			return 0;

		done = read_queued(client, to, count);
		if (done)
			return done;
		if (file->f_flags & O_NONBLOCK)
			continue;

		ret = wait_event_interruptible(client->wait,
					       ev_ring_readable(client) || is_gone(client));
		if (ret)
			return ret;
	}
}

/*
 * One event for the device: dropped in the background. The turn makes it certain
 * that the switch which comes next has seen it.
 */
static void inject(struct ev_client *client, const struct input_event *event)
{
	struct ev_node *node = client->node;

	mutex_lock(&node->turn);
	if (ev_client_is_front(client) && !client->revoked) {
		ev_seat_started(client->seat, event);
		input_inject_event(&node->handle, event->type, event->code, event->value);
	}
	mutex_unlock(&node->turn);
}

static ssize_t write_events(struct ev_client *client, const char __user *from, size_t count)
{
	size_t size = ev_event_size(), done;
	struct input_event event;

	for (done = 0; done + size <= count; done += size) {
		if (ev_event_from_user(from + done, &event))
			return -EFAULT;
		inject(client, &event);
		cond_resched();
	}
	return done;
}

static ssize_t ev_write(struct file *file, const char __user *from, size_t count, loff_t *offset)
{
	struct ev_client *client = file->private_data;
	struct ev_node *node = client->node;
	ssize_t ret;

	if (count && count < ev_event_size())
		return -EINVAL;

	ret = down_read_interruptible(&node->life);
	if (ret)
		return ret;
	ret = is_gone(client) ? -ENODEV : write_events(client, from, count);
	up_read(&node->life);
	return ret;
}

static __poll_t ev_poll(struct file *file, poll_table *wait)
{
	struct ev_client *client = file->private_data;
	__poll_t events;

	poll_wait(file, &client->wait, wait);
	events = is_gone(client) ? EPOLLHUP | EPOLLERR : EPOLLOUT | EPOLLWRNORM;
	if (ev_ring_readable(client))
		events |= EPOLLIN | EPOLLRDNORM;
	return events;
}

static int ev_fasync(int fd, struct file *file, int on)
{
	struct ev_client *client = file->private_data;

	return fasync_helper(fd, file, on, &client->fasync);
}

const struct file_operations ev_fops = {
	.owner = THIS_MODULE,
	.open = ev_open,
	.release = ev_release,
	.read = ev_read,
	.write = ev_write,
	.poll = ev_poll,
	.fasync = ev_fasync,
	.unlocked_ioctl = ev_ioctl,
#ifdef CONFIG_COMPAT
	.compat_ioctl = ev_compat_ioctl,
#endif
};
