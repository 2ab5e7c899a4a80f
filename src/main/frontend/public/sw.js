/**
 * The portal without a line: its files, its page, and what somebody read last. Only answers to reading are kept, only
 * while somebody is signed in; the portal empties it at each sign-out and when somebody else signs in. It also shows what
 * comes by push.
 */
const FILES = 'nagare-files';
const READ = 'nagare-read';
const PAGE = '/__page';
const MOST_FILES = 150;
const MOST_READ = 120;
/** Says to the portal since when an answer is kept. */
const KEPT_AT = 'X-Nagare-Kept-At';
/** By which an answer says that it is the portal's page, the same for everybody. */
const PORTAL = 'X-Nagare-Portal';
/** Pages that are not the portal's. */
const OTHER_DOORS =
  /^\/(approvals|satisfaction|login|logout|second-factor|camunda|swagger-ui|api|engine-rest|actuator|oauth2|v3|\.well-known)\b/;
/** Queue and tickets, and what their pages need. */
const KEPT =
  /^\/api\/v1\/(auth\/profile|views|views\/counts|categories|(incidents|problems|changes|requests|tasks)(\/[A-Z]{3}\d+(\/(neighbours|sla\/ledger))?)?)$/;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  if (event.data === 'forget') {
    event.waitUntil(caches.delete(READ));
  }
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) {
    return;
  }
  if (request.mode === 'navigate') {
    if (!OTHER_DOORS.test(url.pathname)) {
      event.respondWith(page(request));
    }
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(file(request));
  } else if (KEPT.test(url.pathname)) {
    event.respondWith(read(request));
  }
});

/** The page comes from the server; without one, as it came last: it is the same at every address. */
async function page(request) {
  const files = await caches.open(FILES);
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.headers.has(PORTAL)) {
      await files.put(PAGE, answer.clone());
    }
    return answer;
  } catch (error) {
    const kept = await files.match(PAGE);
    if (kept) {
      return kept;
    }
    throw error;
  }
}

/** A file's name changes with its content: what is kept is right. */
async function file(request) {
  const files = await caches.open(FILES);
  const kept = await files.match(request);
  if (kept) {
    return kept;
  }
  const answer = await fetch(request);
  if (answer.ok) {
    await files.put(request, answer.clone());
    await shorten(files, MOST_FILES);
  }
  return answer;
}

/** What the server says; without a line, what it said last, and when that was. */
async function read(request) {
  const answers = await caches.open(READ);
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      const headers = new Headers(answer.headers);
      headers.set(KEPT_AT, new Date().toISOString());
      await answers.delete(request, { ignoreVary: true });
      await answers.put(request, new Response(await answer.clone().arrayBuffer(), { status: answer.status, headers }));
      await shorten(answers, MOST_READ);
    } else if (answer.status === 401 || answer.status === 403 || answer.status === 404) {
      // what may not be read any more is not kept either
      await (answer.status === 401 ? caches.delete(READ) : answers.delete(request, { ignoreVary: true }));
    }
    return answer;
  } catch (error) {
    const kept = await answers.match(request, { ignoreVary: true });
    if (kept) {
      return kept;
    }
    throw error;
  }
}

/** The oldest go first. */
async function shorten(cache, most) {
  const keys = await cache.keys();
  for (const key of keys.filter(({ url }) => !url.endsWith(PAGE)).slice(0, Math.max(0, keys.length - most))) {
    await cache.delete(key);
  }
}

function pathOf(kind, number) {
  if (!number) {
    return '/';
  }
  const page = kind === 'cab.vote_requested' ? 'cab' : number.startsWith('KNO') ? 'knowledge' : 'tickets';
  return `/${page}/${number}`;
}

self.addEventListener('push', (event) => {
  const { id, kind, title, body, number } = event.data?.json() ?? {};
  event.waitUntil(
    self.registration.showNotification(number ? `${number} ${title}` : (title ?? 'Nagare'), {
      body,
      tag: id,
      icon: '/icon-192.png',
      badge: '/icon-192.png',
      data: { path: pathOf(kind, number) },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { path } = event.notification.data;
  event.waitUntil(
    (async () => {
      const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
      const portal = open.find(({ url }) => !OTHER_DOORS.test(new URL(url).pathname));
      if (!portal) {
        await self.clients.openWindow(path);
        return;
      }
      portal.postMessage({ go: path });
      await portal.focus();
    })(),
  );
});
