import TextField from '@mui/material/TextField';
import { useEffect, useEffectEvent, useRef, useState } from 'react';

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
  // what the list was asked for and is not narrowed by yet: it comes back while somebody goes on typing
  const underway = useRef<string[]>([]);
  useEffect(() => {
    const at = underway.current.indexOf(value);
    underway.current = at < 0 ? [] : underway.current.slice(at + 1);
    if (at < 0) {
      setTyped(value);
    }
  }, [value]);
  // of the page as it is then: others may have narrowed it meanwhile
  const ask = useEffectEvent(() => {
    underway.current.push(typed);
    onChange(typed);
  });
  useEffect(() => {
    if (typed === value || composing) {
      return undefined;
    }
    const timer = setTimeout(ask, PAUSE);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the list is asked anew for what is typed, not for what came
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
