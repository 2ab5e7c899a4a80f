/**
 * Prints the compressed size of what the first screen loads and its bound in bounds.properties, and fails over the bound.
 * With BOUNDS_LOWER=true, which Maven sets for -Dbounds.lower, it first lowers the bound to the size plus 5 %.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';

import { folder } from './folder.mjs';

const KEY = 'portal.first-screen.kilobytes';
const BOUNDS = new URL('../../../test/resources/bounds.properties', import.meta.url);
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
const figure = Math.ceil(total / 1000);
const bounds = readFileSync(BOUNDS, 'utf8');
const line = new RegExp(`^${KEY}=(\\d+)$`, 'm');
let bound = Number(line.exec(bounds)?.[1]);
const lowered = figure + Math.ceil(figure / 20);
if (process.env.BOUNDS_LOWER === 'true' && lowered < bound) {
  writeFileSync(BOUNDS, bounds.replace(line, `${KEY}=${lowered}`));
  bound = lowered;
}
console.log(`bound ${KEY}: ${figure} of ${bound}, ${files.size} files`);
// NaN, where the key is missing, is no bound either
if (!(figure <= bound)) {
  console.error(`The first screen is over its bound ${KEY} in bounds.properties: load later what it does not need.`);
  process.exit(1);
}
