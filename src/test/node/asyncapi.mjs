/**
 * Reads a description of events with the parser of AsyncAPI's own makers; ends with 1, and says why, where it is not
 * sound.
 *
 * node asyncapi.mjs FILE
 */
import { readFile } from 'node:fs/promises';

import { Parser } from '@asyncapi/parser';

// of the parser's severities, errors and warnings
const WRONG = 1;

const { document, diagnostics } = await new Parser().parse(await readFile(process.argv[2], 'utf8'));
const wrong = diagnostics.filter(({ severity }) => severity <= WRONG);
wrong.forEach(({ code, path, message }) => console.error(`${path.join('.')}: ${message} [${code}]`));
process.exit(document && wrong.length === 0 ? 0 : 1);
