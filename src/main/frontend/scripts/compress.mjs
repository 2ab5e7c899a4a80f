/** Puts each text file of the portal beside itself as Brotli, once and thoroughly, so that the application need not. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

import { folder } from './folder.mjs';

const assets = new URL('assets/', folder);
for (const name of readdirSync(assets)) {
  if (/\.(js|css|svg)$/.test(name)) {
    const file = new URL(name, assets);
    writeFileSync(new URL(`${name}.br`, assets), brotliCompressSync(readFileSync(file)));
  }
}
