import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';

import { isProblem } from '@/shared/api/problem';
import { useMe } from '@/shared/api/profile';
import { formatDateTime, formatDay } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import type { Language } from '@/shared/i18n/texts';
import { fromField, toField } from '@/shared/lib/localTime';
import { Block } from '@/shared/ui/Block';
import { DateTimeField } from '@/shared/ui/DateTimeField';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';
import { Pager } from '@/shared/ui/Pager';
import { PersonById } from '@/shared/ui/PersonById';
import { PlannedList } from '@/shared/ui/PlannedList';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { TicketLink } from '@/shared/ui/TicketLink';

import {
  useChangeRecurringDateMutation,
  useOccurrencesQuery,
  useRecurringDatesQuery,
  useRecurringWorkQuery,
  useRemoveRecurringMutation,
  useRestoreRecurringDateMutation,
  useSaveRecurringMutation,
  type RecurringDate,
  type RecurringWork,
} from './recurringApi';
import { RecurringDialog } from './RecurringDialog';
import { fromRule } from './recurringRule';
import { texts } from './recurringTexts';

type Texts = ReturnType<typeof useTexts<(typeof texts)['ja']>>;

/** A recurrence in one line. */
function sentence(work: RecurringWork, t: Texts, language: Language): string {
  const said = fromRule({ rrule: work.rrule, business_day: work.business_day, when_closed: work.when_closed });
  const month = said.month > 0 ? t.nthMonth(said.month) : t.everyMonth;
  const day = said.monthDay < 0 ? t.lastDay : t.nthDay(said.monthDay);
  const parts = {
    business_day: [
      month,
      said.businessDay > 0 ? t.nthBusinessDay(said.businessDay) : t.lastBusinessDay(-said.businessDay),
    ],
    weekday: [
      month,
      `${t.ordinals[String(said.ordinal)] ?? said.ordinal}${language === 'ja' ? '' : ' '}${t.weekdays[said.weekday]}`,
    ],
    month_day: [t.everyMonth, day],
    weekly: [
      t.everyWeeks(said.weeks),
      said.weekdays.map((one) => t.weekdays[one]).join(language === 'ja' ? '・' : ', '),
    ],
    yearly: [month, day],
    other: [work.rrule, ...(work.business_day === null ? [] : [t.nthBusinessDay(work.business_day)])],
  }[said.pattern];
  return [...parts, work.time_of_day].join(' ');
}

/** Requests and changes that begin again and again. */
export function RecurringPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const say = useNotice();
  const { data: works } = useRecurringWorkQuery();
  const [open, setOpen] = useState<{ work?: RecurringWork }>();
  const [shown, setShown] = useState<string>();
  const [save, { error: refused }] = useSaveRecurringMutation();
  const [remove, { error: kept }] = useRemoveRecurringMutation();
  const problem = refused ?? kept;
  const work = works?.find(({ id }) => id === shown);
  return (
    <>
      <PlannedList
        label={t.label}
        hint={t.hint}
        add={t.add}
        onAdd={() => setOpen({})}
        problem={problem}
        items={works}
        empty={t.empty}
        head={[t.title, t.starts, t.rule, t.next, t.owner, '']}
        row={(one) => (
          <tr key={one.id}>
            <Box component="td" sx={{ minWidth: 120 }}>
              {one.title}
            </Box>
            <td>{t.kinds[one.kind] ?? one.kind}</td>
            <Box component="td" sx={{ minWidth: 120 }}>
              {sentence(one, t, language)}
            </Box>
            <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
              {one.is_active ? one.next_at && formatDateTime(one.next_at, language) : t.paused}
            </Box>
            <td>
              <PersonById id={one.owner_id} />
            </td>
            <Box component="td" sx={{ whiteSpace: 'nowrap', textAlign: 'right !important', py: '0 !important' }}>
              <Button onClick={() => setShown(one.id)}>{t.showDates}</Button>
              {one.owner_id !== me.id && (
                <Button
                  onClick={() =>
                    void save({ id: one.id, version: one.version, fields: { owner_id: me.id } })
                      .unwrap()
                      .then(
                        () => say(t.saved),
                        () => undefined,
                      )
                  }
                >
                  {t.takeOver}
                </Button>
              )}
              <Button onClick={() => setOpen({ work: one })}>{t.edit}</Button>
              <Button
                onClick={() =>
                  void remove(one.id)
                    .unwrap()
                    .then(
                      () => say(t.removed),
                      () => undefined,
                    )
                }
              >
                {t.remove}
              </Button>
            </Box>
          </tr>
        )}
      />
      {work && (
        <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3, pt: 4 }}>
          <Dates key={work.id} work={work} />
          <History key={`${work.id} over`} id={work.id} />
        </Box>
      )}
      {open && (
        <RecurringDialog
          key={open.work?.id ?? ''}
          work={open.work && works?.find(({ id }) => id === open.work?.id)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

/** The dates to come, each of which can be moved or left out. */
function Dates({ work }: { work: RecurringWork }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: dates } = useRecurringDatesQuery(work.id);
  const [change, { error: refused }] = useChangeRecurringDateMutation();
  const [restore, { error: kept }] = useRestoreRecurringDateMutation();
  const [moving, setMoving] = useState<{ date: string; at: string }>();
  const problem = refused ?? kept;
  const move = (date: RecurringDate) => {
    const due_at = moving && fromField(moving.at);
    if (due_at) {
      void change({ id: work.id, date: date.date, due_at })
        .unwrap()
        .then(
          () => setMoving(undefined),
          () => undefined,
        );
    }
  };
  return (
    <Block title={t.nextDatesOf(work.title)}>
      <ErrorAlert error={isProblem(problem) ? problem : undefined} />
      {!dates ? (
        <RowSkeletons />
      ) : dates.length === 0 ? (
        t.noDates
      ) : (
        <Grid label={t.nextDatesOf(work.title)} head={[t.dateColumn, t.due, t.state, '']}>
          {dates.map((date) => (
            <tr key={date.date}>
              <td>{formatDay(date.date, language)}</td>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                {moving?.date === date.date ? (
                  <DateTimeField
                    label={t.newTime}
                    value={moving.at}
                    onChange={(at) => setMoving({ date: date.date, at })}
                    sx={{ width: 220, my: 1 }}
                  />
                ) : (
                  <Box component="span" sx={{ textDecoration: date.state === 'skipped' ? 'line-through' : undefined }}>
                    {formatDateTime(date.due_at, language)}
                  </Box>
                )}
              </Box>
              <td>{t.states[date.state] ?? date.state}</td>
              <Box component="td" sx={{ whiteSpace: 'nowrap', textAlign: 'right !important', py: '0 !important' }}>
                {moving?.date === date.date ? (
                  <>
                    <Button onClick={() => move(date)}>{t.save}</Button>
                    <Button color="inherit" onClick={() => setMoving(undefined)}>
                      {t.cancel}
                    </Button>
                  </>
                ) : (
                  <>
                    <Button onClick={() => setMoving({ date: date.date, at: toField(date.due_at) })}>{t.move}</Button>
                    {date.state !== 'skipped' && (
                      <Button onClick={() => void change({ id: work.id, date: date.date, due_at: null })}>
                        {t.skip}
                      </Button>
                    )}
                    {date.state !== 'planned' && (
                      <Button onClick={() => void restore({ id: work.id, date: date.date })}>{t.restore}</Button>
                    )}
                  </>
                )}
              </Box>
            </tr>
          ))}
        </Grid>
      )}
    </Block>
  );
}

/** What became of the dates that are over. */
function History({ id }: { id: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [number, setNumber] = useState(1);
  const { data: over } = useOccurrencesQuery({ id, page: number });
  return (
    <Block title={t.history}>
      {!over ? (
        <RowSkeletons />
      ) : over.items.length === 0 ? (
        t.noHistory
      ) : (
        <Grid label={t.history} head={[t.dateColumn, t.due, t.state, t.ticket]}>
          {over.items.map((one) => (
            <tr key={one.date}>
              <td>{one.date}</td>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                {formatDateTime(one.due_at, language)}
              </Box>
              <td>{t.states[one.state] ?? one.state}</td>
              <Box component="td" sx={{ whiteSpace: 'pre-line' }}>
                {one.ticket_number ? <TicketLink number={one.ticket_number} /> : one.refusal_message}
                {one.left_out.length > 0 && `\n${t.leftOut(one.left_out.join(', '))}`}
              </Box>
            </tr>
          ))}
        </Grid>
      )}
      <Pager page={number} hasNext={over?.hasNext} onPage={setNumber} />
    </Block>
  );
}
