import Box from '@mui/material/Box';

import type { TicketDetail } from '@/shared/api/model';
import type { components } from 'nagare-client/schema';
import { formatDate } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { instantOfDay } from '@/shared/i18n/zone';
import { Block, Fact, Facts } from '@/shared/ui/Block';

import { LinkedTickets } from '../LinkedTickets';
import { Causes } from './Causes';
import { texts } from './texts';

type Problem = TicketDetail & components['schemas']['Problem'];

/** What is behind the problem, what helps meanwhile, what it caused and what mends it. */
export function ProblemSections({
  ticket,
  number,
  canEdit,
}: {
  ticket: TicketDetail;
  number: string;
  canEdit: boolean;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const problem = ticket as Problem;
  const none = (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {t.none}
    </Box>
  );
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3 }}>
      <Causes number={number} title={ticket.title} canEdit={canEdit} />
      <Block
        title={t.knownError}
        action={
          <Box component="span" sx={{ color: problem.known_error ? 'success.main' : 'text.secondary' }}>
            {problem.known_error ? t.published : t.notPublished}
          </Box>
        }
      >
        <Facts>
          <Fact label={t.symptom} wide>
            {problem.symptom || none}
          </Fact>
          <Fact label={t.workaround} wide>
            {problem.workaround || none}
          </Fact>
          <Fact label={t.rootCause} wide>
            {problem.root_cause || none}
          </Fact>
          {problem.resolution && (
            <Fact label={t.permanent} wide>
              {problem.resolution}
            </Fact>
          )}
          {problem.risk_reason && <Fact label={t.riskReason}>{problem.risk_reason}</Fact>}
          {problem.risk_review_date && (
            <Fact label={t.riskReview}>
              {formatDate(new Date(instantOfDay(problem.risk_review_date, '12:00')), language)}
            </Fact>
          )}
        </Facts>
      </Block>
      <Block title={t.incidents}>
        <LinkedTickets
          links={problem.links.filter((link) => link.kind === 'incident' && link.direction === 'incoming')}
          empty={t.noIncidents}
        />
      </Block>
      <Block title={t.changes}>
        <LinkedTickets links={problem.links.filter((link) => link.kind === 'change')} empty={t.noChanges} />
      </Block>
    </Box>
  );
}
