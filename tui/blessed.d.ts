/** What is used of blessed and blessed-contrib, neither of which describes itself well enough. */

declare module "blessed/lib/widgets/screen.js" {
	/** Attributes (flags << 18 | foreground << 9 | background, 0x1ff being the terminal's own) and the text of one cell. */
	type BlessedCell = [attributes: number, text: string];
	type BlessedLine = BlessedCell[] & { dirty: boolean };

	interface BlessedElement {
		render(): void;
		detach(): void;
	}

	class Screen {
		constructor(options: object);
		readonly lines: BlessedLine[];
		readonly program: { cols: number; rows: number; flush(): void };
		readonly tput: { brokenACS: boolean; colors: number };
		/** Forgets what is on the terminal, and clears it. */
		alloc(): void;
		/** Writes what changed since it was last called. */
		draw(firstRow: number, lastRow: number): void;
		enter(): void;
		leave(): void;
		destroy(): void;
		append(element: BlessedElement): void;
	}
	export default Screen;
}

declare module "blessed-contrib/lib/widget/canvas.js" {
	import type { BlessedElement } from "blessed/lib/widgets/screen.js";

	interface Context {
		strokeStyle: string | number;
		clearRect(x: number, y: number, width: number, height: number): void;
		beginPath(): void;
		moveTo(x: number, y: number): void;
		lineTo(x: number, y: number): void;
		stroke(): void;
	}
	class Canvas implements BlessedElement {
		constructor(options: object);
		/** Called once, when the canvas is appended to a screen. */
		calcSize: () => void;
		canvasSize: { width: number; height: number };
		readonly ctx: Context;
		render(): void;
		detach(): void;
	}
	export default Canvas;
}
