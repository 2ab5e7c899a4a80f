import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';

import { isProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { Choice } from '@/shared/ui/Choice';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';

import { useSaveTenantMutation, useTenantQuery } from './adminApi';
import { texts } from './texts';

/** What holds for everybody of the tenant: language, time zone, and whether models need approval. */
export function OrganizationPage() {
  const t = useTexts(texts);
  const say = useNotice();
  const { data: tenant } = useTenantQuery();
  const [save, { error, isLoading }] = useSaveTenantMutation();
  if (!tenant) {
    return null;
  }
  const change = (changes: Partial<typeof tenant>) =>
    save({ version: tenant.version, ...changes })
      .unwrap()
      .then(
        () => say(t.saved),
        () => undefined,
      );
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4, maxWidth: 760 }}>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      <Block title={t.tenantLanguage}>
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1.5 }}>{t.tenantLanguageHint}</Box>
        <Choice
          label={t.tenantLanguage}
          value={tenant.language ?? 'ja'}
          onChoose={(language) => void change({ language: language as 'ja' | 'en' })}
        >
          {[
            { value: 'ja', label: '日本語' },
            { value: 'en', label: 'English' },
          ]}
        </Choice>
      </Block>
      <Block title={t.tenantZone}>
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1.5 }}>{t.tenantZoneHint}</Box>
        <Autocomplete
          disableClearable
          disabled={isLoading}
          options={Intl.supportedValuesOf('timeZone')}
          value={tenant.time_zone ?? ''}
          onChange={(_, time_zone) => void change({ time_zone })}
          sx={{ maxWidth: 320 }}
          renderInput={(params) => <TextField {...params} label={t.tenantZone} />}
        />
      </Block>
      <Block title={t.modelApproval}>
        <FormControlLabel
          label={t.modelsNeedApproval}
          control={
            <Checkbox
              size="small"
              disabled={isLoading}
              checked={tenant.releases_need_approval ?? false}
              onChange={(event) => void change({ releases_need_approval: event.target.checked })}
            />
          }
        />
      </Block>
    </Box>
  );
}
