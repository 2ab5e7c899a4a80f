import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useColorScheme } from '@mui/material/styles';
import { Check, Keyboard, Languages, LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';

import type { Profile } from '@/shared/api/model';
import { isProblem } from '@/shared/api/problem';
import { ownSubscription } from '@/shared/api/pushApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { word } from '@/shared/i18n/words';
import { Hidden } from '@/shared/ui/Hidden';
import { useNotice } from '@/shared/ui/Notice';
import { Person, personName } from '@/shared/ui/Person';
import { texts as uiTexts } from '@/shared/ui/texts';
import { useConfirm } from '@/shared/ui/useConfirm';
import { isAnythingUnsaved, letAllGo } from '@/shared/ui/useUnsaved';

import { forgetWhatWasRead } from '../worker';
import { useSignOutMutation } from './shellApi';
import { texts } from './texts';

const APPEARANCES = [
  { name: 'light', Icon: Sun },
  { name: 'dark', Icon: Moon },
  { name: 'system', Icon: Monitor },
] as const;

export function AccountMenu({ me, onShortcuts }: { me: Profile; onShortcuts: () => void }) {
  const t = useTexts(texts);
  const { language, choose } = useLanguage();
  const { mode, setMode } = useColorScheme();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [signOut] = useSignOutMutation();
  const say = useNotice();
  const { unsaved } = useTexts(uiTexts);
  const [leaving, ask] = useConfirm();
  const close = () => setAnchor(null);
  // whoever comes next finds nothing of this person, and is told nothing of theirs
  const leave = async () => {
    const { error } = await signOut();
    if (isProblem(error) && error.status !== 401) {
      say(t.notSignedOut);
      return;
    }
    // not before, for whoever stays goes on being told; the server hears of it when it next has something to tell
    await ownSubscription()
      .then((own) => own?.unsubscribe())
      .catch(() => undefined);
    forgetWhatWasRead();
    letAllGo();
    location.assign('/login?out');
  };
  // asked before the session ends: whoever stays goes on
  const askToLeave = () => {
    close();
    if (isAnythingUnsaved()) {
      ask({ title: unsaved.title, hint: unsaved.hint, label: t.signOut, perform: leave });
    } else {
      void leave();
    }
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
      {leaving}
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
        {APPEARANCES.map(({ name, Icon }) => (
          <MenuItem
            key={name}
            dense
            role="menuitemradio"
            aria-checked={(mode ?? 'system') === name}
            onClick={() => setMode(name)}
          >
            <ListItemIcon>
              <Icon size={16} aria-hidden />
            </ListItemIcon>
            <ListItemText disableTypography>{t.appearances[name]}</ListItemText>
            {(mode ?? 'system') === name && <Check size={16} aria-hidden />}
          </MenuItem>
        ))}
        <Divider component="li" />
        <MenuItem dense onClick={askToLeave}>
          <ListItemIcon>
            <LogOut size={16} aria-hidden />
          </ListItemIcon>
          {t.signOut}
        </MenuItem>
      </Menu>
    </>
  );
}
