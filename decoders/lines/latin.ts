/** Text out of bytes, a character each. Our lines are ASCII; whatever else is there is refused by who reads the text. */

/** Beyond this, one call for all characters is quicker than one for each. */
const FEW = 8;

export const textOf = (bytes: Uint8Array, first: number, last: number): string => {
	if (last - first > FEW) return Reflect.apply(String.fromCharCode, undefined, bytes.subarray(first, last));
	let text = "";
	for (let at = first; at < last; at++) text += String.fromCharCode(bytes[at] ?? 0);
	return text;
};
