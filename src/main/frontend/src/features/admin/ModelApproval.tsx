import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';

import { isProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { useSaveTenantMutation, useTenantQuery } from './adminApi';
import { texts } from './texts';

/** Whether models come into force only as others approved them. */
export function ModelApproval() {
  const t = useTexts(texts);
  const { data: tenant } = useTenantQuery();
  const [save, { error, isLoading }] = useSaveTenantMutation();
  return (
    <Block title={t.modelApproval}>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      <FormControlLabel
        label={t.modelsNeedApproval}
        control={
          <Checkbox
            size="small"
            disabled={!tenant || isLoading}
            checked={tenant?.releases_need_approval ?? false}
            onChange={(event) =>
              tenant && void save({ version: tenant.version, releases_need_approval: event.target.checked })
            }
          />
        }
      />
    </Block>
  );
}
