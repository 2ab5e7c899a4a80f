'use strict';

/* Runs inside Camunda Modeler, which looks for plugins of its linter in window.plugins. */
const { configs } = require('./index');
const { RULES, ruleOf } = require('./rules');

const config = { rules: Object.fromEntries(Object.entries(configs.recommended.rules).map(([name, severity]) => [`nagare/${name}`, severity])) };

const resolver = {
	resolveRule(pkg, name) {
		if (!RULES[name]) {
			throw new Error(`cannot resolve rule <${pkg}/${name}>`);
		}
		return ruleOf(name);
	},
	resolveConfig(pkg, name) {
		throw new Error(`cannot resolve config <${pkg}/${name}>`);
	},
};

window.plugins = window.plugins || [];
window.plugins.push({ type: 'lintRules.bpmn', plugin: { config, resolver } });
