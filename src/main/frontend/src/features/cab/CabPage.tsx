import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect } from 'react';
import { Link, useNavigate, useParams } from 'react-router';

import { addressOf, numberOf } from '@/shared/api/model';
import { isMissing } from '@/shared/api/problem';
import { useMe } from '@/shared/api/profile';
import { lastRound, useBallotsQuery, useChangeQuery, type ChangeDetail } from '@/shared/change/changeApi';
import { Conflicts, PlanFacts, PlanTexts, RiskWord, Steps, Tally, Votes } from '@/shared/change/parts';
import { texts as changeTexts } from '@/shared/change/texts';
import { formatShort } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useKeys } from '@/shared/lib/keys';
import { Block } from '@/shared/ui/Block';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { LinkedText } from '@/shared/ui/LinkedText';
import { PageHeader } from '@/shared/ui/PageHeader';
import { PageSkeleton, RowSkeletons } from '@/shared/ui/Skeletons';
import { StatusChip } from '@/shared/ui/StatusChip';

import { MyVote } from './MyVote';
import { texts } from './texts';

/** What the board votes on: mine first; everything that is decided about on one page. */
export function CabPage() {
  const t = useTexts(texts);
  const me = useMe();
  const navigate = useNavigate();
  const { number } = useParams();
  const wide = useMediaQuery('(min-width: 1100px)');
  const {
    data: ballots,
    error,
    refetch,
  } = useBallotsQuery(undefined, {
    pollingInterval: 30_000,
    skipPollingIfUnfocused: true,
    refetchOnMountOrArgChange: 10,
  });
  const mine = (change: ChangeDetail) => lastRound(change.votes).find((seat) => seat.holder_id === me.id);
  const groups = [
    { title: t.mine, of: (change: ChangeDetail) => mine(change) !== undefined && !mine(change)?.vote },
    { title: t.voted, of: (change: ChangeDetail) => Boolean(mine(change)?.vote) },
    { title: t.others, of: (change: ChangeDetail) => mine(change) === undefined },
  ].map((group) => ({ title: group.title, changes: (ballots?.changes ?? []).filter(group.of) }));
  const order = groups.flatMap(({ changes }) => changes.map(numberOf));
  const first = wide && !number ? order[0] : undefined;
  // which one is shown stays as it is while the order changes
  useEffect(() => {
    if (first) {
      void navigate(`/cab/${first}`, { replace: true });
    }
  }, [first, navigate]);
  const shown = number ?? first;
  const at = shown ? order.indexOf(shown) : -1;
  const before = at > 0 ? order[at - 1] : undefined;
  const after = order[at + 1];
  useKeys({
    j: () => after && void navigate(`/cab/${after}`),
    n: () => after && void navigate(`/cab/${after}`),
    k: () => before && void navigate(`/cab/${before}`),
    p: () => before && void navigate(`/cab/${before}`),
    u: () => void navigate('/cab'),
  });

  const list = ballots ? (
    order.length > 0 ? (
      groups
        .filter(({ changes }) => changes.length > 0)
        .map(({ title, changes }) => <Ballots key={title} title={title} changes={changes} shown={shown} />)
        .concat(
          ballots.more
            ? [
                <Button key="more" component={Link} to="/queue?kind=changes&view=open&status=authorization">
                  {t.more}
                </Button>,
              ]
            : [],
        )
    ) : (
      <EmptyState title={t.empty} hint={t.emptyHint} />
    )
  ) : (
    !error && <RowSkeletons rows={4} />
  );
  const head = (
    <>
      {number && !wide && (
        <IconButton size="small" component={Link} to="/cab" aria-label={t.back} sx={{ order: -1 }}>
          <ArrowLeft size={16} aria-hidden />
        </IconButton>
      )}
      {order.length > 1 && shown && (
        <Box>
          <IconButton size="small" component={Link} to={`/cab/${before}`} disabled={!before} aria-label={t.previous}>
            <ChevronLeft size={16} aria-hidden />
          </IconButton>
          <IconButton size="small" component={Link} to={`/cab/${after}`} disabled={!after} aria-label={t.next}>
            <ChevronRight size={16} aria-hidden />
          </IconButton>
        </Box>
      )}
    </>
  );
  return (
    <>
      <PageHeader title={t.title} actions={head} />
      <Box sx={{ px: { xs: 2, md: 3 } }}>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
      </Box>
      {wide ? (
        <Box sx={{ display: 'grid', gridTemplateColumns: '320px minmax(0, 1fr)', alignItems: 'start' }}>
          <Box component="nav" aria-label={t.title} sx={{ pl: 2, pr: 1, pb: 4 }}>
            {list}
          </Box>
          <Box sx={{ borderLeft: 1, borderColor: 'divider', minHeight: '70vh' }}>
            {shown ? <Decision key={shown} number={shown} /> : null}
          </Box>
        </Box>
      ) : number ? (
        <Decision key={number} number={number} />
      ) : (
        <Box component="nav" aria-label={t.title} sx={{ px: { xs: 1, md: 2 }, pb: 4 }}>
          {list}
        </Box>
      )}
    </>
  );
}

function Ballots({ title, changes, shown }: { title: string; changes: readonly ChangeDetail[]; shown?: string }) {
  const { language } = useLanguage();
  const t = useTexts(texts);
  return (
    <Box sx={{ mb: 2 }}>
      <Typography variant="caption" component="h2" sx={{ display: 'block', px: 1, color: 'text.secondary' }}>
        {title}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {changes.map((change) => {
          const number = numberOf(change);
          const seats = lastRound(change.votes);
          const here = number === shown;
          return (
            <li key={number}>
              <Box
                component={Link}
                to={`/cab/${number}`}
                aria-current={here ? 'page' : undefined}
                sx={{
                  display: 'block',
                  px: 1,
                  py: 1,
                  borderRadius: 1,
                  color: 'text.primary',
                  textDecoration: 'none',
                  bgcolor: here ? 'quiet' : undefined,
                  '&:hover': { bgcolor: here ? 'quiet' : 'action.hover' },
                }}
              >
                <Box
                  sx={{
                    display: 'flex',
                    flexWrap: 'wrap',
                    columnGap: 1,
                    fontSize: '0.8125rem',
                    color: 'text.secondary',
                    '& > *': { whiteSpace: 'nowrap' },
                  }}
                >
                  <span>{number}</span>
                  <RiskWord change={{ risk: change.risk, risk_score: undefined }} />
                  {seats[0]?.deadline_at && (
                    <Box component="span" sx={{ ml: 'auto' }}>
                      {t.deadline} {formatShort(seats[0].deadline_at, language)}
                    </Box>
                  )}
                </Box>
                <Box sx={{ fontWeight: 500, mb: 0.5 }}>{change.title}</Box>
                {seats.length > 0 && <Tally seats={seats} />}
              </Box>
            </li>
          );
        })}
      </Box>
    </Box>
  );
}

/** A change as the board decides about it. */
function Decision({ number }: { number: string }) {
  const t = useTexts(texts);
  const words = useTexts(changeTexts);
  const {
    currentData: change,
    error,
    refetch,
  } = useChangeQuery(number, {
    pollingInterval: 15_000,
    skipPollingIfUnfocused: true,
    refetchOnMountOrArgChange: true,
  });
  if (!change) {
    return isMissing(error) ? (
      <EmptyState title={t.notFound} />
    ) : error ? (
      <Box sx={{ p: 3 }}>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
      </Box>
    ) : (
      <PageSkeleton />
    );
  }
  return (
    <Box
      component="article"
      sx={{
        px: { xs: 2, md: 3 },
        pb: 6,
        pt: 1,
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr)',
        gap: 3,
        maxWidth: 960,
      }}
    >
      <Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, color: 'text.secondary', mb: 0.5 }}>
          {number}
          <StatusChip {...change} kind="change" />
          <Button component={Link} to={addressOf(number)} sx={{ ml: 'auto' }}>
            {t.openTicket}
          </Button>
        </Box>
        <Typography variant="h1" component="h2">
          {change.title}
        </Typography>
        {change.description && (
          <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', mt: 1 }}>
            <LinkedText text={change.description} />
          </Box>
        )}
      </Box>
      <ErrorAlert error={error} onRetry={() => void refetch()} />
      <MyVote change={change} />
      <PlanFacts change={change} />
      <Block title={words.conflicts}>
        <Conflicts change={change} />
      </Block>
      <Block title={words.votes}>
        <Votes change={change} />
      </Block>
      <Block title={words.plan}>
        <PlanTexts change={change} />
      </Block>
      <Block title={words.steps}>
        <Steps tasks={change.tasks} />
      </Block>
    </Box>
  );
}
