import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import LinearProgress from '@mui/material/LinearProgress';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';

import { isProblem } from '@/shared/api/problem';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn, type Language } from '@/shared/i18n/texts';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { TicketLink } from '@/shared/ui/TicketLink';

import {
  goesOn,
  useChangeWordsMutation,
  useUndoWordChangeMutation,
  useWordChange,
  useWordChangesQuery,
  type DroppedWord,
  type WordChange,
  type WordSuccessor,
} from './modelsApi';
import { texts } from './texts';

/** What people read for a word that took part in a change. */
function named({ labels }: WordChange, kind: string, field: string, word: string, language: Language): string {
  const found = labels.find((one) => one.kind === kind && one.field === field && one.word === word);
  return found ? labelIn(found.label, language) : word;
}

const idOf = ({ kind, field, word }: Pick<DroppedWord, 'kind' | 'field' | 'word'>) => `${kind} ${field} ${word}`;

/** Words that no table has any more and open tickets carry: which others take their place, and how far that is. */
export function WordChanges() {
  const t = useTexts(texts).words;
  const [params, setParams] = useSearchParams();
  const shown = params.get('change');
  const { data, error, refetch } = useWordChangesQuery();
  const show = (id: string) => setParams({ tab: 'words', change: id }, { replace: true });
  if (!data) {
    return error ? <ErrorAlert error={error} onRetry={() => void refetch()} /> : <RowSkeletons />;
  }
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {data.words.length > 0 ? (
        <Dropped words={data.words} busy={data.changes.some(({ state }) => goesOn(state))} onBegun={show} />
      ) : (
        <EmptyState title={t.none} />
      )}
      {shown && <Progress key={shown} id={shown} onOver={refetch} />}
      {data.changes.length > 0 && <Earlier changes={data.changes} onShow={show} />}
    </Box>
  );
}

function Dropped({
  words,
  busy,
  onBegun,
}: {
  words: readonly DroppedWord[];
  /** tickets are being changed already */
  busy: boolean;
  onBegun: (id: string) => void;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const [agree, setAgree] = useState(true);
  const [change, { error, isLoading }] = useChangeWordsMutation();
  const successorOf = (word: DroppedWord) => chosen[idOf(word)] ?? word.successor ?? '';
  const successors: WordSuccessor[] = words.flatMap((one) => {
    const successor = successorOf(one);
    return successor ? [{ kind: one.kind, field: one.field, word: one.word, successor }] : [];
  });
  const fields = t.words.fields as Record<string, string>;
  return (
    <Box sx={{ display: 'grid', gap: 1.5, justifyItems: 'start', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <span>{t.words.hint}</span>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      <Grid head={[t.words.type, t.words.field, t.words.word, t.tickets, t.words.successor]} label={t.words.word}>
        {words.map((one) => (
          <tr key={idOf(one)}>
            <td>{t.words.kinds[one.kind] ?? one.kind}</td>
            <td>{fields[one.field] ?? one.field}</td>
            <Box component="td" sx={{ overflowWrap: 'anywhere' }}>
              {one.label[language]}
            </Box>
            <td>{one.tickets}</td>
            <td>
              <TextField
                select
                size="small"
                value={successorOf(one)}
                onChange={({ target }) => setChosen({ ...chosen, [idOf(one)]: target.value })}
                slotProps={{
                  select: {
                    displayEmpty: true,
                    SelectDisplayProps: {
                      'aria-label': `${t.words.successor}: ${fields[one.field] ?? one.field} ${one.label[language]}`,
                    },
                  },
                }}
                sx={{ minWidth: 180 }}
              >
                <MenuItem value="">{t.words.later}</MenuItem>
                {one.choices.map(({ value, label }) => (
                  <MenuItem key={value} value={value}>
                    {label[language]}
                  </MenuItem>
                ))}
              </TextField>
            </td>
          </tr>
        ))}
      </Grid>
      <Box>
        <FormControlLabel
          control={<Checkbox checked={agree} onChange={({ target }) => setAgree(target.checked)} />}
          label={t.words.agree}
        />
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.words.agreeHint}</Box>
      </Box>
      <Button
        variant="contained"
        disabled={busy || isLoading || successors.length === 0}
        onClick={() =>
          change({ successors, agree })
            .unwrap()
            .then(
              (begun) => {
                setChosen({});
                onBegun(begun.id);
              },
              () => undefined,
            )
        }
      >
        {t.words.change}
      </Button>
    </Box>
  );
}

function Progress({ id, onOver }: { id: string; onOver: () => unknown }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: change, error } = useWordChange(id);
  const [undo, { error: refused, isLoading }] = useUndoWordChangeMutation();
  const over = change !== undefined && !goesOn(change.state);
  useEffect(() => {
    if (over) {
      onOver();
    }
  }, [over, onOver]);
  if (!change) {
    return error ? <ErrorAlert error={error} /> : <LinearProgress />;
  }
  const states = t.states as Record<string, string>;
  const verdicts = t.words.verdicts as Record<string, string>;
  const fields = t.words.fields as Record<string, string>;
  const said = (kind: string, words: object) =>
    Object.entries(words as Record<string, string>)
      .map(([field, word]) => `${fields[field] ?? field}: ${named(change, kind, field, word, language)}`)
      .join(' · ');
  return (
    <Box component="section" sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box role="status" sx={{ fontWeight: 600 }}>
        {states[change.state] ?? change.state}
        {Object.entries(change.counts).map(([verdict, count]) => ` · ${verdicts[verdict] ?? verdict} ${count}`)}
      </Box>
      {goesOn(change.state) && <LinearProgress />}
      <ErrorAlert error={isProblem(refused) ? refused : undefined} />
      {(['running', 'done'].includes(change.state) ||
        (change.state === 'undone' && ((change.counts as Record<string, number>).failed ?? 0) > 0)) &&
        change.total > 0 && (
          <Box>
            <Button color="inherit" disabled={isLoading} onClick={() => void undo(id)}>
              {t.words.undo}
            </Button>
          </Box>
        )}
      {change.tickets.length > 0 && (
        <Grid head={[t.tickets, t.pictures.before, t.pictures.after, t.verdict]} label={t.words.pairs}>
          {change.tickets.map((ticket) => (
            <tr key={ticket.id}>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                <TicketLink number={ticket.number} />
              </Box>
              <td>{said(ticket.kind, ticket.words)}</td>
              <td>{said(ticket.kind, ticket.next)}</td>
              <td>{verdicts[ticket.state] ?? ticket.state}</td>
            </tr>
          ))}
        </Grid>
      )}
    </Box>
  );
}

function Earlier({ changes, onShow }: { changes: readonly WordChange[]; onShow: (id: string) => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const states = t.states as Record<string, string>;
  const { kinds } = t.words;
  const fields = t.words.fields as Record<string, string>;
  return (
    <Box component="section">
      <Box component="h2" sx={{ fontSize: '0.875rem', mb: 0.5 }}>
        {t.words.earlier}
      </Box>
      <Grid head={[t.words.at, t.words.pairs, t.tickets, t.verdict, '']} label={t.words.earlier}>
        {changes.map((change) => (
          <tr key={change.id}>
            <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
              {formatDateTime(change.created_at, language)}
            </Box>
            <Box component="td" sx={{ overflowWrap: 'anywhere', minWidth: 200 }}>
              {change.successors.map(({ kind, field, word, successor }) => (
                <Box key={`${kind} ${field} ${word}`}>
                  {`${kinds[kind] ?? kind} · ${fields[field] ?? field}: `}
                  {`${named(change, kind, field, word, language)} → ${named(change, kind, field, successor, language)}`}
                </Box>
              ))}
              {change.agrees && <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{t.words.agreed}</Box>}
            </Box>
            <td>{change.total}</td>
            <td>{states[change.state] ?? change.state}</td>
            <td>
              <Button onClick={() => onShow(change.id)}>{t.words.show}</Button>
            </td>
          </tr>
        ))}
      </Grid>
    </Box>
  );
}
