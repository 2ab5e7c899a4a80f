import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import { useId } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

/** Who may read a ticket, as the API says it. */
type Confidentiality = 'internal' | 'confidential';

interface Props {
  value: string;
  onChange: (value: Confidentiality) => void;
  error?: string;
  /** what stands below it where there is no error, instead of what it means */
  hint?: string;
}

/** Whether a ticket is confidential. */
export function ConfidentialField({ value, onChange, error, hint }: Props) {
  const t = useTexts(texts);
  const id = useId();
  return (
    <FormControl error={error !== undefined}>
      <FormControlLabel
        label={t.confidential}
        control={
          <Checkbox
            size="small"
            checked={value === 'confidential'}
            onChange={(event) => onChange(event.target.checked ? 'confidential' : 'internal')}
            slotProps={{ input: { 'aria-invalid': error !== undefined, 'aria-describedby': id } }}
          />
        }
      />
      <FormHelperText id={id} sx={{ mx: 0, mt: -0.5 }}>
        {error ?? hint ?? t.confidentialHint}
      </FormHelperText>
    </FormControl>
  );
}
