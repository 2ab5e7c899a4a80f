import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';

import {
  addressOf,
  kindOfNumber,
  numberMeant,
  type KindPath,
  type TicketDetail,
  type TicketLink,
} from '@/shared/api/model';
import { atField, isProblem, problemOf, type ApiProblem } from '@/shared/api/problem';
import { useAddLinkMutation, useRemoveLinkMutation } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { word } from '@/shared/i18n/words';
import { focusAfterRow } from '@/shared/lib/focusAfter';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { StatusChip } from '@/shared/ui/StatusChip';
import { useUndo } from '@/shared/ui/useUndo';

import { Section } from './SidePanel';
import { texts } from './texts';

const TYPES = ['related_to', 'child_of', 'duplicate_of', 'caused_by', 'follows'];

interface Props {
  ticket: TicketDetail;
  kind: KindPath;
  number: string;
  canEdit: boolean;
}

/** Other tickets that this one hangs together with. */
export function Links({ ticket, kind, number, canEdit }: Props) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [adding, setAdding] = useState(false);
  const [remove] = useRemoveLinkMutation();
  const [add] = useAddLinkMutation();
  const [problem, setProblem] = useState<ApiProblem>();
  const offer = useUndo();

  async function takeAway({ id: link, type, direction, ticket_number: other }: TicketLink) {
    setProblem(undefined);
    try {
      await remove({ kind, id: number, link }).unwrap();
    } catch (error) {
      setProblem(problemOf(error));
      return;
    }
    const from = direction === 'outgoing' ? { kind, id: number } : { kind: kindOfNumber(other)?.path, id: other };
    const target = direction === 'outgoing' ? other : number;
    offer(t.linkRemoved(other), () => add({ kind: from.kind ?? 'articles', id: from.id, target, type }).unwrap());
  }

  return (
    <Section
      title={t.links}
      action={
        canEdit &&
        !adding && (
          <Button onClick={() => setAdding(true)} sx={{ minHeight: 26, py: 0 }}>
            {t.addLink}
          </Button>
        )
      }
    >
      <ErrorAlert error={problem} />
      {ticket.links.length === 0 && !adding && (
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.noLinks}</Box>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.75 }}>
        {ticket.links.map((link) => (
          <Box
            component="li"
            key={link.id}
            sx={{
              display: 'grid',
              gridTemplateColumns: 'minmax(0, 1fr) auto',
              fontSize: '0.8125rem',
              alignItems: 'start',
            }}
          >
            <Box sx={{ minWidth: 0 }}>
              <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
                {word(link.direction === 'outgoing' ? 'link' : 'linkBack', link.type, language)}
              </Box>
              <Box component={Link} to={addressOf(link.ticket_number)} sx={{ color: 'primary.main' }}>
                {link.ticket_number}
              </Box>{' '}
              {link.title} <StatusChip status={link.status} kind={link.kind} />
            </Box>
            {canEdit && (
              <IconButton
                size="small"
                aria-label={t.removeLink(link.ticket_number)}
                onClick={(event) => {
                  focusAfterRow(event);
                  void takeAway(link);
                }}
              >
                <X size={14} aria-hidden />
              </IconButton>
            )}
          </Box>
        ))}
      </Box>
      {adding && <AddLink kind={kind} number={number} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function AddLink({ kind, number, onClose }: { kind: KindPath; number: string; onClose: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [type, setType] = useState(TYPES[0]!);
  const [target, setTarget] = useState('');
  const [add, { error, isLoading }] = useAddLinkMutation();
  const problem = isProblem(error) ? error : undefined;
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add({ kind, id: number, target: numberMeant(target) ?? target.trim(), type })
          .unwrap()
          .then(onClose, () => undefined);
      }}
      sx={{ display: 'grid', gap: 1, mt: 1 }}
    >
      <ErrorAlert error={problem} fields={['target_id', 'type']} />
      <TextField select label={t.linkType} value={type} onChange={(event) => setType(event.target.value)}>
        {TYPES.map((one) => (
          <MenuItem key={one} value={one}>
            {word('link', one, language)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label={t.linkTarget}
        required
        value={target}
        autoFocus
        onChange={(event) => setTarget(event.target.value)}
        error={atField(problem, 'target_id') !== undefined}
        helperText={atField(problem, 'target_id')}
      />
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
        <Button color="inherit" onClick={onClose}>
          {t.cancel}
        </Button>
        <Button type="submit" variant="contained" disabled={!target.trim() || isLoading}>
          {t.addLink}
        </Button>
      </Box>
    </Box>
  );
}
