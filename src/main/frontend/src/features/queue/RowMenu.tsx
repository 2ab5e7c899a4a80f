import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useEffect, useState } from 'react';

import { numberOf, type Action, type KindPath, type Ticket } from '@/shared/api/model';
import { useMe } from '@/shared/api/profile';
import { problemOf, type ApiProblem } from '@/shared/api/problem';
import { useLazyActionsOfQuery } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { keyOf, nameOf } from '@/shared/lib/actionNames';
import { mayChangePriority } from '@/shared/lib/priority';
import { claimOf, useActions } from '@/shared/lib/useActions';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { LatePriorityDialog } from '@/shared/ui/LateDialogs';
import { texts as uiTexts } from '@/shared/ui/texts';

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
  const { changePriority, claim: claimLabel } = useTexts(uiTexts);
  const me = useMe();
  const priorityChanges = mayChangePriority(me, ticket);
  const [prioritising, setPrioritising] = useState(false);
  const { language } = useLanguage();
  const number = numberOf(ticket);
  // asked anew for each menu, and once: entries that change would take the focus from under the keys
  const [offers, setOffers] = useState<readonly Action[]>();
  const [error, setError] = useState<ApiProblem>();
  const [look] = useLazyActionsOfQuery();
  useEffect(() => {
    let closed = false;
    look({ kind, ids: [number], afresh: true })
      .unwrap()
      .then(
        ([found]) => closed || setOffers(found ?? []),
        (failure: unknown) => closed || setError(problemOf(failure)),
      );
    return () => {
      closed = true;
    };
  }, [look, kind, number]);
  const [open, setOpen] = useState(true);
  const { choose, claim, dialog, problem, busy } = useActions(
    { kind, id: number, title: `${number} ${ticket.title}`, status: ticket.status },
    onClose,
    onClose,
  );
  const actions = offers ?? [];
  const claiming = ticket.assignee ? undefined : claimOf(actions, me, claimLabel);
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
        {offers && actions.length === 0 && !priorityChanges && <MenuItem disabled>{t.noActions}</MenuItem>}
        {claiming && (
          <MenuItem
            dense
            disabled={busy}
            onClick={() => {
              setOpen(claiming.complete);
              claim(claiming);
            }}
          >
            {claimLabel}
          </MenuItem>
        )}
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
        {offers && priorityChanges && (
          <MenuItem
            dense
            disabled={busy}
            onClick={() => {
              setOpen(false);
              setPrioritising(true);
            }}
          >
            {changePriority.title}
          </MenuItem>
        )}
      </Menu>
      {dialog}
      {prioritising && <LatePriorityDialog kind={kind} ticket={ticket} onClose={onClose} />}
    </>
  );
}
