/**
 * Times are told, and taken, in the zone of whoever is signed in: their own, else their tenant's. It is known before
 * anything is drawn.
 */
let zone = 'Asia/Tokyo';
let wall = formatIn(zone);

function formatIn(timeZone: string) {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
}

export function currentZone(): string {
  return zone;
}

/** Languages that call zones by letters rather than by hours, each those that its readers live in. */
const NAMING = ['ja-JP', 'en-US', 'en-GB', 'en-AU', 'en-CA'];

/** JST, CET, or GMT+8 where the zone has no letters: what people call a zone now, or at that moment. */
export function shortZone(of: string, at = new Date()): string {
  try {
    const names = NAMING.map(
      (language) =>
        new Intl.DateTimeFormat(language, { timeZone: of, timeZoneName: 'short' })
          .formatToParts(at)
          .find(({ type }) => type === 'timeZoneName')?.value ?? of,
    );
    return names.find((name) => !/\d/.test(name)) ?? names[0]!;
  } catch {
    // a zone that this browser does not know
    return of;
  }
}

/** From now on times are told in this zone; in the one before, where there is no such zone. */
export function tellTimesIn(wanted: string | null | undefined) {
  if (wanted) {
    try {
      wall = formatIn(wanted);
      zone = wanted;
    } catch {
      // a zone that this browser does not know
    }
  }
}

/** What clocks show at an instant: 2028-01-05T14:30. */
export function wallTime(at: number | Date): string {
  return wall.format(at).replace(' ', 'T');
}

/** The instant at which clocks show this time. */
export function instantOf(time: string): number {
  const shown = Date.parse(`${time}:00Z`);
  const apart = (at: number) => Date.parse(`${wallTime(at)}:00Z`) - Math.floor(at / 60_000) * 60_000;
  const first = shown - apart(shown);
  // where the clocks are changed in between, the second look is right
  return shown - apart(first);
}

/** The instant at which a day begins, or another time of it. */
export function instantOfDay(day: string, time = '00:00'): number {
  return instantOf(`${day}T${time}`);
}
