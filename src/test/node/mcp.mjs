/**
 * Works with a node as an assistant's program does, with the protocol's own client: it learns from a refusal where a
 * token comes from, reads the tools and a ticket, and performs an action.
 *
 * node mcp.mjs BASE_URL TOKEN NUMBER ACTION
 */
import assert from 'node:assert/strict';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  discoverAuthorizationServerMetadata,
  discoverOAuthProtectedResourceMetadata,
  extractWWWAuthenticateParams,
} from '@modelcontextprotocol/sdk/client/auth.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [base, token, number, action] = process.argv.slice(2);
const address = new URL('/mcp', base);

const refused = await fetch(address, { method: 'POST', body: '{}' });
assert.equal(refused.status, 401);
const { resourceMetadataUrl } = extractWWWAuthenticateParams(refused);
// the node stands under its public name there
const resource = await discoverOAuthProtectedResourceMetadata(address, {
  resourceMetadataUrl: new URL(resourceMetadataUrl.pathname, base),
});
assert.equal(new URL(resource.resource).pathname, '/mcp');
const issuer = resource.authorization_servers[0];
const server = await discoverAuthorizationServerMetadata(base);
assert.equal(server.issuer, issuer);
assert.equal(server.token_endpoint, `${issuer}/oauth2/token`);

const client = new Client({ name: 'nagare-tests', version: '1' });
await client.connect(
  new StreamableHTTPClientTransport(address, { requestInit: { headers: { Authorization: `Bearer ${token}` } } }),
);
assert.equal(client.getServerVersion().name, 'nagare');
const { tools } = await client.listTools();
assert.ok(tools.some(({ name }) => name === 'perform_action'));
const said = async (name, args) => {
  const answer = await client.callTool({ name, arguments: args });
  assert.ok(!answer.isError, JSON.stringify(answer));
  return answer.structuredContent ?? JSON.parse(answer.content[0].text);
};
assert.equal((await said('get_ticket', { number })).ticket.status, 'new');
assert.equal((await said('perform_action', { number, action })).ticket.status, 'assigned');
await client.close();
