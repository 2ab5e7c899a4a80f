'use strict';

/**
 * The sentences of the server, word for word: `tools/build.mjs` takes them from its message files. The names in brackets
 * are filled in as there.
 */
const { rules, words } = require('./rule-book.json');

const SEVERITIES = Object.fromEntries(Object.entries(rules).map(([name, { severity }]) => [name, severity]));

function language() {
	const asked = (typeof process !== 'undefined' && process.env && process.env.NAGARE_LANG) || (typeof navigator !== 'undefined' && navigator.language) || 'ja';
	return asked.startsWith('en') ? 'en' : 'ja';
}

function sentence(rule, args) {
	return rules[rule][language()].replace(/\{(\d)\}/g, (_, index) => String(args[index] ?? ''));
}

module.exports = { SEVERITIES, WORDS: words, sentence };
