import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { isProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { TicketLink } from '@/shared/ui/TicketLink';
import { Confirm } from '@/shared/ui/useConfirm';

import {
  goesOn,
  nameOf,
  useMigrateMutation,
  useMigration,
  useModelFileQuery,
  useStepMigrationMutation,
  type Migration,
  type NewMigration,
  type Version,
} from './modelsApi';
import { nameIn, restsOf } from './modelXml';
import { texts } from './texts';

/** Tickets that run on other versions, on their way to one: that in force, unless another is chosen. */
export function Migrations({ model, versions }: { model: string; versions: readonly Version[] }) {
  const t = useTexts(texts);
  const [params, setParams] = useSearchParams();
  const id = params.get('migration');
  const inForce = versions.find(({ in_force }) => in_force);
  const [to, setTo] = useState(inForce ? nameOf(inForce) : '');
  const [map, setMap] = useState<Record<string, string>>({});
  const [first, setFirst] = useState('1');
  const [asking, setAsking] = useState(false);
  const behind = versions.filter((version) => nameOf(version) !== to && version.tickets > 0);
  const [migrate, { error, isLoading }] = useMigrateMutation();
  function begin(wanted: NewMigration) {
    const said = Object.fromEntries(Object.entries(map).filter(([, place]) => place));
    migrate({ key: model, to, ...(Object.keys(said).length > 0 && { map: said }), ...wanted })
      .unwrap()
      .then(
        (begun) => setParams({ view: 'migration', migration: begun.id }, { replace: true }),
        () => undefined,
      );
  }
  return (
    <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      <Box sx={{ width: 1, display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
        <TextField
          select
          size="small"
          label={t.toVersion}
          value={to}
          onChange={({ target }) => {
            setTo(target.value);
            setMap({});
          }}
          sx={{ minWidth: 220 }}
        >
          {versions.map((version) => (
            <MenuItem key={nameOf(version)} value={nameOf(version)}>
              {version.version} ({version.own ? t.own : t.shared}){version.in_force && ` · ${t.inForce}`}
            </MenuItem>
          ))}
        </TextField>
        {behind.length > 0 && (
          <TextField
            size="small"
            type="number"
            label={t.firstCount}
            value={first}
            onChange={({ target }) => setFirst(target.value)}
            slotProps={{ htmlInput: { min: 1 } }}
            sx={{ width: 160 }}
          />
        )}
      </Box>
      {behind.length === 0 && !id && <EmptyState title={t.allThere} />}
      {behind.length > 0 && (
        <>
          <span>{t.migrateHint}</span>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {behind.map(({ version, own, tickets }) => (
              <li key={`${own} ${version}`}>{t.waitOn(`${version} (${own ? t.own : t.shared})`, String(tickets))}</li>
            ))}
          </Box>
          <Places key={to} model={model} to={to} behind={behind} map={map} onChange={setMap} />
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <Button variant="contained" disabled={isLoading} onClick={() => begin({ dry_run: true })}>
              {t.dryRun}
            </Button>
            <Button
              variant="outlined"
              disabled={isLoading || !(Number(first) >= 1)}
              onClick={() => begin({ dry_run: false, first: Math.floor(Number(first)) })}
            >
              {t.first(first)}
            </Button>
            <Button variant="outlined" disabled={isLoading} onClick={() => setAsking(true)}>
              {t.all}
            </Button>
          </Box>
        </>
      )}
      {asking && (
        <Confirm
          title={t.all}
          hint={t.allHint(String(behind.reduce((sum, { tickets }) => sum + tickets, 0)))}
          label={t.all}
          perform={() => {
            begin({ dry_run: false });
            return Promise.resolve();
          }}
          onClose={() => setAsking(false)}
        />
      )}
      {id && (
        <Progress key={id} model={model} id={id} onMove={(number) => begin({ dry_run: false, tickets: [number] })} />
      )}
    </Box>
  );
}

/** Where tickets rest, each with where it goes: by itself to the same place, or to the one that somebody chooses. */
function Places({
  model,
  to,
  behind,
  map,
  onChange,
}: {
  model: string;
  to: string;
  behind: readonly Version[];
  map: Readonly<Record<string, string>>;
  onChange: (map: Record<string, string>) => void;
}) {
  const t = useTexts(texts);
  const { data: target = '' } = useModelFileQuery({ key: model, version: to });
  const { data: source = '' } = useModelFileQuery({ key: model, version: behind[0] ? nameOf(behind[0]) : to });
  const rests = restsOf(target);
  const places = [...new Set(behind.flatMap(({ elements }) => Object.keys(elements)))].sort();
  const count = (place: string) => behind.reduce((sum, { elements }) => sum + (elements[place] ?? 0), 0);
  return (
    <Grid head={[t.restsAt, t.tickets, t.goesTo]} label={t.goesTo}>
      {places.map((place) => (
        <tr key={place}>
          <Box component="td" sx={{ minWidth: 140 }}>
            {nameIn(source, place)}
            <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{place}</Box>
          </Box>
          <td>{count(place)}</td>
          <td>
            <TextField
              select
              size="small"
              value={map[place] ?? ''}
              onChange={({ target: chosen }) => onChange({ ...map, [place]: chosen.value })}
              slotProps={{
                select: {
                  displayEmpty: true,
                  SelectDisplayProps: { 'aria-label': `${t.goesTo}: ${nameIn(source, place)}` },
                },
              }}
              sx={{ minWidth: 200 }}
            >
              <MenuItem value="">{rests.has(place) ? t.staysThere : t.byItself}</MenuItem>
              {[...rests].map(([element, name]) => (
                <MenuItem key={element} value={element}>
                  {name}
                </MenuItem>
              ))}
            </TextField>
          </td>
        </tr>
      ))}
    </Grid>
  );
}

function Progress({ model, id, onMove }: { model: string; id: string; onMove: (number: string) => void }) {
  const t = useTexts(texts);
  const { data: migration, error } = useMigration({ key: model, id });
  const [step, { error: refused, isLoading }] = useStepMigrationMutation();
  if (!migration) {
    return error ? <ErrorAlert error={error} /> : <LinearProgress sx={{ width: 1 }} />;
  }
  const states = t.states as Record<string, string>;
  const verdicts = t.verdicts as Record<string, string>;
  const go = (to: 'continue' | 'cancel' | 'undo') => void step({ key: model, id, step: to });
  return (
    <Box sx={{ width: 1, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1 }}>
      <Box role="status" sx={{ fontWeight: 600 }}>
        {migration.dry_run && `${t.dryRun} · `}
        {states[migration.state] ?? migration.state}
        {' · '}
        {Object.entries(migration.counts)
          .map(([verdict, count]) => `${verdicts[verdict] ?? verdict} ${count}`)
          .join(' · ')}
      </Box>
      {goesOn(migration.state) && <LinearProgress />}
      <ErrorAlert error={isProblem(refused) ? refused : undefined} />
      {!migration.dry_run && (
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          {migration.state === 'paused' && (
            <Button variant="contained" disabled={isLoading} onClick={() => go('continue')}>
              {t.goOn}
            </Button>
          )}
          {['running', 'paused'].includes(migration.state) && (
            <Button color="inherit" disabled={isLoading} onClick={() => go('cancel')}>
              {t.stop}
            </Button>
          )}
          {migration.state === 'done' && (migration.counts.refused ?? 0) > 0 && (
            <Button variant="outlined" disabled={isLoading} onClick={() => go('continue')}>
              {t.again}
            </Button>
          )}
          {((['done', 'paused', 'cancelled'].includes(migration.state) && (migration.counts.moved ?? 0) > 0) ||
            (migration.state === 'undone' && (migration.counts.stays ?? 0) > 0)) && (
            <Button color="inherit" disabled={isLoading} onClick={() => go('undo')}>
              {migration.state === 'undone' ? t.again : t.undo}
            </Button>
          )}
        </Box>
      )}
      <Plan plan={migration.plan} />
      <Grid
        head={[t.tickets, t.version, t.verdict, t.why, ...(migration.dry_run ? [''] : [])]}
        label={t.views.migration}
      >
        {migration.tickets.map(({ ticket_id, number, from_version, state: verdict = '', message }, at) => (
          <tr key={`${ticket_id} ${at}`}>
            <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
              {number ? <TicketLink number={number} /> : t.deleted}
            </Box>
            <td>{from_version}</td>
            <Box
              component="td"
              sx={{ whiteSpace: 'nowrap', color: ['refused', 'stays'].includes(verdict) ? 'error.main' : undefined }}
            >
              {verdicts[verdict] ?? verdict}
            </Box>
            <Box component="td" sx={{ minWidth: 240 }}>
              {message}
            </Box>
            {migration.dry_run && (
              <td>{number && verdict === 'fits' && <Button onClick={() => onMove(number)}>{t.moveThis}</Button>}</td>
            )}
          </tr>
        ))}
      </Grid>
    </Box>
  );
}

/** The elements that have another id in the target, as the plan found them. */
function Plan({ plan }: { plan: Migration['plan'] }) {
  const t = useTexts(texts);
  const pairs = Object.values(plan).flatMap((one) => Object.entries(one));
  return (
    pairs.length > 0 && (
      <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
        {t.planned}: {pairs.map(([from, to]) => `${from} → ${to}`).join(', ')}
      </Box>
    )
  );
}
