import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useEffect, useState } from 'react';

import { isProblem, type ApiProblem } from '@/shared/api/problem';
import {
  canBePushed,
  newSubscription,
  ownSubscription,
  usePushQuery,
  useSubscribeMutation,
  useUnsubscribeMutation,
} from '@/shared/api/pushApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { Hint } from './rows';
import { texts } from './texts';

/** Whether this browser is told of what is urgent even while the portal is closed. */
export function Push() {
  const t = useTexts(texts).push;
  const { data: push } = usePushQuery();
  const [subscribe] = useSubscribeMutation();
  const [unsubscribe] = useUnsubscribeMutation();
  const [endpoint, setEndpoint] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [denied, setDenied] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  useEffect(() => {
    void ownSubscription().then((own) => setEndpoint(own?.endpoint ?? null));
  }, []);
  if (!push?.is_on) {
    return null;
  }
  const known = push.subscriptions.find((one) => one.endpoint === endpoint);

  async function turn(on: boolean) {
    setBusy(true);
    setProblem(undefined);
    setDenied(false);
    try {
      if (on) {
        const made = await newSubscription(push!.public_key!);
        setDenied(made === null);
        if (made) {
          await subscribe(made).unwrap();
          setEndpoint(made.endpoint);
        }
      } else {
        await (await ownSubscription())?.unsubscribe();
        if (known) {
          await unsubscribe(known.id).unwrap();
        }
        setEndpoint(null);
      }
    } catch (error) {
      setProblem(isProblem(error) ? error : undefined);
      setDenied(!isProblem(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Block title={t.title}>
      <Hint>{canBePushed ? t.hint : t.cannot}</Hint>
      <ErrorAlert error={problem} />
      {canBePushed && (
        <FormControlLabel
          label={t.here}
          control={
            <Switch
              size="small"
              disabled={busy}
              checked={known !== undefined}
              onChange={(event) => void turn(event.target.checked)}
            />
          }
        />
      )}
      {denied && (
        <Box role="alert" sx={{ color: 'error.main', fontSize: '0.8125rem' }}>
          {t.denied}
        </Box>
      )}
    </Block>
  );
}
