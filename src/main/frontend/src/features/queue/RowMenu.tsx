import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useMemo, useState } from 'react';

import { numberOf, type KindPath, type Ticket } from '@/shared/api/model';
import { useActionsOfQuery } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { keyOf, nameOf } from '@/shared/lib/actionNames';
import { useActions } from '@/shared/lib/useActions';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { texts } from './texts';

interface Props {
  kind: KindPath;
  ticket: Ticket;
  /** what the menu hangs on */
  anchor: Element;
  onClose: () => void;
}

/** All that can be done with a ticket of the list, without opening it. */
export function RowMenu({ kind, ticket, anchor, onClose }: Props) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const number = numberOf(ticket);
  const ids = useMemo(() => [number], [number]);
  const { data: offers, error } = useActionsOfQuery({ kind, ids }, { refetchOnMountOrArgChange: true });
  const [open, setOpen] = useState(true);
  const { choose, dialog, problem, busy } = useActions(
    { kind, id: number, title: `${number} ${ticket.title}`, status: ticket.status },
    onClose,
    onClose,
  );
  const actions = offers?.[0] ?? [];
  return (
    <>
      <Menu
        disablePortal
        anchorEl={anchor}
        // with its entries, so that the first of them gets the focus
        open={open && (offers !== undefined || error !== undefined)}
        onClose={onClose}
        slotProps={{ list: { 'aria-label': t.actionsOf(number) } }}
      >
        {(problem ?? error) && (
          <li>
            <ErrorAlert error={problem ?? error} />
          </li>
        )}
        {offers && actions.length === 0 && <MenuItem disabled>{t.noActions}</MenuItem>}
        {actions.map((action) => (
          <MenuItem
            key={keyOf(action)}
            dense
            disabled={busy}
            onClick={() => {
              // a form takes the menu's place
              setOpen(action.fields.length === 0);
              choose(action);
            }}
          >
            {nameOf(action, actions, language)}
          </MenuItem>
        ))}
      </Menu>
      {dialog}
    </>
  );
}
