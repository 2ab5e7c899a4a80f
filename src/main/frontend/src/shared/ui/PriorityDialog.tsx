import { kindOf, numberOf, type KindPath, type Ticket } from '@/shared/api/model';
import { useChangeTicketMutation } from '@/shared/api/ticketApi';
import { usePriorities } from '@/shared/api/wordsApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';

import { useNotice } from './Notice';
import { RecordDialog } from './RecordDialog';
import { texts } from './texts';

/** Sets another priority than the tables say, for a reason. */
export function PriorityDialog({ kind, ticket, onClose }: { kind: KindPath; ticket: Ticket; onClose: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useNotice();
  const { words, say: called } = usePriorities(kindOf(ticket));
  const [change] = useChangeTicketMutation();
  const number = numberOf(ticket);
  return (
    <RecordDialog
      title={`${number} ${t.changePriority.title}`}
      saveLabel={t.changePriority.send}
      fields={[
        field('priority', t.columns.priority, 'select', {
          required: true,
          choices: words.filter((one) => one !== ticket.priority).map((one) => [one, called(one, language)] as const),
        }),
        field('reason', t.changePriority.reason, 'textarea', { required: true }),
      ]}
      save={(fields) =>
        change({ kind, id: number, fields })
          .unwrap()
          .then(() => say(t.done(t.changePriority.title)))
      }
      onClose={onClose}
    />
  );
}
