import type { router } from './router';

const PERSON = 'nagare.person';

/** What the portal keeps for times without a line, and where a push leads to. */
export function startWorker(routes: typeof router) {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) {
    return;
  }
  void navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  navigator.serviceWorker.addEventListener('message', (event: MessageEvent<{ go?: string }>) => {
    if (event.data.go) {
      void routes.navigate(event.data.go);
    }
  });
}

/** What one person read is not the next one's. */
export function keepsFor(person: string) {
  if (localStorage.getItem(PERSON) !== person) {
    forgetWhatWasRead();
    localStorage.setItem(PERSON, person);
  }
}

export function forgetWhatWasRead() {
  localStorage.removeItem(PERSON);
  if ('serviceWorker' in navigator) {
    navigator.serviceWorker.controller?.postMessage('forget');
  }
}
