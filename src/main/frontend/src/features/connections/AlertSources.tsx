import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useDeferredValue, useState } from 'react';

import { isProblem } from '@/shared/api/problem';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Block, Facts, Fact } from '@/shared/ui/Block';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { OpenedPart, useOpened } from '@/shared/ui/OpenedPart';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { TicketLink } from '@/shared/ui/TicketLink';
import { useConfirm } from '@/shared/ui/useConfirm';

import { useAlertMessagesQuery, useTryAlertMutation } from './connectionsApi';
import { texts } from './texts';

/** What is tried: where it would come from, and what it says. */
interface Tried {
  source: string;
  payload: string;
}

const NOTHING: Tried = { source: '', payload: '{ }' };

/** What devices and programs said, what it meant, and what a message would mean. */
export function AlertSources() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [source, setSource] = useState('');
  const { data: messages } = useAlertMessagesQuery(useDeferredValue(source.trim()), { pollingInterval: 15_000 });
  const [typed, setTyped] = useState(NOTHING);
  const [opened, open] = useOpened<Tried>();
  const tried = opened?.of ?? NOTHING;
  const [asking, ask] = useConfirm();
  function lookAt(message: Tried) {
    setTyped(message);
    open(message);
  }
  function tryAlert({ source, payload }: { source: string; payload?: unknown }) {
    const message = { source, payload: JSON.stringify(payload, null, 2) };
    if (typed.source === tried.source && typed.payload === tried.payload) {
      lookAt(message);
      return;
    }
    ask({
      title: t.tryIt,
      hint: t.tryInstead,
      label: t.tryIt,
      perform: () => {
        // once the question is gone, which gives the focus back
        setTimeout(() => lookAt(message));
        return Promise.resolve();
      },
    });
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
      <Box component="p" sx={{ m: 0, color: 'text.secondary', maxWidth: 760 }}>
        {t.hookHint} <code>{`${window.location.origin}/api/v1/alerts/hooks/…`}</code>
      </Box>
      <Block
        title={t.messages}
        action={
          <TextField
            label={t.source}
            value={source}
            onChange={(event) => setSource(event.target.value)}
            sx={{ width: 180, flex: 'none' }}
          />
        }
      >
        {messages ? (
          messages.items.length > 0 ? (
            <Grid head={[t.at, t.source, t.alertTitle, t.meaning, t.ticket, t.payload, '']} label={t.messages}>
              {messages.items.map((message) => (
                <tr key={message.id}>
                  <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                    {message.created_at && formatDateTime(message.created_at, language)}
                  </Box>
                  <td>
                    {message.source}
                    {message.name !== message.source && (
                      <Box sx={{ color: 'text.secondary', fontSize: '0.75rem', overflowWrap: 'anywhere' }}>
                        {message.name}
                      </Box>
                    )}
                  </td>
                  <td>{message.title}</td>
                  <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                    {(t.meanings as Record<string, string>)[message.state ?? ''] ?? message.state}
                    {message.refusal && (
                      <Box component="span" sx={{ color: 'error.main', ml: 1 }}>
                        {message.refusal}
                      </Box>
                    )}
                  </Box>
                  <td>
                    <TicketLink number={message.incident_number} />
                  </td>
                  <Box component="td" sx={{ minWidth: 200 }}>
                    <Box component="code" sx={{ fontSize: '0.75rem', overflowWrap: 'anywhere' }}>
                      {JSON.stringify(message.payload).slice(0, 300)}
                    </Box>
                  </Box>
                  <td>
                    <Button onClick={() => tryAlert(message)}>{t.tryIt}</Button>
                  </td>
                </tr>
              ))}
            </Grid>
          ) : (
            <EmptyState title={t.noMessages} />
          )
        ) : (
          <RowSkeletons />
        )}
      </Block>
      {asking}
      <OpenedPart title={t.trial} times={opened?.times ?? 0}>
        <Trial key={opened?.times} typed={typed} onType={setTyped} />
      </OpenedPart>
    </Box>
  );
}

/** What a message would mean as the table stands; nothing is done. */
function Trial({ typed, onType }: { typed: Tried; onType: (typed: Tried) => void }) {
  const t = useTexts(texts);
  const { source, payload } = typed;
  const [broken, setBroken] = useState(false);
  const [ask, { data: meaning, error }] = useTryAlertMutation();
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        let read: unknown;
        try {
          read = JSON.parse(payload);
        } catch {
          setBroken(true);
          return;
        }
        setBroken(false);
        void ask({ source, payload: read });
      }}
      sx={{ display: 'grid', gap: 1.5, maxWidth: 760, pt: 1 }}
    >
      <TextField
        label={t.source}
        value={source}
        onChange={(event) => onType({ ...typed, source: event.target.value })}
        required
      />
      <TextField
        label={t.payload}
        value={payload}
        onChange={(event) => onType({ ...typed, payload: event.target.value })}
        multiline
        minRows={6}
        maxRows={18}
        error={broken}
        helperText={broken ? t.noJson : t.trialHint}
        slotProps={{ htmlInput: { style: { fontFamily: 'monospace', fontSize: '0.8125rem' } } }}
      />
      <Box>
        <Button type="submit" variant="outlined">
          {t.tryIt}
        </Button>
      </Box>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      {meaning && (
        <Alert severity="info" icon={false}>
          <Facts>
            <Fact label={t.meaning}>
              {(t.meanings as Record<string, string>)[meaning.state ?? ''] ?? meaning.state}
            </Fact>
            <Fact label={t.severity}>{meaning.severity}</Fact>
            <Fact label={t.alertTitle}>{meaning.title}</Fact>
            <Fact label={t.key}>{meaning.key}</Fact>
          </Facts>
        </Alert>
      )}
    </Box>
  );
}
