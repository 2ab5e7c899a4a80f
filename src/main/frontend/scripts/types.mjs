/** Writes the types of the API and the words of statuses from where the application has them, only when they changed. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import openapiTS, { astToString } from 'openapi-typescript';

const document = new URL('../../../../openapi/openapi.json', import.meta.url);
const types = new URL('../client/schema.d.ts', import.meta.url);

if (!existsSync(types) || statSync(types).mtimeMs < statSync(document).mtimeMs) {
  const ast = await openapiTS(JSON.parse(readFileSync(document, 'utf8')));
  writeFileSync(fileURLToPath(types), astToString(ast));
}

const texts = ['_ja', ''].map((suffix) => new URL(`../../resources/texts${suffix}.properties`, import.meta.url));
const words = new URL('../src/shared/i18n/statuses.json', import.meta.url);

if (!existsSync(words) || texts.some((file) => statSync(words).mtimeMs < statSync(file).mtimeMs)) {
  const [ja, en] = texts.map(
    (file) =>
      new Map(
        [...readFileSync(file, 'utf8').matchAll(/^status\.([\w.]+)=(.*)$/gm)].map(([, key, text]) => [key, text]),
      ),
  );
  const statuses = Object.fromEntries([...en].map(([key, text]) => [key, [ja.get(key), text]]));
  writeFileSync(fileURLToPath(words), `${JSON.stringify(statuses, null, 2)}\n`);
}
