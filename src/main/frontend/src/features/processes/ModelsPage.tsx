import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';

import { may, useMe } from '@/shared/api/profile';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RecordDialog } from '@/shared/ui/RecordDialog';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { DeployDialog } from './DeployDialog';
import { useModelsQuery, useReleasesQuery, useRollBackMutation, type Model, type Release } from './modelsApi';
import { texts } from './texts';
import { WordChanges } from './WordChanges';

/** The process owner's home: what is in force, and what was deployed together. */
export function ModelsPage() {
  const t = useTexts(texts);
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const [deploying, setDeploying] = useState(false);
  const tabs = ['models', 'releases', ...(may(me, 'model:migrate') ? (['words'] as const) : [])] as const;
  const tab = tabs.find((one) => one === params.get('tab')) ?? 'models';
  return (
    <>
      <PageHeader
        title={t.title}
        actions={
          may(me, 'model:deploy') && (
            <Button variant="contained" onClick={() => setDeploying(true)}>
              {t.check}
            </Button>
          )
        }
      />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4 }}>
        <Tabs
          value={tab}
          onChange={(_, wanted: string) => setParams(wanted === 'models' ? {} : { tab: wanted }, { replace: true })}
          sx={{ mb: 1 }}
        >
          {tabs.map((one) => (
            <Tab key={one} value={one} label={t.tabs[one]} />
          ))}
        </Tabs>
        {tab === 'models' && <InForce />}
        {tab === 'releases' && <Releases />}
        {tab === 'words' && <WordChanges />}
      </Box>
      {deploying && <DeployDialog onClose={() => setDeploying(false)} />}
    </>
  );
}

function InForce() {
  const t = useTexts(texts);
  const { data: models, error, refetch } = useModelsQuery();
  if (!models) {
    return error ? <ErrorAlert error={error} onRetry={() => void refetch()} /> : <RowSkeletons />;
  }
  if (models.length === 0) {
    return <EmptyState title={t.empty} />;
  }
  return (
    <Grid head={[t.name, t.version, t.running, t.deployed, t.why]} label={t.tabs.models}>
      {models.map((model) => (
        <Row key={`${model.kind} ${model.key}`} model={model} />
      ))}
    </Grid>
  );
}

function Row({ model }: { model: Model }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const running = model.running.reduce((sum, { processes }) => sum + (processes ?? 0), 0);
  const older = model.running
    .filter(({ version, own }) => version !== model.version || own !== model.own)
    .reduce((sum, { processes }) => sum + (processes ?? 0), 0);
  return (
    <tr>
      <Box component="td" sx={{ minWidth: 220 }}>
        <Box component={Link} to={`/processes/${model.key}`} sx={{ color: 'primary.main', fontWeight: 500 }}>
          {model.name ?? model.key}
        </Box>
        <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
          {t.kinds[model.kind]} · <code>{model.key}</code>
        </Box>
        {model.error && <Box sx={{ fontSize: '0.75rem', color: 'error.main' }}>{model.error}</Box>}
      </Box>
      <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
        {model.version}{' '}
        <Chip
          size="small"
          variant="outlined"
          color={model.own ? 'primary' : 'default'}
          label={model.own ? t.own : t.shared}
        />
        {model.update && (
          <Box
            component={Link}
            to={`/processes/${model.key}?view=versions`}
            sx={{ display: 'block', fontSize: '0.75rem' }}
          >
            {t.update.short(String(model.update.to))}
          </Box>
        )}
      </Box>
      <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
        {model.kind === 'process' && running}
        {older > 0 && <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{t.older(String(older))}</Box>}
      </Box>
      <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
        {formatDateTime(model.deployed_at, language)}
        <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{model.deployed_by ?? t.product}</Box>
      </Box>
      <Box component="td" sx={{ minWidth: 160, overflowWrap: 'anywhere' }}>
        {model.comment}
      </Box>
    </tr>
  );
}

function Releases() {
  const t = useTexts(texts);
  const me = useMe();
  const say = useNotice();
  const { language } = useLanguage();
  const { data: releases, error, refetch } = useReleasesQuery();
  const [rollBack] = useRollBackMutation();
  const reason = field('comment', t.comment, 'textarea', { required: true, max: 2000 });
  const [chosen, setChosen] = useState<Release>();
  if (!releases) {
    return error ? <ErrorAlert error={error} onRetry={() => void refetch()} /> : <RowSkeletons />;
  }
  if (releases.length === 0) {
    return <EmptyState title={t.releasesEmpty} hint={t.checkHint} />;
  }
  return (
    <>
      <Grid head={[t.deployed, t.why, t.models, '']} label={t.tabs.releases}>
        {releases.map((release) => (
          <tr key={release.id}>
            <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
              {formatDateTime(release.deployed_at, language)}
              <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{release.deployed_by ?? t.product}</Box>
            </Box>
            <Box component="td" sx={{ minWidth: 200, overflowWrap: 'anywhere' }}>
              {release.undoes && <Chip size="small" variant="outlined" label={t.undoes} sx={{ mr: 1 }} />}
              {release.comment ?? release.name}
            </Box>
            <Box component="td" sx={{ minWidth: 220, fontSize: '0.8125rem' }}>
              {release.models.map(({ key, version }, at) => (
                <span key={key}>
                  {at > 0 && ', '}
                  <Box component={Link} to={`/processes/${key}?view=versions`} sx={{ color: 'primary.main' }}>
                    {key}
                  </Box>{' '}
                  {version}
                </span>
              ))}
            </Box>
            <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
              {may(me, 'model:deploy') && <Button onClick={() => setChosen(release)}>{t.rollBack}</Button>}
            </Box>
          </tr>
        ))}
      </Grid>
      {chosen && (
        <RecordDialog
          title={`${t.rollBack}: ${chosen.comment ?? chosen.name ?? ''}`}
          fields={[reason]}
          saveLabel={t.rollBack}
          save={({ comment }) =>
            rollBack({ id: chosen.id, comment: String(comment) })
              .unwrap()
              .then(() => say(t.rolledBack))
          }
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  );
}
