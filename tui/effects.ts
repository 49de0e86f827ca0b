/** What can't be done to a `Ui` alone. */
import type { Landmark } from "./landmarks.js";

/** What can be asked of the collector that the events come from. */
export type Wish =
	| { readonly do: "mark"; readonly text: string }
	/** Any process of the persona that is to be active, as the root PID namespace numbers it. */
	| { readonly do: "switch"; readonly pid: number }
	| { readonly do: "start"; readonly file: string }
	| { readonly do: "stop" };

export type Effect =
	| { readonly is: "quit" }
	| { readonly is: "redraw" }
	| { readonly is: "suspend" }
	/** To the next one in what has not come yet, where that is a recording. */
	| { readonly is: "ahead"; readonly landmark: Landmark }
	/** Into the clipboard. */
	| { readonly is: "copy"; readonly text: string }
	/** What is seen and what is known, as text. */
	| { readonly is: "save"; readonly file: string; readonly redacted: boolean }
	| { readonly is: "ask"; readonly wish: Wish };
