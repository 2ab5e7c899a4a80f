import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import { useState } from 'react';

import { may, useMe } from '@/shared/api/profile';
import { useMembersQuery, type Team } from '@/shared/api/teamsApi';
import { formatDateTime, formatShort } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { useDraft } from '@/shared/lib/useDraft';
import { Block } from '@/shared/ui/Block';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';
import { Pager } from '@/shared/ui/Pager';
import { personName } from '@/shared/ui/Person';
import { RecordDialog } from '@/shared/ui/RecordDialog';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { StatusChip } from '@/shared/ui/StatusChip';
import { TeamPage } from '@/shared/ui/TeamPage';
import { TicketLink } from '@/shared/ui/TicketLink';

import {
  useAttentionQuery,
  useHandOverMutation,
  useHandoversQuery,
  type Attention,
  type Handover,
} from './handoverApi';
import { texts } from './texts';

const NO_NOTES: Record<string, string> = {};
const LONGEST_NOTE = 1000;
const LONGEST_SHIFT_NOTE = 4000;

/** What the next shift of a team should know, and what was handed over before. */
export function HandoverPage() {
  const t = useTexts(texts);
  return (
    <TeamPage title={t.title} label={t.team} path="/handover">
      {(team) => <OfTeam key={team.id} team={team} />}
    </TeamPage>
  );
}

function OfTeam({ team }: { team: Team }) {
  const t = useTexts(texts);
  const me = useMe();
  const { data: tickets, error, refetch } = useAttentionQuery(team.id);
  const [page, setPage] = useState(1);
  const { data: earlier, error: failed, refetch: again } = useHandoversQuery({ team: team.id, page });
  const [notes, setNotes] = useDraft(`handover.${team.id}`, NO_NOTES);
  const [handing, setHanding] = useState(false);
  const hands = may(me, 'absence:manage') || me.teams.some(({ id }) => id === team.id);
  if (!tickets) {
    return error ? <ErrorAlert error={error} onRetry={() => void refetch()} /> : <RowSkeletons />;
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3, maxWidth: 1080 }}>
      <Block
        title={t.attention}
        action={
          hands && (
            <Button variant="contained" onClick={() => setHanding(true)}>
              {t.handOver}
            </Button>
          )
        }
      >
        {tickets.length === 0 ? (
          <EmptyState title={t.none} hint={t.noneHint} />
        ) : (
          <Needing
            tickets={tickets}
            notes={hands ? notes : undefined}
            onNote={(id, note) => setNotes((before) => ({ ...before, [id]: note }))}
          />
        )}
      </Block>
      <Block title={t.earlier}>
        <ErrorAlert error={failed} onRetry={() => void again()} />
        {!earlier && !failed && <RowSkeletons rows={3} />}
        {earlier?.items.length === 0 && <Box sx={{ color: 'text.secondary' }}>{t.neverYet}</Box>}
        {earlier?.items.map((one) => (
          <Earlier key={one.id} handover={one} />
        ))}
        <Pager page={page} hasNext={earlier?.hasNext} onPage={setPage} />
      </Block>
      {handing && (
        <HandOver
          team={team}
          tickets={tickets}
          notes={notes}
          onDone={() => setNotes(NO_NOTES)}
          onClose={() => setHanding(false)}
        />
      )}
    </Box>
  );
}

function Reasons({ reasons }: { reasons: Attention['reasons'] }) {
  const t = useTexts(texts);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
      {reasons.map((reason) => (
        <Chip key={reason} size="small" variant="outlined" label={t.reasons[reason]} />
      ))}
    </Box>
  );
}

/** @param notes what is said of each; undefined where the reader hands nothing over */
function Needing({
  tickets,
  notes,
  onNote,
}: {
  tickets: readonly Attention[];
  notes: Readonly<Record<string, string>> | undefined;
  onNote: (id: string, note: string) => void;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  return (
    <Grid head={[t.ticket, t.why, t.due, ...(notes ? [t.note] : [])]} label={t.attention}>
      {tickets.map((ticket) => (
        <tr key={ticket.id}>
          <td>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'baseline' }}>
              <TicketLink number={ticket.number} />
              <StatusChip status={ticket.status} phase={ticket.phase} kind={ticket.kind} />
              <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
                {ticket.title}
              </Box>
            </Box>
          </td>
          <td>
            <Reasons reasons={ticket.reasons} />
          </td>
          <td>{ticket.due_at ? formatShort(ticket.due_at, language) : ''}</td>
          {notes && (
            <td>
              <TextField
                multiline
                value={notes[ticket.id] ?? ''}
                onChange={(event) => onNote(ticket.id, event.target.value)}
                slotProps={{ htmlInput: { 'aria-label': t.noteFor(ticket.number), maxLength: LONGEST_NOTE } }}
                sx={{ minWidth: 180 }}
              />
            </td>
          )}
        </tr>
      ))}
    </Grid>
  );
}

function Earlier({ handover }: { handover: Handover }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  return (
    <Box sx={{ py: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <Box sx={{ fontWeight: 500 }}>{t.fromTo(handover.from_name ?? '', handover.to_name ?? '')}</Box>
        <Box component="time" dateTime={handover.created_at} sx={{ color: 'text.secondary' }}>
          {formatDateTime(handover.created_at, language)}
        </Box>
      </Box>
      {handover.note && <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{handover.note}</Box>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0, display: 'grid', gap: 0.75 }}>
        {handover.tickets.map((ticket) => (
          <li key={ticket.id}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'baseline' }}>
              <TicketLink number={ticket.number} />
              <span>{ticket.title}</span>
              <Reasons reasons={ticket.reasons} />
            </Box>
            {ticket.note && (
              <Box sx={{ color: 'text.secondary', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {ticket.note}
              </Box>
            )}
          </li>
        ))}
      </Box>
    </Box>
  );
}

function HandOver({
  team,
  tickets,
  notes,
  onDone,
  onClose,
}: {
  team: Team;
  tickets: readonly Attention[];
  notes: Readonly<Record<string, string>>;
  onDone: () => void;
  onClose: () => void;
}) {
  const t = useTexts(texts);
  const me = useMe();
  const say = useNotice();
  const { language } = useLanguage();
  const { data: members = [] } = useMembersQuery(team.id);
  const [handOver] = useHandOverMutation();
  return (
    <RecordDialog
      title={`${team.name} – ${t.handOver}`}
      hint={<Box sx={{ color: 'text.secondary' }}>{t.handOverHint(tickets.length)}</Box>}
      fields={[
        field('to_user_id', t.to, 'select', {
          required: true,
          choices: members
            .filter(({ id }) => id !== me.id)
            .map((person) => [person.id, personName(person, language)] as const),
        }),
        field('note', t.shift, 'textarea', { max: LONGEST_SHIFT_NOTE }),
      ]}
      initial={{}}
      saveLabel={t.handOver}
      save={(values) =>
        handOver({
          team: team.id,
          fields: {
            ...values,
            tickets: tickets.map(({ id }) => ({ ticket_id: id, ...(notes[id]?.trim() && { note: notes[id].trim() }) })),
          },
        })
          .unwrap()
          .then(() => {
            onDone();
            say(t.saved);
          })
      }
      onClose={onClose}
    />
  );
}
