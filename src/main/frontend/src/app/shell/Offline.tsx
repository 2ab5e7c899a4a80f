import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { CloudOff } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useSelector } from 'react-redux';

import { lineOf } from '@/shared/api/line';
import { dropUnsent, keepUnsent, useUnsentNotes } from '@/shared/api/outbox';
import { isProblem } from '@/shared/api/problem';
import { useMe, useProfileQuery } from '@/shared/api/profile';
import { hasSessionEnded } from '@/shared/api/session';
import { useAddNoteMutation } from '@/shared/api/ticketApi';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useNotice } from '@/shared/ui/Notice';

import { texts } from './texts';

/** The server may take it later: without a line, after a sign-in, when it is less busy. */
const LATER = [0, 401, 409, 429, 502, 503, 504];

/** So long after a server that was too busy it is asked again. */
const AGAIN_MS = 30_000;

/** Says that there is no line, looks for one, and sends what was written meanwhile. */
export function Offline() {
  const t = useTexts(texts).offline;
  const { language } = useLanguage();
  const me = useMe();
  const say = useNotice();
  const { lost, keptAt } = useSelector(lineOf);
  const { refetch } = useProfileQuery();
  const waiting = useUnsentNotes(me.id).filter(({ refusal }) => refusal === undefined);
  const [addNote] = useAddNoteMutation();
  const busy = useRef(false);
  const sendAll = useEffectEvent(async () => {
    if (busy.current) {
      return;
    }
    busy.current = true;
    try {
      for (const { id, kind, number, content, isPublic, ...rest } of waiting) {
        try {
          await addNote({ kind, id: number, content, isPublic, key: id }).unwrap();
          dropUnsent(id);
          say(t.sent(number));
        } catch (error) {
          if (!isProblem(error) || LATER.includes(error.status)) {
            return;
          }
          const refusal = error.details[0]?.message ?? error.message;
          keepUnsent({ id, kind, number, content, isPublic, ...rest, refusal });
        }
      }
    } finally {
      busy.current = false;
    }
  });
  const ended = useSelector(hasSessionEnded);
  const isWaiting = !lost && !ended && waiting.length > 0;
  useEffect(() => {
    if (!isWaiting) {
      return undefined;
    }
    void sendAll();
    const timer = setInterval(() => void sendAll(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWaiting]);
  useEffect(() => {
    if (!lost) {
      return undefined;
    }
    const look = () => void refetch();
    addEventListener('online', look);
    const timer = setInterval(look, 15_000);
    return () => {
      removeEventListener('online', look);
      clearInterval(timer);
    };
  }, [lost, refetch]);
  if (!lost) {
    return null;
  }
  return (
    <Alert
      severity="info"
      icon={<CloudOff size={18} aria-hidden />}
      sx={{ borderRadius: 0, alignItems: 'center' }}
      action={
        <Button color="inherit" onClick={() => void refetch()}>
          {t.again}
        </Button>
      }
    >
      {keptAt ? t.kept(formatDateTime(keptAt, language)) : t.lost}
    </Alert>
  );
}
