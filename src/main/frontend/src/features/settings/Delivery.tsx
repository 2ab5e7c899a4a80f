import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState, type ReactNode } from 'react';

import { useMe } from '@/shared/api/profile';
import { atField, isProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { Choice } from '@/shared/ui/Choice';
import { DateTimeField } from '@/shared/ui/DateTimeField';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { Hint } from './rows';
import { useDeliveryQuery, useSaveDeliveryMutation, type Delivery as Wanted } from './settingsApi';
import { texts } from './texts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const FIELDS = ['quiet_days', 'quiet_from', 'quiet_to', 'daily_at', 'time_zone'];

/** When mails and pushes come that are not urgent. */
export function Delivery() {
  const t = useTexts(texts).delivery;
  const { data: wanted } = useDeliveryQuery();
  return (
    <Block title={t.title}>
      <Hint>{t.hint}</Hint>
      {wanted ? <Form key={JSON.stringify(wanted)} wanted={wanted} /> : <RowSkeletons rows={3} />}
    </Block>
  );
}

function Form({ wanted }: { wanted: Wanted }) {
  const t = useTexts(texts);
  const d = t.delivery;
  const me = useMe();
  const say = useNotice();
  const [draft, setDraft] = useState(wanted);
  const [save, { error, isLoading }] = useSaveDeliveryMutation();
  const problem = isProblem(error) ? error : undefined;
  const change = (part: Partial<Wanted>) => setDraft({ ...draft, ...part });
  const time = (name: 'quiet_from' | 'quiet_to' | 'daily_at', label: string) => (
    <DateTimeField
      kind="time"
      label={label}
      zone={draft.time_zone ?? me.time_zone ?? undefined}
      // the end of a day is its midnight in a field
      value={draft[name] === '24:00' ? '00:00' : draft[name]}
      onChange={(value) => change({ [name]: value })}
      error={atField(problem, name) !== undefined}
      helperText={atField(problem, name)}
      sx={{ width: 180 }}
    />
  );
  const timed = draft.quiet === 'hours' || draft.mails === 'daily';
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wholeDay = draft.quiet_from === '00:00' && draft.quiet_to === '00:00';
        save({ ...draft, quiet_to: wholeDay ? '24:00' : draft.quiet_to })
          .unwrap()
          .then(
            () => say(t.saved),
            () => undefined,
          );
      }}
      sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2 }}
    >
      <ErrorAlert error={problem} fields={FIELDS} />
      <Part label={d.mails}>
        <Choice label={d.mails} value={draft.mails} onChoose={(mails) => change({ mails: mails as Wanted['mails'] })}>
          {[
            { value: 'at_once', label: d.atOnce },
            { value: 'hourly', label: d.hourly },
            { value: 'daily', label: d.daily },
          ]}
        </Choice>
        {draft.mails === 'daily' && time('daily_at', d.dailyAt)}
      </Part>
      <Part label={d.quiet}>
        <Choice label={d.quiet} value={draft.quiet} onChoose={(quiet) => change({ quiet: quiet as Wanted['quiet'] })}>
          {[
            { value: 'never', label: d.never },
            { value: 'hours', label: d.hours },
            { value: 'outside_business_hours', label: d.outside },
          ]}
        </Choice>
        {draft.quiet === 'hours' && (
          <>
            <Box>
              <ToggleButtonGroup
                size="small"
                value={draft.quiet_days}
                aria-label={d.days}
                onChange={(_, days: string[]) =>
                  change({ quiet_days: DAYS.filter((day) => days.includes(day)) as Wanted['quiet_days'] })
                }
                sx={{ flexWrap: 'wrap', '& button': { px: 1.25, py: 0.25, textTransform: 'none' } }}
              >
                {DAYS.map((day) => (
                  <ToggleButton key={day} value={day}>
                    {d.dayNames[day]}
                  </ToggleButton>
                ))}
              </ToggleButtonGroup>
              {atField(problem, 'quiet_days') && (
                <Box role="alert" sx={{ color: 'error.main', fontSize: '0.75rem', mt: 0.5 }}>
                  {atField(problem, 'quiet_days')}
                </Box>
              )}
            </Box>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
              {time('quiet_from', t.from)}
              {time('quiet_to', t.to)}
            </Box>
          </>
        )}
      </Part>
      {timed && (
        <Autocomplete
          options={Intl.supportedValuesOf('timeZone')}
          value={draft.time_zone ?? null}
          onChange={(_, time_zone) => change({ time_zone })}
          sx={{ maxWidth: 320 }}
          renderInput={(params) => (
            <TextField
              {...params}
              label={d.zone}
              placeholder={me.time_zone}
              error={atField(problem, 'time_zone') !== undefined}
              helperText={atField(problem, 'time_zone') ?? d.zoneHint(me.time_zone ?? '')}
              slotProps={{ ...params.slotProps, inputLabel: { shrink: true } }}
            />
          )}
        />
      )}
      <Box>
        <Button type="submit" variant="contained" disabled={isLoading}>
          {d.save}
        </Button>
      </Box>
    </Box>
  );
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gap: 1.5, justifyItems: 'start' }}>
      <Box sx={{ fontWeight: 600, fontSize: '0.875rem' }}>{label}</Box>
      {children}
    </Box>
  );
}
