import Button from '@mui/material/Button';
import { useState } from 'react';

import { useRenewSecretMutation, useSaveMutation } from '@/shared/api/recordsApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { PersonById } from '@/shared/ui/PersonById';
import { RecordList } from '@/shared/ui/RecordList';
import { useConfirm } from '@/shared/ui/useConfirm';

import { useClientsQuery, type Client } from './connectionsApi';
import { SecretOnce } from './SecretOnce';
import { texts } from './texts';

/** Programs that come in by OAuth 2.0. */
export function Clients() {
  const t = useTexts(texts);
  const { data: clients, ...read } = useClientsQuery();
  const [save] = useSaveMutation();
  const [renew] = useRenewSecretMutation();
  const [asking, ask] = useConfirm();
  const [secret, setSecret] = useState<string>();
  return (
    <>
      {asking}
      <SecretOnce secret={secret} />
      <RecordList<Client>
        label={t.pages.clients}
        items={clients}
        read={read}
        columns={[
          [t.name, (client) => client.name],
          [t.clientId, (client) => <code>{client.client_id}</code>],
          [t.redirects, (client) => client.redirect_uris?.join(', ')],
          [t.scopes, (client) => client.scopes?.join(', ') ?? t.noLimit],
          [t.actsAs, (client) => <PersonById id={client.acts_as_id} />],
          [t.topics, (client) => client.topics?.join(', ')],
          [t.state, (client) => (client.is_active === false ? t.inactive : t.active)],
        ]}
        fields={(client) => [
          field('name', t.name, 'textfield', { required: true }),
          field('redirect_uris', t.redirects, 'textarea'),
          field('scopes', t.scopesEach, 'textarea'),
          ...(client
            ? [field('is_active', t.active, 'checkbox')]
            : [field('confidential', t.confidential, 'checkbox'), field('acts_as_id', t.actsAs, 'user')]),
          // what acts for who is signed in works off no tasks by itself
          ...(client && !client.acts_as_id ? [] : [field('topics', t.topicsEach, 'textarea')]),
        ]}
        initial={(client) => ({
          ...client,
          redirect_uris: client.redirect_uris?.join('\n'),
          scopes: client.scopes?.join('\n'),
          topics: client.topics?.join('\n'),
        })}
        save={async (values, client) => {
          const saved = await save({
            path: 'oauth-clients',
            id: client?.id,
            version: client?.version,
            fields: {
              ...values,
              ...('redirect_uris' in values && {
                redirect_uris: words(values.redirect_uris),
              }),
              ...('topics' in values && { topics: words(values.topics) }),
              // none is no limit
              ...('scopes' in values && { scopes: words(values.scopes).length > 0 ? words(values.scopes) : null }),
            },
          }).unwrap();
          setSecret(saved.client_secret ?? undefined);
        }}
        more={(client) =>
          client.confidential && (
            <Button
              onClick={() =>
                ask({
                  title: `${client.name} – ${t.newSecret}`,
                  hint: t.newSecretHint,
                  label: t.newSecret,
                  perform: () =>
                    renew({ path: 'oauth-clients', id: client.id })
                      .unwrap()
                      .then((renewed) => setSecret(renewed.client_secret ?? undefined)),
                })
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

/** What somebody wrote one a line. */
function words(text: unknown): string[] {
  return typeof text === 'string' ? text.split(/\s+/).filter(Boolean) : [];
}
