/** Numbers that are the same every time, below `below`: a verdict must not change with the weather. (xorshift32) */
export const randomNumbers = (seed: number): ((below: number) => number) => {
	let state = seed >>> 0 || 1;
	return (below) => {
		state ^= state << 13;
		state >>>= 0;
		state ^= state >>> 17;
		state ^= state << 5;
		state >>>= 0;
		return Math.floor((state / 2 ** 32) * below);
	};
};
