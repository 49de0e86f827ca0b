/** The rules of device namespaces, in the order in which they are told. */
import type { Rule } from "./rule.js";
import { alarmOwn } from "./rules/alarm-own.js";
import { displayBypass } from "./rules/display-bypass.js";
import { drawingKept } from "./rules/drawing-kept.js";
import { grabBackground } from "./rules/grab-background.js";
import { grabRestored } from "./rules/grab-restored.js";
import { inputBackground } from "./rules/input-background.js";
import { keysHeld } from "./rules/keys-held.js";
import { logOwn } from "./rules/log-own.js";
import { requestBackground } from "./rules/request-background.js";
import { screenBackground } from "./rules/screen-background.js";
import { screenRestored } from "./rules/screen-restored.js";
import { switchWhole } from "./rules/switch-whole.js";

export const RULES: readonly Rule[] = [
	inputBackground,
	grabBackground,
	grabRestored,
	screenBackground,
	screenRestored,
	drawingKept,
	requestBackground,
	switchWhole,
	keysHeld,
	logOwn,
	alarmOwn,
	displayBypass,
];
