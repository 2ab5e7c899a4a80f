import {
  useSaveAnnouncementMutation,
  useServicesQuery,
  useUpdateAnnouncementMutation,
  type Announcement,
} from '@/shared/announcements/announcementsApi';
import { texts as shared } from '@/shared/announcements/texts';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { useNotice } from '@/shared/ui/Notice';
import { RecordDialog } from '@/shared/ui/RecordDialog';

import { texts } from './texts';

const KINDS = ['incident', 'maintenance', 'information'] as const;
const TELLS = ['concerned', 'everybody', 'nobody'] as const;

/** An announcement as a form; a new one where none is given. */
export function AnnouncementDialog({ announcement, onClose }: { announcement?: Announcement; onClose: () => void }) {
  const t = useTexts(texts);
  const { kinds } = useTexts(shared);
  const say = useNotice();
  const { data: services = [] } = useServicesQuery();
  const [save] = useSaveAnnouncementMutation();
  const items = announcement?.items ?? [];
  const known = [...services, ...items.filter(({ id }) => services.every((service) => service.id !== id))];
  const fields = [
    field('kind', t.kind, 'select', { required: true, choices: KINDS.map((one) => [one, kinds[one]!] as const) }),
    field('title_ja', t.titleJa, 'textfield', { max: 500 }),
    field('title_en', t.titleEn, 'textfield', { max: 500 }),
    field('body_ja', t.bodyJa, 'textarea', { max: 10_000 }),
    field('body_en', t.bodyEn, 'textarea', { max: 10_000 }),
    field('starts_at', t.startsAt, 'datetime'),
    field('ends_at', t.endsAt, 'datetime'),
    field('ci_ids', t.items, 'taglist', { choices: known.map(({ id, name }) => [id!, name!] as const) }),
    field('tell', t.tell, 'select', { required: true, choices: TELLS.map((one) => [one, t.tells[one]] as const) }),
  ];
  return (
    <RecordDialog
      title={announcement ? t.edit : t.add}
      saveLabel={announcement ? t.save : t.publish}
      fields={fields}
      initial={
        announcement ? { ...announcement, ci_ids: items.map(({ id }) => id) } : { kind: undefined, tell: undefined }
      }
      hint={<span>{t.hint}</span>}
      save={async (values) => {
        await save({ id: announcement?.id, version: announcement?.version, fields: values }).unwrap();
        say(announcement ? t.saved : t.published);
      }}
      onClose={onClose}
    />
  );
}

/** What became of what was announced. */
export function UpdateDialog({ announcement, onClose }: { announcement: Announcement; onClose: () => void }) {
  const t = useTexts(texts);
  const say = useNotice();
  const [update] = useUpdateAnnouncementMutation();
  return (
    <RecordDialog
      title={t.update}
      saveLabel={t.publish}
      fields={[
        field('text_ja', t.textJa, 'textarea', { max: 10_000 }),
        field('text_en', t.textEn, 'textarea', { max: 10_000 }),
      ]}
      save={async (values) => {
        await update({ id: announcement.id, fields: values }).unwrap();
        say(t.published);
      }}
      onClose={onClose}
    />
  );
}
