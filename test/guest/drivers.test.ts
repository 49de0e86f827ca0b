/** The drivers' own scenarios; the framebuffer's is looked at from outside. */
import { modules } from "./judged.js";

modules("input", "the input driver keeps its contract, with stock evtest and libinput as clients", 100);
modules("devices", "a device can be shared by all or private to one", 65);
modules("android", "behind the same nodes each namespace has its own alarms and logs", 110, "trixie");
modules("mouse", "mice tell the active namespace what the stock mousedev tells, byte by byte", 180, "trixie");
