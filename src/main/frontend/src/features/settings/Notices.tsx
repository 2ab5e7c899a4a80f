import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';

import { isProblem } from '@/shared/api/problem';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { Hint } from './rows';
import { usePreferencesQuery, useSavePreferencesMutation } from './settingsApi';
import { texts } from './texts';

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
        <Box sx={{ display: 'grid' }}>
          {wanted.kinds.map(({ kind, name }) => (
            <FormControlLabel
              key={kind}
              label={name}
              control={
                <Checkbox
                  size="small"
                  sx={{ py: 0.5 }}
                  disabled={isLoading}
                  checked={wanted.by_mail.includes(kind)}
                  onChange={(event) =>
                    void save(
                      event.target.checked
                        ? [...wanted.by_mail, kind]
                        : wanted.by_mail.filter((other) => other !== kind),
                    )
                  }
                />
              }
            />
          ))}
        </Box>
      ) : (
        <RowSkeletons rows={6} />
      )}
    </Block>
  );
}
