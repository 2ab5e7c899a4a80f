import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useState } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

interface Props {
  label?: string;
  value: readonly string[];
  onChange: (tags: string[]) => void;
  required?: boolean;
  error?: string;
  /** what stands below it where there is no error, before how tags are typed */
  hint?: string;
  autoFocus?: boolean;
}

/** The words that people find a ticket by. What is typed counts when the field is left, too. */
export function TagsField({ label, value, onChange, required, error, hint, autoFocus }: Props) {
  const t = useTexts(texts).tags;
  const [half, setHalf] = useState('');
  /** A comma ends a tag, as Enter does, once an input method is done with it. */
  function take(now: string) {
    const parts = now.split(/[,，、]/);
    setHalf(parts.pop() ?? '');
    if (parts.length > 0) {
      onChange([...value, ...parts.filter((part) => part.trim())]);
    }
  }
  return (
    <Autocomplete
      multiple
      freeSolo
      autoSelect
      options={[] as string[]}
      value={[...value]}
      inputValue={half}
      onInputChange={(event, now) => {
        if ((event?.nativeEvent as InputEvent | undefined)?.isComposing) {
          setHalf(now);
        } else {
          take(now);
        }
      }}
      onChange={(_, now) => onChange(now)}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label ?? t.title}
          autoFocus={autoFocus}
          required={required && value.length === 0}
          error={error !== undefined}
          helperText={error ?? (hint ? `${hint} ${t.hint}` : t.hint)}
          onCompositionEnd={({ target }) => take((target as HTMLInputElement).value)}
        />
      )}
    />
  );
}
