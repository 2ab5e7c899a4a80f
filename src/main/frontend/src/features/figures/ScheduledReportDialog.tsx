import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';

import { useCalendarsQuery } from '@/shared/api/calendarsApi';
import { KINDS } from '@/shared/api/model';
import { atField, problemOf, type ApiProblem } from '@/shared/api/problem';
import { useMe } from '@/shared/api/profile';
import { useSaveMutation } from '@/shared/api/recordsApi';
import { useSavedViewsQuery } from '@/shared/api/viewsApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { spoken } from '@/shared/i18n/words';
import { currentZone } from '@/shared/i18n/zone';
import { useChanged } from '@/shared/lib/useChanged';
import { DateTimeField } from '@/shared/ui/DateTimeField';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FormDialog } from '@/shared/ui/FormDialog';
import { PersonById } from '@/shared/ui/PersonById';
import { RemovableChip } from '@/shared/ui/RemovableChip';
import { UserPicker } from '@/shared/ui/UserPicker';

import { CardRows, FIRST } from './DashboardDialog';
import { useDashboardsQuery, type DashboardCard } from './dashboardsApi';
import { type ScheduledFields, type ScheduledReport } from './scheduledApi';
import { texts } from './scheduledTexts';
import { texts as figureTexts } from './texts';

const UNDONE = 'phase=open&phase=in_work&phase=on_hold';
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const BUSINESS_DAYS = [1, 2, 3, 4, 5, 10, 15, -5, -3, -2, -1];

/** A report as a form: what it holds, who gets it, and when. */
export function ScheduledReportDialog({ report, onClose }: { report?: ScheduledReport; onClose: () => void }) {
  const { language } = useLanguage();
  const t = useTexts(texts);
  const me = useMe();
  const { data: calendars = [] } = useCalendarsQuery();
  const [values, setValues] = useState<ScheduledFields>(
    (report as ScheduledFields | undefined) ?? {
      name: '',
      content: 'figures',
      cards: FIRST,
      format: 'pdf',
      recipient_ids: [me.id],
      repeats: 'weekly',
      weekday: 'monday',
      when_closed: 'next',
      calendar: 'business-hours',
      time_of_day: '08:00',
    },
  );
  const [problem, setProblem] = useState<ApiProblem>();
  const changed = useChanged(values);
  const [save] = useSaveMutation();
  const set = (more: ScheduledFields) => setValues({ ...values, ...more });
  const recipients = values.recipient_ids ?? [];

  async function send() {
    setProblem(undefined);
    const { name, content, format, recipient_ids, repeats, when_closed, calendar, time_of_day } = values;
    const fields: ScheduledFields = {
      name,
      content,
      format,
      recipient_ids,
      repeats,
      when_closed,
      calendar,
      time_of_day,
      ...(repeats === 'weekly' ? { weekday: values.weekday } : { business_day: values.business_day ?? 1 }),
      ...(content === 'figures' && { cards: values.cards }),
      ...(content === 'dashboard' && { dashboard_id: values.dashboard_id }),
      ...(content === 'list' && { kind: values.kind, filter: values.filter }),
    };
    await save({ path: 'scheduled-reports', id: report?.id, version: report?.version, fields })
      .unwrap()
      .then(onClose)
      .catch((error: unknown) => setProblem(problemOf(error)));
  }

  return (
    <FormDialog
      title={report ? t.edit : t.add}
      sendLabel={t.save}
      send={send}
      isUnsaved={changed}
      width="md"
      onClose={onClose}
    >
      <ErrorAlert error={problem} fields={['name', 'dashboard_id', 'kind', 'calendar']} />
      <Two>
        <TextField
          label={t.name}
          required
          autoFocus
          value={values.name}
          onChange={({ target }) => set({ name: target.value })}
          slotProps={{ htmlInput: { maxLength: 100 } }}
          error={atField(problem, 'name') !== undefined}
          helperText={atField(problem, 'name')}
        />
        <Select
          label={t.format}
          value={values.format}
          onChange={(format) => set({ format: format as ScheduledReport['format'] })}
          options={[
            ['pdf', 'PDF'],
            ['xlsx', 'Excel'],
          ]}
        />
      </Two>
      <Content values={values} onChange={set} problem={problem} />
      <When values={values} onChange={set} />
      <Two>
        <Select
          label={t.calendar}
          value={values.calendar}
          error={atField(problem, 'calendar')}
          onChange={(calendar) => set({ calendar })}
          options={calendars.map(({ key, definition }) => [key, spoken(definition.name, language)])}
        />
        <DateTimeField
          kind="time"
          zone={currentZone()}
          label={t.time}
          value={values.time_of_day ?? ''}
          onChange={(time_of_day) => set({ time_of_day })}
        />
      </Two>
      <Box>
        <Typography variant="caption" color="text.secondary">
          {t.recipients}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, my: 1 }}>
          {recipients.map((one) => (
            <RemovableChip
              key={one}
              label={<PersonById id={one} />}
              onRemove={() => set({ recipient_ids: recipients.filter((other) => other !== one) })}
            />
          ))}
        </Box>
        <UserPicker
          // empty again once somebody was chosen
          key={recipients.length}
          label={t.addRecipient}
          value={null}
          onChange={(user) => user?.id && set({ recipient_ids: [...new Set([...recipients, user.id])] })}
        />
      </Box>
    </FormDialog>
  );
}

interface Part {
  values: ScheduledFields;
  onChange: (more: ScheduledFields) => void;
}

function Content({ values, onChange, problem }: Part & { problem?: ApiProblem }) {
  const t = useTexts(texts);
  const { own } = useTexts(figureTexts);
  const { data: dashboards = [] } = useDashboardsQuery();
  const { data: views = [] } = useSavedViewsQuery();
  const lists = [
    ...KINDS.map(({ path, kind }) => ({ key: `${path}?${UNDONE}`, label: t.undone(own.kinds[kind]) })),
    ...views.map(({ kind, filter, name }) => ({ key: `${kind}?${filter}`, label: name })),
  ];
  const present = values.kind ? `${values.kind}?${values.filter ?? ''}` : '';
  const known = lists.some(({ key }) => key === present);
  return (
    <>
      <Two>
        <Select
          label={t.content}
          value={values.content}
          onChange={(content) => onChange({ content: content as ScheduledReport['content'] })}
          options={Object.entries(t.contents)}
        />
        {values.content === 'dashboard' && (
          <Select
            label={t.dashboard}
            value={values.dashboard_id ?? ''}
            error={atField(problem, 'dashboard_id') ?? (dashboards.length === 0 ? t.noDashboards : undefined)}
            onChange={(dashboard_id) => onChange({ dashboard_id })}
            options={dashboards.map((one) => [one.id, one.name])}
          />
        )}
        {values.content === 'list' && (
          <Select
            label={t.view}
            value={present}
            error={atField(problem, 'kind')}
            onChange={(chosen) => {
              const [kind, ...filter] = chosen.split('?');
              onChange({ kind, filter: filter.join('?') });
            }}
            options={[
              ...lists.map(({ key, label }) => [key, label] as const),
              ...(present && !known ? [[present, t.present] as const] : []),
            ]}
          />
        )}
      </Two>
      {values.content === 'figures' && (
        <CardRows
          cards={values.cards?.length ? (values.cards as DashboardCard[]) : FIRST}
          onChange={(cards) => onChange({ cards })}
        />
      )}
    </>
  );
}

function When({ values, onChange }: Part) {
  const t = useTexts(texts);
  return (
    <Two>
      <Select
        label={t.repeats}
        value={values.repeats}
        onChange={(repeats) => onChange({ repeats: repeats as ScheduledReport['repeats'] })}
        options={Object.entries(t.repetitions)}
      />
      {values.repeats === 'weekly' ? (
        <>
          <Select
            label={t.weekday}
            value={values.weekday ?? 'monday'}
            onChange={(weekday) => onChange({ weekday: weekday as ScheduledFields['weekday'] })}
            options={WEEKDAYS.map((one) => [one, t.weekdays[one]])}
          />
          <Select
            label={t.whenClosed}
            value={values.when_closed}
            onChange={(closed) => onChange({ when_closed: closed as ScheduledReport['when_closed'] })}
            options={Object.entries(t.closed)}
          />
        </>
      ) : (
        <Select
          label={t.businessDay}
          value={String(values.business_day ?? 1)}
          onChange={(day) => onChange({ business_day: Number(day) })}
          options={[...new Set([...BUSINESS_DAYS, values.business_day ?? 1])].map((day) => [String(day), t.nth(day)])}
        />
      )}
    </Two>
  );
}

function Two({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
      }}
    >
      {children}
    </Box>
  );
}

function Select({
  label,
  value,
  onChange,
  options,
  error,
}: {
  label: string;
  value?: string;
  onChange: (value: string) => void;
  options: readonly (readonly [string, string])[];
  error?: string;
}) {
  return (
    <TextField
      select
      label={label}
      value={options.some(([one]) => one === value) ? value : ''}
      onChange={({ target }) => onChange(target.value)}
      error={error !== undefined}
      helperText={error}
    >
      {options.map(([one, name]) => (
        <MenuItem key={one} value={one}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
