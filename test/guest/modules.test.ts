/** The modules' own scenarios. */
import type { Release } from "../../kernel/vm/index.js";
import { judged } from "./judged.js";

const modules = (name: string, about: string, atLeast: number, on?: Release): void =>
	judged(about, { name, atLeast, on, each: true });

modules("led", "the LED obeys the active namespace and ignores the others", 20);
modules("contract", "/proc/dev_ns keeps its contract, switches and deaths included", 150);
modules("faults", "each fault happens, is not told, and is not there in a normal build", 50);
modules("devices", "a device can be shared by all or private to one", 65);
modules("android", "behind the same nodes each namespace has its own alarms and logs", 110, "trixie");
modules("mouse", "mice tell the active namespace what the stock mousedev tells, byte by byte", 180, "trixie");
modules("input", "the input driver keeps its contract, with stock evtest and libinput as clients", 100);
