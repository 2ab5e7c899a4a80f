import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';

/** So long somebody does not type before it is asked, in milliseconds. */
const PAUSE = 300;

interface Props {
  label: string;
  hint?: string;
  width: number;
  /** what the list is narrowed by now */
  value: string;
  onChange: (value: string) => void;
}

/** Words narrow a list once somebody stops typing, and never while an input method composes them. */
export function Words({ label, hint, width, value, onChange }: Props) {
  const [typed, setTyped] = useState(value);
  const [composing, setComposing] = useState(false);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value || composing) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(typed), PAUSE);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the list is asked anew for what is typed, not for who asks
  }, [typed, composing]);
  return (
    <TextField
      label={label}
      placeholder={hint}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      sx={{ width: { xs: '100%', sm: width } }}
    />
  );
}
