/** What a name, a label and a description must look like. */

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;

export function isJapanese(text) {
	return JAPANESE.test(text ?? '');
}

/** `日本語 / English`: the API splits it at the slash and gives each caller the half he reads. */
export function isBilingual(label) {
	const halves = (label ?? '').split(' / ');
	return halves.length === 2 && isJapanese(halves[0]) && /^[\x20-\x7e]+$/.test(halves[1]);
}

/** An English description: its first sentence is the element's English name. */
export function isDescription(text) {
	return /^[A-Z][^.]*\. \S[\s\S]*\.$/.test(text ?? '') && !isJapanese(text);
}
