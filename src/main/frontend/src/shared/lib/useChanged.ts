import { useState } from 'react';

/** Whether something says another thing than it did at first. */
export function useChanged(now: unknown): boolean {
  const said = JSON.stringify(now);
  const [first] = useState(said);
  return said !== first;
}
