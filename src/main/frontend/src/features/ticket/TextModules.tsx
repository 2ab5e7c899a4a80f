import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { TextQuote } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';

import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { KeepDialog } from '@/shared/kept/KeepDialog';
import { useTextModulesQuery } from '@/shared/kept/keptApi';
import { useNotice } from '@/shared/ui/Notice';

import { texts } from './texts';
import { useLazyFilledTextQuery } from './ticketApi';

interface Props {
  /** the ticket whose words stand in the places of a text */
  number: string;
  /** what is written now, to be kept as a new one */
  written: string;
  onInsert: (text: string) => void;
}

/** Texts that somebody, a team or everybody keeps for answers. */
export function TextModules({ number, written, onInsert }: Props) {
  const t = useTexts(texts).modules;
  const { language } = useLanguage();
  const say = useNotice();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [naming, setNaming] = useState(false);
  const { data: modules } = useTextModulesQuery(undefined, { skip: anchor === null });
  const [fill] = useLazyFilledTextQuery();

  async function insert(id: string) {
    setAnchor(null);
    try {
      onInsert(await fill({ id, ticket: number, language }).unwrap());
    } catch {
      say(t.failed);
    }
  }

  return (
    <>
      <Button
        color="inherit"
        startIcon={<TextQuote size={15} aria-hidden />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t.title}
      </Button>
      <Menu disablePortal open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {modules?.length === 0 && <MenuItem disabled>{t.none}</MenuItem>}
        {modules?.map((module) => (
          <MenuItem key={module.id} onClick={() => void insert(module.id)}>
            {module.name}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem
          disabled={!written.trim()}
          onClick={() => {
            setAnchor(null);
            setNaming(true);
          }}
        >
          {t.keep}
        </MenuItem>
        <MenuItem component={Link} to="/settings#texts" onClick={() => setAnchor(null)}>
          {t.edit}
        </MenuItem>
      </Menu>
      {naming && (
        <KeepDialog
          title={t.keep}
          path="text-modules"
          content={{ [`content_${language}`]: written.trim() }}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}
