import Box from '@mui/material/Box';

import type { Clock as ClockState } from '@/shared/api/model';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { word } from '@/shared/i18n/words';
import { Clock } from '@/shared/ui/Clock';
import { texts as shared } from '@/shared/ui/texts';

/** From these milestones on a clock is at risk, as the server has it. */
const AT_RISK_FROM = ['75', '30m'];

const SHOWN = ['response', 'resolution'] as const;

/** What is left of the ticket's own clocks that have not stopped, and which of them are paused. */
export function TimeLeft({ clocks }: { clocks: readonly ClockState[] }) {
  const names = useTexts(shared).clock;
  const { language } = useLanguage();
  const going = SHOWN.flatMap((kind) => clocks.filter((clock) => clock.kind === kind && isGoing(clock)));
  return going.length > 0 ? (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px', fontSize: '0.75rem', color: 'text.secondary' }}>
      {going.map((clock) => (
        <span key={clock.kind}>
          {names[clock.kind as (typeof SHOWN)[number]]}{' '}
          {clock.state === 'paused' ? (
            word('clock', 'paused', language)
          ) : (
            <Clock due={clock.due_at} state={isAtRisk(clock) ? 'at_risk' : clock.state} />
          )}
        </span>
      ))}
    </Box>
  ) : null;
}

function isGoing({ state, due_at, stopped_at }: ClockState): boolean {
  return !stopped_at && (state === 'paused' || Boolean(due_at));
}

function isAtRisk({ milestones }: ClockState): boolean {
  return milestones?.some(({ milestone, passed }) => passed && AT_RISK_FROM.includes(milestone ?? '')) === true;
}
