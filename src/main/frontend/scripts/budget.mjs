/** Fails when what the first screen loads is larger, compressed, than its budget. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUDGET = 300 * 1024;
const folder = process.env.STATIC
  ? pathToFileURL(`${process.env.STATIC}/`)
  : new URL('../../../../target/classes/static/', import.meta.url);
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
  total += gzipSync(readFileSync(new URL(file, folder)), { level: 9 }).length;
}
console.log(`first screen: ${files.size} files, ${Math.round(total / 1024)} kB compressed of ${BUDGET / 1024} kB`);
if (total > BUDGET) {
  console.error('The first screen is over its budget: load what it does not need later.');
  process.exit(1);
}
