import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';

import type { Ci, Field, ReportableCi } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { SuggestedChip } from '@/shared/similar/SuggestedChip';
import type { SuggestedValue } from '@/shared/similar/similarApi';
import { CiPicker, ReportableCiPicker } from '@/shared/ui/CiPicker';
import { OneField, type OneFieldProps } from '@/shared/ui/FormView';

import { texts } from './texts';

/** What stands beside another field where there is room. */
const NARROW = ['category', 'priority', 'cis', 'tags', 'select', 'number', 'date', 'datetime', 'time'];

/** Whether a field needs the whole line. */
export function isWide({ type, options_from }: Field): boolean {
  return !NARROW.includes(type) || options_from === 'people';
}

interface Props extends OneFieldProps {
  /** the item concerned, as far as it is known */
  ci: Ci | ReportableCi | null;
  onCi: (ci: Ci | ReportableCi | null) => void;
  suggested?: SuggestedValue;
}

/**
 * A field of the form that is filled in to report a ticket. What a ticket says itself has a field of its own; all else is
 * drawn as in any form.
 */
export function ReportField({ ci, onCi, suggested, ...props }: Props) {
  const { field, value, onChange, refusal, lacks } = props;
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const label = labelIn(field.label, language);
  const error = refusal ?? (lacks ? t.required : undefined);
  const hint = field.description ? labelIn(field.description, language) : undefined;
  const { required } = field;
  const said = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'category':
      return (
        <Box sx={{ minWidth: 0 }}>
          <OneField {...props} />
          <SuggestedChip suggested={suggested} value={said} onTake={onChange} />
        </Box>
      );
    case 'priority':
      return (
        <TextField
          select
          label={label}
          required={required}
          value={(field.options ?? []).some((one) => one.value === said) ? said : ''}
          onChange={(event) => onChange(event.target.value)}
          error={error !== undefined}
          helperText={error ?? hint}
        >
          {(field.options ?? []).map((one) => (
            <MenuItem key={one.value} value={one.value}>
              {labelIn(one.label, language)}
              <Box component="span" sx={{ color: 'text.secondary', ml: 1, fontSize: '0.8125rem' }}>
                {(t.priorities as Record<string, string | undefined>)[one.value]}
              </Box>
            </MenuItem>
          ))}
        </TextField>
      );
    case 'cis':
      return may(me, 'cmdb:read') ? (
        <CiPicker label={label} value={ci as Ci | null} onChange={onCi} required={required} error={error} hint={hint} />
      ) : (
        <ReportableCiPicker label={label} value={ci} onChange={onCi} required={required} error={error} hint={hint} />
      );
    default:
      return <OneField {...props} />;
  }
}
