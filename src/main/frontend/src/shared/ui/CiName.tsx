import { useCiQuery } from '@/shared/api/ticketApi';

/** The name of a configuration item that is known by its id alone. */
export function CiName({ id }: { id: string }) {
  return <>{useCiQuery(id).data?.name ?? '…'}</>;
}
