import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';

import type { Field } from '@/shared/api/model';
import { isProblem } from '@/shared/api/problem';
import { useRemoveMutation, useRenewSecretMutation, useSaveMutation } from '@/shared/api/recordsApi';
import { useTeamsQuery } from '@/shared/api/teamsApi';
import { usePriorities } from '@/shared/api/wordsApi';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { asListed } from '@/shared/lib/asListed';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';
import { OpenedPart, useOpened } from '@/shared/ui/OpenedPart';
import { Pager } from '@/shared/ui/Pager';
import { RecordDialog } from '@/shared/ui/RecordDialog';
import { RecordList } from '@/shared/ui/RecordList';
import { useConfirm } from '@/shared/ui/useConfirm';

import {
  useDeliveriesQuery,
  usePingWebhookMutation,
  useReplayFailedMutation,
  useReplayMutation,
  useWebhookEventsQuery,
  useWebhooksQuery,
  type Webhook,
} from './connectionsApi';
import { SecretOnce } from './SecretOnce';
import { texts } from './texts';

/** The programs that are told what happens. */
export function Webhooks() {
  const t = useTexts(texts);
  const say = useNotice();
  const { data: webhooks, ...read } = useWebhooksQuery();
  const [save] = useSaveMutation();
  const [remove] = useRemoveMutation();
  const [renew] = useRenewSecretMutation();
  const [ping, { error }] = usePingWebhookMutation();
  const [secret, setSecret] = useState<string>();
  const [shown, show] = useOpened<Webhook>();
  const filters = useFilters();
  const [asking, ask] = useConfirm();
  return (
    <>
      {asking}
      <SecretOnce secret={secret} />
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      <RecordList<Webhook>
        label={t.pages.webhooks}
        items={webhooks}
        read={read}
        columns={[
          [t.name, (webhook) => webhook.name],
          [
            'URL',
            (webhook) => (
              <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
                {webhook.url}
              </Box>
            ),
          ],
          [t.format, (webhook) => (t.formats as Record<string, string>)[webhook.format ?? ''] ?? webhook.format],
          [
            t.toldOf,
            (webhook) =>
              [...(webhook.types ?? []), ...(webhook.kinds ?? []).map((kind) => t.kinds[kind] ?? kind)].join(', ') ||
              t.everything,
          ],
          [
            t.state,
            (webhook) =>
              webhook.stopped ? (
                <Box component="span" sx={{ color: 'error.main' }}>
                  {(t.stops as Record<string, string>)[webhook.stopped] ?? webhook.stopped}
                </Box>
              ) : webhook.is_active === false ? (
                t.inactive
              ) : (
                t.active
              ),
          ],
        ]}
        fields={(webhook) => [
          field('name', t.name, 'textfield', { required: true, max: 100 }),
          field('url', 'URL', 'textfield', { required: true, max: 2000 }),
          field('format', t.format, 'select', { required: true, choices: Object.entries(t.formats) }),
          field('language', t.language, 'select', { choices: Object.entries(t.languages) }),
          field('template', t.template, 'textarea', { max: 1000 }),
          ...filters(webhook),
          field('includes_confidential', t.includesConfidential, 'checkbox'),
          ...(webhook ? [field('is_active', t.active, 'checkbox')] : []),
        ]}
        fresh={{ format: 'standard' }}
        save={async (values, webhook) => {
          const saved = await save({
            path: 'webhooks',
            id: webhook?.id,
            version: webhook?.version,
            fields: values,
          }).unwrap();
          setSecret(saved.secret ?? undefined);
        }}
        onRemove={(webhook) => remove({ path: 'webhooks', id: webhook.id }).unwrap()}
        more={(webhook) => (
          <>
            <Button
              onClick={() =>
                void ping(webhook.id)
                  .unwrap()
                  .then(
                    () => {
                      say(t.pinged);
                      show(webhook);
                    },
                    () => undefined,
                  )
              }
            >
              {t.ping}
            </Button>
            <Button onClick={() => show(webhook)}>{t.deliveries}</Button>
            <Button
              onClick={() =>
                ask({
                  title: `${webhook.name} – ${t.newSecret}`,
                  hint: t.newSecretHint,
                  label: t.newSecret,
                  perform: () =>
                    renew({ path: 'webhooks', id: webhook.id })
                      .unwrap()
                      .then((renewed) => setSecret(renewed.secret ?? undefined)),
                })
              }
            >
              {t.newSecret}
            </Button>
          </>
        )}
      />
      {shown && <Deliveries key={shown.of.id} webhook={asListed(webhooks, shown.of)} times={shown.times} />}
    </>
  );
}

/** What narrows the events that a webhook is told of; what it has already can still be taken away. */
function useFilters(): (webhook?: Webhook) => Field[] {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: events = [] } = useWebhookEventsQuery();
  const { data: teams = [] } = useTeamsQuery();
  const priorities = usePriorities();
  const kinds = [...new Set(events.map(({ kind }) => kind!))];
  const types = [...new Set(events.map(({ type }) => type!))];
  const all = (known: readonly string[], had: readonly string[] = []) => [...new Set([...known, ...had])];
  return (webhook) => [
    field('types', t.types, 'taglist', {
      choices: all([...kinds.map((kind) => `${kind}.*`), ...types], webhook?.types).map((one) => [one, one] as const),
    }),
    field('kinds', t.kindsOnly, 'taglist', {
      choices: all(kinds, webhook?.kinds).map((one) => [one, t.kinds[one] ?? one] as const),
    }),
    field('priorities', t.prioritiesOnly, 'taglist', {
      choices: all(priorities.words, webhook?.priorities).map((one) => [one, priorities.say(one, language)] as const),
    }),
    field('team_ids', t.teamsOnly, 'taglist', {
      choices: teams
        .filter(({ id, is_active }) => is_active !== false || webhook?.team_ids?.includes(id))
        .map(({ id, name }) => [id, name] as const),
    }),
  ];
}

/** What fails is given up after three days. */
const LONGEST = 4 * 86_400_000;

/** What a webhook was told, and how that went. */
function Deliveries({ webhook, times }: { webhook: Webhook; times: number }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useNotice();
  const [state, setState] = useState('');
  const [page, setPage] = useState(1);
  const { data: deliveries } = useDeliveriesQuery({ id: webhook.id, state, page }, { pollingInterval: 5000 });
  const [replay, { error }] = useReplayMutation();
  const [replayFailed] = useReplayFailedMutation();
  const [since, setSince] = useState<string>();
  const isOff = webhook.is_active === false;
  return (
    <OpenedPart
      title={`${webhook.name} – ${t.deliveries}`}
      times={times}
      action={
        <Button disabled={isOff} onClick={() => setSince(new Date(Date.now() - LONGEST).toISOString())}>
          {t.replayFailed}
        </Button>
      }
    >
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      {isOff && <Alert severity="info">{t.replayInactive}</Alert>}
      <TextField
        select
        label={t.deliveriesOf}
        value={state}
        onChange={(event) => {
          setState(event.target.value);
          setPage(1);
        }}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        sx={{ width: 180, my: 1 }}
      >
        <MenuItem value="">{t.anyState}</MenuItem>
        {Object.entries(t.deliveryStates).map(([key, name]) => (
          <MenuItem key={key} value={key}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      {deliveries && deliveries.items.length > 0 && (
        <Grid head={[t.event, t.at, t.outcome, t.attempts, t.answer, '']} label={t.deliveries}>
          {deliveries.items.map((delivery) => (
            <tr key={delivery.id}>
              <td>{delivery.type}</td>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                {delivery.created_at && formatDateTime(delivery.created_at, language)}
              </Box>
              <td>{(t.deliveryStates as Record<string, string>)[delivery.state ?? ''] ?? delivery.state}</td>
              <td>{delivery.attempts}</td>
              <td>
                {delivery.last_status} {delivery.last_error}
              </td>
              <td>
                <Button
                  disabled={isOff}
                  onClick={() =>
                    void replay({ id: webhook.id, delivery: delivery.id })
                      .unwrap()
                      .then(
                        () => say(t.again),
                        () => undefined,
                      )
                  }
                >
                  {t.replay}
                </Button>
              </td>
            </tr>
          ))}
        </Grid>
      )}
      {deliveries?.items.length === 0 && <EmptyState title={t.noDeliveries} />}
      <Pager page={page} hasNext={deliveries?.hasNext} onPage={setPage} />
      {since && (
        <RecordDialog
          title={`${webhook.name} – ${t.replayFailed}`}
          hint={t.replayHint}
          fields={[field('since', t.since, 'datetime', { required: true })]}
          initial={{ since }}
          saveLabel={t.replay}
          save={({ since: said }) =>
            replayFailed({ id: webhook.id, since: String(said ?? since) })
              .unwrap()
              .then(({ count }) => say(t.replayed(count)))
          }
          onClose={() => setSince(undefined)}
        />
      )}
    </OpenedPart>
  );
}
