import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { Pencil, X } from 'lucide-react';
import { useState } from 'react';

import { kindOf, type KindPath, type TicketDetail } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { problemOf, type ApiProblem } from '@/shared/api/problem';
import { formatBusinessTime, formatDate } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { instantOfDay, wallTime } from '@/shared/i18n/zone';
import { field } from '@/shared/lib/fields';
import { useNow } from '@/shared/lib/useNow';
import { focusAfterRow } from '@/shared/lib/focusAfter';
import { asListed } from '@/shared/lib/asListed';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { personName } from '@/shared/ui/Person';
import { RecordDialog } from '@/shared/ui/RecordDialog';
import { texts as uiTexts } from '@/shared/ui/texts';
import { useRemoval } from '@/shared/ui/useConfirm';
import { useUndo } from '@/shared/ui/useUndo';

import { Section } from './SidePanel';
import { texts } from './texts';
import {
  useAddTimeMutation,
  useCorrectTimeMutation,
  useRemoveTimeMutation,
  useTimeEntriesQuery,
  type TimeEntry,
} from './ticketApi';
import { minutesSince, MOST_MINUTES, start, startedAt, stop } from './timer';

interface Props {
  ticket: TicketDetail;
  kind: KindPath;
  number: string;
}

/** How long people worked on the ticket, what that cost, and a timer for one’s own time. */
export function TimeWorked({ ticket, kind, number }: Props) {
  const t = useTexts(texts).time;
  const { language } = useLanguage();
  const me = useMe();
  const now = useNow();
  const total = ticket.minutes_worked ?? 0;
  // a sum that somebody else changed asks for the entries anew
  const { data: entries = [] } = useTimeEntriesQuery({ kind, id: number, total });
  const [add] = useAddTimeMutation();
  const [correct] = useCorrectTimeMutation();
  const [remove] = useRemoveTimeMutation();
  const [started, setStarted] = useState(() => startedAt(me.id, number));
  const [edited, setEdited] = useState<TimeEntry | { minutes?: number }>();
  const [removing, askToRemove] = useRemoval();
  const [problem, setProblem] = useState<ApiProblem>();
  const offer = useUndo();
  const { deleted } = useTexts(uiTexts);
  // what another wrote can’t be written again in the other’s name
  function takeAway(one: TimeEntry) {
    setProblem(undefined);
    const go = () => remove({ kind, id: number, entry: one.id }).unwrap();
    if (one.user.id !== me.id) {
      askToRemove(t.remove(told(one.minutes)), go);
      return;
    }
    const { minutes, worked_on, note } = one;
    go().then(
      () =>
        offer(deleted(told(minutes)), () =>
          add({ kind, id: number, fields: { minutes, worked_on, ...(note && { note }) } }).unwrap(),
        ),
      (error: unknown) => setProblem(problemOf(error)),
    );
  }
  const told = (minutes: number) => formatBusinessTime(minutes * 60, language);
  const entry = edited && 'id' in edited ? asListed(entries, edited) : undefined;
  const initial = {
    worked_on: wallTime(new Date()).slice(0, 10),
    ...(entry ?? edited),
  };
  return (
    <Section
      title={t.title}
      action={
        <>
          {started === undefined ? (
            <Button onClick={() => setStarted(start(me.id, number))} sx={{ minHeight: 26, py: 0 }}>
              {t.start}
            </Button>
          ) : (
            <Button
              onClick={() => setEdited({ minutes: minutesSince(started, Date.now()) })}
              sx={{ minHeight: 26, py: 0 }}
            >
              {t.stop(told(minutesSince(started, Math.max(now, started))))}
            </Button>
          )}
          <Button onClick={() => setEdited({})} sx={{ minHeight: 26, py: 0 }}>
            {t.add}
          </Button>
        </>
      }
    >
      {removing}
      <ErrorAlert error={problem} />
      <Box sx={{ fontSize: '0.8125rem', color: total ? 'text.primary' : 'text.secondary' }}>
        {total ? t.sum(told(total), ticket.cost?.toLocaleString('en-US')) : t.none}
      </Box>
      <Box component="ul" aria-label={t.title} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {entries.map((one) => (
          <Box
            component="li"
            key={one.id}
            sx={{ display: 'flex', alignItems: 'center', minHeight: 28, fontSize: '0.8125rem' }}
          >
            <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
              {told(one.minutes)}{' '}
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {personName(one.user, language)} {formatDate(new Date(instantOfDay(one.worked_on, '12:00')), language)}
              </Box>
              {one.note && <Box sx={{ color: 'text.secondary' }}>{one.note}</Box>}
            </Box>
            {(one.user.id === me.id || may(me, `${kindOf(ticket)}:delete`)) && (
              <>
                <IconButton size="small" aria-label={t.correct(told(one.minutes))} onClick={() => setEdited(one)}>
                  <Pencil size={14} aria-hidden />
                </IconButton>
                <IconButton
                  size="small"
                  aria-label={t.remove(told(one.minutes))}
                  onClick={(event) => {
                    focusAfterRow(event);
                    takeAway(one);
                  }}
                >
                  <X size={14} aria-hidden />
                </IconButton>
              </>
            )}
          </Box>
        ))}
      </Box>
      {edited && (
        <RecordDialog
          title={`${number} ${t.title}`}
          fields={[
            { ...field('minutes', t.minutes, 'number', { required: true }), min: 1, max: MOST_MINUTES },
            field('worked_on', t.day, 'date', { required: true }),
            field('note', t.note, 'textfield', { max: 500 }),
          ]}
          initial={initial}
          saveLabel={t.save}
          save={(fields) =>
            entry
              ? correct({ kind, id: number, entry: entry.id, version: entry.version, fields }).unwrap()
              : add({ kind, id: number, fields: { ...initial, ...fields } })
                  .unwrap()
                  .then(() => {
                    // the time that was measured is written down now
                    if ('minutes' in edited) {
                      stop(me.id, number);
                      setStarted(undefined);
                    }
                  })
          }
          onClose={() => setEdited(undefined)}
        />
      )}
    </Section>
  );
}
