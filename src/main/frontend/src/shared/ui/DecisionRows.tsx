import Box from '@mui/material/Box';

import { keysOf, type WaitingDecision } from '@/shared/api/decisionsApi';
import { addressOf } from '@/shared/api/model';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';

import { Clock } from './Clock';
import { Person } from './Person';
import { PriorityMark } from './PriorityMark';
import { RowLinks } from './RowLinks';
import { texts } from './texts';

interface Props {
  decisions: readonly WaitingDecision[];
  /** the row that keys act on; -1 for none */
  cursor?: number;
  /** how often keys moved it */
  moves?: number;
}

/** What waits for somebody's word: what is asked, of what, by whom, until when. */
export function DecisionRows({ decisions, cursor, moves }: Props) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const keys = keysOf(decisions);
  return (
    <RowLinks
      cursor={cursor}
      moves={moves}
      rows={decisions.map(({ number, title, step, reporter, priority, due_at }, at) => ({
        key: keys[at]!,
        to: addressOf(number),
        content: (
          <>
            <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
              <Box sx={{ flex: 1, minWidth: 0, fontWeight: 500, overflowWrap: 'anywhere' }}>{title}</Box>
              <Clock due={due_at} />
            </Box>
            <Box
              sx={{
                display: 'flex',
                flexWrap: 'wrap',
                alignItems: 'center',
                columnGap: 1,
                fontSize: '0.75rem',
                color: 'text.secondary',
              }}
            >
              <Box component="span" sx={{ color: 'primary.main', fontWeight: 600 }}>
                {labelIn(step, language)}
              </Box>
              <span>{number}</span>
              {priority && <PriorityMark priority={priority} />}
              {reporter && (
                <span title={t.columns.reporter}>
                  <Person person={reporter} size={18} withName />
                </span>
              )}
            </Box>
          </>
        ),
      }))}
    />
  );
}
