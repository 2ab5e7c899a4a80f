import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the application. */
const application = process.env.NAGARE ?? 'http://127.0.0.1:8080';

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
    environment: 'jsdom',
    setupFiles: ['src/test-setup.ts'],
    restoreMocks: true,
    // a machine that does much else is slow, not wrong
    testTimeout: 30_000,
  },
});
