import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import useMediaQuery from '@mui/material/useMediaQuery';
import { Menu as MenuIcon, Plus } from 'lucide-react';
import { Suspense, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { Link, Outlet, useLocation, useNavigate, useNavigation } from 'react-router';

import { may, useProfileQuery } from '@/shared/api/profile';
import { hasSessionEnded, sessionGoesOn } from '@/shared/api/session';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useKeys } from '@/shared/lib/keys';
import { Leaving } from '@/shared/lib/leaving';
import { RAIL_WIDTH } from '@/shared/theme/theme';
import { ErrorAlert, SignIn } from '@/shared/ui/ErrorAlert';
import { PageSkeleton } from '@/shared/ui/Skeletons';

import { AccountMenu } from './AccountMenu';
import { Bell } from './Bell';
import { keepsFor } from '../worker';
import { LiveUpdates } from './LiveUpdates';
import { Offline } from './Offline';
import { Rail } from './Rail';
import { Search } from './Search';
import { Shortcuts } from './Shortcuts';
import { texts } from './texts';
import { usePlace } from './usePlace';

const BAR_HEIGHT = 48;

/** The frame of all pages: rail, search, bell, account. It draws a page once it knows who is there. */
export function AppShell() {
  const t = useTexts(texts);
  const { data: me, error, refetch } = useProfileQuery();
  const wide = useMediaQuery('(min-width: 1024px)');
  const [railOpen, setRailOpen] = useState(false);
  const [helpOpen, setHelpOpen] = useState(false);
  const { pathname, search } = useLocation();
  const { state } = useNavigation();
  useEffect(() => {
    setRailOpen(false);
  }, [pathname, search]);
  const person = useRef<string>(undefined);
  useEffect(() => {
    if (me) {
      keepsFor(me.id);
      if (person.current !== undefined && person.current !== me.id) {
        // what is shown and typed in this tab is another person's
        location.assign('/');
      }
      person.current = me.id;
    }
  }, [me]);
  const { follow } = useLanguage();
  useLayoutEffect(follow, [follow, me?.locale]);
  const navigate = useNavigate();
  const mayCreate = me !== undefined && may(me, 'incident:create');
  useKeys({ '?': () => setHelpOpen(true), ...(mayCreate && { c: () => void navigate('/new') }) });
  usePlace();

  const rail = me && <Rail me={me} />;
  return (
    <Box sx={{ display: 'flex', minHeight: '100dvh', bgcolor: 'background.paper' }}>
      <Box
        component="a"
        href="#main"
        sx={{
          position: 'fixed',
          top: -60,
          left: 8,
          zIndex: 2000,
          p: 1,
          bgcolor: 'background.paper',
          color: 'primary.main',
          '&:focus': { top: 8 },
        }}
      >
        {t.skip}
      </Box>
      {wide ? (
        <Box
          component="aside"
          sx={{
            width: RAIL_WIDTH,
            flex: 'none',
            bgcolor: 'rail',
            borderRight: 1,
            borderColor: 'divider',
            position: 'sticky',
            top: 0,
            height: '100dvh',
            overflowY: 'auto',
          }}
        >
          {rail}
        </Box>
      ) : (
        <Drawer
          open={railOpen}
          onClose={() => setRailOpen(false)}
          // an entry leads away, also to where one is
          onClick={(event) => (event.target as Element).closest('a') && setRailOpen(false)}
          slotProps={{ paper: { sx: { width: 264, bgcolor: 'rail' } } }}
        >
          {rail}
        </Drawer>
      )}
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        <Box
          component="header"
          sx={{
            height: BAR_HEIGHT,
            flex: 'none',
            display: 'flex',
            alignItems: 'center',
            gap: 0.5,
            px: { xs: 1, md: 3 },
            borderBottom: 1,
            borderColor: 'divider',
            position: 'sticky',
            top: 0,
            zIndex: 20,
            bgcolor: 'background.paper',
          }}
        >
          {!wide && (
            <IconButton aria-label={t.menu} onClick={() => setRailOpen(true)}>
              <MenuIcon size={20} aria-hidden />
            </IconButton>
          )}
          <Search me={me} />
          <Box sx={{ flex: 1 }} />
          {mayCreate && (
            <Button
              component={Link}
              to="/new"
              variant="contained"
              aria-label={t.create}
              sx={{ minWidth: 0, px: { xs: 1, sm: 1.5 } }}
            >
              <Plus size={16} aria-hidden />
              <Box component="span" sx={{ ml: 0.5, display: { xs: 'none', sm: 'inline' } }}>
                {t.create}
              </Box>
            </Button>
          )}
          {me && me.tenant && <LiveUpdates />}
          {me && <Bell />}
          {me && <AccountMenu me={me} onShortcuts={() => setHelpOpen(true)} />}
        </Box>
        <SessionEnded />
        {me && me.tenant && <Offline />}
        <Box
          component="main"
          id="main"
          tabIndex={-1}
          aria-busy={state === 'loading' || undefined}
          sx={{
            flex: 1,
            minWidth: 0,
            outline: 'none',
            opacity: state === 'loading' ? 0.6 : 1,
            transition: 'opacity 120ms 80ms',
          }}
        >
          {me ? (
            <Suspense fallback={<PageSkeleton />}>
              <Outlet />
            </Suspense>
          ) : error && 'status' in error ? (
            <Box sx={{ p: 3 }}>
              <ErrorAlert error={error} onRetry={() => void refetch()} />
            </Box>
          ) : (
            <PageSkeleton />
          )}
        </Box>
      </Box>
      <Leaving />
      {helpOpen && <Shortcuts onClose={() => setHelpOpen(false)} />}
    </Box>
  );
}

/** Whoever is signed out goes on where he was: nothing that was typed is lost. */
function SessionEnded() {
  const t = useTexts(texts);
  const ended = useSelector(hasSessionEnded);
  const dispatch = useDispatch();
  const { refetch } = useProfileQuery();
  async function goOn() {
    if ((await refetch()).isSuccess) {
      dispatch(sessionGoesOn());
    }
  }
  const onFocus = useEffectEvent(() => void goOn());
  // whoever signed in in another tab comes back to this one
  useEffect(() => {
    if (!ended) {
      return undefined;
    }
    const back = () => onFocus();
    window.addEventListener('focus', back);
    return () => window.removeEventListener('focus', back);
  }, [ended]);
  if (!ended) {
    return null;
  }
  return (
    <Alert
      severity="warning"
      sx={{ borderRadius: 0, alignItems: 'center' }}
      action={
        <>
          <SignIn />
          <Button color="inherit" onClick={() => void goOn()}>
            {t.goOn}
          </Button>
        </>
      }
    >
      {t.ended}
    </Alert>
  );
}
