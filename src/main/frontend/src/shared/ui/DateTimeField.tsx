import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import type { SxProps, Theme } from '@mui/material/styles';
import { CalendarDays, Clock3 } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';

import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { currentZone } from '@/shared/i18n/zone';
import { meant, written, type TimeKind } from '@/shared/i18n/written';
import { fromField } from '@/shared/lib/localTime';

import { late } from './late';
import { texts } from './texts';
import { ZoneName } from './ZoneName';

const DateTimePicker = late(async () => (await import('./DateTimePicker')).DateTimePicker);

interface Props {
  kind?: TimeKind;
  label: string;
  /** 2028-01-05T14:30, 2028-01-05 or 14:30, in the reader's zone; empty for nothing */
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  error?: boolean;
  helperText?: ReactNode;
  autoFocus?: boolean;
  /** whose clocks it is told by, to be named; the reader's for a day with its time */
  zone?: string;
  sx?: SxProps<Theme>;
}

/**
 * A day, a time or both, written and chosen in the portal's language, which a browser's own fields don't know. What can't
 * be read stays as it was typed, and keeps its form from being sent.
 */
export function DateTimeField({
  kind = 'datetime',
  label,
  value,
  onChange,
  required,
  error,
  helperText,
  autoFocus,
  zone = kind === 'datetime' ? currentZone() : undefined,
  sx,
}: Props) {
  const { language } = useLanguage();
  const t = useTexts(texts).time;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [typing, setTyping] = useState(false);
  const [open, setOpen] = useState(false);
  const text = typed !== null && (typing || value === '') ? typed : written(value, kind, language);
  const unreadable = meant(text, kind) === undefined;
  const at = kind === 'datetime' && !unreadable ? fromField(value) : null;

  useEffect(() => {
    const form = input.current?.form;
    if (!unreadable || !form) {
      return;
    }
    const stay = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
      setTyping(false);
      input.current?.focus();
    };
    form.addEventListener('submit', stay, true);
    return () => form.removeEventListener('submit', stay, true);
  }, [unreadable]);

  const wrong = unreadable && !typing;
  return (
    <>
      <TextField
        id={id}
        label={label}
        required={required}
        autoFocus={autoFocus}
        value={text}
        placeholder={t.form[kind]}
        error={error === true || wrong}
        helperText={
          wrong ? t.unreadable(written('2028-01-05T14:30'.slice(kind === 'time' ? 11 : 0), kind, language)) : helperText
        }
        onChange={({ target }) => {
          setTyping(true);
          setTyped(target.value);
          const now = meant(target.value, kind) ?? '';
          if (now !== value) {
            onChange(now);
          }
        }}
        onBlur={() => {
          setTyping(false);
          if (!unreadable) {
            setTyped(null);
          }
        }}
        onKeyDown={(event) => {
          if (event.altKey && event.key === 'ArrowDown') {
            event.preventDefault();
            setOpen(true);
          }
        }}
        inputRef={input}
        slotProps={{
          htmlInput: { autoComplete: 'off', spellCheck: false },
          input: {
            endAdornment: (
              <InputAdornment position="end" sx={{ ml: 0 }}>
                {zone && <ZoneName zone={zone} at={at ? new Date(at) : undefined} />}
                <IconButton
                  size="small"
                  edge="end"
                  aria-label={kind === 'time' ? t.chooseTime : t.chooseDay}
                  aria-describedby={`${id}-label`}
                  aria-haspopup="dialog"
                  onClick={() => setOpen(true)}
                >
                  {kind === 'time' ? <Clock3 size={16} aria-hidden /> : <CalendarDays size={16} aria-hidden />}
                </IconButton>
              </InputAdornment>
            ),
          },
        }}
        sx={sx}
      />
      {open && (
        <DateTimePicker
          anchor={input}
          kind={kind}
          label={label}
          value={value}
          onChange={(chosen) => {
            setTyped(null);
            onChange(chosen);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
