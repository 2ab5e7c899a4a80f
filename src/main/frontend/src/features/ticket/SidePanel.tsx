import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

import { kindOf, type KindPath, type TicketDetail } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { useRequestTypesQuery } from '@/shared/api/requestsApi';
import { useAnswers, usePriorities } from '@/shared/api/wordsApi';
import { ArticleOffers } from '@/shared/articles/ArticleOffers';
import { formatBusinessTime, formatDateTime, formatDuration } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { word } from '@/shared/i18n/words';
import { KnownErrorList, Proposals, SimilarTickets } from '@/shared/similar/SimilarLists';
import { useSimilarQuery } from '@/shared/similar/similarApi';
import { LinkedText } from '@/shared/ui/LinkedText';
import { Person } from '@/shared/ui/Person';
import { TimeRange } from '@/shared/ui/TimeRange';

import { Alerts } from './Alerts';
import { Cis } from './Cis';
import { Followers } from './Followers';
import { Links } from './Links';
import { MakeArticle } from './MakeArticle';
import { Satisfaction } from './Satisfaction';
import { Sla } from './Sla';
import { Tags } from './Tags';
import { texts } from './texts';
import { Outages } from './Outages';
import { TimeWorked } from './TimeWorked';

interface Props {
  ticket: TicketDetail;
  kind: KindPath;
  number: string;
  internal: boolean;
  canEdit: boolean;
  edit?: ReactNode;
}

export function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <Box
      component="section"
      sx={{ borderTop: 1, borderColor: 'divider', py: 1.5, '&:first-of-type': { borderTop: 0, pt: 0 } }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', minHeight: 28, mb: 0.5 }}>
        <Typography variant="h3" component="h2" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {action}
      </Box>
      {children}
    </Box>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '' || children === false) {
    return null;
  }
  return (
    <>
      <Box component="dt" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0, minWidth: 0, fontSize: '0.8125rem', whiteSpace: 'pre-wrap' }}>
        {typeof children === 'string' ? <LinkedText text={children} /> : children}
      </Box>
    </>
  );
}

/** An answer in words; several of them as a list. */
function said(value: unknown, name: (value: string) => string, t: { yes: string; no: string }): string {
  if (typeof value === 'boolean') {
    return value ? t.yes : t.no;
  }
  return Array.isArray(value) ? value.map((one) => name(String(one))).join(', ') : name(String(value ?? ''));
}

/** Tickets and known errors about the same matter, and what helped there; nothing where there are none. */
function Similar({ kind, number }: { kind: KindPath; number: string }) {
  const t = useTexts(texts);
  const { data } = useSimilarQuery({ kind, id: number });
  if (!data || data.tickets.length + data.known_errors.length + data.articles.length === 0) {
    return null;
  }
  return (
    <Section title={t.similar}>
      {data.articles.length > 0 && <ArticleOffers articles={data.articles} />}
      <KnownErrorList errors={data.known_errors} />
      <SimilarTickets tickets={data.tickets} />
      <Proposals proposals={data.proposals} />
    </Section>
  );
}

/** All that is known of the ticket beside its story. */
export function SidePanel({ ticket, kind, number, internal, canEdit, edit }: Props) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const isRequest = kindOf(ticket) === 'request';
  const kept = Object.entries(ticket.fields ?? {});
  const answers = useAnswers(kept.length > 0);
  const { say: priorityWord } = usePriorities();
  const { data: types } = useRequestTypesQuery(language, { skip: !isRequest });
  const asked = types?.find(({ type }) => type === ticket.type);
  const time = (at?: string | null) => at && <time dateTime={at}>{formatDateTime(at, language)}</time>;
  return (
    <>
      <Section title={t.details} action={edit}>
        <Box
          component="dl"
          sx={{
            display: 'grid',
            gridTemplateColumns: '104px minmax(0, 1fr)',
            gap: '6px 8px',
            m: 0,
            alignItems: 'baseline',
          }}
        >
          <Row label={t.assignee}>
            {ticket.assignee ? <Person person={ticket.assignee} size={20} withName /> : t.unassigned}
          </Row>
          <Row label={t.team}>{ticket.team?.name}</Row>
          <Row label={isRequest || kindOf(ticket) === 'change' ? t.requester : t.reporter}>
            {ticket.reporter && <Person person={ticket.reporter} size={20} withName />}
          </Row>
          <Row label={t.requestedFor}>
            {ticket.requested_for && <Person person={ticket.requested_for} size={20} withName />}
          </Row>
          <Row label={t.category}>{ticket.category?.name}</Row>
          <Row label={t.site}>{ticket.site?.name}</Row>
          <Row label={t.department}>{ticket.department?.name}</Row>
          <Row label={t.type}>
            {ticket.type && (isRequest ? labelIn(asked?.label, language) : word('changeType', ticket.type, language))}
          </Row>
          {kept.map(([key, value]) => (
            <Row key={key} label={answers.name(key, language)}>
              {said(
                value,
                (one) => labelIn(ticket.field_names?.[one], language) || answers.value(key, one, language),
                t,
              )}
            </Row>
          ))}
          <Row label={t.window}>
            {ticket.planned_start && <TimeRange from={ticket.planned_start} to={ticket.planned_end} />}
          </Row>
          <Row label={t.risk}>{ticket.risk && word('priority', ticket.risk, language)}</Row>
          <Row label={t.impact}>{kindOf(ticket) === 'incident' && priorityWord(ticket.impact, language)}</Row>
          <Row label={t.urgency}>{ticket.urgency && priorityWord(ticket.urgency, language)}</Row>
          <Row label={t.requestedPriority}>
            {ticket.requested_priority &&
              ticket.requested_priority !== ticket.priority &&
              priorityWord(ticket.requested_priority, language)}
          </Row>
          <Row label={t.holdReason}>{ticket.hold_reason && word('hold', ticket.hold_reason, language)}</Row>
          <Row label={t.supplier}>
            {[ticket.supplier_name, ticket.vendor_reference].filter(Boolean).join(language === 'ja' ? '、' : ', ')}
          </Row>
          <Row label={t.symptom}>{ticket.symptom}</Row>
          <Row label={t.workaround}>{ticket.workaround}</Row>
          <Row label={t.rootCause}>{ticket.root_cause}</Row>
          <Row label={t.resolutionCode}>{ticket.resolution_code && word('code', ticket.resolution_code, language)}</Row>
          <Row label={t.resolution}>{ticket.resolution}</Row>
          <Row label={t.reopened}>{ticket.reopen_count || null}</Row>
          <Row label={t.reassigned}>{ticket.reassignment_count || null}</Row>
          <Row label={t.estimate}>
            {ticket.estimated_minutes && formatBusinessTime(ticket.estimated_minutes * 60, language)}
          </Row>
          <Row label={t.resolutionTime}>
            {typeof ticket.resolution_minutes === 'number' && formatDuration(ticket.resolution_minutes * 60, language)}
          </Row>
          <Row label={t.source}>
            {ticket.source && [word('source', ticket.source, language), ticket.source_name].filter(Boolean).join(' · ')}
          </Row>
          <Row label={t.created}>{time(ticket.created_at)}</Row>
          <Row label={t.updated}>{time(ticket.updated_at)}</Row>
        </Box>
      </Section>
      {(internal || (ticket.tags ?? []).length > 0) && (
        <Tags ticket={ticket} kind={kind} number={number} internal={internal} canEdit={canEdit} />
      )}
      {internal && kind === 'incidents' && <Alerts incident={ticket.id} number={number} />}
      {internal && <Sla ticket={ticket} kind={kind} number={number} />}
      {typeof ticket.minutes_worked === 'number' && <TimeWorked ticket={ticket} kind={kind} number={number} />}
      {internal && (kind === 'incidents' || kind === 'changes') && (
        <Outages ticket={ticket} kind={kind} number={number} />
      )}
      {internal && <Cis ticket={ticket} kind={kind} number={number} canEdit={canEdit} />}
      {internal && <Similar kind={kind} number={number} />}
      {internal && ticket.phase === 'closed' && <Satisfaction kind={kind} number={number} />}
      {internal && <Followers kind={kind} number={number} canEdit={canEdit} />}
      {(internal || ticket.links.length > 0) && <Links ticket={ticket} kind={kind} number={number} canEdit={canEdit} />}
      {internal &&
        (kind === 'incidents' || kind === 'problems') &&
        (ticket.phase === 'resolved' || ticket.phase === 'closed') &&
        may(me, 'article:create') && <MakeArticle number={number} />}
    </>
  );
}
