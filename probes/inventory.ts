/**
 * What the stream has told to exist. An object may be told twice (by its own event and by a state dump, or by two dumps) but reaches
 * the stream once; and what a later dump does not tell any more has ended unseen, while lines were lost. What is said of
 * an object that was not told yet is left out: the dump that will tell of it tells that, too.
 */
import {
	type Active,
	type ClientId,
	type DeviceClass,
	type DeviceNumber,
	type Event,
	type First,
	type Grab,
	type Inum,
	type Name,
	type Nanos,
	NO_NAME,
	type Pid,
	type SwitchId,
} from "../decoders/event.js";

/** What can be told as a whole: personas, or what belongs to devices of a class. */
export type Subject = DeviceClass | "persona";

/** In which telling something was told last. */
interface Told {
	telling: number;
}

interface Persona extends Told {
	readonly initPid: Pid;
}

interface Device extends Told {
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly name: Name;
}

interface Client extends Told {
	readonly class: DeviceClass;
	grab: { telling: number; readonly real: boolean } | undefined;
}

const deviceKey = (device: { readonly class: DeviceClass; readonly device: DeviceNumber }): string =>
	`${device.class} ${device.device}`;

/** Input devices have one name, whoever tells of them. Any other is named by its node or by its driver, as is at hand. */
const canDiffer = ({ class: kind, name }: { readonly class: DeviceClass; readonly name: Name }): boolean =>
	kind === "input" && name !== NO_NAME;

export class Inventory {
	readonly #personas = new Map<Inum, Persona>();
	readonly #devices = new Map<string, Device>();
	readonly #clients = new Map<ClientId, Client>();
	readonly #firsts = new Map<First, SwitchId>();
	#active: Active | undefined;
	#telling = 0;

	/**
	 * The end, untold so far, of another thing that had the number of the one that appears: while nobody watched, or lines were
	 * lost, the kernel has given it away again. To be told, and admitted, before the event.
	 */
	endBefore(event: Event): Event | undefined {
		if (event.kind === "persona-appeared") {
			const before = this.#personas.get(event.persona);
			const isOther = before !== undefined && before.initPid !== event.initPid;
			return isOther ? { kind: "persona-gone", t: event.t, persona: event.persona } : undefined;
		}
		if (event.kind === "device-appeared") {
			const { class: kind, device } = event;
			const before = this.#devices.get(deviceKey(event));
			const isOther = before !== undefined && canDiffer(before) && canDiffer(event) && before.name !== event.name;
			return isOther ? { kind: "device-gone", t: event.t, class: kind, device } : undefined;
		}
		return undefined;
	}

	/** Whether the event is news. */
	admit(event: Event): boolean {
		switch (event.kind) {
			case "persona-appeared":
				return this.#isNew(this.#personas, event.persona, { initPid: event.initPid, telling: this.#telling });
			case "persona-named":
				return this.#personas.has(event.persona);
			case "persona-gone":
				return this.#personas.delete(event.persona);
			case "device-appeared": {
				const { class: kind, device, name } = event;
				return this.#isNew(this.#devices, deviceKey(event), { class: kind, device, name, telling: this.#telling });
			}
			case "device-made":
				return this.#devices.has(deviceKey(event));
			case "device-gone":
				return this.#devices.delete(deviceKey(event));
			case "opened":
				return this.#isNew(this.#clients, event.client, {
					class: event.class,
					telling: this.#telling,
					grab: undefined,
				});
			case "closed":
				return this.#clients.delete(event.client);
			case "delivery":
			case "usage":
			case "update":
			case "showing":
				return this.#clients.has(event.client);
			case "grab":
				return this.#grabbed(event);
			case "active": {
				const before = this.#active;
				this.#active = event;
				return before?.persona !== event.persona || before.since !== event.since;
			}
			case "switch-first": {
				// Two CPUs may tell of the same switch; the earlier one counts, which comes first.
				const news = this.#firsts.get(event.what) !== event.switch;
				this.#firsts.set(event.what, event.switch);
				return news;
			}
			default:
				return true;
		}
	}

	/** From here on, everything that exists is told again. */
	retell(): void {
		this.#telling++;
	}

	/** All that exists of these has been told: what was not among it is no more. */
	sweep(t: Nanos, told: ReadonlySet<Subject>): readonly Event[] {
		const ended: Event[] = [];
		const untold = (thing: { readonly telling: number; readonly class: DeviceClass }): boolean =>
			thing.telling < this.#telling && told.has(thing.class);
		for (const [id, client] of this.#clients) {
			const { grab } = client;
			if (untold(client)) ended.push({ kind: "closed", t, client: id });
			else if (grab && untold({ class: client.class, telling: grab.telling }))
				ended.push({ kind: "grab", t, client: id, action: "release", real: grab.real, errno: 0, existing: false });
		}
		for (const device of this.#devices.values())
			if (untold(device)) ended.push({ kind: "device-gone", t, class: device.class, device: device.device });
		for (const [persona, { telling }] of this.#personas)
			if (telling < this.#telling && told.has("persona")) ended.push({ kind: "persona-gone", t, persona });
		return ended;
	}

	#isNew<Key, Value extends Told>(known: Map<Key, Value>, key: Key, value: Value): boolean {
		const before = known.get(key);
		if (before === undefined) known.set(key, value);
		else before.telling = this.#telling;
		return before === undefined;
	}

	#grabbed({ client: id, action, real, errno }: Grab): boolean {
		const client = this.#clients.get(id);
		if (client === undefined) return false;
		if (errno !== 0) return true;
		const before = client.grab;
		const held = action === "take" || action === "restore" || action === "suspend";
		// A suspended grab goes on as a virtual one.
		const now = held ? { telling: this.#telling, real: real && action !== "suspend" } : undefined;
		client.grab = now;
		return before?.real !== now?.real || action !== "take";
	}
}
