import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useEffect } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { useCasesQuery, useRunCasesMutation } from './modelsApi';
import { texts } from './texts';

const list = { listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 } as const;

/** The cases, tried by files that could be deployed; nothing where none is kept. */
export function CaseRuns({ files }: { files: readonly File[] }) {
  const t = useTexts(texts).cases;
  const { data: cases = [], error: unread, refetch } = useCasesQuery();
  const [run, { data: tried, error, isLoading }] = useRunCasesMutation();
  const any = cases.length > 0;
  useEffect(() => {
    if (any) {
      void run(files);
    }
  }, [any, files, run]);
  if (!any) {
    return <ErrorAlert error={unread} onRetry={() => void refetch()} />;
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1 }}>
      <Box component="h3" sx={{ fontSize: '0.875rem', m: 0 }}>
        {t.title}
      </Box>
      <Box role="status" sx={{ color: 'text.secondary' }}>
        {isLoading
          ? t.running(String(cases.length))
          : tried && t.ran(tried.filter((one) => !one.tried || one.differences.length > 0).length)}
      </Box>
      <ErrorAlert error={error} />
      {error !== undefined && (
        <Box>
          <Button onClick={() => void run(files)}>{t.again}</Button>
        </Box>
      )}
      {tried && (
        <Box component="ul" sx={list}>
          {tried.map((one) => (
            <li key={one.id}>
              <Box sx={{ fontWeight: 500 }}>{one.name}</Box>
              {!one.tried ? (
                t.notTried
              ) : one.differences.length === 0 ? (
                <Box sx={{ color: 'text.secondary' }}>{t.same}</Box>
              ) : (
                <Box component="ul" sx={list}>
                  {one.differences.map(({ step, rule, loosens, message }, at) => (
                    <li key={`${step} ${rule} ${at}`}>
                      {loosens && (
                        <Chip size="small" color="warning" variant="outlined" label={t.loosens} sx={{ mr: 1 }} />
                      )}
                      {message}{' '}
                      <Box component="span" sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
                        {step === 0 ? t.atReport : step ? t.atStep(String(step)) : t.atEnd}
                      </Box>
                    </li>
                  ))}
                </Box>
              )}
            </li>
          ))}
        </Box>
      )}
    </Box>
  );
}
