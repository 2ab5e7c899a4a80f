/**
 * Signs in, reports an incident, and hears at once what happens to the tickets that this person may read.
 *
 *     node watch.mjs https://itsm.example.com USERNAME PASSWORD
 *
 * Needs Node.js 22 or newer, or a browser; Node.js 20 wants the option --experimental-websocket.
 */
const [base, username, password] = process.argv.slice(2);

async function call(method, path, token, body) {
	const answer = await fetch(`${base}/api/v1${path}`, {
		method,
		headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en', ...(token && { Authorization: `Bearer ${token}` }) },
		body: JSON.stringify(body),
	});
	const said = await answer.json();
	if (!answer.ok) {
		throw new Error(`${said.error.code}: ${said.error.message} ${JSON.stringify(said.error.details)}`);
	}
	return said.data ?? said;
}

const { access_token: token } = await call('POST', '/auth/login', undefined, { username, password });

const socket = new WebSocket(`${base.replace(/^http/, 'ws')}/ws?token=${encodeURIComponent(token)}`);
await new Promise((opened, failed) => {
	socket.addEventListener('open', opened);
	socket.addEventListener('error', failed);
});

const heardOf = new Set();
let wake = () => {};
socket.addEventListener('message', ({ data }) => {
	const { type, payload } = JSON.parse(data);
	switch (type) {
		case 'incident_created':
			console.log(`new: ${payload.incident_number} ${payload.title}`);
			break;
		case 'incident_updated':
			console.log(`changed: ${payload.incident_number} is ${payload.status}`);
			break;
		case 'sla_breach_warning':
			console.log(`soon too late: ${payload.incident_number}`);
			break;
		default:
	}
	heardOf.add(payload?.incident_id);
	wake();
});

const reported = await call('POST', '/incidents', token, { title: 'The printer on the third floor is silent', priority: 'low' });
while (!heardOf.has(reported.id)) {
	await new Promise((heard) => (wake = heard));
}
socket.close();
