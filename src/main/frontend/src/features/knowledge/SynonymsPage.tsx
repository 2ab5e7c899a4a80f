import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { Link } from 'react-router';

import { isProblem, type ApiProblem } from '@/shared/api/problem';
import { formatCount, formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { useLater } from '@/shared/lib/useLater';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { RecordDialog } from '@/shared/ui/RecordDialog';
import { RecordList } from '@/shared/ui/RecordList';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import {
  useMissesQuery,
  useRemoveSynonymsMutation,
  useSaveSynonymsMutation,
  useSynonymsQuery,
  type SynonymGroup,
} from './synonymsApi';
import { texts } from './synonymsTexts';

/** So long somebody does not type before it is asked. */
const PAUSE = 300;
const FEW = 10;

/** What searches don't find, and which words mean the same. */
export function SynonymsPage() {
  const t = useTexts(texts);
  return (
    <Box sx={{ maxWidth: 900 }}>
      <PageHeader
        title={t.title}
        actions={
          <Button component={Link} to="/knowledge">
            {t.back}
          </Button>
        }
      />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 6, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3 }}>
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.hint}</Box>
        <Misses />
        <Groups />
      </Box>
    </Box>
  );
}

function useWordFields() {
  const t = useTexts(texts);
  return [field('words', t.oneEach, 'textarea', { required: true }), field('is_active', t.active, 'checkbox')];
}

function linesOf(text: unknown): string[] {
  return String(text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** What was looked for in vain; each becomes a group in one step. */
function Misses() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useNotice();
  const fields = useWordFields();
  const [page, setPage] = useState(1);
  const [words, setWords] = useState<string>();
  const { data: misses, error, refetch } = useMissesQuery({ page, limit: FEW });
  const [save] = useSaveSynonymsMutation();
  return (
    <Block title={t.misses}>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1 }}>{t.missesHint}</Box>
      <ErrorAlert error={error} onRetry={() => void refetch()} />
      {!misses && !error && <RowSkeletons rows={3} />}
      {misses?.items.length === 0 && t.noMisses}
      {misses && misses.items.length > 0 && (
        <Grid head={[t.words, t.times, t.last, '']} label={t.misses}>
          {misses.items.map((miss) => (
            <tr key={miss.words}>
              <Box component="td" sx={{ overflowWrap: 'anywhere', minWidth: 88 }}>
                {miss.words}
              </Box>
              <td>{formatCount(miss.times, false)}</td>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                {formatDateTime(miss.last_at, language)}
              </Box>
              <Box component="td" sx={{ whiteSpace: 'nowrap', textAlign: 'right !important', py: '0 !important' }}>
                <Button onClick={() => setWords(miss.words)}>{t.makeGroup}</Button>
              </Box>
            </tr>
          ))}
        </Grid>
      )}
      <Pager page={page} hasNext={misses?.hasNext} onPage={setPage} />
      {words !== undefined && (
        <RecordDialog
          title={t.makeGroup}
          fields={fields.slice(0, 1)}
          initial={{ words: `${words}\n` }}
          saveLabel={t.save}
          save={(said) =>
            save({ words: linesOf(said['words'] ?? words), is_active: true })
              .unwrap()
              .then(() => say(t.done))
          }
          onClose={() => setWords(undefined)}
        />
      )}
    </Block>
  );
}

function Groups() {
  const t = useTexts(texts);
  const say = useNotice();
  const fields = useWordFields();
  const [typed, setTyped] = useState('');
  const [shipped, setShipped] = useState('');
  const [page, setPage] = useState(1);
  const [problem, setProblem] = useState<ApiProblem>();
  const q = useLater(typed.trim(), PAUSE);
  const { data: groups, ...read } = useSynonymsQuery({ q, shipped, page });
  const [save] = useSaveSynonymsMutation();
  const [remove] = useRemoveSynonymsMutation();

  function ask(call: { unwrap: () => Promise<unknown> }, done: string) {
    setProblem(undefined);
    call.unwrap().then(
      () => say(done),
      (refused: unknown) => isProblem(refused) && setProblem(refused),
    );
  }

  return (
    <Block title={t.groups}>
      <ErrorAlert error={problem} />
      <RecordList<SynonymGroup>
        label={t.groups}
        items={groups?.items}
        read={read}
        tools={
          <>
            <TextField
              label={t.find}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setPage(1);
              }}
              sx={{ width: { xs: '100%', sm: 220 } }}
            />
            <TextField
              select
              label={t.kind}
              value={shipped}
              onChange={(event) => {
                setShipped(event.target.value);
                setPage(1);
              }}
              sx={{ width: 140 }}
            >
              <MenuItem value="">{t.all}</MenuItem>
              <MenuItem value="false">{t.own}</MenuItem>
              <MenuItem value="true">{t.shipped}</MenuItem>
            </TextField>
          </>
        }
        columns={[
          [t.words, ({ words }) => <Box sx={{ overflowWrap: 'anywhere' }}>{words.join(t.separator)}</Box>],
          [t.kind, (group) => (group.is_changed ? t.changed : group.is_shipped ? t.shipped : t.own)],
          [t.status, (group) => (group.is_active ? t.on : t.off)],
        ]}
        fields={() => fields}
        initial={(group) => ({ words: group.words.join('\n'), is_active: group.is_active })}
        save={(said, group) =>
          save({
            id: group?.id,
            version: group?.version,
            words: said['words'] === undefined ? (group?.words ?? []) : linesOf(said['words']),
            is_active: said['is_active'] === undefined ? (group?.is_active ?? true) : said['is_active'] === true,
          }).unwrap()
        }
        fresh={{ is_active: true }}
        more={({ id, version, words, is_active, is_shipped, is_changed }) => (
          <>
            <Button onClick={() => ask(save({ id, version, words, is_active: !is_active }), t.done)}>
              {is_active ? t.switchOff : t.switchOn}
            </Button>
            {is_changed && <Button onClick={() => ask(remove({ id, version }), t.restored)}>{t.restore}</Button>}
            {!is_shipped && <Button onClick={() => ask(remove({ id, version }), t.removed)}>{t.remove}</Button>}
          </>
        )}
      />
      <Pager page={page} hasNext={groups?.hasNext} onPage={setPage} />
    </Block>
  );
}
