import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import MuiLink from '@mui/material/Link';

import { isProblem } from '@/shared/api/problem';
import { may, useMe } from '@/shared/api/profile';
import type { ChangeDetail } from '@/shared/change/changeApi';
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
      <Box
        component="ul"
        aria-label={t.difference}
        sx={{ listStyle: 'none', m: 0, p: 0, pt: 1.5, display: 'grid', gap: 1 }}
      >
        {proposal.difference.map(({ model, message, loosens, tickets }, at) => (
          <li key={`${model} ${at}`}>
            {loosens && <Chip size="small" color="warning" variant="outlined" label={t.loosens} sx={{ mr: 1 }} />}
            {message}
            <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
              {[model, tickets > 0 && t.concerns(String(tickets))].filter(Boolean).join(' · ')}
            </Box>
          </li>
        ))}
      </Box>
    </Block>
  );
}
