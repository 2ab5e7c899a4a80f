import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import TextField from '@mui/material/TextField';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

import { formatLongDay, formatMonth, formatWeekday } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import type { TimeKind } from '@/shared/i18n/written';
import { dayOf, mondayOf, monthsLater, plus, weeksOf } from '@/shared/lib/days';

import { texts } from './texts';

interface Props {
  anchor: RefObject<HTMLElement | null>;
  kind: TimeKind;
  label: string;
  value: string;
  onChange: (value: string) => void;
  onClose: () => void;
}

/** When work begins, for who chose a day and has not said more. */
const MORNING = '09:00';

/** Chooses a day in a month, and a time by its hour and minute. */
export function DateTimePicker({ anchor, kind, label, value, onChange, onClose }: Props) {
  const t = useTexts(texts);
  const [today] = useState(() => dayOf(Date.now()));
  const [day, time] = kind === 'time' ? ['', value] : [value.slice(0, 10), value.slice(11, 16)];

  const choose = (some: { day?: string; time?: string }) => {
    const parts = { day: day || today, time: time || MORNING, ...some };
    onChange(kind === 'datetime' ? `${parts.day}T${parts.time}` : parts[kind === 'date' ? 'day' : 'time']);
    if (kind === 'date') {
      onClose();
    }
  };

  return (
    <Popover
      open
      anchorEl={() => anchor.current}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-modal': true,
          'aria-label': label,
          elevation: 8,
          sx: { p: 1.5, mt: 0.5, display: 'grid', gap: 1, border: 1, borderColor: 'divider' },
        },
      }}
    >
      {kind !== 'time' && <Month chosen={day} today={today} onChoose={(chosen) => choose({ day: chosen })} />}
      {kind !== 'date' && <Time value={time} onChoose={(chosen) => choose({ time: chosen })} />}
      <Box sx={{ display: 'flex', justifyContent: 'space-between' }}>
        {kind === 'time' ? <span /> : <Button onClick={() => choose({ day: today })}>{t.time.today}</Button>}
        <Button color="inherit" onClick={onClose}>
          {t.close}
        </Button>
      </Box>
    </Popover>
  );
}

interface MonthProps {
  chosen: string;
  today: string;
  onChoose: (day: string) => void;
}

function Month({ chosen, today, onChoose }: MonthProps) {
  const { language } = useLanguage();
  const t = useTexts(texts).time;
  const id = useId();
  const [at, setAt] = useState(chosen || today);
  const [moved, setMoved] = useState(true);
  const days = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    if (moved) {
      days.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    }
  }, [at, moved]);

  function turn(months: number) {
    setMoved(false);
    setAt(monthsLater(at, months));
  }

  function step(event: KeyboardEvent) {
    const to: Record<string, () => string> = {
      ArrowLeft: () => plus(at, -1),
      ArrowRight: () => plus(at, 1),
      ArrowUp: () => plus(at, -7),
      ArrowDown: () => plus(at, 7),
      Home: () => mondayOf(at),
      End: () => plus(mondayOf(at), 6),
      PageUp: () => monthsLater(at, event.shiftKey ? -12 : -1),
      PageDown: () => monthsLater(at, event.shiftKey ? 12 : 1),
    };
    const next = to[event.key];
    if (next) {
      event.preventDefault();
      setMoved(true);
      setAt(next());
    }
  }

  const monday = mondayOf(today);
  return (
    <div>
      <Box sx={{ display: 'flex', alignItems: 'center' }}>
        <IconButton size="small" aria-label={t.previousMonth} onClick={() => turn(-1)}>
          <ChevronLeft size={16} aria-hidden />
        </IconButton>
        <Box id={id} aria-live="polite" sx={{ flex: 1, textAlign: 'center', fontWeight: 600 }}>
          {formatMonth(at, language)}
        </Box>
        <IconButton size="small" aria-label={t.nextMonth} onClick={() => turn(1)}>
          <ChevronRight size={16} aria-hidden />
        </IconButton>
      </Box>
      <Box
        component="table"
        role="grid"
        aria-labelledby={id}
        onKeyDown={step}
        sx={{
          borderCollapse: 'collapse',
          '& th': { fontSize: '0.75rem', fontWeight: 500, color: 'text.secondary', width: 36, height: 28 },
          '& td': { p: 0, textAlign: 'center' },
        }}
      >
        <thead>
          <tr>
            {[0, 1, 2, 3, 4, 5, 6].map((later) => (
              <th key={later} scope="col">
                {formatWeekday(plus(monday, later), language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={days}>
          {weeksOf(at).map((week) => (
            <tr key={week}>
              {[0, 1, 2, 3, 4, 5, 6]
                .map((later) => plus(week, later))
                .map((day) => (
                  <td key={day} role="gridcell" aria-selected={day === chosen}>
                    <ButtonBase
                      tabIndex={day === at ? 0 : -1}
                      aria-label={formatLongDay(day, language)}
                      aria-current={day === today ? 'date' : undefined}
                      onClick={() => {
                        setMoved(true);
                        setAt(day);
                        onChoose(day);
                      }}
                      sx={{
                        width: 36,
                        height: 32,
                        borderRadius: 1,
                        fontSize: '0.875rem',
                        color: day.startsWith(at.slice(0, 7)) ? 'text.primary' : 'text.secondary',
                        '&:hover': { bgcolor: 'quiet' },
                        ...(day === today && { color: 'primary.main', fontWeight: 600 }),
                        ...(day === chosen && {
                          '&, &:hover': { bgcolor: 'primary.main', color: 'primary.contrastText' },
                        }),
                      }}
                    >
                      {Number(day.slice(8))}
                    </ButtonBase>
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </div>
  );
}

function Time({ value, onChoose }: { value: string; onChoose: (time: string) => void }) {
  const t = useTexts(texts).time;
  const [hour = '', minute = ''] = value.split(':');
  const minutes = [...new Set([...upTo(60, 5), minute])].filter(Boolean).sort();
  const part = (label: string, now: string, all: readonly string[], choose: (chosen: string) => void) => (
    <TextField
      select
      label={label}
      value={now}
      onChange={({ target }) => choose(target.value)}
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
      sx={{ minWidth: 100 }}
    >
      {now === '' && <option value="" />}
      {all.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </TextField>
  );
  return (
    <Box sx={{ display: 'flex', gap: 1, pt: 1 }}>
      {part(t.hour, hour, upTo(24, 1), (chosen) => onChoose(`${chosen}:${minute || '00'}`))}
      {part(t.minute, minute, minutes, (chosen) => onChoose(`${hour || MORNING.slice(0, 2)}:${chosen}`))}
    </Box>
  );
}

function upTo(end: number, step: number): string[] {
  return Array.from({ length: end / step }, (_, at) => String(at * step).padStart(2, '0'));
}
