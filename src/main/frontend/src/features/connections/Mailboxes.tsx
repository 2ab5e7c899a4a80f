import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';

import { isProblem } from '@/shared/api/problem';
import { useRemoveMutation, useSaveMutation } from '@/shared/api/recordsApi';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { PRIORITIES, word } from '@/shared/i18n/words';
import { field } from '@/shared/lib/fields';
import { Block } from '@/shared/ui/Block';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';
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
  const { data: mailboxes } = useMailboxesQuery();
  const [save] = useSaveMutation();
  const [remove] = useRemoveMutation();
  const [check, { data: checked, error, originalArgs }] = useCheckMailboxMutation();
  const [shown, setShown] = useState<Mailbox>();
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
          field('kind', t.kind, 'select', choices(t.kinds)),
          field('priority', t.priority, 'select', {
            required: true,
            choices: PRIORITIES.map((priority) => [priority, word('priority', priority, language)] as const),
          }),
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
          kind: 'incident',
          priority: 'medium',
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
            <Button onClick={() => setShown(mailbox)}>{t.mails}</Button>
          </>
        )}
      />
      {shown && <Mails key={shown.id} mailbox={shown} />}
    </>
  );
}

/** What became of each mail. */
function Mails({ mailbox }: { mailbox: Mailbox }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useNotice();
  const { data: mails = [] } = useMailsQuery(mailbox.id);
  const [retry, { error }] = useRetryMailMutation();
  return (
    <Box sx={{ pt: 4 }}>
      <Block title={`${mailbox.name} – ${t.mails}`}>
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
      </Block>
    </Box>
  );
}
