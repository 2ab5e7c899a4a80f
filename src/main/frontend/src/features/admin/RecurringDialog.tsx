import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';

import { useCalendarsQuery } from '@/shared/api/calendarsApi';
import type { Field } from '@/shared/api/model';
import { atField, isProblem, problemOf, type ApiProblem } from '@/shared/api/problem';
import { useRequestTypesQuery } from '@/shared/api/requestsApi';
import { usePriorities } from '@/shared/api/wordsApi';
import { useChangeModelsQuery } from '@/shared/change/changeApi';
import { texts as changeTexts } from '@/shared/change/texts';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { spoken } from '@/shared/i18n/words';
import { currentZone, wallTime } from '@/shared/i18n/zone';
import { field } from '@/shared/lib/fields';
import { filled, initialOf, type FieldValues } from '@/shared/lib/form';
import { useChanged } from '@/shared/lib/useChanged';
import { useLater } from '@/shared/lib/useLater';
import { useNow } from '@/shared/lib/useNow';
import { DateTimeField } from '@/shared/ui/DateTimeField';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FormDialog } from '@/shared/ui/FormDialog';
import { FormView } from '@/shared/ui/FormView';
import { useNotice } from '@/shared/ui/Notice';

import {
  usePreviewRecurringQuery,
  useSaveRecurringMutation,
  type RecurringFields,
  type RecurringWork,
  type Recurs,
} from './recurringApi';
import { fromRule, toRule, USUAL } from './recurringRule';
import { texts } from './recurringTexts';
import { RecurrenceForm } from './RecurrenceForm';

const NO_FIELDS: readonly Field[] = [];

/** Recurring work as a form, with the dates that it comes to. */
export function RecurringDialog({ work, onClose }: { work?: RecurringWork; onClose: () => void }) {
  const t = useTexts(texts);
  const ofChange = useTexts(changeTexts);
  const { language } = useLanguage();
  const say = useNotice();
  const today = wallTime(useNow()).slice(0, 10);
  const { data: types = [] } = useRequestTypesQuery(language);
  const { data: models = [] } = useChangeModelsQuery();
  const { data: calendars = [] } = useCalendarsQuery();
  const [save] = useSaveRecurringMutation();
  const [problem, setProblem] = useState<ApiProblem>();
  const [kind, setKind] = useState<string>(work?.kind ?? 'request');
  const [own, setOwn] = useState<FieldValues>({
    title: work?.title,
    request_type: work?.request_type,
    model_id: work?.model_id,
    requester_id: work?.requester_id,
    window_after_minutes: work?.window_after_minutes,
    window_minutes: work?.window_minutes,
  });
  const [answers, setAnswers] = useState<FieldValues>(work?.answers ?? {});
  const [rule, setRule] = useState(
    work ? fromRule({ rrule: work.rrule, business_day: work.business_day, when_closed: work.when_closed }) : USUAL,
  );
  const [time, setTime] = useState(work?.time_of_day ?? '09:00');
  const [startsOn, setStartsOn] = useState(work?.starts_on ?? today);
  const [endsOn, setEndsOn] = useState(work?.ends_on ?? '');
  const [calendar, setCalendar] = useState(work?.calendar ?? 'business-hours');
  const [active, setActive] = useState(work?.is_active ?? true);
  const changed = useChanged([kind, own, answers, rule, time, startsOn, endsOn, calendar, active]);

  const priorities = usePriorities('request');
  const ofRequest = kind === 'request';
  const type = types.find((one) => one.type === own.request_type);
  const plain = ofRequest
    ? [
        field('description', t.description, 'textarea'),
        field('priority', t.priority, 'select', {
          choices: priorities.words.map((one) => [one, priorities.say(one, language)] as const),
        }),
      ]
    : [
        field('description', t.description, 'textarea'),
        field('implementation_plan', ofChange.implementation, 'textarea'),
        field('test_plan', ofChange.test, 'textarea'),
        field('backout_plan', ofChange.backout, 'textarea'),
      ];
  const ofType = ofRequest ? (type?.fields ?? NO_FIELDS).filter(({ key }) => key !== 'title') : NO_FIELDS;
  const asked = [...ofType, ...plain.filter(({ key }) => ofType.every((one) => one.key !== key))];
  const fields = [
    field('title', t.title, 'textfield', { required: true, max: 200 }),
    ...(ofRequest
      ? [
          field('request_type', t.requestType, 'select', {
            required: true,
            choices: types.map((one) => [one.type, labelIn(one.label, language)] as const),
          }),
          field('requester_id', t.requester, 'user'),
        ]
      : [
          field('model_id', t.model, 'select', {
            required: true,
            choices: models.map((model) => [model.id, model.name] as const),
          }),
          field('window_after_minutes', t.windowAfter, 'number'),
          field('window_minutes', t.windowMinutes, 'number'),
        ]),
  ];
  const schedule = {
    ...toRule(rule),
    time_of_day: time,
    starts_on: startsOn,
    ends_on: endsOn || null,
    calendar,
  } as Recurs;

  async function send() {
    setProblem(undefined);
    const number = (key: string) =>
      ofRequest || own[key] === undefined || own[key] === null || own[key] === '' ? null : Number(own[key]);
    // what the form does not ask for stays as it was
    const kept = Object.fromEntries(
      Object.entries(work?.answers ?? {}).filter(([key]) => !asked.some((one) => one.key === key)),
    );
    const same = work && work.kind === kind && (!ofRequest || work.request_type === own.request_type);
    try {
      await save({
        id: work?.id,
        version: work?.version,
        fields: {
          title: own.title,
          kind,
          request_type: ofRequest ? own.request_type : null,
          model_id: ofRequest ? null : own.model_id,
          requester_id: ofRequest ? own.requester_id || null : null,
          window_after_minutes: number('window_after_minutes'),
          window_minutes: number('window_minutes'),
          answers: { ...(same ? kept : {}), ...filled(asked, answers) },
          is_active: active,
          ...schedule,
        } as RecurringFields,
      }).unwrap();
      say(t.saved);
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <FormDialog
      title={`${t.label} – ${work ? t.edit : t.add}`}
      sendLabel={t.save}
      send={send}
      isUnsaved={changed}
      width="sm"
      onClose={onClose}
    >
      <ErrorAlert
        error={problem}
        fields={[
          ...fields.map(({ key }) => key),
          ...asked.map(({ key }) => `answers.${key}`),
          ...(rule.pattern === 'other' ? ['rrule'] : []),
          'time_of_day',
          'starts_on',
          'ends_on',
          'calendar',
        ]}
      />
      <TextField select label={t.starts} value={kind} onChange={({ target }) => setKind(target.value)}>
        {Object.entries(t.kinds).map(([word, label]) => (
          <MenuItem key={word} value={word}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <FormView
        fields={fields}
        values={own}
        onChange={(key, value) => {
          setOwn((before) => ({ ...before, [key]: value }));
          if (key === 'request_type' && value !== own.request_type) {
            setAnswers(initialOf(types.find((one) => one.type === value)?.fields ?? NO_FIELDS));
          }
        }}
        problem={problem}
      />
      {!ofRequest && <Typography sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.submitted}</Typography>}
      {asked.length > 0 && (
        <FormView
          fields={asked}
          values={answers}
          onChange={(key, value) => setAnswers((before) => ({ ...before, [key]: value }))}
          problem={
            problem && {
              ...problem,
              details: problem.details.map((detail) => ({
                ...detail,
                field: detail.field?.replace(/^answers\./, ''),
              })),
            }
          }
        />
      )}
      <Typography variant="h3" sx={{ fontSize: '0.875rem', fontWeight: 600 }}>
        {t.rule}
      </Typography>
      <RecurrenceForm value={rule} onChange={setRule} error={atField(problem, 'rrule')} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <DateTimeField
          kind="time"
          zone={currentZone()}
          label={t.time}
          value={time}
          onChange={setTime}
          error={atField(problem, 'time_of_day') !== undefined}
          helperText={atField(problem, 'time_of_day')}
        />
        <TextField
          select
          label={t.calendar}
          value={calendars.length > 0 ? calendar : ''}
          onChange={({ target }) => setCalendar(target.value)}
          error={atField(problem, 'calendar') !== undefined}
          helperText={atField(problem, 'calendar')}
        >
          {calendars.map((one) => (
            <MenuItem key={one.id} value={one.key}>
              {spoken(one.definition.name, language)}
            </MenuItem>
          ))}
        </TextField>
        <DateTimeField
          kind="date"
          label={t.from}
          value={startsOn}
          onChange={setStartsOn}
          error={atField(problem, 'starts_on') !== undefined}
          helperText={atField(problem, 'starts_on')}
        />
        <DateTimeField
          kind="date"
          label={t.to}
          value={endsOn}
          onChange={setEndsOn}
          error={atField(problem, 'ends_on') !== undefined}
          helperText={atField(problem, 'ends_on')}
        />
      </Box>
      <FormControlLabel
        label={t.active}
        control={<Checkbox checked={active} onChange={(_, checked) => setActive(checked)} />}
      />
      <Preview schedule={schedule} />
    </FormDialog>
  );
}

/** The next six dates of a schedule that nobody saved yet. */
function Preview({ schedule }: { schedule: Recurs }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const asked = useLater(JSON.stringify(schedule), 400);
  const { data: dates = [], error, isFetching } = usePreviewRecurringQuery(JSON.parse(asked) as Recurs);
  return (
    <Box role="status" sx={{ opacity: isFetching ? 0.6 : 1 }}>
      <Typography variant="h3" sx={{ fontSize: '0.875rem', fontWeight: 600, mb: 0.5 }}>
        {t.nextDates}
      </Typography>
      {error ? (
        <ErrorAlert error={isProblem(error) ? error : undefined} />
      ) : dates.length > 0 ? (
        <Box component="ol" sx={{ m: 0, pl: 3, fontVariantNumeric: 'tabular-nums' }}>
          {dates.map(({ date, due_at }) => (
            <li key={date}>{formatDateTime(due_at, language)}</li>
          ))}
        </Box>
      ) : (
        !isFetching && t.noDates
      )}
    </Box>
  );
}
