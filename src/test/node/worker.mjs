/**
 * Runs a worker that a guide shows, with Camunda's own client for JavaScript.
 *
 * node worker.mjs SCRIPT BASE_URL CLIENT_ID CLIENT_SECRET
 */
const [script, NAGARE, CLIENT_ID, CLIENT_SECRET] = process.argv.slice(2);
Object.assign(process.env, { NAGARE, CLIENT_ID, CLIENT_SECRET });
await import(script);
