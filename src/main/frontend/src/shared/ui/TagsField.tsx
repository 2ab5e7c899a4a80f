import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useState } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

interface Props {
  value: readonly string[];
  onChange: (tags: string[]) => void;
  error?: string;
  autoFocus?: boolean;
}

/** The words that people find a ticket by. What is typed counts when the field is left, too. */
export function TagsField({ value, onChange, error, autoFocus }: Props) {
  const t = useTexts(texts).tags;
  const [half, setHalf] = useState('');
  return (
    <Autocomplete
      multiple
      freeSolo
      autoSelect
      options={[] as string[]}
      value={[...value]}
      inputValue={half}
      onInputChange={(_, now) => {
        // a comma ends a tag, as Enter does
        const parts = now.split(/[,，、]/);
        setHalf(parts.pop() ?? '');
        if (parts.length > 0) {
          onChange([...value, ...parts.filter((part) => part.trim())]);
        }
      }}
      onChange={(_, now) => onChange(now)}
      renderInput={(params) => (
        <TextField
          {...params}
          label={t.title}
          autoFocus={autoFocus}
          error={error !== undefined}
          helperText={error ?? t.hint}
        />
      )}
    />
  );
}
