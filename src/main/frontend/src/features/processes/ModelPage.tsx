import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';

import { may, useMe } from '@/shared/api/profile';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ProcessPicture } from '@/shared/ui/ProcessPicture';
import { RecordDialog } from '@/shared/ui/RecordDialog';
import { RowLinks } from '@/shared/ui/RowLinks';
import { PageSkeleton } from '@/shared/ui/Skeletons';

import { Cases } from './Cases';
import { FormEditor } from './FormEditor';
import { Migrations } from './Migrations';
import { nameOf, useLeaveVariantMutation, useModelFileQuery, useVersionsQuery, type Version } from './modelsApi';
import { formsOf } from './modelXml';
import { ProcessFlowView } from './ProcessFlowView';
import { TableEditor } from './TableEditor';
import { texts } from './texts';
import { Trial } from './Trial';
import { Versions } from './Versions';

const NONE: readonly File[] = [];

type View = 'picture' | 'trial' | 'forms' | 'table' | 'form' | 'versions' | 'migration' | 'flow';
const MAIN = { process: 'picture', decision: 'table', form: 'form' } as const;

/** A model of any kind: what is in force, how it came to be, and what runs on it. */
export function ModelPage() {
  const { key = '' } = useParams();
  const t = useTexts(texts);
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const say = useNotice();
  const [leaving, setLeaving] = useState(false);
  const [leave] = useLeaveVariantMutation();
  const { currentData: versions, error, refetch } = useVersionsQuery(key);
  const [edited, setEdited] = useState<string>();
  const inForce = versions?.find(({ in_force }) => in_force) ?? versions?.[0];
  if (!versions || !inForce) {
    return (
      <Box sx={{ p: 3 }}>{error ? <ErrorAlert error={error} onRetry={() => void refetch()} /> : <PageSkeleton />}</Box>
    );
  }
  // what nobody shares is withdrawn instead
  const leaveTexts = versions.some(({ own }) => !own)
    ? { title: t.leave, hint: t.leaveHint, done: t.left }
    : { title: t.withdraw, hint: t.withdrawHint, done: t.withdrawn };
  const main: View = MAIN[inForce.kind];
  const views: View[] = [main, 'versions'];
  if (inForce.kind === 'process') {
    views.push('forms');
  }
  if (inForce.kind === 'process' && may(me, 'model:deploy')) {
    views.push('trial');
  }
  if (inForce.kind === 'process' && may(me, 'model:migrate')) {
    views.push('migration');
  }
  if (inForce.kind === 'process' && may(me, 'report:read')) {
    views.splice(1, 0, 'flow');
  }
  const view = views.find((one) => one === params.get('view')) ?? main;
  if ((view === 'table' || view === 'form') && edited !== key) {
    setEdited(key);
  }
  return (
    <>
      <PageHeader
        title={inForce.name ?? key}
        hint={`${t.kinds[inForce.kind]} · ${key} · ${t.version} ${inForce.version} (${inForce.own ? t.own : t.shared})`}
        actions={
          <>
            {inForce.own && inForce.in_force && may(me, 'model:deploy') && (
              <Button color="inherit" onClick={() => setLeaving(true)}>
                {leaveTexts.title}
              </Button>
            )}
            <Button component="a" href={`/api/v1/models/${key}/versions/${nameOf(inForce)}/file`} download>
              {t.download}
            </Button>
          </>
        }
      />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4 }}>
        <Tabs
          value={view}
          onChange={(_, wanted: string) => setParams(wanted === main ? {} : { view: wanted }, { replace: true })}
          variant="scrollable"
          sx={{ mb: 1.5 }}
        >
          {views.map((one) => (
            <Tab key={one} value={one} label={t.views[one]} />
          ))}
        </Tabs>
        {view === 'picture' && <Picture versions={versions} version={inForce} />}
        {view === 'flow' && <ProcessFlowView version={inForce} />}
        {edited === key && (
          // what was changed stays while somebody looks at another view
          <Box hidden={view !== main}>
            <Edited key={key} version={inForce} />
          </Box>
        )}
        {view === 'forms' && <Forms version={inForce} />}
        {view === 'trial' && <Tried key={nameOf(inForce)} version={inForce} />}
        {view === 'versions' && <Versions versions={versions} />}
        {view === 'migration' && <Migrations model={key} versions={versions} />}
      </Box>
      {leaving && (
        <RecordDialog
          title={leaveTexts.title}
          fields={[]}
          hint={leaveTexts.hint}
          saveLabel={leaveTexts.title}
          save={() =>
            leave(key)
              .unwrap()
              .then(() => say(leaveTexts.done))
          }
          onClose={() => setLeaving(false)}
        />
      )}
    </>
  );
}

/** The picture, with how many tickets rest where, on whatever version, and what went wrong. */
function Picture({ versions, version }: { versions: readonly Version[]; version: Version }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: xml, error } = useModelFileQuery({ key: version.key, version: nameOf(version) });
  const tickets: Record<string, number> = {};
  for (const { elements } of versions) {
    for (const [element, count] of Object.entries(elements)) {
      tickets[element] = (tickets[element] ?? 0) + count;
    }
  }
  const faults = version.faults;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <ErrorAlert error={error} />
      {xml ? (
        <ProcessPicture
          xml={xml}
          label={t.views.picture}
          tickets={tickets}
          faulty={faults.map(({ element }) => element ?? '')}
        />
      ) : (
        !error && <PageSkeleton />
      )}
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.ticketsHere}</Box>
      {faults.length > 0 && (
        <Box component="section">
          <Box component="h2" sx={{ fontSize: '0.875rem', m: 0 }}>
            {t.faults}
          </Box>
          <ul>
            {faults.map(({ element = '', code = '', times, last_at }) => (
              <li key={`${element} ${code}`}>
                {t.fault(element, code, String(times), last_at ? formatDateTime(last_at, language) : '')}
              </li>
            ))}
          </ul>
        </Box>
      )}
    </Box>
  );
}

/** The forms that a process asks for, each with the steps that do. */
function Forms({ version }: { version: Version }) {
  const t = useTexts(texts);
  const { data: xml, error } = useModelFileQuery({ key: version.key, version: nameOf(version) });
  if (!xml) {
    return error ? <ErrorAlert error={error} /> : <PageSkeleton />;
  }
  const forms = formsOf(xml);
  return forms.size === 0 ? (
    <EmptyState title={t.noForms} />
  ) : (
    <RowLinks
      rows={[...forms].map(([form, steps]) => ({
        key: form,
        to: `/processes/${form}`,
        content: (
          <>
            <Box sx={{ fontWeight: 500 }}>{form}</Box>
            <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{steps.join(' · ')}</Box>
          </>
        ),
      }))}
    />
  );
}

/** What is in force, tried step by step. */
function Tried({ version }: { version: Version }) {
  const { data: xml, error } = useModelFileQuery({ key: version.key, version: nameOf(version) });
  if (!xml) {
    return error ? <ErrorAlert error={error} /> : <PageSkeleton />;
  }
  return (
    <>
      <Trial process={version.key} xml={xml} files={NONE} />
      <Cases process={version.key} />
    </>
  );
}

/** A table or a form, where it can be changed. What is not deployed yet stays, whatever comes into force meanwhile. */
export function Edited({ version }: { version: Version }) {
  const t = useTexts(texts);
  const [changed, setChanged] = useState(false);
  const [began, setBegan] = useState(version);
  const isOutdated = nameOf(began) !== nameOf(version);
  if (isOutdated && !changed) {
    setBegan(version);
  }
  const { data: content, error } = useModelFileQuery({ key: began.key, version: nameOf(began) });
  if (!content) {
    return error ? <ErrorAlert error={error} /> : <PageSkeleton />;
  }
  const editor = { base: { [began.key]: nameOf(began) }, changed, onChanged: setChanged };
  return (
    <>
      {isOutdated && changed && (
        <Alert severity="warning" sx={{ mb: 1.5 }}>
          {t.outdated(nameOf(began), nameOf(version), version.deployed_by ?? '', version.comment ?? '')}
        </Alert>
      )}
      {began.kind === 'form' ? (
        <FormEditor key={nameOf(began)} form={began.key} text={content} {...editor} />
      ) : (
        <TableEditor key={nameOf(began)} decision={began.key} xml={content} {...editor} />
      )}
    </>
  );
}
