// SPDX-License-Identifier: GPL-2.0-only
/* /proc/dev_ns: who is active, what namespaces are called, whose devices are, what exists. */
#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "core.h"

/* A PID, a colon, a tag and a newline; some leading zeros are forgiven. */
#define DEV_NS_LINE_MAX 32
/* Two names, a mode and a PID, with what is between them. */
#define DEV_NS_DEVICE_LINE_MAX (2 * DEV_NS_NAME_MAX + 32)
#define DEV_NS_TAG_MAX sizeof_field(struct dev_ns, tag)

/**
 * struct dev_ns_file - a file in /proc/dev_ns
 * @name: its name
 * @mode: its permissions
 * @show: what it reads as; NULL for a file that can only be written
 * @store: obey one request, given without its newline. -ESRCH means that the
 *	process it names is gone, -ENODEV that the device is
 * @longest: the longest request
 */
struct dev_ns_file {
	const char *name;
	umode_t mode;
	int (*show)(struct seq_file *seq, void *unused);
	int (*store)(char *line);
	size_t longest;
};

static int parse_pid(const char *text, pid_t *nr)
{
	if (kstrtoint(text, 10, nr) || *nr <= 0)
		return -EINVAL;
	return 0;
}

static int active_ns_pid_show(struct seq_file *seq, void *unused)
{
	seq_printf(seq, "%d\n", dev_ns_active_read().init_pid);
	return 0;
}

static int active_ns_pid_store(char *line)
{
	struct dev_ns *ns;
	pid_t nr;
	int ret;

	ret = parse_pid(line, &nr);
	if (ret)
		return ret;

	ns = dev_ns_get_by_pid(nr);
	if (IS_ERR(ns))
		return PTR_ERR(ns);

	ret = dev_ns_switch(ns);
	dev_ns_put(ns);

	return ret;
}

static int ns_tag_show(struct seq_file *seq, void *unused)
{
	struct dev_ns_active now = dev_ns_active_read();
	u32 nanoseconds;
	u64 seconds = div_u64_rem(now.since, NSEC_PER_SEC, &nanoseconds);

	seq_printf(seq, "active: %d timestamp: ", now.init_pid);
	if (now.since)
		seq_printf(seq, "%llu.%09u", seconds, nanoseconds);
	else
		seq_puts(seq, "0");
	seq_printf(seq, " tag: %.*s\n", (int)DEV_NS_TAG_MAX,
		   (const char *)&now.tag);

	return 0;
}

static int parse_tag(const char *text, u32 *tag)
{
	size_t i, len = strlen(text);

	if (len > DEV_NS_TAG_MAX)
		return -EINVAL;
	for (i = 0; i < len; i++)
		if (text[i] < ' ' || text[i] > '~')
			return -EINVAL;

	*tag = 0;
	memcpy(tag, text, len);

	return 0;
}

static int ns_tag_store(char *line)
{
	char *text = line, *number = strsep(&text, ":");
	struct dev_ns *ns;
	pid_t nr;
	u32 tag;
	int ret;

	if (!text)
		return -EINVAL;
	ret = parse_pid(number, &nr) ?: parse_tag(text, &tag);
	if (ret)
		return ret;

	ns = dev_ns_get_by_pid(nr);
	if (IS_ERR(ns))
		return PTR_ERR(ns);

	ret = dev_ns_set_tag(ns, tag);
	dev_ns_put(ns);

	return ret;
}

static int devices_show(struct seq_file *seq, void *unused)
{
	dev_ns_devices_show(seq);
	return 0;
}

/* DRIVER/NAME follow, DRIVER/NAME shared, DRIVER/NAME private PID */
static int devices_store(char *line)
{
	char *pid = line, *name = strsep(&pid, " "), *mode = strsep(&pid, " ");
	char *driver = strsep(&name, "/");
	struct dev_ns *owner = NULL;
	pid_t nr;
	int index, ret;

	if (!name || !mode)
		return -EINVAL;
	index = dev_ns_mode_by_name(mode);
	if (index < 0 || (index == DEV_NS_PRIVATE) != !!pid)
		return -EINVAL;

	if (pid) {
		ret = parse_pid(pid, &nr);
		if (ret)
			return ret;
		owner = dev_ns_get_by_pid(nr);
		if (IS_ERR(owner))
			return PTR_ERR(owner);
	}

	ret = dev_ns_device_change(driver, name, index, owner);
	if (owner)
		dev_ns_put(owner);

	return ret;
}

static int statedump_store(char *line)
{
	u64 cookie;

	if (kstrtou64(line, 10, &cookie))
		return -EINVAL;

	dev_ns_dump_state(cookie);

	return 0;
}

static int dev_ns_proc_open(struct inode *inode, struct file *file)
{
	struct dev_ns_file *proc = pde_data(inode);

	if (!dev_ns_current_is_root())
		return -EPERM;
	if (!proc->show && (file->f_mode & FMODE_READ))
		return -EACCES;

	return single_open(file, proc->show, NULL);
}

/* Each write is one whole request, wherever in the file it is made. */
static ssize_t dev_ns_proc_write(struct file *file, const char __user *buf,
				 size_t count, loff_t *ppos)
{
	struct dev_ns_file *proc = pde_data(file_inode(file));
	char line[DEV_NS_DEVICE_LINE_MAX + 1];
	size_t len = count;
	int ret;

	/* Neither may whoever opened it lend the right, nor borrow the writer's. */
	if (!capable(CAP_SYS_ADMIN) ||
	    !file_ns_capable(file, &init_user_ns, CAP_SYS_ADMIN))
		return -EPERM;

	if (count > proc->longest)
		return -EINVAL;
	if (copy_from_user(line, buf, count))
		return -EFAULT;
	if (len && line[len - 1] == '\n')
		len--;
	line[len] = '\0';
	/* One line: kstrtoint() would forgive a second newline. */
	if (strcspn(line, "\n") != len)
		return -EINVAL;

	ret = proc->store(line);
	if (ret)
		return ret == -ESRCH || ret == -ENODEV ? -EINVAL : ret;

	return count;
}

/* A file that can't be read has no place in it, and seq_lseek() would look for one. */
static loff_t dev_ns_proc_lseek(struct file *file, loff_t offset, int whence)
{
	struct dev_ns_file *proc = pde_data(file_inode(file));

	return proc->show ? seq_lseek(file, offset, whence) : -ESPIPE;
}

static const struct proc_ops dev_ns_proc_ops = {
	.proc_open = dev_ns_proc_open,
	.proc_read = seq_read,
	.proc_write = dev_ns_proc_write,
	.proc_lseek = dev_ns_proc_lseek,
	.proc_release = single_release,
};

static struct dev_ns_file files[] = {
	{ "active_ns_pid", 0644, active_ns_pid_show, active_ns_pid_store, DEV_NS_LINE_MAX },
	{ "ns_tag", 0644, ns_tag_show, ns_tag_store, DEV_NS_LINE_MAX },
	{ "devices", 0644, devices_show, devices_store, DEV_NS_DEVICE_LINE_MAX },
	{ "statedump", 0200, NULL, statedump_store, DEV_NS_LINE_MAX },
};

static struct proc_dir_entry *folder;

int __init dev_ns_proc_init(void)
{
	size_t i;

	folder = proc_mkdir("dev_ns", NULL);
	if (!folder)
		return -ENOMEM;

	for (i = 0; i < ARRAY_SIZE(files); i++)
		if (!proc_create_data(files[i].name, files[i].mode, folder,
				      &dev_ns_proc_ops, &files[i]))
			goto err_remove;

	return 0;

err_remove:
	proc_remove(folder);
	return -ENOMEM;
}

void dev_ns_proc_exit(void)
{
	proc_remove(folder);
}
