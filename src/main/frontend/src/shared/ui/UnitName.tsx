import { useOrganizationUnitsQuery } from '@/shared/api/ticketApi';

/** The name of a site or department that is known by its id alone. */
export function UnitName({ kind, id }: { kind: 'sites' | 'departments'; id: string }) {
  const { data: units = [] } = useOrganizationUnitsQuery(kind);
  return <>{units.find((unit) => unit.id === id)?.name}</>;
}
