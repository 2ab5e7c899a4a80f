import { usePersonQuery } from '@/shared/change/changeApi';

import { Person } from './Person';

/** A person of whom only the id is known. */
export function PersonById({ id, size = 20 }: { id: string | null | undefined; size?: number }) {
  const { data: person } = usePersonQuery(id ?? '', { skip: !id });
  return id ? <Person person={person ?? { id, last_name: '…' }} size={size} withName /> : null;
}
