import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { TextQuote } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';

import { useMe } from '@/shared/api/profile';
import { useKeepTextModuleMutation, useTextModulesQuery } from '@/shared/api/textModulesApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { useNotice } from '@/shared/ui/Notice';
import { RecordDialog } from '@/shared/ui/RecordDialog';

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
  const me = useMe();
  const say = useNotice();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [naming, setNaming] = useState(false);
  const { data: modules } = useTextModulesQuery(undefined, { skip: anchor === null });
  const [fill] = useLazyFilledTextQuery();
  const [keep] = useKeepTextModuleMutation();

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
        <RecordDialog
          title={t.keep}
          fields={[
            field('name', t.name, 'textfield', { required: true, max: 100 }),
            ...(me.teams.length > 0
              ? [
                  field('team_id', t.shareWith, 'select', {
                    choices: me.teams.map((team) => [team.id ?? '', team.name ?? ''] as const),
                  }),
                ]
              : []),
          ]}
          save={(named) =>
            keep({
              ...named,
              scope: named.team_id ? 'team' : 'own',
              [`content_${language}`]: written.trim(),
            }).unwrap()
          }
          saveLabel={t.save}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}
