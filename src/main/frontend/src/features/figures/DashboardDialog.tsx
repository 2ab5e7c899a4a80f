import Box from '@mui/material/Box';
import { FormDialog } from '@/shared/ui/FormDialog';

import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { KINDS } from '@/shared/api/model';
import { atField, problemOf, type ApiProblem } from '@/shared/api/problem';
import { useMe } from '@/shared/api/profile';
import { useSaveMutation } from '@/shared/api/recordsApi';
import { usePriorities } from '@/shared/api/wordsApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { scoped } from '@/shared/kept/sharing';
import { useChanged } from '@/shared/lib/useChanged';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { useFigureEntriesQuery, type Dashboard, type DashboardCard } from './dashboardsApi';
import { texts } from './texts';

export const FIRST: DashboardCard[] = [{ figure: 'backlog' }, { figure: 'reported', by: 'day' }];
const MOST = 24;

interface Props {
  /** the one to change; a new one without */
  dashboard?: Dashboard;
  onSaved: (id: string) => void;
  onClose: () => void;
}

/** Puts figures together: which, by what, and in which order. */
export function DashboardDialog({ dashboard, onSaved, onClose }: Props) {
  const t = useTexts(texts);
  const me = useMe();
  const [name, setName] = useState(dashboard?.name ?? '');
  const [team, setTeam] = useState(dashboard?.team_id ?? '');
  const [cards, setCards] = useState<readonly DashboardCard[]>(dashboard?.cards ?? FIRST);
  const [lacks, setLacks] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const changed = useChanged({ name, team, cards });
  const [save] = useSaveMutation();

  async function send() {
    setLacks(!name.trim());
    if (!name.trim()) {
      return;
    }
    setProblem(undefined);
    const shared = team !== (dashboard?.team_id ?? '') ? scoped({ team_id: team || null }) : {};
    await save({
      path: 'dashboards',
      id: dashboard?.id,
      version: dashboard?.version,
      fields: { name: name.trim(), cards, ...shared },
    })
      .unwrap()
      .then((saved) => {
        onClose();
        onSaved(saved.id ?? '');
      })
      .catch((error: unknown) => setProblem(problemOf(error)));
  }

  return (
    <FormDialog
      title={dashboard ? t.own.edit : t.own.add}
      sendLabel={t.own.save}
      send={send}
      isUnsaved={changed}
      width="md"
      onClose={onClose}
    >
      <ErrorAlert error={problem} fields={['name']} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        <TextField
          label={t.own.name}
          required
          autoFocus
          value={name}
          onChange={(event) => setName(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 100 } }}
          error={atField(problem, 'name') !== undefined || (lacks && !name.trim())}
          helperText={atField(problem, 'name') ?? (lacks && !name.trim() ? t.own.required : undefined)}
        />
        {me.teams.length > 0 && (
          <Select label={t.own.shareWith} none={t.own.mine} value={team} onChange={(id) => setTeam(id ?? '')}>
            {me.teams.map((one) => [one.id ?? '', one.name ?? ''] as const)}
          </Select>
        )}
      </Box>
      <CardRows cards={cards} onChange={setCards} />
    </FormDialog>
  );
}

/** Figures in their order, at least one. */
export function CardRows({
  cards,
  onChange,
}: {
  cards: readonly DashboardCard[];
  onChange: (cards: DashboardCard[]) => void;
}) {
  const t = useTexts(texts);
  return (
    <>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
        {cards.map((card, at) => (
          <CardRow
            // a card has no name of its own
            key={at}
            number={at + 1}
            card={card}
            onChange={(changed) => onChange(cards.map((one, place) => (place === at ? changed : one)))}
            onUp={at > 0 ? () => onChange(moved(cards, at)) : undefined}
            onRemove={cards.length > 1 ? () => onChange(cards.filter((_, place) => place !== at)) : undefined}
          />
        ))}
      </Box>
      <Box>
        <Button
          startIcon={<Plus size={15} aria-hidden />}
          disabled={cards.length >= MOST}
          onClick={() => onChange([...cards, { figure: 'backlog' }])}
        >
          {t.own.addCard}
        </Button>
      </Box>
    </>
  );
}

function moved(cards: readonly DashboardCard[], at: number): DashboardCard[] {
  const next = [...cards];
  next.splice(at - 1, 0, ...next.splice(at, 1));
  return next;
}

function CardRow({
  number,
  card,
  onChange,
  onUp,
  onRemove,
}: {
  number: number;
  card: DashboardCard;
  onChange: (card: DashboardCard) => void;
  onUp?: () => void;
  onRemove?: () => void;
}) {
  const t = useTexts(texts).own;
  const { language } = useLanguage();
  const priorities = usePriorities();
  const { data: entries = [] } = useFigureEntriesQuery();
  const entry = entries.find(({ name }) => name === card.figure);
  const ways = (entry?.by ?? []).filter((one) => one in t.by);
  return (
    <Box
      component="li"
      aria-label={t.card(number)}
      sx={{
        display: 'grid',
        gap: 1,
        alignItems: 'center',
        gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: '2fr 1.4fr 1fr 1fr auto' },
      }}
    >
      <TextField
        select
        label={t.figure}
        value={entry ? card.figure : ''}
        onChange={(event) => onChange({ ...card, figure: event.target.value, by: null, kind: null })}
      >
        {entries.map(({ name, title }) => (
          <MenuItem key={name} value={name}>
            {labelIn(title, language)}
          </MenuItem>
        ))}
      </TextField>
      <Select label={t.shownBy} none={t.number} value={card.by} onChange={(by) => onChange({ ...card, by })}>
        {ways.map((one) => [one, t.by[one as keyof typeof t.by]] as const)}
      </Select>
      <Select label={t.kind} none={t.usual} value={card.kind} onChange={(kind) => onChange({ ...card, kind })}>
        {KINDS.map(({ kind }) => [kind, t.kinds[kind]] as const)}
      </Select>
      <Select
        label={t.priority}
        none={t.everything}
        value={card.priority}
        onChange={(priority) => onChange({ ...card, priority })}
      >
        {priorities.words.map((one) => [one, priorities.say(one, language)] as const)}
      </Select>
      <Box sx={{ whiteSpace: 'nowrap', gridColumn: { xs: '1 / -1', md: 'auto' }, textAlign: 'right' }}>
        <IconButton size="small" disabled={!onUp} onClick={onUp} aria-label={t.up(number)}>
          <ArrowUp size={16} aria-hidden />
        </IconButton>
        <IconButton size="small" disabled={!onRemove} onClick={onRemove} aria-label={t.removeCard(number)}>
          <Trash2 size={16} aria-hidden />
        </IconButton>
      </Box>
    </Box>
  );
}

function Select({
  label,
  none,
  value,
  onChange,
  children,
}: {
  label: string;
  none: string;
  value?: string | null;
  onChange: (value: string | null) => void;
  children: readonly (readonly [string, string])[];
}) {
  return (
    <TextField
      select
      label={label}
      value={children.some(([one]) => one === value) ? value : ''}
      onChange={(event) => onChange(event.target.value || null)}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      <MenuItem value="">{none}</MenuItem>
      {children.map(([one, name]) => (
        <MenuItem key={one} value={one}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
