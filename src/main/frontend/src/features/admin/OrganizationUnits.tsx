import Box from '@mui/material/Box';

import type { OrganizationUnit } from '@/shared/api/model';
import { useSaveMutation } from '@/shared/api/recordsApi';
import { useOrganizationUnitsQuery } from '@/shared/api/ticketApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { depthOf } from '@/shared/lib/units';
import { field } from '@/shared/lib/fields';
import { RecordList } from '@/shared/ui/RecordList';

import { texts } from './texts';

/** The tree of sites, or that of departments. */
function OrganizationUnits({ kind }: { kind: 'sites' | 'departments' }) {
  const t = useTexts(texts);
  const { data: units, ...read } = useOrganizationUnitsQuery(kind);
  const [save] = useSaveMutation();
  return (
    <RecordList<OrganizationUnit>
      label={t.pages[kind]}
      items={units}
      read={read}
      columns={[
        [
          t.name,
          (unit) => (
            <Box component="span" sx={{ pl: 2.5 * depthOf(unit, units ?? []), fontWeight: unit.parent_id ? 400 : 500 }}>
              {unit.name}
            </Box>
          ),
        ],
        [t.description, (unit) => unit.description],
        [t.status, (unit) => (unit.is_active === false ? t.inactive : t.active)],
      ]}
      fields={(unit) => [
        field('name', t.name, 'textfield', { required: true, max: 100 }),
        field('description', t.description, 'textarea'),
        field('parent_id', t.above, 'select', {
          choices: (units ?? []).filter(({ id }) => id !== unit?.id).map(({ id, name }) => [id, name] as const),
        }),
        ...(unit ? [field('is_active', t.active, 'checkbox')] : []),
      ]}
      save={(fields, unit) => save({ path: kind, id: unit?.id, version: unit?.version, fields }).unwrap()}
    />
  );
}

export function Sites() {
  return <OrganizationUnits kind="sites" />;
}

export function Departments() {
  return <OrganizationUnits kind="departments" />;
}
