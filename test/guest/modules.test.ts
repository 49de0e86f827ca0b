/** The core's own scenarios, and each fault of all modules. The drivers' are in a file of their own, as two run at a time. */
import { modules } from "./judged.js";

modules("led", "the LED obeys the active namespace and ignores the others", 20);
modules("contract", "/proc/dev_ns keeps its contract, switches and deaths included", 150);
modules("faults", "each fault happens, is not told, and is not there in a normal build", 50);
