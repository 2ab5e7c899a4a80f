import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { skipToken } from '@reduxjs/toolkit/query';
import { Plus } from 'lucide-react';
import { useState, type MouseEvent } from 'react';

import { KINDS, type Field, type KindPath } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { useTeamsQuery } from '@/shared/api/teamsApi';
import { usePriorities, useStatuses } from '@/shared/api/wordsApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { CLOCK_STATES, PHASES, SOURCES, word } from '@/shared/i18n/words';
import { field } from '@/shared/lib/fields';
import { filled, shown, type FieldValues } from '@/shared/lib/form';
import { FormDialog } from '@/shared/ui/FormDialog';
import { FormView } from '@/shared/ui/FormView';

import { texts } from './texts';

interface Props {
  kind: KindPath;
  params: URLSearchParams;
  /** changes what the address says; nothing takes the parameter away */
  onNarrow: (changes: Record<string, string | undefined>) => void;
}

/** What a list can be narrowed by, in the order of the menu; most have one parameter of the same name. */
const FILTERS = {
  status: ['status'],
  phase: ['phase'],
  team: ['team_id'],
  assignee: ['assignee_id'],
  reporter: ['reporter_id'],
  category: ['category_id'],
  ci: ['ci_id'],
  sla: ['sla_state'],
  priority: ['priority'],
  source: ['source'],
  site: ['site_id'],
  department: ['department_id'],
  created: ['created_after', 'created_before'],
} as const;

type Filter = keyof typeof FILTERS;

/** Narrows the list by something that has no field of its own beside it. */
export function AddFilter({ kind, params, onNarrow }: Props) {
  const t = useTexts(texts);
  const me = useMe();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const [asking, setAsking] = useState<Filter>();
  const offered = (Object.keys(FILTERS) as Filter[]).filter(
    (filter) => (filter !== 'team' || may(me, 'team:read')) && (filter !== 'ci' || may(me, 'cmdb:read')),
  );
  return (
    <>
      <Button
        size="small"
        startIcon={<Plus size={16} aria-hidden />}
        aria-haspopup="menu"
        onClick={(event: MouseEvent) => setAnchor(event.currentTarget)}
      >
        {t.addFilter.open}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {offered.map((filter) => (
          <MenuItem
            key={filter}
            dense
            onClick={() => {
              setAnchor(null);
              setAsking(filter);
            }}
          >
            {t.addFilter.by[filter]}
          </MenuItem>
        ))}
      </Menu>
      {asking && (
        <FilterDialog
          filter={asking}
          kind={kind}
          params={params}
          onNarrow={onNarrow}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

function FilterDialog({ filter, kind, params, onNarrow, onClose }: Props & { filter: Filter; onClose: () => void }) {
  const t = useTexts(texts);
  const title = t.addFilter.by[filter];
  const fields = useFields(filter, kind, title);
  const before = Object.fromEntries(fields.map(({ key, type }) => [key, read(type, params.get(key))]));
  const [typed, setTyped] = useState<FieldValues>({});
  const values = { ...shown(fields, before), ...typed };
  return (
    <FormDialog
      title={title}
      sendLabel={t.addFilter.narrow}
      isUnsaved={Object.keys(typed).length > 0}
      send={() => {
        const said = filled(fields, values);
        onNarrow(Object.fromEntries(fields.map(({ key }) => [key, written(said[key])])));
        onClose();
        return Promise.resolve();
      }}
      onClose={onClose}
    >
      <FormView
        autoFocus
        fields={fields}
        values={values}
        onChange={(key, value) => setTyped((others) => ({ ...others, [key]: value }))}
      />
    </FormDialog>
  );
}

/** What is asked for, by the parameters of the address. */
function useFields(filter: Filter, kind: KindPath, label: string): readonly Field[] {
  const t = useTexts(texts).addFilter;
  const { language } = useLanguage();
  const kindWord = KINDS.find(({ path }) => path === kind)?.kind;
  const statuses = useStatuses(kind, filter === 'status');
  const priorities = usePriorities(kindWord);
  const { data: teams = [] } = useTeamsQuery(filter === 'team' ? undefined : skipToken);
  const several = (words: readonly string[], say: (one: string) => string) => [
    field(FILTERS[filter][0], label, 'checklist', { choices: words.map((one) => [one, say(one)] as const) }),
  ];
  switch (filter) {
    case 'status':
      return [field('status', label, 'checklist', { choices: statuses.map((one) => [one.value, one.label] as const) })];
    case 'phase':
      return several(PHASES, (one) => word('phase', one, language));
    case 'sla':
      return several(CLOCK_STATES, (one) => word('clock', one, language));
    case 'priority':
      return several(priorities.words, (one) => priorities.say(one, language));
    case 'source':
      return several(SOURCES, (one) => word('source', one, language));
    case 'team':
      return [
        field('team_id', label, 'select', {
          choices: teams.map(({ id, name }) => [id, name] as const),
        }),
      ];
    case 'assignee':
    case 'reporter':
      return [field(FILTERS[filter][0], label, 'user')];
    case 'category':
      return [field('category_id', label, 'category')];
    case 'ci':
      return [field('ci_id', label, 'ci')];
    case 'site':
      return [field('site_id', label, 'sites')];
    case 'department':
      return [field('department_id', label, 'departments')];
    case 'created':
      return [field('created_after', t.after, 'datetime'), field('created_before', t.before, 'datetime')];
  }
}

/** What the address says, as the field shows it; several are separated by commas there. */
function read(type: string, said: string | null): unknown {
  return type === 'checklist' ? (said?.split(',') ?? []) : (said ?? undefined);
}

/** The other way round. */
function written(value: unknown): string | undefined {
  return Array.isArray(value) ? value.join(',') : (value as string | undefined);
}
