/** The parameters of a list's address with some said anew, from its first page; one without a value is left out. */
export function changedParams(
  before: URLSearchParams,
  changes: Readonly<Record<string, string | undefined>>,
): URLSearchParams {
  const after = new URLSearchParams(before);
  after.delete('page');
  for (const [key, value] of Object.entries(changes)) {
    if (value) {
      after.set(key, value);
    } else {
      after.delete(key);
    }
  }
  return after;
}
