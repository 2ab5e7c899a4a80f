import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

import type { KINDS } from '@/shared/api/model';
import { useCategoriesQuery } from '@/shared/api/ticketApi';
import { usePriorities } from '@/shared/api/wordsApi';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { statusWord, word } from '@/shared/i18n/words';
import { CiName } from '@/shared/ui/CiName';
import { PersonById } from '@/shared/ui/PersonById';
import { RemovableChip } from '@/shared/ui/RemovableChip';
import { UnitName } from '@/shared/ui/UnitName';

import { useTeamQuery } from './queueApi';
import { texts } from './texts';

/** What narrows the list and has no field of its own: each in words, and to be taken away. */
export function Narrowing({
  params,
  kind,
  onRemove,
}: {
  params: URLSearchParams;
  kind: (typeof KINDS)[number]['kind'];
  onRemove: (key: string) => void;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const each = (say: (value: string) => string) => (value: string) => value.split(',').map(say).join(t.comma);
  const said: Record<keyof typeof t.narrowed, (value: string) => ReactNode> = {
    status: each((status) => statusWord({ status, kind }, language)),
    // the field takes one only
    priority: (value) => value.includes(',') && <Priorities value={value} />,
    phase: each((phase) => word('phase', phase, language)),
    sla_state: each((state) => word('clock', state, language)),
    // the field takes one only
    source: (value) => value.includes(',') && each((source) => word('source', source, language))(value),
    assignee_id: (id) => <PersonById id={id} />,
    team_id: (id) => <TeamName id={id} />,
    category_id: (id) => <CategoryName id={id} />,
    site_id: (id) => <UnitName kind="sites" id={id} />,
    department_id: (id) => <UnitName kind="departments" id={id} />,
    reporter_id: (id) => <PersonById id={id} />,
    ci_id: (id) => <CiName id={id} />,
    created_after: (at) => formatDateTime(at, language),
    created_before: (at) => formatDateTime(at, language),
  };
  const chips = Object.entries(said)
    .map(([key, say]) => ({
      key: key as keyof typeof said,
      words: params.get(key) && say(params.get(key)!),
    }))
    .filter(({ words }) => words);
  return chips.length > 0 ? (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {chips.map(({ key, words }) => (
        <RemovableChip
          key={key}
          label={
            <>
              {t.narrowed[key]}
              {words}
            </>
          }
          onRemove={() => onRemove(key)}
        />
      ))}
    </Box>
  ) : null;
}

function Priorities({ value }: { value: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { say } = usePriorities();
  return (
    <>
      {value
        .split(',')
        .map((one) => say(one, language))
        .join(t.comma)}
    </>
  );
}

function TeamName({ id }: { id: string }) {
  const { data: team } = useTeamQuery(id);
  return <>{team?.name ?? '…'}</>;
}

function CategoryName({ id }: { id: string }) {
  const { data: categories } = useCategoriesQuery();
  return <>{categories?.find((one) => one.id === id)?.name ?? '…'}</>;
}
