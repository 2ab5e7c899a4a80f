import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useSingleKeys } from '@/shared/lib/singleKeys';

import { texts } from './texts';

/** Turns the keys off, and on again, that act without Ctrl. */
export function SingleKeys() {
  const t = useTexts(texts);
  const [on, turn] = useSingleKeys();
  return (
    <FormControlLabel
      control={<Checkbox size="small" checked={on} onChange={(event) => turn(event.target.checked)} />}
      label={t.singleKeys}
    />
  );
}
