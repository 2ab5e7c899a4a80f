import Box from '@mui/material/Box';

import { labelIn, type Label } from '@/shared/i18n/texts';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { StatusChip } from '@/shared/ui/StatusChip';

import type { TrialStep } from './modelsApi';
import { texts } from './texts';

interface Props {
  steps: readonly TrialStep[];
  kind: string;
  /** what an action is called */
  labels: ReadonlyMap<string, Label>;
  /** what the element of a timer is called */
  timerName: (element: string) => string;
}

/** What happened in a trial, each step with who did it, the status it led to and the way there. */
export function TrialSteps({ steps, kind, labels, timerName }: Props) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  function nameOf({ action, timer }: TrialStep) {
    if (timer) {
      return timerName(timer);
    }
    const label = action ? labels.get(action) : undefined;
    return label ? labelIn(label, language) : action === 'report' ? t.trialReported : action;
  }
  return (
    <Box component="ol" sx={{ m: 0, pl: 3, display: 'grid', gap: 1 }}>
      {steps.map((step, at) => (
        <li key={at}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
            <strong>{nameOf(step)}</strong>
            {step.by && <span>{step.by}</span>}
            {step.standing && <StatusChip {...step.standing} kind={kind} />}
            {step.standing?.team && <Box sx={{ color: 'text.secondary' }}>{step.standing.team}</Box>}
          </Box>
          {step.path.length > 0 && (
            <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
              {step.path.map(({ name, element }) => name ?? element).join(' → ')}
            </Box>
          )}
        </li>
      ))}
    </Box>
  );
}
