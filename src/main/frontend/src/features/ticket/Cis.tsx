import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import IconButton from '@mui/material/IconButton';
import { Plus, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';

import type { KindPath, TicketDetail } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { problemOf, type ApiProblem } from '@/shared/api/problem';
import { useChangeTicketMutation, useCiQuery, useCisOfQuery, useCiTypesQuery } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { ciTypeName } from '@/shared/lib/ciTypes';
import { focusAfterRow } from '@/shared/lib/focusAfter';
import { CiPicker } from '@/shared/ui/CiPicker';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useUndo } from '@/shared/ui/useUndo';

import { Section } from './SidePanel';
import { texts } from './texts';

interface Props {
  ticket: TicketDetail;
  kind: KindPath;
  number: string;
  canEdit: boolean;
}

export function Cis({ ticket, kind, number, canEdit }: Props) {
  const t = useTexts(texts);
  const me = useMe();
  const [change] = useChangeTicketMutation();
  const [problem, setProblem] = useState<ApiProblem>();
  const offer = useUndo();
  // what is taken back meets what others changed meanwhile
  const latest = useRef(ticket);
  useEffect(() => {
    latest.current = ticket;
  }, [ticket]);
  const ids = ticket.ci_ids ?? [];
  if (!may(me, 'cmdb:read')) {
    return null;
  }
  async function keep(ci_ids: string[]) {
    setProblem(undefined);
    const fields = { ci_ids };
    const { version } = await change({ kind, id: number, fields, version: latest.current.version }).unwrap();
    latest.current = { ...latest.current, ci_ids, version };
  }
  const refused = (error: unknown) => setProblem(problemOf(error));
  return (
    <Section title={t.ci}>
      <ErrorAlert error={problem} />
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {ids.map((id) => (
          <OneCi
            key={id}
            id={id}
            onRemove={
              canEdit
                ? (name) =>
                    void keep(ids.filter((other) => other !== id)).then(
                      () =>
                        offer(t.linkRemoved(name), () => keep([...new Set([...(latest.current.ci_ids ?? []), id])])),
                      refused,
                    )
                : undefined
            }
          />
        ))}
      </Box>
      {ids.length === 0 && <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1 }}>{t.noCi}</Box>}
      {canEdit && ticket.reporter?.id && (
        <OfReporter
          reporter={ticket.reporter.id}
          without={ids}
          onAdd={(id) => void keep([...ids, id]).catch(refused)}
        />
      )}
      {canEdit && (
        <CiPicker
          label={t.addCi}
          value={null}
          onChange={(ci) => ci && !ids.includes(ci.id) && void keep([...ids, ci.id]).catch(refused)}
        />
      )}
    </Section>
  );
}

/** What the reporter has, to be named with one click. */
function OfReporter({
  reporter,
  without,
  onAdd,
}: {
  reporter: string;
  without: readonly string[];
  onAdd: (id: string) => void;
}) {
  const t = useTexts(texts);
  const { data = [] } = useCisOfQuery(reporter);
  const others = data.filter(({ id }) => !without.includes(id));
  if (others.length === 0) {
    return null;
  }
  return (
    <Box sx={{ mb: 1 }}>
      <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>{t.reporterCis}</Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 0.5 }}>
        {others.map(({ id, name }) => (
          <Chip
            key={id}
            size="small"
            variant="outlined"
            icon={<Plus size={12} aria-hidden />}
            label={name}
            onClick={() => onAdd(id)}
          />
        ))}
      </Box>
    </Box>
  );
}

function OneCi({ id, onRemove }: { id: string; onRemove?: (name: string) => void }) {
  const { data: ci } = useCiQuery(id);
  const { data: types = [] } = useCiTypesQuery();
  const { language } = useLanguage();
  const t = useTexts(texts);
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', fontSize: '0.8125rem', minHeight: 28 }}>
      <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
        <Box component={Link} to={`/cmdb/${id}`} sx={{ color: 'primary.main' }}>
          {ci?.name ?? '…'}
        </Box>
        {ci?.ci_class && (
          <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
            {ciTypeName(types, ci.ci_class, language) || ci.ci_class.replaceAll('_', ' ')}
          </Box>
        )}
      </Box>
      {onRemove && (
        <IconButton
          size="small"
          onClick={(event) => {
            focusAfterRow(event);
            onRemove(ci?.name ?? '');
          }}
          aria-label={t.removeLink(ci?.name ?? '')}
        >
          <X size={14} aria-hidden />
        </IconButton>
      )}
    </Box>
  );
}
