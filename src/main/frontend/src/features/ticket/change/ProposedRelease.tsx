import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import { Link } from 'react-router';

import { isProblem } from '@/shared/api/problem';
import { may, useMe } from '@/shared/api/profile';
import type { ChangeDetail } from '@/shared/change/changeApi';
import { Differences } from '@/shared/change/Differences';
import { useActivateMutation, useProposalOfQuery, type ReleaseProposal } from '@/shared/change/proposalApi';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Block, Fact, Facts } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';

import { texts } from './texts';

/** The models that the change is to put in force, what they change, and the button that does it. */
export function ProposedRelease({ change }: { change: ChangeDetail }) {
  const t = useTexts(texts);
  const say = useNotice();
  const me = useMe();
  const { language } = useLanguage();
  const { data: proposal } = useProposalOfQuery(change.id);
  const [activate, { error, isLoading }] = useActivateMutation();
  if (!proposal) {
    return null;
  }
  const begun = Boolean(change.started_at) && !change.outcome;
  return (
    <Block
      title={t.proposed}
      action={
        !proposal.release_id &&
        begun &&
        may(me, 'model:deploy') && (
          <Button
            variant="contained"
            disabled={isLoading}
            onClick={() =>
              void activate(change.id)
                .unwrap()
                .then(
                  () => say(t.activatedNow),
                  () => undefined,
                )
            }
          >
            {t.activate}
          </Button>
        )
      }
    >
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      <Facts>
        <Fact label={t.files} wide>
          {proposal.files.map((name) => (
            <Box key={name}>
              <MuiLink
                href={`/api/v1/models/proposals/${change.id}/file?name=${encodeURIComponent(name)}`}
                download={name}
              >
                {name}
              </MuiLink>
            </Box>
          ))}
        </Fact>
        {proposal.rehearsal && (
          <Fact label={t.rehearsed} wide>
            {t.rehearsal(String(proposal.rehearsal.tickets ?? 0), String(proposal.rehearsal.different ?? 0))}
          </Fact>
        )}
        {proposal.migration && (
          <Fact label={t.migration} wide>
            <Migration migration={proposal.migration} />
          </Fact>
        )}
        <Fact label={t.inForce}>
          {proposal.activated_at ? formatDateTime(proposal.activated_at, language) : begun ? t.notYet : t.notBegun}
        </Fact>
      </Facts>
      <Box sx={{ pt: 1.5 }}>
        <Differences changes={proposal.difference} />
      </Box>
    </Block>
  );
}

/** How running tickets follow, and where to watch them do so. */
function Migration({ migration }: { migration: NonNullable<ReleaseProposal['migration']> }) {
  const t = useTexts(texts);
  const me = useMe();
  return (
    <>
      {migration.planned.length === 0 && <Box>{t.followsNone}</Box>}
      {migration.planned.map(({ model, tickets, places, stays }) => (
        <Box key={model}>
          {t.follows(model, String(tickets))}
          {Object.entries(places).map(([before, after]) => (
            <Box key={before} sx={{ fontSize: '0.8125rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
              {before} → {after}
            </Box>
          ))}
          {stays.map(({ element, name, tickets: count }) => (
            <Box key={element}>{t.stays(name, String(count))}</Box>
          ))}
        </Box>
      ))}
      {may(me, 'model:migrate') &&
        migration.begun.map(({ model, id }) => (
          <Box key={id}>
            <MuiLink component={Link} to={`/processes/${model}?view=migration&migration=${id}`}>
              {t.toMigration}
            </MuiLink>
          </Box>
        ))}
    </>
  );
}
