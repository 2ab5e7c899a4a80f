import { lintForms } from './forms.mjs';
import { lintProcesses } from './processes.mjs';
import { lintTables } from './tables.mjs';
import { lintTemplates } from './templates.mjs';

/** What finds something: in tables, forms, templates and processes, each with what they say of each other. */
export const checks = [lintTables, lintForms, lintTemplates, lintProcesses];

/** All that they find: file, element, sentence, rule, and a severity where it is no error. */
export async function lintModels() {
	const findings = [];
	for (const check of checks) {
		findings.push(...(await check()));
	}
	return findings;
}
