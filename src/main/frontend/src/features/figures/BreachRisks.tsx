import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import { useBreachRisksQuery } from '@/shared/figures/riskApi';
import { percent } from '@/shared/figures/show';
import { formatShort } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { TicketLink } from '@/shared/ui/TicketLink';

import type { Narrowed } from './figuresApi';
import { texts } from './texts';
import { usePolling, useTv } from './tv';

const ROWS = '10';
/** Open tickets are of no period. */
const NARROWING = ['kind', 'team_id', 'category_id', 'priority', 'site_id', 'department_id'] as const;

/** The open incidents that are the likeliest to miss their target, and how far that can be trusted. */
export function BreachRisks({ narrowed }: { narrowed: Narrowed }) {
  const t = useTexts(texts).risks;
  const { language } = useLanguage();
  const tv = useTv();
  const asked = Object.fromEntries(NARROWING.flatMap((name) => (narrowed[name] ? [[name, narrowed[name]]] : [])));
  const { currentData: said } = useBreachRisksQuery({ limit: ROWS, ...asked }, usePolling(60_000));
  const shown = said?.tickets.filter(({ chance }) => (chance ?? 0) > 0) ?? [];
  return (
    <Box component="section" sx={{ minWidth: 0, zoom: tv ? 1.4 : undefined }} aria-labelledby="breach-risks">
      <Typography id="breach-risks" variant="h3" component="h2" sx={{ mb: 1 }}>
        {t.title}
      </Typography>
      {!said && <RowSkeletons rows={4} />}
      {said && shown.length === 0 && <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.none}</Box>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {shown.map(({ id, number, title, due_at, chance, missed, of }) => (
          <Box
            component="li"
            key={id}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              minHeight: 36,
              borderBottom: 1,
              borderColor: 'divider',
              fontSize: '0.8125rem',
            }}
          >
            <Box
              component="span"
              title={t.made(String(missed), String(of))}
              sx={{ width: 44, fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}
            >
              {percent(chance ?? 0)}
            </Box>
            <TicketLink number={number} />
            <Box sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
              {title}
            </Box>
            <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem', flex: 'none' }}>
              {due_at ? formatShort(due_at, language) : t.paused}
            </Box>
          </Box>
        ))}
      </Box>
      {said && said.better !== null && said.better !== undefined && (
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>
          {(said.better ? t.better : t.worse)(String(said.tried))}
        </Typography>
      )}
    </Box>
  );
}
