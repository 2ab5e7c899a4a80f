import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Collapse from '@mui/material/Collapse';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';

import { isProblem } from '@/shared/api/problem';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { groupsOf, type NoticeGroup } from './noticeGroups';
import { Hint, Row, Rows } from './rows';
import { usePreferencesQuery, useSavePreferencesMutation } from './settingsApi';
import { texts } from './texts';

/** Which notices come by email, by their occasion: all of a group by one click, or one by one. */
export function Notices() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: wanted } = usePreferencesQuery(language);
  const [save, { error, isLoading }] = useSavePreferencesMutation();
  return (
    <Block title={t.notices}>
      <Hint>{t.noticesHint}</Hint>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      {wanted ? (
        <Rows>
          {groupsOf(wanted.kinds).map((group) => (
            <Group
              key={group.key}
              group={group}
              byMail={wanted.by_mail}
              disabled={isLoading}
              onChange={(kinds, on) =>
                void save(on ? [...new Set([...wanted.by_mail, ...kinds])] : without(wanted.by_mail, kinds))
              }
            />
          ))}
        </Rows>
      ) : (
        <RowSkeletons rows={6} />
      )}
    </Block>
  );
}

function without(all: readonly string[], some: readonly string[]): string[] {
  return all.filter((one) => !some.includes(one));
}

interface GroupProps {
  group: NoticeGroup;
  byMail: readonly string[];
  disabled: boolean;
  onChange: (kinds: readonly string[], on: boolean) => void;
}

function Group({ group, byMail, disabled, onChange }: GroupProps) {
  const t = useTexts(texts);
  const id = useId();
  const [open, setOpen] = useState(false);
  const kinds = group.kinds.map(({ kind }) => kind);
  const on = kinds.filter((kind) => byMail.includes(kind)).length;
  const name = t.noticeGroups[group.key];
  return (
    <Row>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <FormControlLabel
          label={name}
          sx={{ flex: 1, '& .MuiFormControlLabel-label': { fontWeight: 600 } }}
          control={
            <Checkbox
              size="small"
              sx={{ py: 0.5 }}
              disabled={disabled}
              checked={on === kinds.length}
              indeterminate={on > 0 && on < kinds.length}
              onChange={() => onChange(kinds, on < kinds.length)}
            />
          }
        />
        <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8125rem', whiteSpace: 'nowrap' }}>
          {t.noticesOn(on, kinds.length)}
        </Box>
        <IconButton
          size="small"
          aria-label={t.noticesOf(name)}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          <Box component={ChevronDown} size={16} aria-hidden sx={{ transform: open ? 'rotate(180deg)' : undefined }} />
        </IconButton>
      </Box>
      <Collapse in={open} unmountOnExit>
        <Box
          id={id}
          role="group"
          aria-label={name}
          sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '1fr 1fr' }, pl: 3, pb: 0.5 }}
        >
          {group.kinds.map(({ kind, name: label }) => (
            <FormControlLabel
              key={kind}
              label={label}
              sx={{ alignItems: 'flex-start', '& .MuiFormControlLabel-label': { py: 0.25 } }}
              control={
                <Checkbox
                  size="small"
                  sx={{ py: 0.5 }}
                  disabled={disabled}
                  checked={byMail.includes(kind)}
                  onChange={(_, checked) => onChange([kind], checked)}
                />
              }
            />
          ))}
        </Box>
      </Collapse>
    </Row>
  );
}
