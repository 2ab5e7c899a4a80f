/** Writes the types of the API from the committed document, only when that changed. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import openapiTS, { astToString } from 'openapi-typescript';

const document = new URL('../../../../openapi/openapi.json', import.meta.url);
const types = new URL('../src/shared/api/schema.d.ts', import.meta.url);

if (!existsSync(types) || statSync(types).mtimeMs < statSync(document).mtimeMs) {
  const ast = await openapiTS(JSON.parse(readFileSync(document, 'utf8')));
  writeFileSync(fileURLToPath(types), astToString(ast));
}
