import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useColorScheme } from '@mui/material/styles';
import { Keyboard, Languages, LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';

import type { Profile } from '@/shared/api/model';
import { ownSubscription, usePushQuery, useUnsubscribeMutation } from '@/shared/api/pushApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { word } from '@/shared/i18n/words';
import { Hidden } from '@/shared/ui/Hidden';
import { Person, personName } from '@/shared/ui/Person';

import { forgetWhatWasRead } from '../worker';
import { useSignOutMutation } from './shellApi';
import { texts } from './texts';

export function AccountMenu({ me, onShortcuts }: { me: Profile; onShortcuts: () => void }) {
  const t = useTexts(texts);
  const { language, choose } = useLanguage();
  const { mode, setMode } = useColorScheme();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [signOut] = useSignOutMutation();
  const [unsubscribe] = useUnsubscribeMutation();
  const { data: push } = usePushQuery(undefined, { skip: anchor === null || !me.tenant });
  const close = () => setAnchor(null);
  // whoever comes next finds nothing of this person, and is told nothing of theirs
  const leave = async () => {
    const own = await ownSubscription().catch(() => null);
    const known = push?.subscriptions.find(({ endpoint }) => endpoint === own?.endpoint);
    if (known) {
      await unsubscribe(known.id);
    }
    await own?.unsubscribe().catch(() => undefined);
    forgetWhatWasRead();
    await signOut();
    location.assign('/login?out');
  };
  const other = language === 'ja' ? 'en' : 'ja';
  return (
    <>
      <IconButton
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Hidden>{t.account}</Hidden>
        <Person person={me} size={26} />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close} slotProps={{ paper: { sx: { minWidth: 240 } } }}>
        <Box component="li" sx={{ px: 2, py: 0.5 }} role="none">
          <Box sx={{ fontWeight: 600 }}>{personName(me, language)}</Box>
          <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
            {me.username} · {word('role', me.role, language)}
          </Box>
        </Box>
        <Divider component="li" />
        <MenuItem dense component={Link} to="/settings" onClick={close}>
          <ListItemIcon>
            <Settings size={16} aria-hidden />
          </ListItemIcon>
          {t.settings}
        </MenuItem>
        <MenuItem
          dense
          lang={other}
          onClick={() => {
            choose(other);
            close();
          }}
        >
          <ListItemIcon>
            <Languages size={16} aria-hidden />
          </ListItemIcon>
          {t.language}
        </MenuItem>
        <MenuItem
          dense
          onClick={() => {
            close();
            onShortcuts();
          }}
        >
          <ListItemIcon>
            <Keyboard size={16} aria-hidden />
          </ListItemIcon>
          {t.shortcuts}
        </MenuItem>
        <Box component="li" role="none" sx={{ px: 2, py: 0.5 }}>
          <ToggleButtonGroup
            exclusive
            size="small"
            fullWidth
            value={mode ?? 'system'}
            aria-label={t.appearance}
            onChange={(_, wanted: 'light' | 'dark' | 'system' | null) => wanted && setMode(wanted)}
          >
            <ToggleButton value="light" aria-label={t.light} title={t.light}>
              <Sun size={16} aria-hidden />
            </ToggleButton>
            <ToggleButton value="dark" aria-label={t.dark} title={t.dark}>
              <Moon size={16} aria-hidden />
            </ToggleButton>
            <ToggleButton value="system" aria-label={t.system} title={t.system}>
              <Monitor size={16} aria-hidden />
            </ToggleButton>
          </ToggleButtonGroup>
        </Box>
        <Divider component="li" />
        <MenuItem dense onClick={() => void leave()}>
          <ListItemIcon>
            <LogOut size={16} aria-hidden />
          </ListItemIcon>
          {t.signOut}
        </MenuItem>
      </Menu>
    </>
  );
}
