import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useState } from 'react';

import { may, useMe } from '@/shared/api/profile';
import { useMembersQuery, type Team } from '@/shared/api/teamsApi';
import { formatRange } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { currentZone, shortZone } from '@/shared/i18n/zone';
import { field } from '@/shared/lib/fields';
import { Block } from '@/shared/ui/Block';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';
import { personName } from '@/shared/ui/Person';
import { PersonById } from '@/shared/ui/PersonById';
import { RecordDialog } from '@/shared/ui/RecordDialog';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { TeamPage } from '@/shared/ui/TeamPage';
import { TimeRange } from '@/shared/ui/TimeRange';

import {
  useOnDutyQuery,
  useRosterQuery,
  useShiftsQuery,
  useSwapShiftsMutation,
  useTakeSwapBackMutation,
  type Roster,
  type Shift,
} from './oncallApi';
import { RosterDialog } from './RosterDialog';
import { texts } from './texts';

const FOUR_WEEKS = 28 * 24 * 3_600_000;

/** Who of a team is on call, now and in the coming weeks. */
export function OnCallPage() {
  const t = useTexts(texts);
  return (
    <TeamPage title={t.title} label={t.team} path="/on-call">
      {(team) => <TeamRoster key={team.id} team={team} />}
    </TeamPage>
  );
}

function TeamRoster({ team }: { team: Team }) {
  const t = useTexts(texts);
  const me = useMe();
  const say = useNotice();
  const { language } = useLanguage();
  const [period] = useState(() => {
    const now = Date.now();
    return { from: new Date(now).toISOString(), to: new Date(now + FOUR_WEEKS).toISOString() };
  });
  const { data: roster, error } = useRosterQuery(team.id);
  const { data: now = [] } = useOnDutyQuery(team.id, { pollingInterval: 60_000, skipPollingIfUnfocused: true });
  const { data: duty } = useShiftsQuery({ team: team.id, ...period });
  const [takeBack] = useTakeSwapBackMutation();
  const [dialog, setDialog] = useState<'swap' | 'edit'>();
  const manages = may(me, 'team:manage') || team.manager_id === me.id;
  const swaps = roster?.swaps.filter(({ to }) => to > period.from) ?? [];
  if (!roster) {
    return error ? <ErrorAlert error={error} /> : <RowSkeletons />;
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3, maxWidth: 860 }}>
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
        {manages && (
          <Button variant="outlined" onClick={() => setDialog('edit')}>
            {t.edit}
          </Button>
        )}
        {roster.layers.length > 0 && (
          <Button variant="contained" onClick={() => setDialog('swap')}>
            {t.swap}
          </Button>
        )}
      </Box>
      {roster.layers.length === 0 ? (
        <EmptyState title={t.empty} hint={t.emptyHint} />
      ) : (
        <>
          <Block title={t.now}>
            {now.length === 0 ? (
              <Box sx={{ color: 'error.main' }}>{t.nobody}</Box>
            ) : (
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
                {now.map(({ user_id }) => (
                  <PersonById key={user_id} id={user_id} size={28} />
                ))}
              </Box>
            )}
          </Block>
          <Block title={t.coming}>
            {duty && duty.gaps.length > 0 && (
              <Alert severity="error" sx={{ mb: 1 }}>
                {t.gaps(duty.gaps.length)}
              </Alert>
            )}
            {duty?.uncovered[0] && (
              <Alert severity="info" sx={{ mb: 1 }}>
                {t.uncovered(
                  duty.uncovered.length,
                  `${formatRange(duty.uncovered[0].from, duty.uncovered[0].to, language)} ${shortZone(currentZone(), new Date(duty.uncovered[0].from))}`,
                )}
              </Alert>
            )}
            {duty && duty.overlaps.length > 0 && (
              <Alert severity="warning" sx={{ mb: 1 }}>
                {t.overlaps}
              </Alert>
            )}
            {roster.layers.map((_, layer) => (
              <Shifts key={layer} layer={layer} shifts={duty?.shifts.filter((shift) => shift.layer === layer) ?? []} />
            ))}
          </Block>
          {swaps.length > 0 && (
            <Block title={t.swaps}>
              <Grid head={[t.period, t.taker, '']} label={t.swaps}>
                {swaps.map((swap) => (
                  <tr key={swap.id}>
                    <td>
                      <TimeRange from={swap.from} to={swap.to} />
                    </td>
                    <td>
                      <PersonById id={swap.user_id} />
                    </td>
                    <Box component="td" sx={{ textAlign: 'right !important', py: '0 !important' }}>
                      {(manages || swap.user_id === me.id) && (
                        <Button
                          onClick={() =>
                            void takeBack({ team: team.id, id: swap.id })
                              .unwrap()
                              .then(
                                () => say(t.takenBack),
                                () => undefined,
                              )
                          }
                        >
                          {t.takeBack}
                        </Button>
                      )}
                    </Box>
                  </tr>
                ))}
              </Grid>
            </Block>
          )}
        </>
      )}
      {dialog === 'swap' && <SwapDialog team={team} roster={roster} onClose={() => setDialog(undefined)} />}
      {dialog === 'edit' && <RosterDialog team={team} roster={roster} onClose={() => setDialog(undefined)} />}
    </Box>
  );
}

function Shifts({ layer, shifts }: { layer: number; shifts: readonly Shift[] }) {
  const t = useTexts(texts);
  return (
    <Box sx={{ mb: 2 }}>
      <Grid head={[t.layer(layer + 1), t.person]} label={t.layer(layer + 1)}>
        {shifts.map((shift) => (
          <Box
            component="tr"
            key={`${shift.from} ${shift.user_id}`}
            sx={shift.absent ? { color: 'error.main', fontWeight: 500 } : undefined}
          >
            <td>
              <TimeRange from={shift.from} to={shift.to} />
            </td>
            <td>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
                <PersonById id={shift.user_id} />
                {shift.absent && <Chip size="small" color="error" label={t.away} />}
                {shift.swapped && <Chip size="small" label={t.swapped} />}
              </Box>
            </td>
          </Box>
        ))}
      </Grid>
    </Box>
  );
}

function SwapDialog({ team, roster, onClose }: { team: Team; roster: Roster; onClose: () => void }) {
  const t = useTexts(texts);
  const me = useMe();
  const say = useNotice();
  const { language } = useLanguage();
  const { data: members = [] } = useMembersQuery(team.id);
  const [swap] = useSwapShiftsMutation();
  return (
    <RecordDialog
      title={`${team.name} – ${t.swap}`}
      hint={<Box sx={{ color: 'text.secondary' }}>{t.swapHint}</Box>}
      fields={[
        field('layer', t.layerWord, 'select', {
          required: true,
          choices: roster.layers.map((_, at) => [String(at), t.layer(at + 1)] as const),
        }),
        field('user_id', t.taker, 'select', {
          required: true,
          choices: members.map((person) => [person.id, personName(person, language)] as const),
        }),
        field('from', t.from, 'datetime', { required: true }),
        field('to', t.to, 'datetime', { required: true }),
      ]}
      initial={{ layer: '0', user_id: me.id }}
      saveLabel={t.save}
      save={(values) =>
        swap({
          team: team.id,
          swap: { ...values, layer: Number(values.layer ?? 0), user_id: values.user_id ?? me.id },
        })
          .unwrap()
          .then(() => say(t.saved))
      }
      onClose={onClose}
    />
  );
}
