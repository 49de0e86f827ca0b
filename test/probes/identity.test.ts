/** Paths and files as each runtime's documentation and source have them; those that were seen on a real machine say so. */
import test from "ava";
import type { Inum, Pid } from "../../decoders/event.js";
import { lookUp } from "../../probes/containers.js";
import { cgroupOf, containerName, identityOf, stateFiles } from "../../probes/identity.js";
import { machine } from "./machine.js";

const ID = "3f2a91c7d0e4".padEnd(64, "5");
const POD = "podd3adbeef_1234_5678_9abc_0123456789ab";

const names = test.macro({
	exec(t, path: string, expected: string | undefined) {
		const identity = identityOf(`0::${path}\n`);
		t.is(identity && containerName(identity), expected);
	},
	title: (name = "", path: string, expected: string | undefined) =>
		`${name}: ${path.replaceAll(ID, "ID")} is ${expected ?? "none that is known"}`,
});

test("docker with systemd", names, `/system.slice/docker-${ID}.scope`, "docker/3f2a91c7d0e4");
test("docker with cgroupfs", names, `/docker/${ID}`, "docker/3f2a91c7d0e4");
test(
	"docker, rootless",
	names,
	`/user.slice/user-1000.slice/user@1000.service/user.slice/docker-${ID}.scope`,
	"docker/user-1000/3f2a91c7d0e4",
);
test("an init of its own in docker", names, `/system.slice/docker-${ID}.scope/init.scope`, "docker/3f2a91c7d0e4");
test("podman with systemd", names, `/machine.slice/libpod-${ID}.scope/container`, "podman/3f2a91c7d0e4");
test("podman with cgroupfs", names, `/libpod_parent/libpod-${ID}`, "podman/3f2a91c7d0e4");
test("podman's own monitor", names, `/machine.slice/libpod-conmon-${ID}.scope`, undefined);
test(
	"Kubernetes, containerd, systemd",
	names,
	`/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-${POD}.slice/cri-containerd-${ID}.scope`,
	"kubernetes/3f2a91c7d0e4",
);
test("Kubernetes, CRI-O", names, `/kubepods.slice/kubepods-${POD}.slice/crio-${ID}.scope`, "kubernetes/3f2a91c7d0e4");
test("Kubernetes, cgroupfs", names, `/kubepods/burstable/${POD}/${ID}`, "kubernetes/3f2a91c7d0e4");
test(
	"what Kubernetes inside docker (kind) runs is docker's, whose init is looked up",
	names,
	`/system.slice/docker-${"a".repeat(64)}.scope/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-${POD}.slice/cri-containerd-${ID}.scope`,
	`docker/${"a".repeat(12)}`,
);
const OTHER = "b".repeat(64);
test(
	"a container that calls a cgroup of its own as docker does",
	names,
	`/lxc.payload.web/docker-${OTHER}.scope`,
	"lxc/web",
);
test("one of Kubernetes' that does so", names, `/kubepods/burstable/${POD}/${ID}/${OTHER}`, "kubernetes/3f2a91c7d0e4");
test("one that claims to be a pod", names, `/docker/${ID}/kubepods/besteffort/${POD}/${OTHER}`, "docker/3f2a91c7d0e4");
test("one that claims to be another machine", names, "/lxc.payload.web/machine-bank.scope", "lxc/web");
test("nerdctl", names, `/system.slice/nerdctl-${ID}.scope`, "containerd/3f2a91c7d0e4");
test("LXC 4 and later, LXD, Incus", names, "/lxc.payload.web1/init.scope", "lxc/web1");
test("LXC before", names, "/lxc/web1", "lxc/web1");
test("LXC's own monitor", names, "/lxc.monitor.web1", undefined);
test("Waydroid", names, "/lxc.payload.waydroid", "waydroid");
test("systemd-nspawn as a service", names, "/machine.slice/systemd-nspawn@web.service/payload", "nspawn/web");
test("systemd-nspawn by hand", names, "/machine.slice/machine-my\\x2dweb.scope/payload", "nspawn/my-web");
const ITS = "/user.slice/user-1000.slice/user@1000.service";
test("a user's LXC", names, `${ITS}/lxc.payload.web1`, "lxc/user-1000/web1");
test("a user's podman", names, `${ITS}/user.slice/libpod-${ID}.scope/container`, "podman/user-1000/3f2a91c7d0e4");
test("a user who plays Waydroid", names, `${ITS}/lxc.payload.waydroid`, "waydroid/user-1000");
test("a user without a number", names, "/user.slice/lxc.payload.web1", "lxc/user/web1");
test("root's session", names, "/user.slice/user-0.slice/session-2.scope/lxc.payload.web1", "lxc/web1");
test("a login", names, "/user.slice/user-1000.slice/session-2.scope", undefined);
test("a path that only looks like one", names, `/system.slice/notdocker-${ID.slice(1)}.scope`, undefined);
test("a path above the root that was asked for", names, "/../../lxc/..", undefined);
test("no path", names, "", undefined);

test("before version 2, any hierarchy tells", (t) => {
	const identity = identityOf(`12:devices:/docker/${ID}\n11:cpu,cpuacct:/docker/${ID}\n0::/\n`);
	t.is(identity?.runtime, "docker");
});

const DOCKER = `/var/lib/docker/containers/${ID}/config.v2.json`;
const PODMAN = "/var/lib/containers/storage/overlay-containers/containers.json";
const CRI = `/run/containerd/io.containerd.runtime.v2.task/k8s.io/${ID}/config.json`;

const looked = (cgroup: string, files: Readonly<Record<string, string>>, inum = 402, hostname?: string) =>
	lookUp(
		machine({
			files: { "/proc/99/cgroup": `0::${cgroup}\n`, "/proc/sys/kernel/hostname": "host\n", ...files },
			commands: {
				"ls -l /proc/99/ns/pid": `lrwxrwxrwx 1 root root 0 Nov 25 15:00 /proc/99/ns/pid -> pid:[${inum}]\n`,
				...(hostname && { "nsenter --target 99 --uts uname -n": `${hostname}\n` }),
			},
		}),
		402 as Inum,
		99 as Pid,
	);

const container = (text: string, cgroup: string) => [
	{ source: "container", text },
	{ source: "cgroup", text: cgroup },
];

test("docker's file has the name", async (t) => {
	const state = JSON.stringify({ ID, Name: "/web", Config: { Image: "nginx:1.27" } });
	t.deepEqual<unknown, unknown>(
		await looked(`/docker/${ID}`, { [DOCKER]: state }),
		container("docker/web", `/docker/${ID}`),
	);
});
test("Android in docker is redroid", async (t) => {
	const state = JSON.stringify({ ID, Name: "/phone7", Config: { Image: "redroid/redroid:12.0.0-latest" } });
	t.deepEqual<unknown, unknown>(
		await looked(`/docker/${ID}`, { [DOCKER]: state }),
		container("redroid/phone7", `/docker/${ID}`),
	);
});
test("podman's file has the names of all", async (t) => {
	const state = JSON.stringify([
		{ id: "b".repeat(64), names: ["db"] },
		{ id: ID, names: ["web"], metadata: '{"image-name":"","name":"web"}' },
	]);
	const path = `/machine.slice/libpod-${ID}.scope/container`;
	t.deepEqual<unknown, unknown>(await looked(path, { [PODMAN]: state }), container("podman/web", path));
});
test("so do its other storage drivers'", async (t) => {
	const state = JSON.stringify([{ id: ID, names: ["web"], image: "", metadata: '{"image-name":"","name":"web"}' }]);
	const path = `/machine.slice/libpod-${ID}.scope/container`;
	for (const driver of ["vfs", "btrfs", "zfs"])
		t.deepEqual<unknown, unknown>(
			await looked(path, { [PODMAN.replace("overlay", driver)]: state }),
			container("podman/web", path),
		);
	t.deepEqual<unknown, unknown>(
		await looked(path, { [PODMAN.replace("overlay", "unknown")]: state }),
		container("podman/3f2a91c7d0e4", path),
		"elsewhere it is called by its number",
	);
});
test("a pod's container is named with its pod", async (t) => {
	const annotations = {
		"io.kubernetes.cri.sandbox-namespace": "shop",
		"io.kubernetes.cri.sandbox-name": "web-0",
		"io.kubernetes.cri.container-name": "nginx",
	};
	const path = `/kubepods/burstable/${POD}/${ID}`;
	const found = await looked(path, { [CRI]: JSON.stringify({ annotations }) });
	t.deepEqual<unknown, unknown>(found, container("kubernetes/shop/web-0/nginx", path));
});
test("a user's cgroup with the number of a container of root's does not have that one's name; one in root's session does", async (t) => {
	const state = JSON.stringify({ ID, Name: "/bank" });
	for (const [user, name] of [
		["user-1000", "user-1000/3f2a91c7d0e4"],
		["user-0", "bank"],
	]) {
		const path = `/user.slice/${user}.slice/docker-${ID}.scope`;
		t.deepEqual<unknown, unknown>(await looked(path, { [DOCKER]: state }), container(`docker/${name}`, path));
	}
});
test("a file that is torn, empty, or another thing names nobody", async (t) => {
	for (const state of ["", "{", "[]", "null", '{"Name": 7}', '{"Name": ""}'])
		t.deepEqual<unknown, unknown>(
			await looked(`/docker/${ID}`, { [DOCKER]: state }),
			container("docker/3f2a91c7d0e4", `/docker/${ID}`),
		);
});
test("a persona that has ended meanwhile, or whose number is another's, is not named", async (t) => {
	t.deepEqual(await looked("/lxc.payload.web", {}, 403), []);
});
test("a hostname of its own is a name; the host's is none", async (t) => {
	t.deepEqual<unknown, unknown>(await looked("/", {}, 402, "phone"), [{ source: "hostname", text: "phone" }]);
	t.deepEqual(await looked("/", {}, 402, "host"), []);
});
test("a persona's cgroup is told below the root's, of the hierarchy that says most", async (t) => {
	t.deepEqual<unknown, unknown>(await looked("/user.slice/a", {}), [{ source: "cgroup", text: "/user.slice/a" }]);
	for (const [text, path] of [
		["0::/\n", undefined],
		["4:cpu:/a\n0::/b\n", "/b"],
		["4:cpu:/a\n1:name=systemd:/b\n0::/\n", "/b"],
		["5:memory:/\n4:cpu:/a\n", "/a"],
		["", undefined],
		["0::b\n", undefined],
	] as const)
		t.is(cgroupOf(text), path, text);
});
test("a number is never a path of its own", (t) => {
	for (const path of ["/docker/../../etc/passwd", "/lxc/../x"]) {
		const identity = identityOf(`0::${path}`);
		t.deepEqual(identity ? stateFiles(identity) : [], []);
	}
});
