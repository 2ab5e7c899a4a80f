import { useMe } from '@/shared/api/profile';
import { useSaveMutation } from '@/shared/api/recordsApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { RecordDialog } from '@/shared/ui/RecordDialog';

import { scoped, teamField } from './sharing';
import { texts } from './texts';

interface Props {
  title: string;
  path: 'text-modules' | 'templates';
  /** what is kept */
  content: Record<string, unknown>;
  onKept?: (name: string) => void;
  onClose: () => void;
}

/** Asks what to call it and with whom to share it, and keeps it. */
export function KeepDialog({ title, path, content, onKept, onClose }: Props) {
  const t = useTexts(texts);
  const me = useMe();
  const [save] = useSaveMutation();
  return (
    <RecordDialog
      title={title}
      fields={[field('name', t.name, 'textfield', { required: true, max: 100 }), ...teamField(me, t.shareWith)]}
      save={async (named) => {
        await save({ path, fields: { ...scoped(named), ...content } }).unwrap();
        onKept?.(String(named.name));
      }}
      saveLabel={t.save}
      onClose={onClose}
    />
  );
}
