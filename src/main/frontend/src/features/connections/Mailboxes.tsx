import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

import { isProblem } from '@/shared/api/problem';
import { useRemoveMutation, useSaveMutation } from '@/shared/api/recordsApi';
import { usePriorities } from '@/shared/api/wordsApi';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';
import { OpenedPart, useOpened } from '@/shared/ui/OpenedPart';
import { RecordList } from '@/shared/ui/RecordList';
import { TicketLink } from '@/shared/ui/TicketLink';

import {
  useCheckMailboxMutation,
  useMailboxesQuery,
  useMailsQuery,
  useRetryMailMutation,
  type Mailbox,
} from './connectionsApi';
import { texts } from './texts';

/** The mailboxes whose mails become tickets, answers and notes. */
export function Mailboxes() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const priorities = usePriorities();
  const { data: mailboxes, ...read } = useMailboxesQuery();
  const [save] = useSaveMutation();
  const [remove] = useRemoveMutation();
  const [check, { data: checked, error, originalArgs }] = useCheckMailboxMutation();
  const [shown, show] = useOpened<Mailbox>();
  const choices = (words: Record<string, string>) => ({ required: true, choices: Object.entries(words) });
  return (
    <>
      {checked && (
        <Alert severity={checked.opens ? 'success' : 'warning'} sx={{ mb: 2 }}>
          {mailboxes?.find(({ id }) => id === originalArgs)?.name}:{' '}
          {checked.opens ? t.opens(checked.unread ?? 0) : t.opensNot(checked.failure ?? '')}
        </Alert>
      )}
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      <RecordList<Mailbox>
        label={t.pages.mailboxes}
        items={mailboxes}
        read={read}
        columns={[
          [t.name, (mailbox) => mailbox.name],
          [t.address, (mailbox) => mailbox.address],
          [t.server, (mailbox) => `${mailbox.host}:${mailbox.port}`],
          [
            t.state,
            (mailbox) =>
              mailbox.is_active === false ? (
                t.inactive
              ) : mailbox.failure ? (
                <Box component="span" sx={{ color: 'error.main' }}>
                  {mailbox.failure}
                </Box>
              ) : mailbox.checked_at ? (
                t.readAt(formatDateTime(mailbox.checked_at, language))
              ) : (
                t.notReadYet
              ),
          ],
          [t.waiting, (mailbox) => mailbox.waiting ?? 0],
        ]}
        fields={(mailbox) => [
          field('name', t.name, 'textfield', { required: true, max: 100 }),
          field('address', t.address, 'textfield', { required: true, max: 255 }),
          field('host', t.host, 'textfield', { required: true, max: 255 }),
          field('security', t.security, 'select', choices(t.securities)),
          field('port', t.port, 'number'),
          field('username', t.username),
          field('auth', t.auth, 'select', choices(t.auths)),
          field('password', mailbox ? t.newPassword : t.password, 'password'),
          field('oauth_endpoint', t.oauthEndpoint),
          field('oauth_client_id', t.oauthClientId),
          field('oauth_client_secret', t.oauthClientSecret),
          field('oauth_refresh_token', t.oauthRefreshToken),
          field('oauth_scope', t.oauthScope),
          field('folder', t.folder),
          field('done_folder', t.doneFolder),
          field('priority', t.priority, 'select', {
            required: true,
            choices: priorities.words.map((one) => [one, priorities.say(one, language)] as const),
          }),
          field('category_id', t.category, 'category'),
          field('unknown_senders', t.unknownSenders, 'select', choices(t.senders)),
          field('report_as_id', t.reportAs, 'user'),
          field('machines', t.machines, 'select', choices(t.machineRules)),
          field('sender_check', t.senderCheck, 'select', choices(t.checks)),
          field('authserv_id', t.authservId),
          field('tickets_per_sender', t.ticketsPerSender, 'number'),
          field('agent_notes', t.agentNotes, 'select', choices(t.noteRules)),
          ...(mailbox ? [field('is_active', t.active, 'checkbox')] : []),
        ]}
        initial={(mailbox) => mailbox}
        fresh={{
          security: 'tls',
          auth: 'password',
          folder: 'INBOX',
          priority: 'medium',
          kind: 'incident',
          unknown_senders: 'keep',
          machines: 'ignore',
          sender_check: 'none',
          tickets_per_sender: 20,
          agent_notes: 'internal',
        }}
        shown={({ key }, values) =>
          key === 'password'
            ? values.auth !== 'oauth2'
            : key.startsWith('oauth_')
              ? values.auth === 'oauth2'
              : key === 'report_as_id'
                ? values.unknown_senders === 'report_as'
                : key === 'authserv_id'
                  ? values.sender_check !== 'none'
                  : true
        }
        save={(fields, mailbox) =>
          save({ path: 'mailboxes', id: mailbox?.id, version: mailbox?.version, fields }).unwrap()
        }
        onRemove={(mailbox) => remove({ path: 'mailboxes', id: mailbox.id }).unwrap()}
        more={(mailbox) => (
          <>
            <Button onClick={() => void check(mailbox.id)}>{t.check}</Button>
            <Button onClick={() => show(mailbox)}>{t.mails}</Button>
          </>
        )}
      />
      {shown && <Mails key={shown.of.id} mailbox={shown.of} times={shown.times} />}
    </>
  );
}

/** What became of each mail. */
function Mails({ mailbox, times }: { mailbox: Mailbox; times: number }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useNotice();
  const { data: mails = [] } = useMailsQuery(mailbox.id);
  const [retry, { error }] = useRetryMailMutation();
  return (
    <OpenedPart title={`${mailbox.name} – ${t.mails}`} times={times}>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      {mails.length > 0 ? (
        <Grid head={[t.subject, t.sender, t.receivedAt, t.outcome, t.ticket, '']} label={t.mails}>
          {mails.map((mail) => (
            <tr key={mail.id}>
              <td>{mail.subject}</td>
              <td>{mail.sender}</td>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                {mail.received_at && formatDateTime(mail.received_at, language)}
              </Box>
              <td>
                {(t.outcomes as Record<string, string>)[mail.outcome ?? ''] ?? mail.outcome}
                {mail.reason && (
                  <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
                    {(t.reasons as Record<string, string>)[mail.reason] ?? mail.reason} {mail.detail}
                  </Box>
                )}
              </td>
              <td>
                <TicketLink number={mail.ticket_number} />
              </td>
              <td>
                {mail.outcome === 'held' && (
                  <Button
                    onClick={() =>
                      void retry({ id: mailbox.id, message: mail.id })
                        .unwrap()
                        .then(
                          () => say(t.again),
                          () => undefined,
                        )
                    }
                  >
                    {t.retry}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </Grid>
      ) : (
        <EmptyState title={t.noMails} />
      )}
    </OpenedPart>
  );
}
