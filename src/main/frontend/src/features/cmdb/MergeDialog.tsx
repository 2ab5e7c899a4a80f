import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import { useState } from 'react';

import type { Ci } from '@/shared/api/model';
import { isProblem } from '@/shared/api/problem';
import { useCiQuery, useCiTypesQuery } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { ciTypeName } from '@/shared/lib/ciTypes';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FormDialog } from '@/shared/ui/FormDialog';
import { Grid } from '@/shared/ui/Grid';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { useMergeCiMutation } from './cmdbApi';
import { texts } from './texts';

/** Two items side by side, of which one is kept. */
export function MergeDialog({ one, other, onClose }: { one: string; other: string; onClose: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: first } = useCiQuery(one);
  const { data: second } = useCiQuery(other);
  const { data: types = [] } = useCiTypesQuery();
  const [kept, setKept] = useState(one);
  const [merge, { error }] = useMergeCiMutation();
  const both = first && second ? [first, second] : [];
  const [into, from] = kept === one ? [first, second] : [second, first];
  const type = (ci: Ci) => types.find(({ key }) => key === ci.ci_class);
  const labels = new Map(
    both.flatMap((ci) => (type(ci)?.definition.attributes ?? []).map(({ key, label }) => [key, label] as const)),
  );
  const rows: [string, (ci: Ci) => unknown][] = [
    [t.type, (ci) => ciTypeName(types, ci.ci_class, language) || ci.ci_class],
    [t.tier, (ci) => ci.tier],
    [t.status, (ci) => ci.status && t.statuses[ci.status]],
    [t.description, (ci) => ci.description],
    ...[...labels].map(([key, label]): [string, (ci: Ci) => unknown] => [
      labelIn(label, language) || key,
      (ci) => (ci.attributes as Record<string, unknown> | undefined)?.[key],
    ]),
  ];
  const said = rows.filter(([, value]) => both.some((ci) => (value(ci) ?? '') !== ''));
  return (
    <FormDialog
      title={t.mergeTitle}
      width="md"
      sendLabel={t.mergeNow(into?.name ?? '')}
      disabled={!into || !from}
      isUnsaved={kept !== one}
      send={async () => {
        if (into && from) {
          await merge({ from, into: into.id })
            .unwrap()
            .then(onClose, () => undefined);
        }
      }}
      onClose={onClose}
    >
      <span>{t.mergeHint}</span>
      {both.length > 0 ? (
        <>
          <Box
            role="radiogroup"
            aria-label={t.survivor}
            // the key that chooses elsewhere merges nothing
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}
          >
            {both.map((ci) => (
              <FormControlLabel
                key={ci.id}
                label={`${ci.name} (${ci.id === one ? t.one : t.other})`}
                control={
                  <Radio size="small" name="survivor" checked={kept === ci.id} onChange={() => setKept(ci.id)} />
                }
              />
            ))}
          </Box>
          <Grid head={[t.field, t.one, t.other]} label={t.mergeTitle}>
            {said.map(([name, value]) => (
              <tr key={name}>
                <td>{name}</td>
                {both.map((ci) => (
                  <Box component="td" key={ci.id} sx={{ color: ci.id === kept ? 'text.primary' : 'text.secondary' }}>
                    {String((value(ci) as string | number | boolean | null | undefined) ?? '')}
                  </Box>
                ))}
              </tr>
            ))}
          </Grid>
        </>
      ) : (
        <RowSkeletons rows={5} />
      )}
      <ErrorAlert error={isProblem(error) ? error : undefined} />
    </FormDialog>
  );
}
