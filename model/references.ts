import type { DeviceKey, PersonaKey } from "./state.js";
import type { Subjects } from "./subjects.js";

/** Every persona that something still known refers to. */
const referredPersonas = ({
	clients,
	switches,
	devices,
	activity,
	log,
	findings,
}: Subjects): ReadonlySet<PersonaKey | undefined> => {
	const found = new Set<PersonaKey | undefined>([activity.active?.persona]);
	for (const { persona } of clients.known.values()) found.add(persona);
	for (const { from, to, asker } of switches.known) found.add(from).add(to).add(asker);
	for (const { lastRequest, lastApplied, maker, owner, claims } of devices.known.values()) {
		found.add(lastRequest?.persona).add(lastApplied?.persona).add(maker?.persona).add(owner);
		for (const { persona } of claims.values()) found.add(persona);
	}
	for (const { persona } of log.entries) found.add(persona);
	for (const { persona } of findings.known.values()) found.add(persona);
	return found;
};

const referredDevices = ({ clients, log, findings }: Subjects): ReadonlySet<DeviceKey | undefined> => {
	const found = new Set<DeviceKey | undefined>();
	for (const { device } of clients.known.values()) found.add(device);
	for (const { device } of log.entries) found.add(device);
	for (const { device } of findings.known.values()) found.add(device);
	return found;
};

/** Forgets personas and devices that have ended and that nothing known refers to, when there are many. */
export const forget = (subjects: Subjects): void => {
	const { personas, devices, clients } = subjects;
	if (!personas.forgetDue && !devices.forgetDue) return;
	if (devices.forgetDue) devices.forget(referredDevices(subjects));
	if (personas.forgetDue) personas.forget(referredPersonas(subjects));
	clients.tallies.keep(personas.known, devices.known);
};
