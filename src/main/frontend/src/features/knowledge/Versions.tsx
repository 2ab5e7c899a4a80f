import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';

import { useArticleDifferenceQuery, useArticleVersionsQuery, type Line } from '@/shared/articles/articlesApi';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { Hidden } from '@/shared/ui/Hidden';
import { PersonById } from '@/shared/ui/PersonById';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { texts } from './texts';

/** Every version, and how each differs from the one before. */
export function Versions({ number }: { number: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: versions = [] } = useArticleVersionsQuery(number);
  const [open, setOpen] = useState<number | null>(null);
  return (
    <Block title={t.versions}>
      <Grid head={[t.versionHead, t.writtenBy, t.approvedBy, t.published]} label={t.versions}>
        {versions.map((one) => (
          <tr key={one.version}>
            <td>
              <Button
                aria-expanded={open === one.version}
                onClick={() => setOpen((before) => (before === one.version ? null : one.version))}
                sx={{ p: 0, minWidth: 0 }}
              >
                {t.version(one.version)}
              </Button>
            </td>
            <td>
              <PersonById id={one.written_by} />
            </td>
            <td>
              <PersonById id={one.approved_by} />
            </td>
            <td>{one.published_at ? formatDateTime(one.published_at, language) : t.neverPublished}</td>
          </tr>
        ))}
      </Grid>
      {open !== null && <Difference number={number} version={open} />}
    </Block>
  );
}

function Difference({ number, version }: { number: string; version: number }) {
  const t = useTexts(texts);
  const { data: fields, error } = useArticleDifferenceQuery({ id: number, version });
  if (!fields) {
    return error ? <ErrorAlert error={error} /> : <RowSkeletons rows={3} />;
  }
  return (
    <Box role="region" aria-label={t.compare(version)} sx={{ mt: 1.5, fontSize: '0.8125rem' }}>
      {fields.length === 0 && t.noDifference}
      {fields.map(({ field, lines }) => (
        <Box key={field} sx={{ mb: 1.5 }}>
          <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>{t.fields[field] ?? field}</Box>
          {lines.map((line, at) => (
            <OneLine key={at} line={line} />
          ))}
        </Box>
      ))}
    </Box>
  );
}

const SIGN = { same: ' ', added: '+', removed: '−' };
const GROUND = { same: undefined, added: 'meaning.resolved.ground', removed: 'meaning.on_hold.ground' };

function OneLine({ line }: { line: Line }) {
  const t = useTexts(texts);
  const Element = line.change === 'added' ? 'ins' : line.change === 'removed' ? 'del' : 'div';
  return (
    <Box
      component={Element}
      sx={{
        display: 'block',
        textDecoration: 'none',
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
        fontFamily: 'monospace',
        px: 1,
        bgcolor: GROUND[line.change],
      }}
    >
      <span aria-hidden>{SIGN[line.change]} </span>
      {line.change !== 'same' && <Hidden>{t[line.change]}</Hidden>}
      {line.text}
    </Box>
  );
}
