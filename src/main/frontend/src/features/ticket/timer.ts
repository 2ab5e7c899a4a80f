/** Whole minutes of one entry. */
export const MOST_MINUTES = 1440;

const key = (person: string, ticket: string) => `nagare.timer.${person}.${ticket}`;

/** When the person began to measure the time on the ticket; nothing while they don’t. It outlives the page. */
export function startedAt(person: string, ticket: string): number | undefined {
  const kept = Number(localStorage.getItem(key(person, ticket)));
  return Number.isFinite(kept) && kept > 0 ? kept : undefined;
}

export function start(person: string, ticket: string, now = Date.now()): number {
  localStorage.setItem(key(person, ticket), String(now));
  return now;
}

export function stop(person: string, ticket: string) {
  localStorage.removeItem(key(person, ticket));
}

/** Begun minutes count; a timer that was forgotten says no more than an entry may. */
export function minutesSince(started: number, now: number): number {
  return Math.min(MOST_MINUTES, Math.max(1, Math.ceil((now - started) / 60_000)));
}
