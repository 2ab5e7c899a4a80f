import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useState } from 'react';
import { Link } from 'react-router';

import type { KindPath, TicketDetail } from '@/shared/api/model';
import { atField, problemOf, type ApiProblem } from '@/shared/api/problem';
import { useChangeTicketMutation } from '@/shared/api/ticketApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { TagsField } from '@/shared/ui/TagsField';

import { Section } from './SidePanel';
import { texts } from './texts';

interface Props {
  ticket: TicketDetail;
  kind: KindPath;
  number: string;
  internal: boolean;
  canEdit: boolean;
}

/** The words that people find the ticket by; each leads to the tickets that have it, too. */
export function Tags({ ticket, kind, number, internal, canEdit }: Props) {
  const t = useTexts(texts).tags;
  const [began, setBegan] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState<string[]>();
  const [change, { isLoading }] = useChangeTicketMutation();
  const [problem, setProblem] = useState<ApiProblem>();
  const tags = ticket.tags ?? [];
  function begin() {
    setBegan(tags);
    setTyped(tags);
  }
  function save() {
    setProblem(undefined);
    // what others added or took away meanwhile stays so
    const added = typed?.filter((tag) => !began.includes(tag)) ?? [];
    const kept = tags.filter((tag) => typed?.includes(tag) || !began.includes(tag));
    change({ kind, id: number, fields: { tags: [...new Set([...kept, ...added])] }, version: ticket.version })
      .unwrap()
      .then(() => setTyped(undefined))
      .catch((error: unknown) => setProblem(problemOf(error)));
  }
  return (
    <Section
      title={t.title}
      action={
        canEdit &&
        typed === undefined && (
          <Button onClick={begin} aria-label={t.editTags} sx={{ minHeight: 26, py: 0 }}>
            {t.edit}
          </Button>
        )
      }
    >
      {typed === undefined ? (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          {tags.map((tag) =>
            internal ? (
              <Chip
                key={tag}
                size="small"
                label={tag}
                clickable
                component={Link}
                to={`/queue?${new URLSearchParams({ view: 'open', kind, tag }).toString()}`}
              />
            ) : (
              <Chip key={tag} size="small" label={tag} />
            ),
          )}
          {tags.length === 0 && <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.none}</Box>}
        </Box>
      ) : (
        <Box
          component="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
          sx={{ display: 'grid', gap: 1 }}
        >
          <ErrorAlert error={problem} fields={['tags']} />
          <TagsField value={typed} onChange={setTyped} error={atField(problem, 'tags')} autoFocus />
          <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
            <Button
              color="inherit"
              onClick={() => {
                setProblem(undefined);
                setTyped(undefined);
              }}
            >
              {t.cancel}
            </Button>
            <Button type="submit" variant="contained" disabled={isLoading}>
              {t.save}
            </Button>
          </Box>
        </Box>
      )}
    </Section>
  );
}
