import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useState } from 'react';

import { may, useMe } from '@/shared/api/profile';
import { formatDateTime } from '@/shared/i18n/format';
import { Differences } from '@/shared/change/Differences';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';
import { RecordDialog } from '@/shared/ui/RecordDialog';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import {
  nameOf,
  useDifferenceQuery,
  useModelFileQuery,
  useModelsQuery,
  useRestoreMutation,
  type Change,
  type Version,
} from './modelsApi';
import { texts } from './texts';
import { PicturedDifferences } from './TwoPictures';

/** All versions, each beside what is in force. */
export function Versions({ versions }: { versions: readonly Version[] }) {
  const t = useTexts(texts);
  const me = useMe();
  const say = useNotice();
  const { language } = useLanguage();
  const [compared, setCompared] = useState<string>();
  const [restored, setRestored] = useState<Version>();
  const [restore] = useRestoreMutation();
  const inForce = versions.find(({ in_force }) => in_force);
  return (
    <>
      {versions[0] && <ProductUpdate model={versions[0]} />}
      <Grid head={[t.version, t.deployed, t.why, t.tickets, '']} label={t.views.versions}>
        {versions.map((version) => {
          const name = nameOf(version);
          return [
            <tr key={name}>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                {version.version} <Chip size="small" variant="outlined" label={version.own ? t.own : t.shared} />{' '}
                {version.in_force && <Chip size="small" color="success" variant="outlined" label={t.inForce} />}
              </Box>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                {formatDateTime(version.deployed_at, language)}
                <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{version.deployed_by ?? t.product}</Box>
              </Box>
              <Box component="td" sx={{ minWidth: 180, overflowWrap: 'anywhere' }}>
                {version.comment}
              </Box>
              <td>{version.kind === 'process' && version.tickets}</td>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                {!version.in_force && (
                  <Button
                    aria-expanded={compared === name}
                    onClick={() => setCompared(compared === name ? undefined : name)}
                  >
                    {t.compare}
                  </Button>
                )}
                {!version.in_force && version.own && may(me, 'model:deploy') && (
                  <Button onClick={() => setRestored(version)}>{t.restore}</Button>
                )}
              </Box>
            </tr>,
            compared === name && (
              <tr key={`${name} compared`}>
                <Box component="td" colSpan={5} sx={{ pb: '16px !important' }}>
                  <Comparison model={version} from={name} inForce={inForce && nameOf(inForce)} />
                </Box>
              </tr>
            ),
          ];
        })}
      </Grid>
      {restored && (
        <RecordDialog
          title={`${t.restore}: ${restored.version}`}
          fields={[field('comment', t.comment, 'textarea', { required: true, max: 2000 })]}
          saveLabel={t.restore}
          save={({ comment }) =>
            restore({ key: restored.key, version: restored.version, comment: String(comment) })
              .unwrap()
              .then(() => say(t.restored))
          }
          onClose={() => setRestored(undefined)}
        />
      )}
    </>
  );
}

/** What the product made of the shared model since the tenant’s own was deployed. */
function ProductUpdate({ model }: { model: Drawn }) {
  const t = useTexts(texts).update;
  const { language } = useLanguage();
  const { data: models } = useModelsQuery();
  const update = models?.find(({ key }) => key === model.key)?.update;
  return update ? (
    <Alert severity="info" sx={{ mb: 2, '& .MuiAlert-message': { flex: 1, minWidth: 0 } }}>
      {t.since(String(update.to), formatDateTime(update.at!, language))}
      <Comparison model={model} from={`shared:${update.from}`} to={`shared:${update.to}`} />
      {t.hint}
    </Alert>
  ) : null;
}

type Drawn = Pick<Version, 'key' | 'kind'>;

function Comparison({
  model: { key, kind },
  from,
  to,
  inForce,
}: {
  model: Drawn;
  from: string;
  to?: string;
  /** what is compared with, where nothing else is said */
  inForce?: string;
}) {
  const { data: changes, error } = useDifferenceQuery({ key, from, to });
  const other = to ?? inForce;
  if (!changes) {
    return error ? <ErrorAlert error={error} /> : <RowSkeletons rows={2} />;
  }
  return kind === 'process' && other ? (
    <Drawings model={key} from={from} to={other} changes={changes} />
  ) : (
    <Differences changes={changes} />
  );
}

function Drawings({ model, from, to, changes }: { model: string; from: string; to: string; changes: Change[] }) {
  const { data: before } = useModelFileQuery({ key: model, version: from });
  const { data: after } = useModelFileQuery({ key: model, version: to });
  return before && after ? (
    <PicturedDifferences changes={changes} before={before} after={after} />
  ) : (
    <Differences changes={changes} />
  );
}
