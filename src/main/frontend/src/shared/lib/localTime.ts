/** What a field for date and time holds, in the tenant's zone. */
const format = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Tokyo',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** 2028-01-05T14:30, for a field; empty for nothing. */
export function toField(at: string | null | undefined): string {
  return at ? format.format(new Date(at)).replace(' ', 'T') : '';
}

/** The instant of what a field holds; null for nothing. */
export function fromField(value: string): string | null {
  return value ? new Date(`${value}:00+09:00`).toISOString() : null;
}
