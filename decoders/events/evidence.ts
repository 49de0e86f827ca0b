/** What the probes can give evidence of. */

/**
 * What evidence the probes can give on this kernel. A capability that is
 * missing removes what is shown from it, with its reason; it never reads as 0.
 */
export const CAPABILITIES = [
	"persona.life",
	"persona.tag",
	"switch",
	"switch.driver",
	"input.open",
	"input.delivery",
	"input.grab",
	"framebuffer.open",
	"framebuffer.update",
	"led.request",
] as const;

/** Further evidence: a stream that lacks it is whole without it, and what would be shown from it is absent. */
export const DETAILS = [
	"device.mode",
	"alarm",
	"log",
	"persona.entered",
	"framebuffer.showing",
	"framebuffer.checksum",
	"framebuffer.physical",
	"device.life",
	"device.open",
	"block.open",
	"device.refused",
	"input.usage",
	"display.open",
	"display.master",
	"display.flip",
	"binder.manager",
	"binder.open",
	"loop.backing",
	"mapper.table",
	"alarm.set",
	"uevent",
	"terminal.foreground",
	// Of witnesses that do not depend on the driver: the audit asks for them.
	"input.leak",
	"input.read",
	"input.seized",
	"led.level",
	/** Opens of what gives input past the event nodes. */
	"input.path",
	/** Which keys are down, as clients are told who ask. */
	"input.state",
	"backlight.level",
	"log.given",
	"alarm.told",
	"framebuffer.kept",
] as const;

export const EVIDENCE = [...CAPABILITIES, ...DETAILS] as const;
export type Capability = (typeof EVIDENCE)[number];
