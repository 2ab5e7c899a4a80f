/** What was opened, as the list has it now: somebody else may have changed it since. */
export function asListed<T extends { id?: string }, O extends { id?: string } = T>(
  items: readonly T[] | undefined,
  opened: O,
): T | O {
  return items?.find(({ id }) => id === opened.id) ?? opened;
}
