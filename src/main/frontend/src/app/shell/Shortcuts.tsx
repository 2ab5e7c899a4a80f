import Box from '@mui/material/Box';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { commandKey } from '@/shared/lib/keys';
import { SingleKeys } from '@/shared/ui/SingleKeys';
import { ViewDialog } from '@/shared/ui/ViewDialog';

import { texts } from './texts';

/** One key map for list and ticket. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts).keys;
  const keys: [string, string][] = [
    ['/', t.search],
    [`${commandKey()} + K`, t.palette],
    ['j', t.down],
    ['k', t.up],
    ['Enter', t.open],
    ['x', t.choose],
    ['a', t.claim],
    ['.', t.actions],
    ['e', t.edit],
    ['r', t.reply],
    ['n', t.next],
    ['p', t.previous],
    ['u', t.back],
    ['c', t.create],
    [`${commandKey()} + Enter`, t.send],
    ['?', t.help],
  ];
  return (
    <ViewDialog title={t.title} width="xs" onClose={onClose}>
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '6px 16px', m: 0 }}>
        {keys.map(([key, does]) => (
          <Box key={key} sx={{ display: 'contents' }}>
            <Box component="dt">
              <Box
                component="kbd"
                sx={{
                  px: 0.75,
                  border: 1,
                  borderColor: 'divider',
                  borderRadius: 1,
                  bgcolor: 'quiet',
                  fontFamily: 'inherit',
                  fontSize: '0.8125rem',
                }}
              >
                {key}
              </Box>
            </Box>
            <Box component="dd" sx={{ m: 0 }}>
              {does}
            </Box>
          </Box>
        ))}
      </Box>
      <div>
        <SingleKeys />
      </div>
    </ViewDialog>
  );
}
