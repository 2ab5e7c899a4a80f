import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';

import { isProblem } from '@/shared/api/problem';
import { may, useMe } from '@/shared/api/profile';
import type { ChangeDetail } from '@/shared/change/changeApi';
import { Differences } from '@/shared/change/Differences';
import { useActivateMutation, useProposalOfQuery } from '@/shared/change/proposalApi';
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
