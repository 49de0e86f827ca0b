import type { Nanos } from "../decoders/event.js";
import { add, START } from "./nanos.js";
import type { DeviceKey, Ownership, PersonaKey } from "./state.js";

/** All spells of one persona on one device, by one right. */
export interface Share {
	readonly device: DeviceKey;
	readonly persona: PersonaKey;
	readonly by: string;
	readonly spells: number;
	readonly owned: Nanos;
}

type ShareSum = { -readonly [Field in keyof Share]: Share[Field] };

/** Who owned what for how long, summed up in the order in which it was first owned. */
export class Shares {
	readonly #list: ShareSum[] = [];
	/** The rights by which a persona can own a device are few. */
	readonly #known = new Map<DeviceKey, Map<PersonaKey, ShareSum[]>>();

	get list(): readonly Share[] {
		return this.#list;
	}

	/** Another spell; of what one persona alone did not own there is no share. */
	add(device: DeviceKey, ownership: Ownership, owned: Nanos): void {
		if (ownership.is !== "owned") return;
		const sum = this.#sumOf(device, ownership.persona, ownership.by);
		sum.spells++;
		sum.owned = add(sum.owned, owned);
	}

	copy(): Shares {
		const copied = new Shares();
		for (const { device, persona, by, spells, owned } of this.#list)
			Object.assign(copied.#sumOf(device, persona, by), { spells, owned });
		return copied;
	}

	#sumOf(device: DeviceKey, persona: PersonaKey, by: string): ShareSum {
		const byPersona = this.#known.get(device) ?? new Map<PersonaKey, ShareSum[]>();
		this.#known.set(device, byPersona);
		const sums = byPersona.get(persona) ?? [];
		byPersona.set(persona, sums);
		for (const sum of sums) if (sum.by === by) return sum;
		const made = { device, persona, by, spells: 0, owned: START };
		sums.push(made);
		this.#list.push(made);
		return made;
	}
}
