import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';

import { isProblem, type ApiProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

interface Props {
  error: ApiProblem | { message?: string } | undefined;
  /** fields that show their own messages; the alert tells the others */
  fields?: readonly string[];
  onRetry?: () => void;
  retryLabel?: string;
}

/** Signs in beside what is open, where nothing that was typed is lost. */
export function SignIn() {
  const t = useTexts(texts);
  return (
    <Button color="inherit" href="/login" target="_blank" rel="noopener">
      {t.signIn}
    </Button>
  );
}

/** A refusal, in the words of the server, which speaks the reader's language. */
export function ErrorAlert({ error, fields = [], onRetry, retryLabel }: Props) {
  const t = useTexts(texts);
  if (!error) {
    return null;
  }
  const others = isProblem(error)
    ? error.details.filter((detail) => detail.message && !fields.includes(detail.field ?? ''))
    : [];
  const message = isProblem(error) ? (error.status === 0 ? t.offline : error.message || t.failed) : t.failed;
  return (
    <Alert
      severity="error"
      data-refused
      sx={{ alignItems: 'center', py: 0.25 }}
      action={
        <>
          {isProblem(error) && error.status === 401 && <SignIn />}
          {onRetry && (
            <Button color="inherit" onClick={onRetry}>
              {retryLabel ?? t.retry}
            </Button>
          )}
        </>
      }
    >
      {message}
      {others.map((detail) => (
        <div key={`${detail.field} ${detail.message}`}>{detail.message}</div>
      ))}
    </Alert>
  );
}
