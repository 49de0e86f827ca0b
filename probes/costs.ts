/** What it costs to miss a piece of evidence: for `doctor`. */
import type { Capability } from "../decoders/event.js";

export const COSTS: Readonly<Record<Capability, string>> = {
	"persona.life": "personas are not known to come and go",
	"persona.tag": "personas have no tags",
	"persona.entered": "whoever comes into a container from outside is taken for the container's own",
	switch: "switches are not seen",
	"switch.driver": "a switch is one piece: no driver's share of it is known",
	"input.open": "who has an input device open is not known",
	"input.delivery": "who receives events, and how many, is not known",
	"input.grab": "grabs are not seen",
	"input.usage": "what a client filters, writes and polls is not known",
	"framebuffer.open": "who has a framebuffer open is not known",
	"framebuffer.update": "who draws is not known",
	"framebuffer.showing": "whether what is drawn reaches the screen is not known",
	"framebuffer.physical": "who opens the physical framebuffer, past the one that each persona has, is not seen",
	"framebuffer.checksum": "whether the screen shows the active persona's content can't be told",
	"led.request": "who sets LEDs and backlights is not known",
	"device.life": "devices that come later have no name, and nobody is known to have made them",
	"device.open": "opens of displays, sound, cameras, clocks, terminals and the rest are not seen",
	"device.refused": "opens that a device cgroup refuses are not seen",
	"device.mode": "which devices are shared between personas is not known",
	"display.open": "who has a display open is not known",
	"display.master": "who is on a display, and with it who is active, is not known",
	"display.flip": "who changes what is on a display is not known",
	"binder.manager": "binder's context manager is not known",
	"loop.backing": "which file a loop device is made of is not known",
	"alarm.set": "alarms are not seen",
	uevent: "what the kernel tells user space of devices (uevents), and who has it do so, is not seen",
	alarm: "the alarm device of device namespaces is not seen",
	log: "who writes logs, and who reads others', is not known",
	"terminal.foreground": "which virtual terminal is in the foreground, and whose it is, is not known",
	"input.leak": "the audit can't tell whether input leaks",
	"input.read": "the audit can't tell what readers read",
	"input.seized": "the audit can't tell who seized a device past the modules",
	"led.level": "the audit can't tell what an LED does",
	"input.state": "the audit can't tell what clients that ask which keys are down are told",
	"backlight.level": "the audit can't tell what a backlight does",
	"log.given": "the audit can't tell whose log entries are read",
	"alarm.told": "the audit can't tell whose alarms are told",
	"framebuffer.kept": "the audit can't tell whether what is drawn is kept",
	"input.path": "the audit can't tell who has another way to input open",
};

/** Each once, in a sentence. */
export const costsOf = (capabilities: readonly Capability[]): string =>
	[...new Set(capabilities.map((capability) => COSTS[capability]))].join("; ");
