import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';

import { addressOf } from '@/shared/api/model';
import { Behind, type Opened } from '@/shared/figures/Behind';
import { amount, percent, periodOf, shown } from '@/shared/figures/show';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { useNow } from '@/shared/lib/useNow';
import { Block } from '@/shared/ui/Block';
import { Choice } from '@/shared/ui/Choice';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { ProcessPicture } from '@/shared/ui/ProcessPicture';
import { PageSkeleton } from '@/shared/ui/Skeletons';

import {
  useFindingsQuery,
  useFlowQuery,
  useVariantsQuery,
  type MiningQuestion,
  type ProcessFinding,
  type ProcessFlow,
} from './miningApi';
import { nameOf, useModelFileQuery, type Version } from './modelsApi';
import { texts } from './texts';

const PERIODS = ['30', '90', '365'] as const;
const END = 'endEvent';
const MOST_WAYS = 10;

/** How work really went through a process: over its picture, in findings, and way by way. */
export function ProcessFlowView({ version }: { version: Version }) {
  const t = useTexts(texts);
  const [params, setParams] = useSearchParams();
  const [opened, setOpened] = useState<Opened>();
  const days = PERIODS.find((one) => one === params.get('days')) ?? '90';
  const hour = Math.floor(useNow() / 3_600_000);
  const asked = useMemo(
    () => ({ process: version.key, ...periodOf(Number(days), new Date(hour * 3_600_000)) }),
    [version.key, days, hour],
  );
  const { currentData: flow, error, refetch } = useFlowQuery(asked);
  const query = new URLSearchParams({ process: version.key, from: asked.from, to: asked.to }).toString();
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Choice
          label={t.period}
          value={days}
          onChoose={(chosen) => setParams({ view: 'flow', days: chosen }, { replace: true })}
        >
          {PERIODS.map((one) => ({ value: one, label: t.periods[one] }))}
        </Choice>
        <Box sx={{ flex: 1 }} />
        {(['xes', 'ocel'] as const).map((format) => (
          <Button key={format} component="a" download href={`/api/v1/mining/log?${query}&format=${format}`}>
            {t.log[format]}
          </Button>
        ))}
      </Box>
      <ErrorAlert error={error} onRetry={() => void refetch()} />
      {!flow && !error && <PageSkeleton />}
      {flow && flow.tickets === 0 && <EmptyState title={t.nothingFlowed} />}
      {flow && flow.tickets > 0 && (
        <>
          <Picture version={version} flow={flow} />
          <Findings asked={asked} onOpen={setOpened} />
          <Steps flow={flow} />
          <Ways asked={asked} flow={flow} />
        </>
      )}
      {opened && <Behind {...opened} onClose={() => setOpened(undefined)} />}
    </Box>
  );
}

function Picture({ version, flow }: { version: Version; flow: ProcessFlow }) {
  const t = useTexts(texts);
  const { data: xml, error } = useModelFileQuery({ key: version.key, version: nameOf(version) });
  const all = flow.steps.reduce((sum, { seconds }) => sum + seconds, 0);
  return (
    <Box sx={{ display: 'grid', gap: 0.5 }}>
      <ErrorAlert error={error} />
      {xml && (
        <ProcessPicture
          xml={xml}
          label={t.views.flow}
          tickets={Object.fromEntries(flow.steps.map(({ element, tickets }) => [element, tickets]))}
          heat={Object.fromEntries(flow.steps.map(({ element, seconds }) => [element, all > 0 ? seconds / all : 0]))}
        />
      )}
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        {t.flowHint(flow.tickets.toLocaleString('en-US'))}
      </Box>
    </Box>
  );
}

function Findings({ asked, onOpen }: { asked: MiningQuestion; onOpen: (opened: Opened) => void }) {
  const t = useTexts(texts);
  const { currentData: findings, error } = useFindingsQuery(asked);
  return (
    <Block title={t.findings}>
      <ErrorAlert error={error} />
      {findings?.length === 0 && <Box sx={{ color: 'text.secondary' }}>{t.noFindings}</Box>}
      {findings && findings.length > 0 && (
        <Grid head={[t.finding, t.element, t.figure, '']} label={t.findings}>
          {findings.map((finding, at) => (
            <Found key={`${finding.name} ${at}`} finding={finding} onOpen={onOpen} />
          ))}
        </Grid>
      )}
    </Block>
  );
}

function Found({ finding, onOpen }: { finding: ProcessFinding; onOpen: (opened: Opened) => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { unit, value, numerator, denominator, usual, tickets } = finding;
  const counts = {
    of: unit === 'seconds' || finding.name === 'long_wait' ? 'seconds' : 'count',
    by: finding.name === 'long_wait' ? 'seconds' : 'count',
  };
  const title = labelIn(finding.title, language);
  const element = labelIn(finding.label ?? undefined, language);
  const definition = labelIn(finding.definition, language);
  return (
    <tr>
      <Box component="td" title={definition} sx={{ minWidth: 160 }}>
        {title}
        {finding.team && <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{finding.team}</Box>}
      </Box>
      <Box component="td" sx={{ minWidth: 140 }}>
        {element}
      </Box>
      <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
        {finding.name === 'unused' ? '–' : shown(value, unit, language)}
        <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
          {usual !== null && usual !== undefined
            ? t.usual(shown(usual, unit, language))
            : finding.name !== 'unused' &&
              `${amount(numerator, counts.of, language)} / ${amount(denominator, counts.by, language)}`}
        </Box>
      </Box>
      <td>
        {tickets && (
          <Button onClick={() => onOpen({ title: element ? `${title}: ${element}` : title, tickets, definition })}>
            {t.tickets}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** The elements, those first where most time passed. */
function Steps({ flow }: { flow: ProcessFlow }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  return (
    <Block title={t.steps}>
      <Grid head={[t.element, t.tickets, t.visits, t.repeated, t.restingNow, t.median, t.p90]} label={t.steps}>
        {flow.steps.map(({ element, label, type, tickets, visits, repeated, resting, median, p90 }) => (
          <tr key={element}>
            <Box component="td" sx={{ minWidth: 140 }}>
              {labelIn(label, language)}
            </Box>
            <td>{tickets}</td>
            <td>{visits}</td>
            <td>{type === END ? '' : repeated}</td>
            <td>{type === END ? '' : resting}</td>
            <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
              {type === END ? '' : shown(median, 'seconds', language)}
            </Box>
            <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
              {type === END ? '' : shown(p90, 'seconds', language)}
            </Box>
          </tr>
        ))}
      </Grid>
    </Block>
  );
}

/** The ways that tickets took, the most frequent first. */
function Ways({ asked, flow }: { asked: MiningQuestion; flow: ProcessFlow }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { currentData: found, error } = useVariantsQuery(asked);
  const labels = new Map(flow.steps.map(({ element, label }) => [element, labelIn(label, language)]));
  return (
    <Block title={t.ways}>
      <ErrorAlert error={error} />
      {found && (
        <>
          <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 0.5 }}>
            {t.waysOf(String(found.variants), String(found.processes))}
          </Box>
          <Grid head={[t.share, t.way, t.median, t.latest]} label={t.ways}>
            {found.items.slice(0, MOST_WAYS).map(({ elements, ended, processes, share, median, tickets }) => (
              <tr key={`${elements.join(' ')} ${ended}`}>
                <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                  {percent(share)}
                  <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{processes}</Box>
                </Box>
                <Box component="td" sx={{ minWidth: 260 }}>
                  {elements.map((element) => labels.get(element) ?? element).join(' → ')}
                  {!ended && ' …'}
                </Box>
                <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                  {shown(median, 'seconds', language)}
                </Box>
                <td>
                  {tickets.map((number) => (
                    <Box
                      key={number}
                      component={Link}
                      to={addressOf(number)}
                      sx={{ color: 'primary.main', display: 'inline-block', lineHeight: '24px', mr: 1 }}
                    >
                      {number}
                    </Box>
                  ))}
                </td>
              </tr>
            ))}
          </Grid>
        </>
      )}
    </Block>
  );
}
