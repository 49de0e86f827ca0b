/** How `devns.proto` spells the words of the event vocabulary: `switch-first` is the field `switchFirst` and the enum value `…_SWITCH_FIRST`. */

export type Camel<Word extends string> = Word extends `${infer Head}-${infer Tail}`
	? `${Head}${Capitalize<Camel<Tail>>}`
	: Word;

export type Screaming<Word extends string> = Word extends `${infer Head}-${infer Tail}`
	? `${Screaming<Head>}_${Screaming<Tail>}`
	: Word extends `${infer Head}.${infer Tail}`
		? `${Screaming<Head>}_${Screaming<Tail>}`
		: Uppercase<Word>;

export const camel = <Word extends string>(word: Word) =>
	word.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()) as Camel<Word>;

export const screaming = <Word extends string>(word: Word) =>
	word.replace(/[-.]/g, "_").toUpperCase() as Screaming<Word>;
