import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';

import { useTexts } from '@/shared/i18n/LanguageProvider';

import { asksClosed, PATTERNS, WEEKDAYS, type Pattern, type Recurrence } from './recurringRule';
import { texts } from './recurringTexts';

const upTo = (most: number) => Array.from({ length: most }, (_, at) => at + 1);

interface Props {
  value: Recurrence;
  onChange: (value: Recurrence) => void;
  /** what the server says of the rule */
  error?: string;
}

/** When something recurs, in the words of people. */
export function RecurrenceForm({ value, onChange, error }: Props) {
  const t = useTexts(texts);
  const set = (more: Partial<Recurrence>) => onChange({ ...value, ...more });
  const { pattern } = value;
  const chosenMonth = pattern === 'yearly' ? Math.max(value.month, 1) : value.month;
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
      <TextField
        select
        label={t.pattern}
        value={pattern}
        onChange={({ target }) => set({ pattern: target.value as Pattern })}
        sx={{ gridColumn: '1 / -1' }}
      >
        {PATTERNS.map((one) => (
          <MenuItem key={one} value={one}>
            {t.patterns[one]}
          </MenuItem>
        ))}
      </TextField>
      {(pattern === 'business_day' || pattern === 'weekday' || pattern === 'yearly') && (
        <TextField
          select
          label={t.month}
          value={chosenMonth}
          onChange={({ target }) => set({ month: Number(target.value) })}
        >
          {pattern !== 'yearly' && <MenuItem value={0}>{t.everyMonth}</MenuItem>}
          {upTo(12).map((month) => (
            <MenuItem key={month} value={month}>
              {t.nthMonth(month)}
            </MenuItem>
          ))}
        </TextField>
      )}
      {pattern === 'business_day' && (
        <TextField
          select
          label={t.businessDay}
          value={value.businessDay}
          onChange={({ target }) => set({ businessDay: Number(target.value) })}
        >
          {upTo(20).map((number) => (
            <MenuItem key={number} value={number}>
              {t.nthBusinessDay(number)}
            </MenuItem>
          ))}
          {upTo(10).map((number) => (
            <MenuItem key={-number} value={-number}>
              {t.lastBusinessDay(number)}
            </MenuItem>
          ))}
        </TextField>
      )}
      {pattern === 'weekday' && (
        <>
          <TextField
            select
            label={t.ordinal}
            value={value.ordinal}
            onChange={({ target }) => set({ ordinal: Number(target.value) })}
          >
            {[1, 2, 3, 4, 5, -1].map((number) => (
              <MenuItem key={number} value={number}>
                {t.ordinals[String(number)]}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            label={t.weekday}
            value={value.weekday}
            onChange={({ target }) => set({ weekday: target.value as Recurrence['weekday'] })}
          >
            {WEEKDAYS.map((day) => (
              <MenuItem key={day} value={day}>
                {t.weekdays[day]}
              </MenuItem>
            ))}
          </TextField>
        </>
      )}
      {(pattern === 'month_day' || pattern === 'yearly') && (
        <TextField
          select
          label={t.monthDay}
          value={value.monthDay}
          onChange={({ target }) => set({ monthDay: Number(target.value) })}
        >
          {upTo(31).map((day) => (
            <MenuItem key={day} value={day}>
              {t.nthDay(day)}
            </MenuItem>
          ))}
          <MenuItem value={-1}>{t.lastDay}</MenuItem>
        </TextField>
      )}
      {pattern === 'weekly' && (
        <>
          <TextField
            select
            label={t.weeks}
            value={value.weeks}
            onChange={({ target }) => set({ weeks: Number(target.value) })}
          >
            {upTo(8).map((weeks) => (
              <MenuItem key={weeks} value={weeks}>
                {t.everyWeeks(weeks)}
              </MenuItem>
            ))}
          </TextField>
          <FormGroup row aria-label={t.weekday} role="group" sx={{ gridColumn: '1 / -1' }}>
            {WEEKDAYS.map((day) => (
              <FormControlLabel
                key={day}
                label={t.weekdays[day]}
                control={
                  <Checkbox
                    checked={value.weekdays.includes(day)}
                    onChange={(_, checked) =>
                      set({
                        weekdays: checked ? [...value.weekdays, day] : value.weekdays.filter((other) => other !== day),
                      })
                    }
                  />
                }
              />
            ))}
          </FormGroup>
        </>
      )}
      {pattern === 'other' && (
        <TextField
          label={t.rrule}
          value={value.rrule}
          onChange={({ target }) => set({ rrule: target.value })}
          error={error !== undefined}
          helperText={error}
          sx={{ gridColumn: '1 / -1' }}
        />
      )}
      {asksClosed(value) && (
        <TextField
          select
          label={t.whenClosed}
          value={value.whenClosed}
          onChange={({ target }) => set({ whenClosed: target.value })}
        >
          {Object.entries(t.closed).map(([word, label]) => (
            <MenuItem key={word} value={word}>
              {label}
            </MenuItem>
          ))}
        </TextField>
      )}
    </Box>
  );
}
