import { may, useMe } from '@/shared/api/profile';
import { useSaveMutation } from '@/shared/api/recordsApi';
import { useSuppliersQuery, type Supplier } from '@/shared/api/suppliersApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { RecordList } from '@/shared/ui/RecordList';

import { texts } from './texts';

/** The suppliers, and how to reach them. */
export function Suppliers() {
  const t = useTexts(texts);
  const keeps = may(useMe(), 'vendor:manage');
  const { data: suppliers, ...read } = useSuppliersQuery();
  const [save] = useSaveMutation();
  return (
    <RecordList<Supplier>
      label={t.pages.suppliers}
      items={suppliers}
      read={read}
      columns={[
        [t.name, (supplier) => supplier.name],
        [
          t.email,
          (supplier) =>
            supplier.contact_email && <a href={`mailto:${supplier.contact_email}`}>{supplier.contact_email}</a>,
        ],
        [t.phone, (supplier) => supplier.contact_phone],
        [
          t.portal,
          (supplier) =>
            supplier.portal_url && (
              <a href={supplier.portal_url} target="_blank" rel="noreferrer">
                {new URL(supplier.portal_url).host}
              </a>
            ),
        ],
        [t.state, (supplier) => (supplier.is_active === false ? t.inactive : t.active)],
      ]}
      fields={
        keeps
          ? (supplier) => [
              field('name', t.name, 'textfield', { required: true, max: 200 }),
              field('contact_email', t.email, 'textfield', { max: 255 }),
              field('contact_phone', t.phone, 'textfield', { max: 100 }),
              field('portal_url', t.portal, 'textfield', { max: 2000 }),
              ...(supplier ? [field('is_active', t.active, 'checkbox')] : []),
            ]
          : undefined
      }
      initial={(supplier) => supplier}
      save={(fields, supplier) =>
        save({ path: 'suppliers', id: supplier?.id, version: supplier?.version, fields }).unwrap()
      }
    />
  );
}
