/**
 * GraphQL subscriptions, heard by the clients that programs use, as they are: graphql-ws over a WebSocket and graphql-sse
 * over server-sent events.
 *
 *     node subscriptions.mjs BASE (socket | stream | kinds | rights | limits | endings)
 */
import assert from 'node:assert/strict';

import { createClient as overStream } from 'graphql-sse';
import { createClient as overSocket } from 'graphql-ws';
import WebSocket from 'ws';

const [base, scene] = process.argv.slice(2);
const graphql = `${base}/graphql`;
const sockets = graphql.replace(/^http/, 'ws');
const word = `sub${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
const clients = [];
const UPDATED = `subscription ($id: ID!) { incidentUpdated(id: $id) {
	id number status assignee { username } workNotes { content isPublic createdBy { username } } relatedCIs { name } history { fieldName } actions { name } } }`;
const NEW = 'subscription ($filter: IncidentFilter) { newIncident(filter: $filter) { id title priority status } }';

async function call(token, method, path, body) {
	const answer = await fetch(`${base}/api/v1${path}`, {
		method,
		headers: { 'content-type': 'application/json', 'accept-language': 'en', ...(token && { authorization: `Bearer ${token}` }) },
		body: body && JSON.stringify(body),
	});
	const said = answer.status === 204 ? {} : await answer.json();
	assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${JSON.stringify(said)}`);
	return said.data ?? said;
}

const signIn = async (username) => (await call(undefined, 'POST', '/auth/login', { username, password: 'demo' })).access_token;
const report = (token, title, more) => call(token, 'POST', '/incidents', { title, priority: 'low', ...more });
const note = (token, id, content, isPublic) => call(token, 'POST', `/incidents/${id}/work-notes`, { content, is_public: isPublic });

function socketOf(token, more) {
	const client = overSocket({ url: sockets, webSocketImpl: WebSocket, connectionParams: { token }, retryAttempts: 0, ...more });
	clients.push(client);
	return client;
}

function streamOf(token) {
	const client = overStream({ url: graphql, headers: { authorization: `Bearer ${token}`, 'accept-language': 'en' }, retryAttempts: 0 });
	clients.push(client);
	return client;
}

/** What one subscription brings, to be waited for. */
function hear(client, query, variables) {
	const all = [];
	let wake = () => {};
	let over = false;
	const put = (what) => {
		all.push(what);
		wake();
	};
	const end = client.subscribe({ query, variables }, {
		next: put,
		error: (error) => {
			over = true;
			put({ failed: error });
		},
		complete: () => {
			over = true;
			put({ complete: true });
		},
	});
	const until = async (wanted, what) => {
		const deadline = Date.now() + 15_000;
		for (;;) {
			const found = all.find(wanted);
			if (found) {
				return found;
			}
			const left = deadline - Date.now();
			assert.ok(left > 0, `has not heard ${what}, but ${JSON.stringify(all)}`);
			await Promise.race([new Promise((woken) => (wake = woken)), new Promise((later) => setTimeout(later, Math.min(left, 250)))]);
		}
	};
	return { all, end, until, isOver: () => over, ends: () => until((one) => one.failed ?? one.complete ?? one.errors, 'an end') };
}

/** Subscribes, and knows that it has begun because it hears of a first one. */
async function listening(client, reporter, more) {
	const heard = hear(client, NEW, { filter: { q: word, ...more } });
	for (let i = 0; ; i++) {
		assert.ok(i < 20, `hears of nothing: ${JSON.stringify(heard.all)}`);
		const first = await report(reporter, `${word} first ${i}`);
		await new Promise((later) => setTimeout(later, 400));
		if (heard.all.some((one) => one.data?.newIncident.id === first.id)) {
			return heard;
		}
	}
}

async function hears(client) {
	const agent = await signIn('agent1');
	const anew = await listening(client, agent, { priority: ['LOW'] });
	const other = await call(agent, 'POST', '/incidents', { title: 'something else', priority: 'low' });
	const item = await call(agent, 'POST', '/cis', { name: `item ${word}`, ci_class: 'server', tier: 2 });
	const incident = await report(agent, `${word} watched`, { ci_ids: [item.id] });
	const created = await anew.until((one) => one.data?.newIncident.id === incident.id, 'of a new incident');
	assert.deepEqual(created.data.newIncident, { id: incident.id, title: `${word} watched`, priority: 'LOW', status: 'NEW' });

	const updates = hear(client, UPDATED, { id: incident.incident_number });
	await new Promise((later) => setTimeout(later, 500));
	await note(agent, incident.id, 'looked at it', 'Y');
	const noted = (await updates.until((one) => one.data?.incidentUpdated.workNotes.length === 1, 'of a note')).data.incidentUpdated;
	assert.deepEqual(noted.workNotes, [{ content: 'looked at it', isPublic: true, createdBy: { username: 'agent1' } }]);
	assert.deepEqual(noted.relatedCIs, [{ name: `item ${word}` }]);
	await call(agent, 'POST', `/incidents/${incident.id}/actions/assign`, {});
	await call(agent, 'POST', `/incidents/${incident.id}/actions/start`, {});
	const started = (await updates.until((one) => one.data?.incidentUpdated.status === 'IN_PROGRESS', 'of the start')).data.incidentUpdated;
	assert.equal(started.assignee.username, 'agent1');
	assert.ok(started.actions.some(({ name }) => name === 'resolve'), JSON.stringify(started.actions));
	assert.ok(started.history.length > 0);
	assert.ok(!anew.all.some((one) => one.data?.newIncident.id === other.id), 'of what does not fit the filter');

	updates.end();
	await new Promise((later) => setTimeout(later, 300));
	const before = updates.all.filter((one) => one.data).length;
	await note(agent, incident.id, 'nobody listens', 'Y');
	const marker = await report(agent, `${word} marker`);
	await anew.until((one) => one.data?.newIncident.id === marker.id, 'of the next');
	assert.equal(updates.all.filter((one) => one.data).length, before, 'ended');
}

const scenes = {
	async socket() {
		await hears(socketOf(await signIn('agent2')));
		const problems = hear(socketOf(await signIn('agent2')), 'subscription ($q: String) { newProblem(filter: {q: $q}) { title number } }', { q: word });
		await new Promise((later) => setTimeout(later, 700));
		await call(await signIn('manager'), 'POST', '/problems', { title: `${word} why`, description: 'why' });
		await problems.until((one) => one.data?.newProblem.title === `${word} why`, 'of a problem');
	},

	async stream() {
		await hears(streamOf(await signIn('agent2')));
	},

	async kinds() {
		const client = socketOf(await signIn('agent2'));
		const NEW_REQUEST = 'subscription ($filter: TicketFilter) { newTicket(kind: "request", filter: $filter) { id kind statusWord ... on Request { type } } }';
		const anew = hear(client, NEW_REQUEST, { filter: { q: word } });
		const otherKind = hear(client, 'subscription ($filter: TicketFilter) { newTicket(kind: "problem", filter: $filter) { id } }', { filter: { q: word } });
		await new Promise((later) => setTimeout(later, 700));
		const asked = await call(await signIn('reporter1'), 'POST', '/requests', { type: 'system-access', title: `${word} access`, system: 'ERP', level: 'read', purpose: 'monthly' });
		const made = (await anew.until((one) => one.data, 'of a request')).data.newTicket;
		assert.deepEqual(made, { id: asked.id, kind: 'request', statusWord: asked.status, type: 'system-access' });
		assert.equal(otherKind.all.length, 0, 'of another kind');

		const updates = hear(client, 'subscription ($id: ID!) { ticketUpdated(id: $id) { __typename number workNotes { content } } }', { id: asked.request_number });
		await new Promise((later) => setTimeout(later, 500));
		await call(await signIn('agent1'), 'POST', `/requests/${asked.id}/work-notes`, { content: 'asked for more', is_public: 'Y' });
		const noted = (await updates.until((one) => one.data?.ticketUpdated.workNotes.length === 1, 'of a note')).data.ticketUpdated;
		assert.deepEqual(noted, { __typename: 'Request', number: asked.request_number, workNotes: [{ content: 'asked for more' }] });

		const unknown = await hear(client, 'subscription { newTicket(kind: "dream") { id } }').ends();
		assert.equal((unknown.failed ?? unknown.errors)[0].extensions.code, 'VALIDATION_FAILED');
	},

	async rights() {
		const agent = await signIn('agent1');
		const otherAgent = await signIn('other-agent');
		const outsider = await listening(socketOf(await signIn('network1')), agent);
		const outsidersStream = await listening(streamOf(await signIn('network1')), agent);
		const stranger = await listening(socketOf(await signIn('other-admin')), otherAgent);
		const reporter = await signIn('reporter1');
		const own = await report(reporter, `${word} own`);
		const ofReporter = hear(socketOf(reporter), UPDATED, { id: own.id });
		const open = await report(agent, `${word} open`);
		const watched = hear(socketOf(await signIn('network1')), UPDATED, { id: open.id });
		const notHis = hear(socketOf(reporter), UPDATED, { id: open.id });
		await new Promise((later) => setTimeout(later, 800));

		const refused = await notHis.ends();
		assert.equal(refused.failed[0].extensions.code, 'NOT_FOUND', JSON.stringify(refused));
		await note(agent, own.id, 'internal', 'N');
		await note(agent, own.id, 'public', 'Y');
		const seen = (await ofReporter.until((one) => one.data?.incidentUpdated.workNotes.length > 0, 'of his ticket')).data.incidentUpdated;
		assert.deepEqual(seen.workNotes.map(({ content }) => content), ['public']);
		assert.deepEqual(seen.history, []);

		await note(agent, open.id, 'still open', 'N');
		await watched.until((one) => one.data?.incidentUpdated.workNotes.some(({ content }) => content === 'still open'), 'of the open one');
		const until = watched.all.length;
		await call(agent, 'PATCH', `/incidents/${open.id}`, { confidentiality: 'confidential' });
		await note(agent, open.id, 'secret', 'N');
		const secret = await report(agent, `${word} secret`, { confidentiality: 'confidential' });
		const theirs = await report(otherAgent, `${word} theirs`);
		const last = await report(agent, `${word} last`);
		await outsider.until((one) => one.data?.newIncident.id === last.id, 'of the last');
		await outsidersStream.until((one) => one.data?.newIncident.id === last.id, 'of the last');
		await stranger.until((one) => one.data?.newIncident.id === theirs.id, 'of theirs');
		await new Promise((later) => setTimeout(later, 500));
		assert.equal(watched.all.length, until, `a right that was taken away: ${JSON.stringify(watched.all)}`);
		for (const one of [outsider, outsidersStream]) {
			assert.ok(!JSON.stringify(one.all).includes(secret.id), 'of a confidential one');
			assert.ok(!JSON.stringify(one.all).includes(theirs.id), 'of another tenant');
		}
		assert.ok(!JSON.stringify(stranger.all).includes('last'), 'of another tenant');
		await call(otherAgent, 'POST', `/incidents/${theirs.id}/actions/cancel`, { reason: 'test' });
	},

	async limits() {
		const token = await signIn('agent2');
		const agent = await signIn('agent1');
		const incident = await report(agent, `${word} limits`);
		const code = async (client, query, variables) => {
			const end = await hear(client, query, variables).ends();
			return JSON.stringify(end.failed ?? end.errors);
		};
		for (const client of [socketOf(token), streamOf(token)]) {
			assert.match(await code(client, '{ incidents { totalCount } }'), /only_subscriptions/);
			assert.match(await code(client, 'mutation { createIncident(input: {title: "x", priority: LOW}) { incident { id } } }'), /only_subscriptions/);
			assert.match(await code(client, `subscription { newIncident { ${Array.from({ length: 201 }, (_, i) => `a${i}: id`).join(' ')} } }`), /too_many_aliases/);
			assert.match(await code(client, `subscription { newIncident { ${'__typename '.repeat(2000)} } }`), /too_long/);
			assert.match(await code(client, 'subscription { nothing }'), /nothing/);
			assert.match(await code(client, 'subscription {'), /syntax/i);
			assert.match(await code(client, 'subscription { newIncident(filter: {priority: [ODD]}) { id } }'), /VALIDATION_FAILED/);
			assert.match(await code(client, UPDATED, { id: '00000000-0000-4000-8000-000000000000' }), /NOT_FOUND/);
		}
		assert.match(await code(streamOf(await signIn('platform')), NEW, {}), /./);
		const posted = await fetch(graphql, {
			method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'accept-language': 'en' },
			body: JSON.stringify({ query: UPDATED, variables: { id: incident.id } }),
		});
		assert.match(await posted.text(), /subscription_needs_stream/);

		const full = socketOf(token);
		const many = Array.from({ length: 20 }, () => hear(full, UPDATED, { id: incident.id }));
		await new Promise((later) => setTimeout(later, 1500));
		assert.ok(many.every((one) => !one.isOver()), 'twenty are borne');
		assert.match(await code(full, UPDATED, { id: incident.id }), /RATE_LIMITED/);
		many[0].end();
		await new Promise((later) => setTimeout(later, 300));
		const again = hear(full, UPDATED, { id: incident.id });
		await note(agent, incident.id, 'for all', 'N');
		await Promise.all([...many.slice(1), again].map((one) => one.until((said) => said.data, 'of the note')));
	},

	async endings() {
		const closed = (client) => new Promise((done) => client.on('closed', done));
		const agent = await signIn('agent1');
		const incident = await report(agent, `${word} endings`);
		const leaving = await signIn('agent2');
		const client = socketOf(leaving);
		const closing = closed(client);
		const heard = await listening(client, agent);
		const stream = await listening(streamOf(leaving), agent);
		await call(leaving, 'POST', '/auth/logout', {});
		const count = heard.all.length;
		await report(agent, `${word} after`);
		assert.equal((await closing).code, 4403);
		await heard.ends();
		await stream.ends();
		assert.ok(!JSON.stringify([...heard.all, ...stream.all]).includes(`${word} after`));
		assert.equal(heard.all.length, count + 1, 'only that it ended');

		const unknown = socketOf('nonsense');
		const refusing = closed(unknown);
		hear(unknown, UPDATED, { id: incident.id });
		assert.equal((await refusing).code, 4403);

		const token = await signIn('agent2');
		const raw = async (messages, protocol = 'graphql-transport-ws', options = {}) => {
			const socket = new WebSocket(sockets, protocol, options);
			const over = new Promise((done, failed) => {
				socket.on('close', (code) => done(code));
				socket.on('error', failed);
			});
			over.catch(() => 'which the opening tells');
			socket.on('message', (data) => JSON.parse(data).type === 'connection_ack' && messages.slice(1).forEach((one) => socket.send(one)));
			await new Promise((opened, failed) => {
				socket.on('open', opened);
				socket.on('error', failed);
			});
			socket.send(messages[0]);
			return over;
		};
		const init = JSON.stringify({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } });
		const subscribe = JSON.stringify({ type: 'subscribe', id: '1', payload: { query: UPDATED, variables: { id: incident.id } } });
		assert.equal(await raw([subscribe]), 4401);
		assert.equal(await raw(['nonsense']), 4400);
		assert.equal(await raw([init, init]), 4429);
		assert.equal(await raw([init, subscribe, subscribe]), 4409);
		assert.equal(await raw([init, JSON.stringify({ type: 'subscribe', id: '1', payload: {} })]), 4400);
		await assert.rejects(raw([init], 'graphql-transport-ws', { origin: 'https://elsewhere.example' }), /403/);
	},
};

try {
	await scenes[scene]();
}
finally {
	await Promise.all(clients.map((client) => client.dispose()));
}
