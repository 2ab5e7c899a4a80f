import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';

import { kindOf, type HistoryEntry, type TicketDetail, type WorkNote } from '@/shared/api/model';
import { useAnswers, usePriorities, useStatusWord } from '@/shared/api/wordsApi';
import { formatAgo, formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useNow } from '@/shared/lib/useNow';
import { LinkedText } from '@/shared/ui/LinkedText';
import { Person, personName } from '@/shared/ui/Person';

import { sentence, told } from './history';
import { texts } from './texts';

type Shown = 'all' | 'notes' | 'changes';

type Entry = { at: string; note: WorkNote } | { at: string; changes: HistoryEntry[] };

/** Notes and changes in one order; changes of one moment by one person are one entry. */
export function entriesOf(ticket: Pick<TicketDetail, 'work_notes' | 'history'>, shown: Shown): Entry[] {
  const notes: Entry[] = shown === 'changes' ? [] : ticket.work_notes.map((note) => ({ at: note.created_at, note }));
  const changes: { at: string; changes: HistoryEntry[] }[] = [];
  if (shown !== 'notes') {
    for (const change of [...ticket.history].sort((a, b) => a.changed_at.localeCompare(b.changed_at))) {
      const last = changes.at(-1);
      const sameMoment =
        last &&
        Math.abs(new Date(change.changed_at).getTime() - new Date(last.at).getTime()) < 2000 &&
        last.changes[0]?.changed_by?.id === change.changed_by?.id;
      if (sameMoment) {
        last.changes.push(change);
      } else {
        changes.push({ at: change.changed_at, changes: [change] });
      }
    }
  }
  return [...notes, ...changes].sort((a, b) => a.at.localeCompare(b.at));
}

export function Timeline({
  ticket,
  internal,
  names,
}: {
  ticket: TicketDetail;
  internal: boolean;
  names: ReadonlyMap<string, string>;
}) {
  const t = useTexts(texts);
  const [shown, setShown] = useState<Shown>('all');
  const entries = useMemo(() => entriesOf(ticket, shown), [ticket, shown]);
  return (
    <Box component="section" aria-labelledby="timeline-title">
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1 }}>
        <Typography variant="h2" id="timeline-title" sx={{ flex: 1 }}>
          {t.timeline}
        </Typography>
        {internal && (
          <ToggleButtonGroup
            exclusive
            size="small"
            value={shown}
            aria-label={t.timeline}
            onChange={(_, wanted: Shown | null) => wanted && setShown(wanted)}
            sx={{ '& button': { px: 1, py: 0, minHeight: 26, textTransform: 'none', fontSize: '0.75rem' } }}
          >
            {(['all', 'notes', 'changes'] as const).map((one) => (
              <ToggleButton key={one} value={one}>
                {t.filter[one]}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        )}
      </Box>
      {entries.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.nothingYet}
        </Typography>
      )}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25 }}>
        {entries.map((entry) =>
          'note' in entry ? (
            <Note key={entry.note.id} note={entry.note} internal={internal} />
          ) : (
            <Changes
              key={entry.changes[0]!.id}
              changes={entry.changes}
              kind={kindOf(ticket)}
              keeps={Object.keys(ticket.fields ?? {}).length > 0}
              names={names}
            />
          ),
        )}
      </Box>
    </Box>
  );
}

function When({ at }: { at: string }) {
  const { language } = useLanguage();
  const now = useNow();
  return (
    <Box
      component="time"
      dateTime={at}
      title={formatDateTime(at, language)}
      sx={{ color: 'text.secondary', fontSize: '0.75rem', whiteSpace: 'nowrap' }}
    >
      {formatAgo(at, language, new Date(now))}
    </Box>
  );
}

function Note({ note, internal }: { note: WorkNote; internal: boolean }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const isPublic = note.is_public === 'Y';
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '28px minmax(0, 1fr)', gap: 1 }}>
      <Person person={note.created_by} size={28} />
      <Box
        sx={{
          gridColumn: 2,
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          borderLeftWidth: 3,
          borderLeftColor: isPublic ? 'primary.main' : 'divider',
          bgcolor: isPublic || !internal ? 'background.paper' : 'quiet',
          px: 1.5,
          py: 0.75,
        }}
      >
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1, flexWrap: 'wrap' }}>
          <Box component="span" sx={{ fontWeight: 600, fontSize: '0.8125rem' }}>
            {personName(note.created_by, language)}
          </Box>
          {internal && (
            <Box
              component="span"
              sx={{ fontSize: '0.75rem', color: isPublic ? 'primary.main' : 'text.secondary', fontWeight: 500 }}
            >
              {isPublic ? t.public : t.internal}
            </Box>
          )}
          <Box component="span" sx={{ ml: 'auto' }}>
            <When at={note.created_at} />
          </Box>
        </Box>
        <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          <LinkedText text={note.content ?? ''} />
        </Box>
      </Box>
    </Box>
  );
}

function Changes({
  changes,
  kind,
  keeps,
  names,
}: {
  changes: HistoryEntry[];
  kind: string;
  /** whether answers of forms are kept on the ticket */
  keeps: boolean;
  names: ReadonlyMap<string, string>;
}) {
  const { language } = useLanguage();
  const shown = told(changes);
  const statusWord = useStatusWord(
    shown
      .filter(({ field_name }) => field_name === 'status')
      .flatMap(({ old_value, new_value }) => [old_value, new_value]),
  );
  const answers = useAnswers(keeps);
  const { say: priorityWord } = usePriorities();
  if (shown.length === 0) {
    return null;
  }
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: '28px minmax(0, 1fr) auto',
        gap: 1,
        alignItems: 'baseline',
        fontSize: '0.8125rem',
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{
          justifySelf: 'center',
          width: 7,
          height: 7,
          borderRadius: '50%',
          bgcolor: 'divider',
          alignSelf: 'center',
        }}
      />
      <Box component="span">
        <Box component="span" sx={{ color: 'text.secondary', mr: 1 }}>
          {personName(changes[0]!.changed_by, language)}
        </Box>
        {shown
          // a reason that was kept as a whole sentence stands among others here
          .map((change) =>
            sentence(change, { kind, language, names, statusWord, priorityWord, answers }).replace(/[。.]$/, ''),
          )
          .join(language === 'ja' ? '、' : ', ')}
      </Box>
      <When at={changes[0]!.changed_at} />
    </Box>
  );
}
