/**
 * Named operations with variables by graphql-request, as programs send them.
 *
 *     node graphql.mjs BASE TOKEN
 */
import assert from 'node:assert/strict';

import { gql, GraphQLClient } from 'graphql-request';

const [base, token] = process.argv.slice(2);
const client = new GraphQLClient(`${base}/graphql`, { headers: { authorization: `Bearer ${token}`, 'accept-language': 'en' } });
const title = `graphql-request ${Date.now()}`;

const { createIncident } = await client.request(
	gql`mutation Report($input: CreateIncidentInput!) { createIncident(input: $input) { incident { id number } } }`,
	{ input: { title, priority: 'LOW' } },
);
const READ = gql`
	query Read($id: ID!, $q: String) {
		incident(id: $id) { title }
		incidents(filter: { q: $q }) { nodes { number } }
	}`;
const read = await client.request(READ, { id: createIncident.incident.id, q: title }, {
	// as urql asks
	accept: 'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
});
assert.deepEqual(read, { incident: { title }, incidents: { nodes: [{ number: createIncident.incident.number }] } });
