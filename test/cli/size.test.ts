import test from "ava";
import { bytes } from "../../cli/size.js";

test("sizes as people write them; nothing else is one", (t) => {
	t.is(bytes("100MB"), 100_000_000);
	t.is(bytes("64KiB"), 65_536);
	t.is(bytes("1.5GB"), 1_500_000_000);
	for (const wrong of ["100", "10m", "", "MB", "-1MB", "0B", "1 MB", "1TB"]) t.is(bytes(wrong), undefined, wrong);
});
