/** How the page looks, in light and in dark. The eight colours are told apart by people who don't see red and green as well. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1c2026; --soft: #5b6470; --edge: #d9dee5; --panel: #f6f8fa;
	--good: #1a7f37; --bad: #b42318; --none: #e3e7ec; --range: #cfe0f5; --rest: #c3cad3;
	--c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #b8860b; --c4: #9a4f96; --c5: #3a8fb7; --c6: #6b4c2a; --c7: #c2417c; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171c; --ink: #e4e8ee; --soft: #9aa5b3; --edge: #333b46; --panel: #1b2027;
	--good: #4cc38a; --bad: #ff8a75; --none: #272e37; --range: #24405f; --rest: #4a5462;
	--c0: #4ba3e3; --c1: #f08a4b; --c2: #2fc197; --c3: #e0b341; --c4: #c98bd0; --c5: #7cc4e0; --c6: #b08d68; --c7: #f07fb0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1120px; padding: 24px; background: var(--paper); color: var(--ink);
	font: 14px/1.5 system-ui, sans-serif; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 32px 0 8px; }
p { margin: 4px 0; } .soft, .note { color: var(--soft); }
.verdict { margin: 16px 0; padding: 10px 14px; border-left: 4px solid var(--good); background: var(--panel); }
.verdict.bad { border-color: var(--bad); } .verdict p:first-child { font-weight: 600; }
svg { width: 100%; height: auto; display: block; font: 11px system-ui, sans-serif; }
svg text { fill: var(--ink); } svg text.axis { fill: var(--soft); } .grid { stroke: var(--edge); }
.scroll { overflow-x: auto; } .scroll svg { min-width: 720px; }
.c0 { fill: var(--c0); } .c1 { fill: var(--c1); } .c2 { fill: var(--c2); } .c3 { fill: var(--c3); }
.c4 { fill: var(--c4); } .c5 { fill: var(--c5); } .c6 { fill: var(--c6); } .c7 { fill: var(--c7); }
.nobody { fill: var(--none); } .shared { fill: var(--soft); } .rest { fill: var(--rest); } .torn { opacity: 0.5; }
.range { fill: var(--range); } .dot { fill: var(--c0); fill-opacity: 0.55; }
.median { stroke: var(--ink); stroke-width: 2; } .p95 { stroke: var(--c1); stroke-width: 2; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 8px 0; padding: 0; list-style: none; }
.legend svg { width: 12px; height: 12px; display: inline-block; vertical-align: -1px; margin-right: 6px; min-width: 0; }
table { border-collapse: collapse; white-space: nowrap; }
th, td { padding: 3px 12px 3px 0; text-align: left; border-bottom: 1px solid var(--edge); }
th { color: var(--soft); font-weight: 600; font-size: 12px; } td { font-variant-numeric: tabular-nums; }
th.right, td.right { text-align: right; }
@media print { body { max-width: none; } }
`;
