import Button from '@mui/material/Button';
import { useState } from 'react';

import { useRenewSecretMutation, useSaveMutation } from '@/shared/api/recordsApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { PersonById } from '@/shared/ui/PersonById';
import { RecordList } from '@/shared/ui/RecordList';

import { useClientsQuery, type Client } from './connectionsApi';
import { SecretOnce } from './SecretOnce';
import { texts } from './texts';

/** Programs that come in by OAuth 2.0. */
export function Clients() {
  const t = useTexts(texts);
  const { data: clients } = useClientsQuery();
  const [save] = useSaveMutation();
  const [renew] = useRenewSecretMutation();
  const [secret, setSecret] = useState<string>();
  return (
    <>
      <SecretOnce secret={secret} />
      <RecordList<Client>
        label={t.pages.clients}
        items={clients}
        columns={[
          [t.name, (client) => client.name],
          [t.clientId, (client) => <code>{client.client_id}</code>],
          [t.redirects, (client) => client.redirect_uris?.join(', ')],
          [t.actsAs, (client) => <PersonById id={client.acts_as_id} />],
          [t.state, (client) => (client.is_active === false ? t.inactive : t.active)],
        ]}
        fields={(client) => [
          field('name', t.name, 'textfield', { required: true }),
          field('redirect_uris', t.redirects, 'textarea'),
          ...(client
            ? [field('is_active', t.active, 'checkbox')]
            : [field('confidential', t.confidential, 'checkbox'), field('acts_as_id', t.actsAs, 'user')]),
        ]}
        initial={(client) => ({ ...client, redirect_uris: client.redirect_uris?.join('\n') })}
        save={async (values, client) => {
          const uris = values.redirect_uris;
          const saved = await save({
            path: 'oauth-clients',
            id: client?.id,
            version: client?.version,
            fields: {
              ...values,
              ...('redirect_uris' in values && {
                redirect_uris: typeof uris === 'string' ? uris.split(/\s+/).filter(Boolean) : [],
              }),
            },
          }).unwrap();
          setSecret(saved.client_secret ?? undefined);
        }}
        more={(client) =>
          client.confidential && (
            <Button
              onClick={() =>
                void renew({ path: 'oauth-clients', id: client.id })
                  .unwrap()
                  .then(
                    (renewed) => setSecret(renewed.client_secret ?? undefined),
                    () => undefined,
                  )
              }
            >
              {t.newSecret}
            </Button>
          )
        }
      />
    </>
  );
}
