import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { skipToken } from '@reduxjs/toolkit/query';
import { ArrowLeft, ArrowRightLeft, ChevronLeft, ChevronRight, FileText } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';

import { addressOf, kindOf, kindOfNumber, type Attachment, type KindPath, type TicketDetail } from '@/shared/api/model';
import { usePresent } from '@/shared/api/presenceApi';
import { canWorkOn, may, useMe } from '@/shared/api/profile';
import { isProblem, type ApiProblem } from '@/shared/api/problem';
import { useTicketQuery } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { word } from '@/shared/i18n/words';
import { keyOf, nameOf } from '@/shared/lib/actionNames';
import { useKeys } from '@/shared/lib/keys';
import { cameFrom } from '@/shared/lib/lastList';
import { useOffering } from '@/shared/lib/offered';
import { mayChangePriority } from '@/shared/lib/priority';
import { claimOf, useActions } from '@/shared/lib/useActions';
import { useTitle } from '@/shared/lib/useTitle';
import { useNarrow } from '@/shared/lib/useNarrow';
import { ActionButtons } from '@/shared/ui/ActionButtons';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { LatePriorityDialog } from '@/shared/ui/LateDialogs';
import { LinkedText } from '@/shared/ui/LinkedText';
import { MajorMark } from '@/shared/ui/MajorMark';
import { personName } from '@/shared/ui/Person';
import { Present } from '@/shared/ui/Present';
import { PriorityMark } from '@/shared/ui/PriorityMark';
import { late } from '@/shared/ui/late';
import { PageSkeleton, RowSkeletons } from '@/shared/ui/Skeletons';
import { StatusChip } from '@/shared/ui/StatusChip';
import { texts as uiTexts } from '@/shared/ui/texts';

import { Attachments } from './Attachments';
import { isConvertible } from './convert';
import { CopyTicket } from './CopyTicket';
import { EditDialog } from './EditDialog';
import { Flow } from './Flow';
import { ReplyBox } from './ReplyBox';
import { Resolution } from './Resolution';
import { RateIt } from './Satisfaction';
import { SidePanel } from './SidePanel';
import { TimeLeft } from './TimeLeft';
import { texts } from './texts';
import { useNeighboursQuery } from './ticketApi';
import { usePresence } from './usePresence';
import { Checklist } from './Checklist';
import { PartOf, Tasks } from './Tasks';
import { Timeline } from './Timeline';
import { Unsent } from './Unsent';

const ChangeSections = late(
  async () => (await import('./change/ChangeSections')).ChangeSections,
  <RowSkeletons rows={4} />,
);
const MajorSections = late(
  async () => (await import('./major/MajorSections')).MajorSections,
  <RowSkeletons rows={4} />,
);
const ProblemSections = late(
  async () => (await import('./problem/ProblemSections')).ProblemSections,
  <RowSkeletons rows={4} />,
);
const ConvertDialog = late(async () => (await import('./ConvertDialog')).ConvertDialog);
const ProcessDialog = late(async () => (await import('./ProcessDialog')).ProcessDialog);

/** A ticket by its number. It stays open after every action and shows what became of it. */
export function TicketPage() {
  const t = useTexts(texts);
  const { number = '' } = useParams();
  const kind = kindOfNumber(number)?.path;
  const {
    currentData: ticket,
    error,
    refetch,
  } = useTicketQuery(
    { kind: kind ?? 'incidents', id: number },
    {
      skip: !kind,
      pollingInterval: 15_000,
      skipPollingIfUnfocused: true,
      refetchOnFocus: true,
      refetchOnMountOrArgChange: true,
    },
  );
  useTitle(ticket && ticket.id ? `${number} ${ticket.title}` : number);
  if (!kind || (isProblem(error) && (error.status === 404 || error.status === 403))) {
    return (
      <EmptyState
        page
        title={t.notFound}
        hint={t.notFoundHint}
        action={
          <Button component={Link} to={cameFrom().address}>
            {t.back}
          </Button>
        }
      />
    );
  }
  if (!ticket) {
    return error && isProblem(error) ? (
      <Box sx={{ p: 3 }}>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
      </Box>
    ) : (
      <PageSkeleton />
    );
  }
  return <OneTicket key={number} ticket={ticket} kind={kind} number={number.toUpperCase()} />;
}

/** Names for the ids that the history tells of. */
function useNames(ticket: TicketDetail): ReadonlyMap<string, string> {
  const { language } = useLanguage();
  return useMemo(() => {
    const names = new Map<string, string>();
    const people = [
      ticket.assignee,
      ticket.reporter,
      ...ticket.work_notes.map((note) => note.created_by),
      ...ticket.history.map((change) => change.changed_by),
    ];
    for (const person of people) {
      if (person?.id) {
        names.set(person.id, personName(person, language));
      }
    }
    for (const thing of [ticket.team, ticket.category]) {
      if (thing) {
        names.set(thing.id, thing.name);
      }
    }
    if (ticket.supplier_id && ticket.supplier_name) {
      names.set(ticket.supplier_id, ticket.supplier_name);
    }
    for (const [id, label] of Object.entries(ticket.field_names ?? {})) {
      names.set(id, labelIn(label, language));
    }
    // the choices of the actions name teams and people who are no longer, or not yet, on the ticket
    for (const option of ticket.actions.flatMap(({ fields }) => fields).flatMap(({ options }) => options ?? [])) {
      if (!names.has(option.value)) {
        names.set(option.value, labelIn(option.label, language));
      }
    }
    return names;
  }, [ticket, language]);
}

function OneTicket({ ticket, kind, number }: { ticket: TicketDetail; kind: KindPath; number: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const navigate = useNavigate();
  const wide = useMediaQuery('(min-width: 1100px)');
  const narrow = useNarrow();
  const internal = may(me, `${kindOf(ticket)}:read`);
  const ended = ['closed', 'cancelled'].includes(ticket.phase);
  const canEdit = canWorkOn(me, ticket);
  const contributes =
    ticket.reporter?.id === me.id ||
    may(me, `${kindOf(ticket)}:work`) ||
    may(me, `${kindOf(ticket)}:report_for_others`);
  const { address: place, list } = useMemo(() => cameFrom(), []);
  const { data: neighbours } = useNeighboursQuery(
    list?.kind === kind && internal ? { kind, id: number, params: list.params } : skipToken,
  );
  const before = neighbours?.previous?.number;
  const after = neighbours?.next?.number;
  const [writing, setWriting] = useState(false);
  const [processOpen, setProcessOpen] = useState(false);
  const [editing, setEditing] = useState(false);
  const [converting, setConverting] = useState(false);
  const [prioritising, setPrioritising] = useState(false);
  const { changePriority, claim: claimLabel } = useTexts(uiTexts);
  const also = mayChangePriority(me, ticket)
    ? [{ label: changePriority.title, onChoose: () => setPrioritising(true) }]
    : [];
  const [detailsOpen, setDetailsOpen] = useState(false);
  const [notCopied, setNotCopied] = useState<ApiProblem>();
  const { choose, claim, dialog, bar, problem, busy } = useActions({
    kind,
    id: number,
    title: `${number} ${ticket.title}`,
    status: ticket.status,
    askedAt: ticket.asked_at,
  });
  useOffering(
    useMemo(
      () =>
        (busy ? [] : ticket.actions).map((action) => ({
          key: keyOf(action),
          label: nameOf(action, ticket.actions, language),
          perform: () => choose(action),
        })),
      [ticket.actions, choose, language, busy],
    ),
  );
  const idNames = useNames(ticket);
  const claiming = claimOf(ticket.actions, me, claimLabel);
  useKeys({
    n: () => after && void navigate(addressOf(after)),
    j: () => after && void navigate(addressOf(after)),
    p: () => before && void navigate(addressOf(before)),
    k: () => before && void navigate(addressOf(before)),
    u: () => void navigate(place),
    a: () => claiming && ticket.assignee?.id !== me.id && claim(claiming),
    e: () => canEdit && setEditing(true),
  });

  usePresence(number, writing || editing ? 'writing' : 'viewing');
  const others = usePresent().get(number);

  // what is wrong with the plan is mended there
  const planOpen =
    kind === 'changes' && canEdit && !(ticket as { plan_fixed?: boolean }).plan_fixed && problem?.details.length;
  const over = ['resolved', 'closed', 'cancelled'].includes(ticket.phase);
  const panel = (
    <SidePanel
      ticket={ticket}
      kind={kind}
      number={number}
      internal={internal}
      canEdit={canEdit}
      edit={
        canEdit && (
          <Button onClick={() => setEditing(true)} sx={{ minHeight: 26, py: 0 }}>
            {t.edit}
          </Button>
        )
      }
    />
  );
  return (
    <Box component="article">
      <Box
        sx={{
          px: { xs: 2, md: 3 },
          pt: 1.5,
          pb: 1.5,
          borderBottom: 1,
          borderColor: 'divider',
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr)',
          gap: 1,
        }}
      >
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: { xs: '4px', sm: 1 }, minHeight: 28 }}>
          <IconButton size="small" component={Link} to={place} aria-label={t.back}>
            <ArrowLeft size={16} aria-hidden />
          </IconButton>
          <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
            {number}
          </Box>
          <StatusChip {...ticket} kind={kindOf(ticket)} />
          {ticket.phase === 'on_hold' && ticket.hold_reason && (
            <Box component="span" sx={{ fontSize: '0.8125rem', color: 'meaning.on_hold.text' }}>
              {ticket.hold_reason === 'awaiting_caller' && ticket.reporter?.id === me.id
                ? t.yourTurn
                : word('hold', ticket.hold_reason, language)}
            </Box>
          )}
          {internal && <PriorityMark priority={ticket.priority} withWord={!narrow} />}
          <MajorMark ticket={ticket} />
          <Box sx={{ flex: 1 }} />
          <Present people={others} />
          {may(me, `${kindOf(ticket)}:create`) && <CopyTicket kind={kind} number={number} onProblem={setNotCopied} />}
          {canEdit && isConvertible(kind, ticket) && (
            <IconButton size="small" aria-label={t.convert} title={t.convert} onClick={() => setConverting(true)}>
              <ArrowRightLeft size={16} aria-hidden />
            </IconButton>
          )}
          {internal && may(me, 'report:read') && (
            <IconButton
              size="small"
              component="a"
              href={`/api/v1/${kind}/${number}/report?language=${language}`}
              download
              aria-label={t.reportFile}
              title={t.reportFile}
            >
              <FileText size={16} aria-hidden />
            </IconButton>
          )}
          {neighbours && (
            <Box sx={{ display: 'flex', whiteSpace: 'nowrap' }}>
              <IconButton
                size="small"
                aria-label={t.previous}
                disabled={!before}
                component={Link}
                to={addressOf(before ?? '')}
              >
                <ChevronLeft size={16} aria-hidden />
              </IconButton>
              <IconButton
                size="small"
                aria-label={t.next}
                disabled={!after}
                component={Link}
                to={addressOf(after ?? '')}
              >
                <ChevronRight size={16} aria-hidden />
              </IconButton>
            </Box>
          )}
        </Box>
        <Typography variant="h1">{ticket.title}</Typography>
        <PartOf ticket={ticket} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 24px' }}>
          <Flow ticket={ticket} onOpen={internal ? () => setProcessOpen(true) : undefined} />
          {internal && !over && <TimeLeft clocks={ticket.sla} />}
        </Box>
        <Resolution ticket={ticket} />
        {ticket.actions.length + also.length > 0 && (
          <ActionButtons
            ref={bar}
            actions={ticket.actions}
            onChoose={(action) => choose(action)}
            busy={busy}
            shown={wide ? 4 : 2}
            also={also}
            lead={
              internal &&
              !ticket.assignee &&
              claiming && (
                <Button variant="contained" disabled={busy} onClick={() => claim(claiming)}>
                  {claimLabel}
                </Button>
              )
            }
          />
        )}
        <ErrorAlert error={notCopied} />
        <ErrorAlert
          error={problem}
          retryLabel={t.toPlan}
          onRetry={
            problem && planOpen
              ? () => void navigate(`/changes/${number}/plan`, { state: { told: problem } })
              : undefined
          }
        />
      </Box>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: wide ? 'minmax(0, 1fr) 320px' : 'minmax(0, 1fr)',
          alignItems: 'start',
        }}
      >
        <Box
          sx={{
            px: { xs: 2, md: 3 },
            py: 2,
            display: 'grid',
            gridTemplateColumns: 'minmax(0, 1fr)',
            gap: 2.5,
            maxWidth: 880,
          }}
        >
          <Box
            sx={{
              whiteSpace: 'pre-wrap',
              overflowWrap: 'anywhere',
              color: ticket.description ? 'text.primary' : 'text.secondary',
            }}
          >
            {ticket.description ? <LinkedText text={ticket.description} /> : t.noDescription}
          </Box>
          <NotAttached attachments={ticket.attachments} />
          <Attachments
            attachments={ticket.attachments}
            kind={kind}
            number={number}
            removes={may(me, `${kindOf(ticket)}:delete`) ? 'all' : ended ? 'none' : 'own'}
          />
          {!wide && (
            <Box>
              <Button
                onClick={() => setDetailsOpen(!detailsOpen)}
                aria-expanded={detailsOpen}
                variant="outlined"
                color="inherit"
                sx={{ borderColor: 'divider' }}
              >
                {detailsOpen ? t.less : t.more}
              </Button>
              {detailsOpen && <Box sx={{ pt: 2 }}>{panel}</Box>}
            </Box>
          )}
          {internal && kind === 'problems' && <ProblemSections ticket={ticket} number={number} canEdit={canEdit} />}
          {internal && ticket.major && (
            <MajorSections ticket={ticket} kind={kind} number={number} busy={busy} onChoose={choose} />
          )}
          {internal && kind === 'changes' && (
            <ChangeSections ticket={ticket} number={number} canEdit={canEdit} busy={busy} onChoose={choose} />
          )}
          {internal && kind !== 'tasks' && <Tasks ticket={ticket} kind={kind} number={number} onChoose={choose} />}
          {internal && <Checklist kind={kind} number={number} canEdit={canEdit} />}
          {ticket.phase === 'closed' && ticket.reporter?.id === me.id && <RateIt kind={kind} number={number} />}
          <Timeline ticket={ticket} internal={internal} names={idNames} />
          <Unsent number={number} />
          {contributes && (
            <ReplyBox ticket={ticket} kind={kind} number={number} internal={internal} onWriting={setWriting} />
          )}
        </Box>
        {wide && (
          <Box
            component="aside"
            aria-label={t.details}
            sx={{ borderLeft: 1, borderColor: 'divider', px: 2, py: 2, minHeight: '60vh' }}
          >
            {panel}
          </Box>
        )}
      </Box>
      {dialog}
      {editing && <EditDialog ticket={ticket} kind={kind} number={number} onClose={() => setEditing(false)} />}
      {converting && <ConvertDialog kind={kind} number={number} onClose={() => setConverting(false)} />}
      {prioritising && <LatePriorityDialog kind={kind} ticket={ticket} onClose={() => setPrioritising(false)} />}
      {processOpen && <ProcessDialog kind={kind} number={number} onClose={() => setProcessOpen(false)} />}
    </Box>
  );
}

/** The files that did not come along when the ticket was made, until they are attached after all. */
function NotAttached({ attachments }: { attachments: readonly Attachment[] }) {
  const { notAttached } = (useLocation().state ?? {}) as { notAttached?: ApiProblem };
  const missing = notAttached?.details.filter(
    ({ field }) => !attachments.some(({ file_name: attached }) => attached === field),
  );
  return notAttached && missing?.length ? <ErrorAlert error={{ ...notAttached, details: missing }} /> : null;
}
