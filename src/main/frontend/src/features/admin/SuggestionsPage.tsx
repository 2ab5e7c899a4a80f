import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';

import { isProblem } from '@/shared/api/problem';
import { percent } from '@/shared/figures/show';
import { formatCount, formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { Choice } from '@/shared/ui/Choice';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';

import {
  useSetSuggestionMutation,
  useSuggestionSettingsQuery,
  useSuggestionVersionsQuery,
  useTrainSuggestionsMutation,
  type SuggestionSetting,
  type SuggestionVersion,
} from './suggestionsApi';
import { texts } from './suggestionsTexts';

const LEAST = 30;

/** What models may say about new incidents, and how good each version of them is. */
export function SuggestionsPage() {
  const t = useTexts(texts);
  const say = useNotice();
  const { data: settings = [], error } = useSuggestionSettingsQuery();
  const { data: versions = [] } = useSuggestionVersionsQuery();
  const [train, { error: refused, isLoading }] = useTrainSuggestionsMutation();
  const problem = [error, refused].find(isProblem);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
        <Box sx={{ flex: '1 1 320px', color: 'text.secondary', fontSize: '0.8125rem' }}>{t.hint}</Box>
        <Button
          variant="outlined"
          disabled={isLoading}
          onClick={() =>
            void train()
              .unwrap()
              .then(
                (now) => say(now.length > versions.length ? t.trained : t.nothingNew),
                () => undefined,
              )
          }
        >
          {t.train}
        </Button>
      </Box>
      <ErrorAlert error={problem} />
      {settings.map((setting) => (
        <Block key={setting.field} title={t.fields[setting.field] ?? setting.field}>
          <Setting key={setting.threshold} setting={setting} />
          <Versions
            label={t.fields[setting.field] ?? setting.field}
            versions={versions.filter(({ field }) => field === setting.field)}
          />
        </Block>
      ))}
    </Box>
  );
}

function Setting({ setting }: { setting: SuggestionSetting }) {
  const t = useTexts(texts);
  const say = useNotice();
  const [set, { error, isLoading }] = useSetSuggestionMutation();
  const kept = String(Math.round(setting.threshold * 100));
  const [typed, setTyped] = useState(kept);
  const name = t.fields[setting.field] ?? setting.field;
  // what a process asks for is not filled in behind its back
  const modes = (['off', 'shadow', 'suggest', 'fill'] as const).filter(
    (mode) => mode !== 'fill' || setting.field === 'category_id',
  );
  const keep = (changed: Partial<SuggestionSetting>) =>
    void set({ ...setting, ...changed })
      .unwrap()
      .then(
        () => say(t.saved),
        () => undefined,
      );
  return (
    <>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, mb: 1.5 }}>
        <Choice
          label={t.mode(name)}
          value={setting.mode}
          onChoose={(chosen) => keep({ mode: chosen as SuggestionSetting['mode'] })}
        >
          {modes.map((mode) => ({ value: mode, label: t.modes[mode] }))}
        </Choice>
        <TextField
          type="number"
          label={t.threshold}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          slotProps={{ htmlInput: { min: LEAST, max: 100, 'aria-label': t.thresholdOf(name) } }}
          sx={{ width: 168 }}
        />
        {typed !== kept && (
          <Button disabled={isLoading || typed.trim() === ''} onClick={() => keep({ threshold: Number(typed) / 100 })}>
            {t.save}
          </Button>
        )}
      </Box>
    </>
  );
}

function Versions({ label, versions }: { label: string; versions: readonly SuggestionVersion[] }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  if (versions.length === 0) {
    return <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.none}</Box>;
  }
  const of = (some: number, all: number) =>
    all === 0 ? '–' : t.of(formatCount(some), formatCount(all), percent(some / all));
  const head = [t.version, t.trainedAt, t.learnt, t.correct, t.mostFrequent, t.present, t.sure, t.outcome, t.since];
  return (
    <Grid label={label} head={head}>
      {versions.map((one) => (
        <tr key={one.version}>
          <td>{one.version}</td>
          <td>{formatDateTime(one.trained_at, language)}</td>
          <td>{formatCount(one.learnt)}</td>
          <td>{of(one.correct, one.held_out)}</td>
          <td>{of(one.most_frequent, one.held_out)}</td>
          <td>{one.present === null ? '–' : of(one.present, one.held_out)}</td>
          <td>{of(one.said_correct, one.said)}</td>
          <td>{t.outcomes[one.outcome] ?? one.outcome}</td>
          <td>{of(one.confirmed, one.closed)}</td>
        </tr>
      ))}
    </Grid>
  );
}
