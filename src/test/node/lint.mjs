/**
 * Checks every model of the repository: processes, rules, forms and Modeler's templates. Prints each finding with
 * file, element and a sentence; exits with 1 where one is an error.
 */
import { lintModels } from './lint/models.mjs';

const findings = await lintModels();
for (const { file, element, message, rule, severity = 'error' } of findings) {
	console.log(`${severity}: ${file}${element ? `#${element}` : ''}: ${message} [${rule}]`);
}
const errors = findings.filter(({ severity = 'error' }) => severity === 'error').length;
console.log(`${errors} errors, ${findings.length - errors} warnings in the models`);
process.exit(errors > 0 ? 1 : 0);
