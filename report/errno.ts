/** Those that opening, grabbing, switching and drivers answer with. */
const NAMES: ReadonlyMap<number, string> = new Map([
	[1, "EPERM"],
	[2, "ENOENT"],
	[3, "ESRCH"],
	[4, "EINTR"],
	[5, "EIO"],
	[6, "ENXIO"],
	[11, "EAGAIN"],
	[12, "ENOMEM"],
	[13, "EACCES"],
	[14, "EFAULT"],
	[16, "EBUSY"],
	[17, "EEXIST"],
	[19, "ENODEV"],
	[22, "EINVAL"],
	[23, "ENFILE"],
	[24, "EMFILE"],
	[25, "ENOTTY"],
	[28, "ENOSPC"],
	[30, "EROFS"],
	[95, "EOPNOTSUPP"],
	[110, "ETIMEDOUT"],
]);

export const errnoName = (errno: number): string => NAMES.get(Math.abs(errno)) ?? `errno ${Math.abs(errno)}`;
