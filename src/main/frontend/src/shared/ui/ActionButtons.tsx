import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { ChevronDown } from 'lucide-react';
import { useState, type ReactNode, type Ref } from 'react';

import type { Action } from '@/shared/api/model';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { keyOf, nameOf } from '@/shared/lib/actionNames';

import { texts } from './texts';

interface Props {
  actions: readonly Action[];
  onChoose: (action: Action) => void;
  busy?: boolean;
  /** how many stand as buttons; the others are in a menu */
  shown?: number;
  /** what is likelier than all of them */
  lead?: ReactNode;
  /** what no model says and can be done as well, at the end of the menu */
  also?: readonly { label: string; onChoose: () => void }[];
  ref?: Ref<HTMLDivElement>;
}

/** What may be done now, in the order of the model: those of the open task first, the others in the menu. */
export function ActionButtons({ actions, onChoose, busy, shown = 4, lead, also = [], ref }: Props) {
  const { language } = useLanguage();
  const t = useTexts(texts);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const ofTask = actions.filter(({ task }) => task);
  const first = (ofTask.length > 0 ? ofTask : actions).slice(0, shown);
  const rest = actions.filter((action) => !first.includes(action));
  return (
    <Box
      ref={ref}
      role="group"
      aria-label={t.columns.actions}
      aria-busy={busy}
      tabIndex={-1}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, outline: 'none' }}
    >
      {lead}
      {first.map((action, at) => {
        const main = at === 0 && !lead;
        return (
          <Button
            key={keyOf(action)}
            variant={main ? 'contained' : 'outlined'}
            color={main ? 'primary' : 'inherit'}
            disabled={busy}
            onClick={() => onChoose(action)}
            sx={main ? undefined : { borderColor: 'divider' }}
          >
            {nameOf(action, actions, language)}
          </Button>
        );
      })}
      {rest.length + also.length > 0 && (
        <>
          <Button
            color="inherit"
            variant="outlined"
            sx={{ borderColor: 'divider' }}
            disabled={busy}
            aria-haspopup="menu"
            aria-expanded={anchor !== null}
            onClick={(event) => setAnchor(event.currentTarget)}
            endIcon={<ChevronDown size={14} aria-hidden />}
          >
            {t.more}
          </Button>
          <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
            {rest.map((action) => (
              <MenuItem
                key={keyOf(action)}
                dense
                disabled={busy}
                onClick={() => {
                  setAnchor(null);
                  onChoose(action);
                }}
              >
                {nameOf(action, actions, language)}
              </MenuItem>
            ))}
            {also.map(({ label, onChoose: choose }) => (
              <MenuItem
                key={label}
                dense
                disabled={busy}
                onClick={() => {
                  setAnchor(null);
                  choose();
                }}
              >
                {label}
              </MenuItem>
            ))}
          </Menu>
        </>
      )}
    </Box>
  );
}
