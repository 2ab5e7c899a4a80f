import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';

import { KeepDialog } from './KeepDialog';
import type { Kept } from './keptApi';

interface Props<T extends Kept> {
  path: 'text-modules' | 'templates';
  icon: ReactNode;
  labels: { title: string; none: string; keep: string; edit: string };
  /** where they are edited */
  editedAt: string;
  /** those there are, once they are read */
  items?: readonly T[];
  onOpen: () => void;
  onTake: (item: T) => void;
  /** what would be kept; nothing where there is nothing to keep */
  content?: Record<string, unknown>;
  onKept?: (name: string) => void;
}

/** What somebody keeps by a name: one is taken, or what is written becomes one. */
export function KeptMenu<T extends Kept>({
  path,
  icon,
  labels,
  editedAt,
  items,
  onOpen,
  onTake,
  content,
  onKept,
}: Props<T>) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [naming, setNaming] = useState(false);
  const close = () => setAnchor(null);
  return (
    <>
      <Button
        color="inherit"
        startIcon={icon}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => {
          setAnchor(event.currentTarget);
          onOpen();
        }}
      >
        {labels.title}
      </Button>
      <Menu disablePortal open={anchor !== null} anchorEl={anchor} onClose={close}>
        {items?.length === 0 && <MenuItem disabled>{labels.none}</MenuItem>}
        {items?.map((item) => (
          <MenuItem
            key={item.id}
            onClick={() => {
              close();
              onTake(item);
            }}
          >
            {item.name}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem
          disabled={!content}
          onClick={() => {
            close();
            setNaming(true);
          }}
        >
          {labels.keep}
        </MenuItem>
        <MenuItem component={Link} to={editedAt} onClick={close}>
          {labels.edit}
        </MenuItem>
      </Menu>
      {naming && content && (
        <KeepDialog
          title={labels.keep}
          path={path}
          content={content}
          onKept={onKept}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}
