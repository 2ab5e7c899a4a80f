import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import IconButton from '@mui/material/IconButton';
import { X } from 'lucide-react';
import { useId, useRef, type ReactNode } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { focusAfter } from '@/shared/lib/focusAfter';

import { texts } from './texts';

/** Something chosen, with a button that takes it away, by pointer, key or voice. */
export function RemovableChip({ label, onRemove }: { label: ReactNode; onRemove: () => void }) {
  const t = useTexts(texts);
  const id = useId();
  const chip = useRef<HTMLDivElement>(null);
  return (
    <Chip
      ref={chip}
      sx={{ justifySelf: 'start', alignSelf: 'center' }}
      label={
        <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 0.25 }}>
          <Box component="span" id={id} sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
            {label}
          </Box>
          <IconButton
            id={`${id}-remove`}
            aria-label={t.leaveOut}
            aria-labelledby={`${id} ${id}-remove`}
            onClick={() => {
              if (chip.current) {
                focusAfter(chip.current);
              }
              onRemove();
            }}
            sx={{ width: 24, height: 24, p: 0, mr: -1 }}
          >
            <X size={14} aria-hidden />
          </IconButton>
        </Box>
      }
    />
  );
}
