import Box from '@mui/material/Box';

import { formatCount, formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { Block } from '@/shared/ui/Block';
import { PersonById } from '@/shared/ui/PersonById';
import { RecordList } from '@/shared/ui/RecordList';
import { TicketLink } from '@/shared/ui/TicketLink';

import {
  useHoldTicketMutation,
  useLegalHoldsQuery,
  useReleaseTicketMutation,
  useRetentionRulesQuery,
  useSetRetentionRuleMutation,
} from './retentionApi';
import { texts } from './retentionTexts';

const LEAST = 90;

/** For how long tickets are kept after their end, and which are kept anyhow. */
export function RetentionPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: rules, ...readRules } = useRetentionRulesQuery();
  const { data: holds, ...readHolds } = useLegalHoldsQuery();
  const [set] = useSetRetentionRuleMutation();
  const [hold] = useHoldTicketMutation();
  const [release] = useReleaseTicketMutation();
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
      <Block title={t.rules}>
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.rulesHint}</Box>
        <RecordList
          label={t.rules}
          items={rules?.map((rule) => ({ ...rule, id: rule.kind }))}
          read={readRules}
          columns={[
            [t.kind, ({ kind }) => t.kinds[kind] ?? kind],
            [t.kept, ({ days }) => (days === null ? t.forEver : t.days(formatCount(days)))],
          ]}
          fields={() => [{ ...field('days', t.daysKept, 'number'), min: LEAST }]}
          canAdd={false}
          save={({ days }, rule) =>
            set({
              kind: rule!.kind,
              days: days === undefined ? rule!.days : days === null ? null : Number(days),
            }).unwrap()
          }
        />
      </Block>
      <Block title={t.holds}>
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.holdsHint}</Box>
        <RecordList
          label={t.holds}
          items={holds?.map((one) => ({ ...one, id: one.ticket_id }))}
          read={readHolds}
          columns={[
            [t.ticket, ({ number }) => <TicketLink number={number} />],
            [t.reason, ({ reason }) => reason],
            [t.heldBy, ({ held_by }) => <PersonById id={held_by} />],
            [t.heldAt, ({ held_at }) => formatDateTime(held_at, language)],
          ]}
          fields={(one) => [
            ...(one ? [] : [field('ticket', t.ticket, 'textfield', { required: true, max: 36 })]),
            field('reason', t.reason, 'textarea', { required: true, max: 500 }),
          ]}
          save={({ ticket, reason }, one) =>
            hold({ ticket: one?.ticket_id ?? String(ticket), reason: String(reason ?? one?.reason) }).unwrap()
          }
          onRemove={({ ticket_id }) => release(ticket_id).unwrap()}
        />
      </Block>
    </Box>
  );
}
