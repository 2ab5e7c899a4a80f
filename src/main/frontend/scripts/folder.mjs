import { pathToFileURL } from 'node:url';

/** Where Vite puts what it builds. */
export const folder = process.env.STATIC
  ? pathToFileURL(`${process.env.STATIC}/`)
  : new URL('../../../../target/classes/static/', import.meta.url);
