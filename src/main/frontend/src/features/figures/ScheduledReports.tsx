import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';

import { useMe } from '@/shared/api/profile';
import { useRemoveMutation, useSaveMutation } from '@/shared/api/recordsApi';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { EmptyState } from '@/shared/ui/EmptyState';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';
import { PersonById } from '@/shared/ui/PersonById';
import { PlannedList } from '@/shared/ui/PlannedList';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import {
  useReportMailsQuery,
  useReportNowMutation,
  useScheduledReportsQuery,
  type ScheduledReport,
} from './scheduledApi';
import { ScheduledReportDialog } from './ScheduledReportDialog';
import { texts } from './scheduledTexts';

/** Reports that leave by mail each week or month: when, to whom, and what became of them. */
export function ScheduledReports() {
  const t = useTexts(texts);
  const { data: reports } = useScheduledReportsQuery();
  const [open, setOpen] = useState<{ report?: ScheduledReport }>();
  const [shown, setShown] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const report = reports?.find(({ id }) => id === shown);
  return (
    <>
      <PlannedList
        label={t.label}
        hint={t.hint}
        add={t.add}
        onAdd={() => setOpen({})}
        problem={problem}
        items={reports}
        empty={t.empty}
        head={[t.name, t.content, t.rule, t.next, t.owner, '']}
        row={(one) => (
          <Row
            key={one.id}
            report={one}
            onShow={() => setShown(one.id)}
            onEdit={() => setOpen({ report: one })}
            onProblem={setProblem}
          />
        )}
      />
      {report && <Mails report={report} />}
      {open && <ScheduledReportDialog report={open.report} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Row({
  report,
  onShow,
  onEdit,
  onProblem,
}: {
  report: ScheduledReport;
  onShow: () => void;
  onEdit: () => void;
  onProblem: (problem: unknown) => void;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const say = useNotice();
  const [save] = useSaveMutation();
  const [remove] = useRemoveMutation();
  const [now] = useReportNowMutation();
  const { id, version } = report;
  const did = (done: Promise<unknown>, text: string) =>
    void done.then(
      () => {
        onProblem(undefined);
        say(text);
      },
      (refused: unknown) => onProblem(refused),
    );
  const rule =
    report.repeats === 'weekly'
      ? t.weekly(t.weekdays[report.weekday as keyof typeof t.weekdays] ?? '', report.time_of_day)
      : t.monthly(t.nth(report.business_day ?? 1), report.time_of_day);
  return (
    <tr>
      <Box component="td" sx={{ minWidth: 120 }}>
        {report.name}
      </Box>
      <td>
        {t.contents[report.content]} ({report.format.toUpperCase()})
      </td>
      <Box component="td" sx={{ minWidth: 120 }}>
        {rule}
      </Box>
      <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
        {report.is_active ? report.next_at && formatDateTime(report.next_at, language) : t.paused}
      </Box>
      <td>
        <PersonById id={report.owner_id} />
      </td>
      <Box component="td" sx={{ whiteSpace: 'nowrap', textAlign: 'right !important', py: '0 !important' }}>
        <Button onClick={onShow}>{t.mails}</Button>
        <Button onClick={() => did(now({ id, what: 'send' }).unwrap(), t.sent)}>{t.sendNow}</Button>
        {report.recipient_ids.includes(me.id) && report.owner_id !== me.id && (
          <Button onClick={() => did(now({ id, what: 'leave' }).unwrap(), t.left)}>{t.leave}</Button>
        )}
        {report.owner_id === me.id && (
          <>
            <Button
              onClick={() =>
                did(
                  save({ path: 'scheduled-reports', id, version, fields: { is_active: !report.is_active } }).unwrap(),
                  t.saved,
                )
              }
            >
              {report.is_active ? t.pause : t.goOn}
            </Button>
            <Button onClick={onEdit}>{t.change}</Button>
            <Button onClick={() => did(remove({ path: 'scheduled-reports', id }).unwrap(), t.removed)}>
              {t.remove}
            </Button>
          </>
        )}
      </Box>
    </tr>
  );
}

function Mails({ report }: { report: ScheduledReport }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: mails } = useReportMailsQuery(report.id);
  return (
    <Box sx={{ mt: 3 }}>
      <Block title={`${t.mails}: ${report.name}`}>
        {!mails ? (
          <RowSkeletons />
        ) : mails.length === 0 ? (
          <EmptyState title={t.noMails} />
        ) : (
          <Grid label={t.mails} head={[t.due, t.recipient, t.state]}>
            {mails.map((mail) => (
              <tr key={`${mail.due_at} ${mail.recipient_id}`}>
                <td>{formatDateTime(mail.due_at, language)}</td>
                <td>
                  <PersonById id={mail.recipient_id} />
                </td>
                <td>{t.states[mail.state]}</td>
              </tr>
            ))}
          </Grid>
        )}
      </Block>
    </Box>
  );
}
