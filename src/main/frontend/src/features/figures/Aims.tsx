import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Check, Minus, X } from 'lucide-react';

import { percent, shown } from '@/shared/figures/show';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { useAimsQuery, type Aim, type FigureValue, type Narrowed } from './figuresApi';
import { texts } from './texts';
import { usePolling, useTv } from './tv';

/** What the platform was meant to bring: the period before beside this one. */
export function Aims({ narrowed }: { narrowed: Narrowed }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const {
    currentData: aims,
    error,
    refetch,
  } = useAimsQuery({ from: narrowed.from!, to: narrowed.to! }, usePolling(useTv() ? 60_000 : 0));
  const value = (figure: FigureValue) => (figure.known ? shown(figure.value, figure.unit, language) : t.unknown);
  const aimed = ({ aim, relative, now }: Aim) =>
    relative ? (now.unit === 'seconds' ? t.aimLess : t.aimLessCost)(percent(-aim)) : t.aimShare(percent(aim));
  return (
    <>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {t.aimsHint}
      </Typography>
      <ErrorAlert error={error} onRetry={() => void refetch()} />
      {!aims && !error && <RowSkeletons rows={4} />}
      {aims && (
        <Box sx={{ overflowX: 'auto' }} role="region" aria-label={t.pages.aims} tabIndex={0}>
          <Box
            component="table"
            sx={{
              borderCollapse: 'collapse',
              width: '100%',
              maxWidth: 900,
              '& th, & td': { textAlign: 'left', px: 1, py: 1, borderBottom: 1, borderColor: 'divider' },
              '& thead th': { color: 'text.secondary', fontSize: '0.75rem', fontWeight: 500, whiteSpace: 'nowrap' },
              '& tbody th': { fontWeight: 500 },
            }}
          >
            <thead>
              <tr>
                <th scope="col">{t.pages.aims}</th>
                <th scope="col">{t.before}</th>
                <th scope="col">{t.now}</th>
                <th scope="col">{t.change}</th>
                <th scope="col">{t.aim}</th>
              </tr>
            </thead>
            <tbody>
              {aims.map((aim) => (
                <tr key={aim.now.name}>
                  <th scope="row">
                    {labelIn(aim.now.title, language)}
                    <Box sx={{ color: 'text.secondary', fontSize: '0.75rem', fontWeight: 400 }}>
                      {labelIn(aim.now.definition, language)}
                    </Box>
                  </th>
                  <td>{value(aim.before)}</td>
                  <td>{value(aim.now)}</td>
                  <td>{aim.change === null ? '–' : `${aim.change > 0 ? '+' : ''}${percent(aim.change)}`}</td>
                  <td>
                    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, whiteSpace: 'nowrap' }}>
                      {aim.reached === null ? (
                        <Minus size={16} aria-label={t.unknown} />
                      ) : aim.reached ? (
                        <Check size={16} aria-label={t.reached} />
                      ) : (
                        <X size={16} aria-label={t.missed} />
                      )}
                      {aimed(aim)}
                    </Box>
                  </td>
                </tr>
              ))}
            </tbody>
          </Box>
        </Box>
      )}
    </>
  );
}
