import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { useCalendarsQuery } from '@/shared/api/calendarsApi';
import { useMembersQuery, type Team } from '@/shared/api/teamsApi';
import { isProblem } from '@/shared/api/problem';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { spoken } from '@/shared/i18n/words';
import { wallTime } from '@/shared/i18n/zone';
import { useChanged } from '@/shared/lib/useChanged';
import { DateTimeField } from '@/shared/ui/DateTimeField';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FormDialog } from '@/shared/ui/FormDialog';
import { useNotice } from '@/shared/ui/Notice';
import { personName } from '@/shared/ui/Person';

import { usePlanRosterMutation, type Layer, type Roster } from './oncallApi';
import { texts } from './texts';
import { inUnits, UNITS, type Unit } from './turns';

/** The layers of a roster as a form. */
export function RosterDialog({ team, roster, onClose }: { team: Team; roster: Roster; onClose: () => void }) {
  const t = useTexts(texts);
  const say = useNotice();
  const [layers, setLayers] = useState<Layer[]>(roster.layers);
  const changed = useChanged(layers);
  const [plan, { error }] = usePlanRosterMutation();
  const change = (at: number, more: Partial<Layer>) =>
    setLayers((all) => all.map((layer, index) => (index === at ? { ...layer, ...more } : layer)));
  const send = () =>
    plan({ team: team.id, version: roster.version, layers })
      .unwrap()
      .then(
        () => {
          say(t.saved);
          onClose();
        },
        () => undefined,
      );
  return (
    <FormDialog
      title={`${team.name} – ${t.title}`}
      sendLabel={t.save}
      send={send}
      isUnsaved={changed}
      width="sm"
      onClose={onClose}
    >
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      {layers.map((layer, at) => (
        <LayerForm
          key={at}
          number={at + 1}
          team={team}
          layer={layer}
          onChange={(more) => change(at, more)}
          onRemove={() => setLayers((all) => all.filter((_, index) => index !== at))}
        />
      ))}
      {layers.length < 5 && (
        <Button
          startIcon={<Plus size={16} aria-hidden />}
          sx={{ justifySelf: 'start' }}
          onClick={() =>
            setLayers((all) => [
              ...all,
              { people: [], starts_at: `${wallTime(Date.now()).slice(0, 10)}T09:00`, turn_hours: 168 },
            ])
          }
        >
          {t.addLayer}
        </Button>
      )}
    </FormDialog>
  );
}

interface LayerProps {
  number: number;
  team: Team;
  layer: Layer;
  onChange: (more: Partial<Layer>) => void;
  onRemove: () => void;
}

function LayerForm({ number, team, layer, onChange, onRemove }: LayerProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: members = [] } = useMembersQuery(team.id);
  const { data: calendars = [] } = useCalendarsQuery();
  const [unit, setUnit] = useState<Unit>(() => inUnits(layer.turn_hours).unit);
  return (
    <Box component="section" sx={{ display: 'grid', gap: 1.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'center' }}>
        <Typography variant="h3" sx={{ flex: 1, fontSize: '0.875rem', fontWeight: 600 }}>
          {t.layer(number)}
        </Typography>
        <IconButton size="small" aria-label={t.removeLayer(number)} onClick={onRemove}>
          <Trash2 size={16} aria-hidden />
        </IconButton>
      </Box>
      <Autocomplete
        multiple
        options={members.map(({ id }) => id)}
        value={layer.people}
        onChange={(_, people) => onChange({ people })}
        getOptionLabel={(id) => {
          const person = members.find((member) => member.id === id);
          return person ? personName(person, language) : '…';
        }}
        renderInput={(params) => <TextField {...params} label={t.people} required />}
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr 1fr', sm: '2fr 1fr 1fr' }, gap: 1.5 }}>
        <DateTimeField
          label={t.starts}
          value={layer.starts_at.slice(0, 16)}
          onChange={(starts_at) => onChange({ starts_at })}
          sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}
        />
        <TextField
          type="number"
          label={t.length}
          value={layer.turn_hours / UNITS[unit]}
          onChange={({ target: { value } }) => onChange({ turn_hours: Number(value) * UNITS[unit] })}
          slotProps={{ htmlInput: { min: 1 } }}
        />
        <TextField
          select
          label={t.unit}
          value={unit}
          onChange={({ target: { value } }) => {
            const next = value as Unit;
            onChange({ turn_hours: (layer.turn_hours / UNITS[unit]) * UNITS[next] });
            setUnit(next);
          }}
        >
          {(Object.keys(UNITS) as Unit[]).map((one) => (
            <MenuItem key={one} value={one}>
              {t.units[one]}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5 }}>
        <TextField
          select
          label={t.hours}
          value={layer.hours ?? 'none'}
          onChange={({ target: { value } }) =>
            onChange(
              value === 'none'
                ? { hours: null, calendar: null }
                : { hours: value as 'inside' | 'outside', calendar: layer.calendar ?? calendars[0]?.key },
            )
          }
        >
          {(['none', 'inside', 'outside'] as const).map((one) => (
            <MenuItem key={one} value={one}>
              {t.restrictions[one]}
            </MenuItem>
          ))}
        </TextField>
        {layer.hours && (
          <TextField
            select
            label={t.calendar}
            value={layer.calendar ?? ''}
            onChange={({ target: { value } }) => onChange({ calendar: value })}
          >
            {calendars.map(({ key, definition }) => (
              <MenuItem key={key} value={key}>
                {spoken(definition.name, language)}
              </MenuItem>
            ))}
          </TextField>
        )}
      </Box>
    </Box>
  );
}
