import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the application. */
const application = process.env.NAGARE ?? 'http://127.0.0.1:8080';

/**
 * Tests that replace modules or the clock: they need modules of their own, while all
 * others share what a worker has loaded, which takes half the time.
 */
const isolated = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.test\.tsx?$/.test(file))
  .map((file) => join('src', file))
  .filter((file) => /vi\.mock\(|useFakeTimers/.test(readFileSync(file, 'utf8')));

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: {
      '@': fileURLToPath(new URL('src', import.meta.url)),
      'nagare-client': fileURLToPath(new URL('client', import.meta.url)),
    },
  },
  build: {
    outDir: process.env.STATIC ?? '../../../target/classes/static',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    manifest: true,
  },
  // the application replaces it in each answer
  html: { cspNonce: '__NONCE__' },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/graphql', '/login', '/logout', '/camunda', '/second-factor'].map((path) => [path, application]),
    ),
  },
  test: {
    // in half of jsdom's time; a file that needs jsdom says so in its first line
    environment: 'happy-dom',
    setupFiles: ['src/test-setup.ts'],
    restoreMocks: true,
    unstubGlobals: true,
    // a machine that does much else is slow, not wrong
    testTimeout: 30_000,
    pool: 'threads',
    projects: [
      { extends: true, test: { name: 'isolated', include: isolated } },
      {
        extends: true,
        test: { name: 'shared', include: ['src/**/*.test.{ts,tsx}'], exclude: isolated, isolate: false },
      },
    ],
  },
});
