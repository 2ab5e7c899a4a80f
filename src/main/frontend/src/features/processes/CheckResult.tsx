import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';

import { Differences } from '@/shared/change/Differences';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';

import type { Checked, Finding } from './modelsApi';
import { texts } from './texts';

const list = { listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 } as const;

/** What a check found, and what would be otherwise. */
export function CheckResult({ checked }: { checked: Checked }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const processes = checked.added.filter((file) => file.endsWith('.bpmn')).map((file) => file.replace(/^.*\//, ''));
  const errors = checked.findings.filter(({ severity }) => severity === 'error').length;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }} role="status">
      <Alert severity={checked.deployable ? 'success' : 'error'} sx={{ py: 0.25 }}>
        {checked.deployable ? t.fine : t.refused(String(errors))}
      </Alert>
      {checked.findings.length > 0 && <Findings findings={checked.findings} />}
      {processes.length > 0 && <div>{t.added(processes.join(language === 'ja' ? '、' : ', '))}</div>}
      {checked.deployable && <Differences changes={checked.difference} />}
    </Box>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = useTexts(texts);
  const words = t.severities as Record<string, string>;
  return (
    <Box component="ul" sx={list}>
      {findings.map(({ severity, file, element, rule, message, help }, at) => (
        <li key={`${file} ${element} ${rule} ${at}`}>
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'baseline' }}>
            <Box component="span" sx={{ fontWeight: 600, color: severity === 'error' ? 'error.main' : 'warning.main' }}>
              {words[severity ?? ''] ?? severity}
            </Box>
            <Box component="span" sx={{ fontSize: '0.75rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
              {[file, element].filter(Boolean).join(' · ')}
            </Box>
          </Box>
          <div>{message}</div>
          {help && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{help}</Box>}
        </li>
      ))}
    </Box>
  );
}
