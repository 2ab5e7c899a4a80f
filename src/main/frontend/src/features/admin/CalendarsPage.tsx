import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';

import { useCalendarsQuery, type Calendar } from '@/shared/api/calendarsApi';
import { isProblem } from '@/shared/api/problem';
import { formatDate, formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { spoken } from '@/shared/i18n/words';
import { instantOfDay, wallTime } from '@/shared/i18n/zone';
import { field } from '@/shared/lib/fields';
import { fromField, toField } from '@/shared/lib/localTime';
import { useNow } from '@/shared/lib/useNow';
import { Block } from '@/shared/ui/Block';
import { DateTimeField } from '@/shared/ui/DateTimeField';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';
import { RecordList } from '@/shared/ui/RecordList';

import { useHolidaysQuery, useLazyDueQuery, useSaveCalendarMutation, useUploadHolidaysMutation } from './adminApi';
import { texts } from './texts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

function hoursOn(calendar: Calendar | undefined, day: string) {
  return (calendar?.definition.hours ?? [])
    .filter((hours) => hours.day === day)
    .map(({ from, to }) => `${from}-${to}`)
    .join(' ');
}

/** Hours of each day as people write them: 09:00-12:00 13:00-18:00. */
function hoursOf(values: Record<string, unknown>, calendar?: Calendar) {
  return DAYS.flatMap((day) => {
    const said = day in values ? values[day] : hoursOn(calendar, day);
    return (typeof said === 'string' ? said : '')
      .split(/\s+/)
      .filter(Boolean)
      .map((span) => ({ day, from: span.split('-')[0] ?? '', to: span.split('-')[1] ?? '' }));
  });
}

export function CalendarsPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: calendars, ...read } = useCalendarsQuery();
  const [save] = useSaveCalendarMutation();
  const [shown, setShown] = useState<Calendar>();
  return (
    <>
      <RecordList<Calendar>
        label={t.pages.calendars}
        items={calendars}
        read={read}
        columns={[
          [t.name, (calendar) => spoken(calendar.definition.name, language)],
          [t.calendarKey, (calendar) => calendar.key],
          [
            t.hours,
            (calendar) => (
              <Box sx={{ fontSize: '0.8125rem' }}>
                {DAYS.map((day) => (
                  <Box component="span" key={day} sx={{ mr: 1.5, whiteSpace: 'nowrap' }}>
                    {t.days[day]} {hoursOn(calendar, day) || t.closed}
                  </Box>
                ))}
              </Box>
            ),
          ],
          [t.zone, (calendar) => calendar.definition.zone],
        ]}
        fields={(calendar) => [
          ...(calendar ? [] : [field('key', t.calendarKey, 'textfield', { required: true, max: 50 })]),
          field('name', t.name, 'textfield', { required: true }),
          field('zone', t.zone, 'textfield', { required: true }),
          field('public_holidays', t.publicHolidays, 'checkbox'),
          ...DAYS.map((day) => field(day, `${t.days[day]} ${t.hours}`)),
        ]}
        initial={(calendar) => ({
          ...calendar.definition,
          public_holidays: calendar.definition.public_holidays === 'JP',
          ...Object.fromEntries(DAYS.map((day) => [day, hoursOn(calendar, day)])),
        })}
        save={(values, calendar) =>
          save({
            id: calendar?.id,
            version: calendar?.version,
            key: values.key as string,
            definition: {
              ...calendar?.definition,
              name: (values.name as string | undefined) ?? calendar?.definition.name ?? '',
              zone: (values.zone as string | undefined) ?? calendar?.definition.zone ?? '',
              public_holidays:
                'public_holidays' in values
                  ? values.public_holidays === true
                    ? 'JP'
                    : null
                  : calendar?.definition.public_holidays,
              hours: hoursOf(values, calendar),
            },
          }).unwrap()
        }
        more={(calendar) => <Button onClick={() => setShown(calendar)}>{t.preview}</Button>}
      />
      {shown && <Preview key={shown.id} calendar={shown} />}
    </>
  );
}

/** What a calendar does: its holidays, and when something is due by it. */
function Preview({ calendar }: { calendar: Calendar }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useNotice();
  const now = useNow();
  const [start, setStart] = useState(() => toField(new Date(now).toISOString()));
  const [minutes, setMinutes] = useState('480');
  const [ask, { data: answer, error }] = useLazyDueQuery();
  const [year, setYear] = useState(() => Number(wallTime(now).slice(0, 4)));
  const { data: holidays = [] } = useHolidaysQuery({ id: calendar.id, year });
  const [upload, { error: refused }] = useUploadHolidaysMutation();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3, pt: 4, maxWidth: 760 }}>
      <Block title={`${spoken(calendar.definition.name, language)} – ${t.preview}`}>
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1.5 }}>{t.previewHint}</Box>
        <Box
          component="form"
          onSubmit={(event) => {
            event.preventDefault();
            const from = fromField(start);
            if (from) {
              void ask({ id: calendar.id, start: from, minutes: Number(minutes) });
            }
          }}
          sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}
        >
          <DateTimeField label={t.starts} value={start} onChange={setStart} sx={{ width: 220 }} />
          <TextField
            type="number"
            label={t.minutes}
            value={minutes}
            onChange={(event) => setMinutes(event.target.value)}
            sx={{ width: 110 }}
          />
          <Button type="submit" variant="outlined" sx={{ minHeight: 40 }}>
            {t.calculate}
          </Button>
          {answer?.due && (
            <Box role="status" sx={{ alignSelf: 'center', fontWeight: 600 }}>
              {t.due} {formatDateTime(answer.due, language)}
            </Box>
          )}
        </Box>
        <ErrorAlert error={isProblem(error) ? error : undefined} />
      </Block>
      <Block
        title={`${t.holidays} ${year}`}
        action={
          <>
            <Button onClick={() => setYear(year - 1)}>{year - 1}</Button>
            <Button onClick={() => setYear(year + 1)}>{year + 1}</Button>
            <Button onClick={() => chooser.current?.click()}>{t.upload}</Button>
            <input
              ref={chooser}
              type="file"
              accept=".csv,text/csv"
              hidden
              aria-label={t.upload}
              onChange={(event) => {
                const file = event.target.files?.[0];
                // the same file again, once it is mended
                event.target.value = '';
                if (file) {
                  upload({ id: calendar.id, file })
                    .unwrap()
                    .then(
                      (saved) => say(t.uploaded(String(saved.uploaded_holidays ?? 0))),
                      () => undefined,
                    );
                }
              }}
            />
          </>
        }
      >
        <ErrorAlert error={isProblem(refused) ? refused : undefined} />
        <Box
          component="ul"
          sx={{
            listStyle: 'none',
            m: 0,
            p: 0,
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
            gap: '4px 16px',
          }}
        >
          {holidays.map((holiday) => (
            <li key={holiday.date}>
              <Box component="span" sx={{ color: 'text.secondary', mr: 1 }}>
                {formatDate(new Date(instantOfDay(holiday.date, '12:00')), language)}
              </Box>
              {holiday.name}
            </li>
          ))}
        </Box>
      </Block>
    </Box>
  );
}
