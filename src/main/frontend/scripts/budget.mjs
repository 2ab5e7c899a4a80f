/** Fails when what the first screen loads is larger, compressed, than its budget. */
import { readFileSync, statSync } from 'node:fs';

import { folder } from './folder.mjs';

const BUDGET = 270 * 1024;
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', folder), 'utf8'));
const FIRST_SCREENS = ['index.html', 'src/features/queue/QueuePage.tsx'];

const files = new Set();
function add(key) {
  const chunk = manifest[key];
  if (chunk && !files.has(chunk.file)) {
    files.add(chunk.file);
    chunk.css?.forEach((css) => files.add(css));
    chunk.imports?.forEach(add);
  }
}
FIRST_SCREENS.forEach(add);

let total = 0;
for (const file of files) {
  total += statSync(new URL(`${file}.br`, folder)).size;
}
console.log(`first screen: ${files.size} files, ${Math.round(total / 1024)} kB compressed of ${BUDGET / 1024} kB`);
if (total > BUDGET) {
  console.error('The first screen is over its budget: load what it does not need later.');
  process.exit(1);
}
