'use strict';

const { RULES } = require('./rules');
const { SEVERITIES } = require('./words');

const names = Object.keys(RULES);

/** What bpmnlint reads: where each rule is, and how much each counts. */
module.exports = {
	configs: {
		recommended: {
			rules: Object.fromEntries(names.map((name) => [name, SEVERITIES[name] === 'warning' ? 'warn' : 'error'])),
		},
	},
	rules: Object.fromEntries(names.map((name) => [name, `./rules/${name}`])),
};
