const PERSON = 'nagare.person';

/**
 * What this tab keeps through reloads, unsent texts and the list that somebody came from, is one person's: the next one
 * finds nothing of it. Whoever signs in again finds it as it was.
 */
export function keepTabFor(person: string): void {
  const before = sessionStorage.getItem(PERSON);
  if (before !== person) {
    if (before !== null) {
      sessionStorage.clear();
    }
    sessionStorage.setItem(PERSON, person);
  }
}
