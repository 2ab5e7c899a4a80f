import MenuItem from '@mui/material/MenuItem';
import MenuList from '@mui/material/MenuList';
import Paper from '@mui/material/Paper';
import Popper from '@mui/material/Popper';

import type { User } from '@/shared/api/model';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { Person } from '@/shared/ui/Person';

import { texts } from './texts';

export const MENTIONS = 'mentions';

export function mentionId(user: User) {
  return `${MENTIONS}-${user.id}`;
}

interface Props {
  anchor: () => HTMLElement;
  found: readonly User[];
  at: number;
  onChoose: (user: User) => void;
}

/** The people that somebody may mean; the caret stays in the text. */
export function Mentions({ anchor, found, at, onChoose }: Props) {
  const t = useTexts(texts);
  return (
    <Popper open disablePortal anchorEl={anchor} placement="bottom-start" sx={{ zIndex: 'modal' }}>
      <Paper elevation={4}>
        <MenuList id={MENTIONS} role="listbox" aria-label={t.mention} dense>
          {found.map((user, index) => (
            <MenuItem
              key={user.id}
              id={mentionId(user)}
              role="option"
              tabIndex={-1}
              selected={index === at}
              aria-selected={index === at}
              // the text keeps the focus
              onMouseDown={(event) => {
                event.preventDefault();
                onChoose(user);
              }}
              sx={{ gap: 1 }}
            >
              <Person person={user} size={20} withName />
              <span>@{user.username}</span>
            </MenuItem>
          ))}
        </MenuList>
      </Paper>
    </Popper>
  );
}
