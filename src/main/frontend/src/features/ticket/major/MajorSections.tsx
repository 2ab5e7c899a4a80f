import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

import type { Action, KindPath, TicketDetail } from '@/shared/api/model';
import { formatDateTime, formatDuration } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { useNow } from '@/shared/lib/useNow';
import { Block, Fact, Facts } from '@/shared/ui/Block';
import { PersonById } from '@/shared/ui/PersonById';

import { LinkedTickets } from '../LinkedTickets';
import { useProcessQuery } from '../ticketApi';
import { texts } from './texts';

interface Props {
  ticket: TicketDetail;
  kind: KindPath;
  number: string;
  busy: boolean;
  onChoose: (action: Action, initial?: Record<string, unknown>) => void;
}

/** Where updates are posted in the shipped process. */
const POST_UPDATE = 'postUpdate';

const ROLES = ['incident_manager_id', 'communications_lead_id', 'technical_lead_id'] as const;

/** Who leads, when people must hear the next word, and what hangs on it. */
export function MajorSections({ ticket, kind, number, busy, onChoose }: Props) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const now = useNow();
  const { data: process = [] } = useProcessQuery({ kind, id: number }, { pollingInterval: 60_000 });
  const post = ticket.actions.find(({ name }) => name === 'post-update');
  // the task that it is done at tells when the next word is due, also to whom it is not offered
  const at = post?.element ?? POST_UPDATE;
  const due = process.flatMap(({ tasks }) => tasks).find(({ element }) => element === at)?.due;
  const left = due ? new Date(due).getTime() - now : 0;
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3 }}>
      <Block
        title={t.major}
        action={
          post && (
            <Button variant="outlined" disabled={busy} onClick={() => onChoose(post)}>
              {labelIn(post.label, language)}
            </Button>
          )
        }
      >
        <Facts>
          <Fact label={t.nextUpdate}>
            {due ? (
              <>
                {formatDateTime(due, language)}
                <Box
                  component="span"
                  role="timer"
                  sx={{
                    ml: 1,
                    fontWeight: 600,
                    color: left < 0 ? 'meaning.late' : left < 10 * 60_000 ? 'meaning.soon' : 'text.primary',
                  }}
                >
                  {(left < 0 ? t.late : t.left)(formatDuration(left / 1000, language))}
                </Box>
              </>
            ) : (
              t.noUpdate
            )}
          </Fact>
          {ROLES.map((role) => (
            <Fact key={role} label={t[role]}>
              {ticket[role] ? <PersonById id={ticket[role]} /> : <Box sx={{ color: 'text.secondary' }}>{t.nobody}</Box>}
            </Fact>
          ))}
        </Facts>
      </Block>
      <Block title={t.children}>
        <LinkedTickets
          links={ticket.links.filter((link) => link.type === 'child_of' && link.direction === 'incoming')}
          empty={t.noChildren}
        />
      </Block>
      <Block title={t.problem}>
        <LinkedTickets links={ticket.links.filter((link) => link.kind === 'problem')} empty={t.noProblem} />
      </Block>
    </Box>
  );
}
