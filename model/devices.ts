import {
	type Claim,
	type ClientId,
	type DeviceAppeared,
	type DeviceClass,
	type DeviceDeclared,
	type DeviceGone,
	type DeviceMade,
	type DeviceNumber,
	major,
	minor,
	type Name,
	type Nanos,
	NO_DEVICE,
	NO_NAME,
	type Request,
	type RequestsBefore,
	SET_UP,
} from "../decoders/event.js";
import type { DeviceDraft } from "./draft.js";
import type { Inconsistencies } from "./inconsistencies.js";
import { Retirement } from "./retirement.js";
import type { Device, DeviceKey, PersonaKey, Severity, State } from "./state.js";

/** Those that are gone, and those without a node, beyond what is still referred to. */
const ENDED_KEPT = 64;

const numberedKey = (deviceClass: DeviceClass, number: DeviceNumber): string =>
	`${deviceClass}/${major(number)}:${minor(number)}`;

const keyOf = (text: string): DeviceKey => text as DeviceKey;

/** So many keys are kept, and then none, so that names without end take no memory. */
const KEYS_KEPT = 1024;

/** The keys of devices without a node: putting one together costs more than all else that is done for a request. */
class NamedKeys {
	readonly #known = new Map<DeviceClass, Map<Name, DeviceKey>>();

	of(deviceClass: DeviceClass, name: Name): DeviceKey {
		return this.#known.get(deviceClass)?.get(name) ?? this.#make(deviceClass, name);
	}

	#make(deviceClass: DeviceClass, name: Name): DeviceKey {
		const keys = this.#known.get(deviceClass) ?? new Map<Name, DeviceKey>();
		this.#known.set(deviceClass, keys);
		if (keys.size >= KEYS_KEPT) keys.clear();
		const key = keyOf(`${deviceClass}/${name}`);
		keys.set(name, key);
		return key;
	}
}

/** The device that a number or, for one without a node, a name means at this instant. */
export const deviceOf = (
	{ devices }: State,
	deviceClass: DeviceClass,
	named: { readonly number: DeviceNumber } | { readonly name: Name },
): Device | undefined => {
	let latest: Device | undefined;
	for (const device of devices.values()) {
		if (device.class !== deviceClass) continue;
		if ("number" in named ? device.number === named.number : device.number === undefined && device.name === named.name)
			latest = device;
	}
	return latest;
};

export class Devices {
	readonly known = new Map<DeviceKey, DeviceDraft>();
	forgotten = 0;
	/** The latest to have each number, with its turn. */
	readonly #latest = new Map<string, { readonly device: DeviceDraft; readonly turn: number }>();
	readonly #namedKeys = new NamedKeys();
	readonly #inconsistencies: Inconsistencies;
	/** The kernel never tells that an LED is gone, and a persona can make new ones without end. */
	readonly #retirement = new Retirement(
		this.known,
		({ gone, number }) => gone !== undefined || number === undefined,
		ENDED_KEPT,
	);

	constructor(inconsistencies: Inconsistencies) {
		this.#inconsistencies = inconsistencies;
	}

	/** The device that has a number now, or had it last. */
	at(deviceClass: DeviceClass, number: DeviceNumber, t: Nanos): DeviceDraft {
		return this.latest(deviceClass, number) ?? this.#addNumbered(deviceClass, number, t);
	}

	latest(deviceClass: DeviceClass, number: DeviceNumber): DeviceDraft | undefined {
		const device = this.#latest.get(numberedKey(deviceClass, number))?.device;
		return device && this.known.get(device.key);
	}

	named(deviceClass: DeviceClass, name: Name): DeviceDraft | undefined {
		return this.known.get(this.#namedKeys.of(deviceClass, name));
	}

	/** The latest that is known to have a node of this name. */
	atNode(deviceClass: DeviceClass, node: Name): DeviceDraft | undefined {
		let latest: DeviceDraft | undefined;
		for (const device of this.known.values())
			if (device.class === deviceClass && device.node === node && device.gone === undefined) latest = device;
		return latest;
	}

	appeared(event: DeviceAppeared): Severity | undefined {
		const before = this.known.size;
		if (event.class === "led") this.#nodeless(event.class, event.name, event.t, event.existing);
		else this.#numbered(event);
		return event.existing || this.known.size === before ? undefined : "info";
	}

	gone(event: DeviceGone): Severity | undefined {
		const device = this.at(event.class, event.device, event.t);
		if (device.gone !== undefined) return undefined;
		this.#end(device, event.t);
		return "info";
	}

	declared(event: DeviceDeclared, owner: PersonaKey | undefined): Severity {
		const { class: deviceClass, device: number, name, mode, t } = event;
		const device = number === NO_DEVICE ? this.#nodeless(deviceClass, name, t, true) : this.at(deviceClass, number, t);
		device.mode = mode;
		device.owner = owner;
		return "notice";
	}

	requested(event: Request, persona: PersonaKey): Severity {
		const device = this.#nodeless(event.class, event.name, event.t, true);
		const seen = { t: event.t, persona, process: event.process, value: event.value };
		device.requests++;
		device.lastRequest = seen;
		if (!event.applied) device.ignored++;
		else {
			if (device.lastApplied?.persona !== persona) device.appliedSince = event.t;
			device.lastApplied = seen;
		}
		return "info";
	}

	made(event: DeviceMade, persona: PersonaKey): Severity {
		this.at(event.class, event.device, event.t).maker = { persona, process: event.process };
		return "info";
	}

	/** A refused claim changes nothing; giving back is only for who has it. */
	claimed(event: Claim, persona: PersonaKey): Severity | undefined {
		const { claims } = this.at(event.class, event.device, event.t);
		if (event.errno !== 0) return "notice";
		const { what, client, process, t: since } = event;
		const before = claims.get(what);
		// Of all terminals one is in the foreground, whatever was lost of the others.
		if (event.taken && what === "foreground") for (const one of this.known.values()) one.claims.delete(what);
		if (event.taken) claims.set(what, { persona, process, client, since });
		else if (before?.client === client) claims.delete(what);
		return event.existing ? undefined : "info";
	}

	/** What a client had claimed ends with it. */
	released(key: DeviceKey, client: ClientId): void {
		const claims = this.known.get(key)?.claims;
		for (const [what, holder] of claims ?? []) if (holder.client === client && !SET_UP.has(what)) claims?.delete(what);
	}

	/** What a snapshot counts, which is more than it tells one by one. */
	counted(event: RequestsBefore): void {
		const device = this.#nodeless(event.class, event.name, event.t, true);
		device.requests = event.requests;
		device.ignored = event.ignored;
	}

	get forgetDue(): boolean {
		return this.#retirement.due;
	}

	forget(referred: ReadonlySet<DeviceKey | undefined>): void {
		this.forgotten += this.#retirement.forget(referred).length;
	}

	#numbered(event: DeviceAppeared): void {
		const holder = this.latest(event.class, event.device);
		const lives = holder !== undefined && holder.gone === undefined;
		// A device can be opened before its appearance is told, so an unseen one is this one, however it came.
		if (lives && (holder.unseen || (holder.name === event.name && holder.node === event.node))) {
			holder.name = event.name;
			holder.node = event.node;
			holder.unseen = false;
			return;
		}
		if (lives) {
			this.#inconsistencies.found("missed-end");
			this.#end(holder, event.t);
		}
		const device = this.#addNumbered(event.class, event.device, event.t);
		device.name = event.name;
		device.node = event.node;
		device.existing = event.existing;
		device.unseen = false;
	}

	#end(device: DeviceDraft, t: Nanos): void {
		device.gone = t;
		this.#retirement.more();
	}

	#addNumbered(deviceClass: DeviceClass, number: DeviceNumber, t: Nanos): DeviceDraft {
		const base = numberedKey(deviceClass, number);
		const turn = (this.#latest.get(base)?.turn ?? 0) + 1;
		const device = this.#add(keyOf(turn === 1 ? base : `${base}#${turn}`), deviceClass, t);
		device.number = number;
		this.#latest.set(base, { device, turn });
		return device;
	}

	#nodeless(deviceClass: DeviceClass, name: Name, t: Nanos, existing: boolean): DeviceDraft {
		const found = this.named(deviceClass, name);
		if (found) return found;
		const device = this.#add(this.#namedKeys.of(deviceClass, name), deviceClass, t);
		device.name = name;
		device.node = name;
		device.existing = existing;
		device.unseen = false;
		this.#retirement.more();
		return device;
	}

	/** A device of which nothing but the key is known. */
	#add(key: DeviceKey, deviceClass: DeviceClass, t: Nanos): DeviceDraft {
		const device: DeviceDraft = {
			key,
			class: deviceClass,
			number: undefined,
			name: NO_NAME,
			node: NO_NAME,
			appeared: t,
			existing: true,
			unseen: true,
			gone: undefined,
			mode: "follow",
			owner: undefined,
			open: new Set(),
			lastRequest: undefined,
			lastApplied: undefined,
			appliedSince: undefined,
			requests: 0,
			ignored: 0,
			maker: undefined,
			claims: new Map(),
		};
		this.known.set(key, device);
		return device;
	}
}
