import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { LayoutTemplate } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useNotice } from '@/shared/ui/Notice';

import { KeepDialog } from './KeepDialog';
import { useTemplatesQuery } from './keptApi';
import { texts } from './texts';

interface Props {
  /** the path of the type of tickets */
  kind: string;
  /** which of its templates fit; all where nothing is said */
  fits?: (fields: Record<string, unknown>) => boolean;
  /** what the form says now, as it would be sent */
  said: Record<string, unknown>;
  onTake: (fields: Record<string, unknown>) => void;
}

/** Reports that somebody, a team or everybody makes again and again: one is taken, or what is entered becomes one. */
export function Templates({ kind, fits = () => true, said, onTake }: Props) {
  const t = useTexts(texts);
  const say = useNotice();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [naming, setNaming] = useState(false);
  const { data } = useTemplatesQuery(kind, { skip: anchor === null });
  const templates = data?.filter(({ fields }) => fits(fields));
  return (
    <>
      <Button
        color="inherit"
        startIcon={<LayoutTemplate size={15} aria-hidden />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t.templates}
      </Button>
      <Menu disablePortal open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {templates?.length === 0 && <MenuItem disabled>{t.none}</MenuItem>}
        {templates?.map((template) => (
          <MenuItem
            key={template.id}
            onClick={() => {
              setAnchor(null);
              onTake(template.fields);
            }}
          >
            {template.name}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem
          onClick={() => {
            setAnchor(null);
            setNaming(true);
          }}
        >
          {t.keep}
        </MenuItem>
        <MenuItem component={Link} to="/settings#templates" onClick={() => setAnchor(null)}>
          {t.edit}
        </MenuItem>
      </Menu>
      {naming && (
        <KeepDialog
          title={t.keep}
          path="templates"
          content={{ kind, fields: said }}
          onKept={(name) => say(t.kept(name))}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}
