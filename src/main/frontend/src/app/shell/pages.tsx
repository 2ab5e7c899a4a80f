import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link } from 'react-router';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useTitle } from '@/shared/lib/useTitle';
import { EmptyState } from '@/shared/ui/EmptyState';

import { texts } from './texts';

export function NotFound() {
  const t = useTexts(texts);
  useTitle(t.notFound);
  return <EmptyState page title={t.notFound} hint={t.notFoundHint} action={<HomeLink />} />;
}

/** Where the application sends whoever may not see a page of its own. */
export function NotAllowed() {
  const t = useTexts(texts);
  useTitle(t.notAllowed);
  return <EmptyState page title={t.notAllowed} hint={t.notAllowedHint} action={<HomeLink />} />;
}

/** A page whose code did not arrive, or broke. */
export function RouteFailed() {
  const t = useTexts(texts);
  useTitle(t.failed);
  return (
    <EmptyState
      page
      title={t.failed}
      hint={t.failedHint}
      action={
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button variant="contained" onClick={() => location.reload()}>
            {t.reload}
          </Button>
          <HomeLink />
        </Box>
      }
    />
  );
}

function HomeLink() {
  const t = useTexts(texts);
  return (
    <Button component={Link} to="/">
      {t.home}
    </Button>
  );
}
