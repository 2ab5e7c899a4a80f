import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';

import { isProblem } from '@/shared/api/problem';
import { useRemoveMutation, useRenewSecretMutation, useSaveMutation } from '@/shared/api/recordsApi';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { Block } from '@/shared/ui/Block';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';
import { RecordList } from '@/shared/ui/RecordList';

import {
  useDeliveriesQuery,
  usePingWebhookMutation,
  useReplayMutation,
  useWebhooksQuery,
  type Webhook,
} from './connectionsApi';
import { SecretOnce } from './SecretOnce';
import { texts } from './texts';

/** What a person writes one a line, or after commas. */
const LISTS = ['types', 'kinds', 'priorities'] as const;

function words(value: unknown) {
  return typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : [];
}

/** The programs that are told what happens. */
export function Webhooks() {
  const t = useTexts(texts);
  const say = useNotice();
  const { data: webhooks } = useWebhooksQuery();
  const [save] = useSaveMutation();
  const [remove] = useRemoveMutation();
  const [renew] = useRenewSecretMutation();
  const [ping, { error }] = usePingWebhookMutation();
  const [secret, setSecret] = useState<string>();
  const [shown, setShown] = useState<Webhook>();
  return (
    <>
      <SecretOnce secret={secret} />
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      <RecordList<Webhook>
        label={t.pages.webhooks}
        items={webhooks}
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
          [t.toldOf, (webhook) => [...(webhook.types ?? []), ...(webhook.kinds ?? [])].join(', ') || t.everything],
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
          field('types', t.types, 'textarea'),
          field('kinds', t.kindsOnly),
          field('priorities', t.prioritiesOnly),
          field('includes_confidential', t.includesConfidential, 'checkbox'),
          ...(webhook ? [field('is_active', t.active, 'checkbox')] : []),
        ]}
        fresh={{ format: 'standard' }}
        initial={(webhook) => ({
          ...webhook,
          ...Object.fromEntries(LISTS.map((key) => [key, webhook[key]?.join(key === 'types' ? '\n' : ', ')])),
        })}
        save={async (values, webhook) => {
          const saved = await save({
            path: 'webhooks',
            id: webhook?.id,
            version: webhook?.version,
            fields: {
              ...values,
              ...Object.fromEntries(LISTS.filter((key) => key in values).map((key) => [key, words(values[key])])),
            },
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
                      setShown(webhook);
                    },
                    () => undefined,
                  )
              }
            >
              {t.ping}
            </Button>
            <Button onClick={() => setShown(webhook)}>{t.deliveries}</Button>
            <Button
              onClick={() =>
                void renew({ path: 'webhooks', id: webhook.id })
                  .unwrap()
                  .then(
                    (renewed) => setSecret(renewed.secret ?? undefined),
                    () => undefined,
                  )
              }
            >
              {t.newSecret}
            </Button>
          </>
        )}
      />
      {shown && <Deliveries key={shown.id} webhook={shown} />}
    </>
  );
}

/** What a webhook was told, and how that went. */
function Deliveries({ webhook }: { webhook: Webhook }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useNotice();
  const { data: deliveries = [] } = useDeliveriesQuery(webhook.id, { pollingInterval: 5000 });
  const [replay, { error }] = useReplayMutation();
  return (
    <Box sx={{ pt: 4 }}>
      <Block title={`${webhook.name} – ${t.deliveries}`}>
        <ErrorAlert error={isProblem(error) ? error : undefined} />
        {deliveries.length > 0 ? (
          <Grid head={[t.event, t.at, t.outcome, t.attempts, t.answer, '']} label={t.deliveries}>
            {deliveries.map((delivery) => (
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
        ) : (
          <EmptyState title={t.noDeliveries} />
        )}
      </Block>
    </Box>
  );
}
