import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';

import { Differences } from '@/shared/change/Differences';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { CHANGES, ProcessPicture, type Change as Mark } from '@/shared/ui/ProcessPicture';

import type { Change } from './modelsApi';
import { drawnIn } from './modelXml';
import { texts } from './texts';

const SIGNS = { added: '+', removed: '−', changed: '≠' } as const;

/** What is otherwise, in sentences, and on demand in the drawings of both versions beside them. */
export function PicturedDifferences({
  changes,
  before,
  after,
}: {
  changes: readonly Change[];
  before: string;
  after: string;
}) {
  const t = useTexts(texts).pictures;
  const [shown, setShown] = useState(false);
  if (changes.length === 0) {
    return <Differences changes={changes} />;
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1 }}>
      <Box>
        <Button variant="outlined" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? t.hide : t.show}
        </Button>
      </Box>
      <Box
        sx={{
          display: 'grid',
          alignItems: 'start',
          gap: 2,
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            lg: shown ? 'minmax(0, 2fr) minmax(220px, 1fr)' : 'minmax(0, 1fr)',
          },
        }}
      >
        {shown && <TwoPictures changes={changes} before={before} after={after} />}
        <Differences changes={changes} />
      </Box>
    </Box>
  );
}

function TwoPictures({ changes, before, after }: { changes: readonly Change[]; before: string; after: string }) {
  const t = useTexts(texts).pictures;
  const [was, is] = useMemo(() => {
    const [old, now] = [drawnIn(before), drawnIn(after)];
    const said = changes.map(({ element }) => element ?? '');
    const marks = (own: Set<string>, other: Set<string>, how: 'added' | 'removed'): Record<string, Mark> =>
      Object.fromEntries(
        [...own]
          .filter((element) => !other.has(element) || said.includes(element))
          .map((element) => {
            const mark = other.has(element) ? 'changed' : how;
            return [element, { how: mark, sign: SIGNS[mark] }];
          }),
      );
    return [marks(old, now, 'removed'), marks(now, old, 'added')];
  }, [changes, before, after]);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1 }}>
      {(
        [
          [t.before, before, was],
          [t.after, after, is],
        ] as const
      ).map(([label, xml, changed]) => (
        <Box key={label}>
          <Box sx={{ fontSize: '0.8125rem', fontWeight: 600, mb: 0.5 }}>{label}</Box>
          <ProcessPicture xml={xml} label={label} changed={changed} height={320} />
        </Box>
      ))}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, fontSize: '0.8125rem', color: 'text.secondary' }}>
        {(['added', 'removed', 'changed'] as const).map((how) => (
          <Box key={how} sx={{ display: 'flex', gap: 0.5, alignItems: 'center' }}>
            <Box
              component="span"
              aria-hidden
              sx={{
                bgcolor: CHANGES[how].stroke,
                color: '#fff',
                borderRadius: 10,
                width: 18,
                lineHeight: '18px',
                textAlign: 'center',
                fontWeight: 700,
              }}
            >
              {SIGNS[how]}
            </Box>
            {t[how]}
          </Box>
        ))}
      </Box>
    </Box>
  );
}
