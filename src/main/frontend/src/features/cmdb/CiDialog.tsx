import type { Ci, Field } from '@/shared/api/model';
import { useCiTypesQuery } from '@/shared/api/ticketApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { RecordDialog } from '@/shared/ui/RecordDialog';

import { useSaveCiMutation } from './cmdbApi';
import { texts } from './texts';

const TIERS = ['1', '2', '3', '4'];
const STATUSES = ['planned', 'live', 'retired'] as const;

/** A configuration item as a form; the attributes of its type are below once that is chosen. */
export function CiDialog({ ci, onClose, onSaved }: { ci?: Ci; onClose: () => void; onSaved?: (ci: Ci) => void }) {
  const t = useTexts(texts);
  const { data: types = [] } = useCiTypesQuery();
  const [save] = useSaveCiMutation();
  // the attributes of all types; those of the type that is chosen are shown
  const typeOf = new Map<Field, string>();
  for (const { key: type, definition } of types) {
    for (const attribute of definition.attributes ?? []) {
      typeOf.set(
        field(
          `attributes.${attribute.key}`,
          attribute.label,
          attribute.type === 'date' ? 'date' : attribute.type === 'number' ? 'number' : 'textfield',
          { required: attribute.required ?? false, choices: attribute.choices?.map((one) => [one, one] as const) },
        ),
        type,
      );
    }
  }
  const fields = [
    field('name', t.name, 'textfield', { required: true, max: 200 }),
    field('ci_class', t.type, 'select', {
      required: true,
      choices: types.map(({ key, definition }) => [key, definition.name] as const),
    }),
    field('tier', t.tier, 'select', { required: true, choices: TIERS.map((tier) => [tier, tier] as const) }),
    field('status', t.status, 'select', { choices: STATUSES.map((status) => [status, t.statuses[status]] as const) }),
    field('owner_user_id', t.owner, 'user'),
    field('site_id', t.site, 'sites'),
    field('department_id', t.department, 'departments'),
    field('description', t.description, 'textarea'),
    ...typeOf.keys(),
  ];
  const known = (ci?.attributes ?? {}) as Record<string, unknown>;
  return (
    <RecordDialog
      title={ci ? t.editTitle(ci.name) : t.addTitle}
      fields={fields}
      initial={{
        ...ci,
        tier: ci?.tier === undefined ? '' : String(ci.tier),
        ...Object.fromEntries(Object.entries(known).map(([key, value]) => [`attributes.${key}`, value])),
      }}
      shown={(field, values) => !typeOf.has(field) || typeOf.get(field) === values.ci_class}
      saveLabel={t.save}
      onClose={onClose}
      save={async (values) => {
        const own = Object.entries(values).filter(([key]) => !key.startsWith('attributes.'));
        const changed = Object.entries(values)
          .filter(([key]) => key.startsWith('attributes.'))
          .map(([key, value]) => [key.slice('attributes.'.length), value] as const);
        const saved = await save({
          id: ci?.id,
          version: ci?.version,
          fields: {
            ...Object.fromEntries(own),
            ...('tier' in values && { tier: Number(values.tier) }),
            ...(changed.length > 0 && {
              attributes: Object.fromEntries(
                Object.entries({ ...known, ...Object.fromEntries(changed) }).filter(([, value]) => value !== null),
              ),
            }),
          },
        }).unwrap();
        onSaved?.(saved);
      }}
    />
  );
}
