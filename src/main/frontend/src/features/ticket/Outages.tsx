import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { Pencil, X } from 'lucide-react';
import { useState } from 'react';

import { useServicesQuery } from '@/shared/announcements/announcementsApi';
import { kindOf, type KindPath, type TicketDetail } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { asListed } from '@/shared/lib/asListed';
import { RecordDialog } from '@/shared/ui/RecordDialog';
import { useRemoval } from '@/shared/ui/useConfirm';

import { useOutagesQuery, useRemoveOutageMutation, useSaveOutageMutation, type Outage } from './outageApi';
import { Section } from './SidePanel';
import { texts } from './texts';

interface Props {
  ticket: TicketDetail;
  kind: KindPath;
  number: string;
}

/** When services were not available, as those say who work on the ticket. */
export function Outages({ ticket, kind, number }: Props) {
  const t = useTexts(texts).outage;
  const { language } = useLanguage();
  const works = may(useMe(), `${kindOf(ticket)}:work`);
  const { data: outages = [] } = useOutagesQuery({ kind, id: number });
  const [remove] = useRemoveOutageMutation();
  const [edited, setEdited] = useState<{ outage?: Outage }>();
  const [removing, askToRemove] = useRemoval();
  const at = (time: string) => formatDateTime(time, language);
  if (!works && outages.length === 0) {
    return null;
  }
  return (
    <Section
      title={t.title}
      action={
        works && (
          <Button onClick={() => setEdited({})} sx={{ minHeight: 26, py: 0 }}>
            {t.add}
          </Button>
        )
      }
    >
      {removing}
      {outages.length === 0 && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{t.none}</Box>}
      <Box component="ul" aria-label={t.title} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {outages.map((one) => (
          <Box
            component="li"
            key={one.id}
            sx={{ display: 'flex', alignItems: 'center', minHeight: 28, fontSize: '0.8125rem' }}
          >
            <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
              {one.service}
              <Box sx={{ color: one.ended_at ? 'text.secondary' : 'meaning.late' }}>
                {one.ended_at ? t.between(at(one.began_at), at(one.ended_at)) : t.since(at(one.began_at))}
              </Box>
            </Box>
            {works && (
              <>
                <IconButton size="small" aria-label={t.correct(one.service)} onClick={() => setEdited({ outage: one })}>
                  <Pencil size={14} aria-hidden />
                </IconButton>
                <IconButton
                  size="small"
                  aria-label={t.remove(one.service)}
                  onClick={() =>
                    askToRemove(t.remove(one.service), () => remove({ kind, id: number, outage: one.id }).unwrap())
                  }
                >
                  <X size={14} aria-hidden />
                </IconButton>
              </>
            )}
          </Box>
        ))}
      </Box>
      {edited && (
        <OutageDialog
          {...{ ticket, kind, number }}
          outage={edited.outage && asListed(outages, edited.outage)}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Section>
  );
}

function OutageDialog({ ticket, kind, number, outage, onClose }: Props & { outage?: Outage; onClose: () => void }) {
  const t = useTexts(texts).outage;
  const { data: services = [] } = useServicesQuery();
  const [save] = useSaveOutageMutation();
  return (
    <RecordDialog
      title={`${number} ${outage?.service ?? t.title}`}
      fields={[
        ...(outage
          ? []
          : [
              field('ci_id', t.service, 'select', {
                required: true,
                choices: services.map(({ id, name }) => [id, name] as const),
              }),
            ]),
        field('began_at', t.began, 'datetime', { required: true }),
        field('ended_at', t.ended, 'datetime'),
      ]}
      initial={outage ? { ...outage } : { began_at: ticket.created_at }}
      saveLabel={t.save}
      hint={!outage && <span>{t.hint}</span>}
      save={(fields) => save({ kind, id: number, outage, fields }).unwrap()}
      onClose={onClose}
    />
  );
}
