import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { CornerDownRight, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { atField, isProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { useAddCauseMutation, useCausesQuery, useRemoveCauseMutation, type Cause } from './causesApi';
import { Fishbone } from './Fishbone';
import { texts } from './texts';

/** A chain of whys, and the bones of the fishbone. */
const KINDS = ['why', 'people', 'procedure', 'equipment', 'software', 'environment', 'supplier'] as const;

interface Props {
  number: string;
  canEdit: boolean;
}

/** The picture, once there is more than one cause to be seen together. */
const ENOUGH = 2;

/** What may be behind the problem: each answer below what it explains. */
export function Causes({ number, title, canEdit }: Props & { title: string }) {
  const t = useTexts(texts);
  const { data: causes = [], error } = useCausesQuery(number);
  const [below, setBelow] = useState<string | null>();
  const tops = causes.filter(({ parent_id }) => !parent_id);
  return (
    <Block
      title={t.causes}
      action={
        canEdit && (
          <Button startIcon={<Plus size={16} aria-hidden />} onClick={() => setBelow(null)}>
            {t.addWhy}
          </Button>
        )
      }
    >
      <ErrorAlert error={error} />
      {causes.length === 0 && below === undefined && <Box sx={{ color: 'text.secondary' }}>{t.noCauses}</Box>}
      {causes.length >= ENOUGH && <Fishbone causes={causes} kinds={KINDS} title={title} />}
      <Tree causes={causes} of={tops} number={number} canEdit={canEdit} below={below} setBelow={setBelow} />
      {below === null && <NewCause number={number} onDone={() => setBelow(undefined)} />}
    </Block>
  );
}

interface TreeProps extends Props {
  causes: readonly Cause[];
  of: readonly Cause[];
  below: string | null | undefined;
  setBelow: (cause: string | null | undefined) => void;
}

function Tree({ causes, of, number, canEdit, below, setBelow }: TreeProps) {
  const t = useTexts(texts);
  const [remove, { error }] = useRemoveCauseMutation();
  if (of.length === 0) {
    return null;
  }
  return (
    <>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {of.map((cause) => (
          <Box component="li" key={cause.id}>
            <Box
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 1,
                minHeight: 36,
                borderTop: 1,
                borderColor: 'divider',
              }}
            >
              <Box
                component="span"
                sx={{
                  flex: 'none',
                  px: 0.75,
                  borderRadius: 1,
                  fontSize: '0.75rem',
                  bgcolor: 'quiet',
                  color: 'text.secondary',
                }}
              >
                {(t.kinds as Record<string, string>)[cause.kind] ?? cause.kind}
              </Box>
              <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
                {cause.statement}
              </Box>
              {canEdit && (
                <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
                  <IconButton size="small" aria-label={t.deeper(cause.statement)} onClick={() => setBelow(cause.id)}>
                    <CornerDownRight size={16} aria-hidden />
                  </IconButton>
                  <IconButton
                    size="small"
                    aria-label={t.remove(cause.statement)}
                    onClick={() => void remove({ problem: number, cause: cause.id })}
                  >
                    <Trash2 size={16} aria-hidden />
                  </IconButton>
                </Box>
              )}
            </Box>
            <Box sx={{ pl: { xs: 1.5, sm: 3 } }}>
              <Tree
                causes={causes}
                of={causes.filter(({ parent_id }) => parent_id === cause.id)}
                number={number}
                canEdit={canEdit}
                below={below}
                setBelow={setBelow}
              />
              {below === cause.id && <NewCause number={number} parent={cause} onDone={() => setBelow(undefined)} />}
            </Box>
          </Box>
        ))}
      </Box>
    </>
  );
}

function NewCause({ number, parent, onDone }: { number: string; parent?: Cause; onDone: () => void }) {
  const t = useTexts(texts);
  const [kind, setKind] = useState<string>(parent?.kind ?? KINDS[0]);
  const [statement, setStatement] = useState('');
  const [add, { error, isLoading }] = useAddCauseMutation();
  const problem = isProblem(error) ? error : undefined;
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add({ problem: number, kind, statement: statement.trim(), parent: parent?.id })
          .unwrap()
          .then(onDone, () => undefined);
      }}
      sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1, py: 1.5 }}
    >
      <ErrorAlert error={problem} fields={['statement', 'kind']} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'flex-start' }}>
        <TextField
          select
          label={t.kind}
          value={kind}
          onChange={(event) => setKind(event.target.value)}
          error={atField(problem, 'kind') !== undefined}
          helperText={atField(problem, 'kind')}
          sx={{ width: 150 }}
        >
          {KINDS.map((one) => (
            <MenuItem key={one} value={one}>
              {t.kinds[one]}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label={t.statement}
          required
          autoFocus
          value={statement}
          onChange={(event) => setStatement(event.target.value)}
          error={atField(problem, 'statement') !== undefined}
          helperText={atField(problem, 'statement')}
          sx={{ flex: '1 1 240px', width: 'auto' }}
        />
        <Button type="submit" variant="contained" disabled={!statement.trim() || isLoading} sx={{ minHeight: 40 }}>
          {t.add}
        </Button>
        <Button color="inherit" onClick={onDone} sx={{ minHeight: 40 }}>
          {t.cancel}
        </Button>
      </Box>
    </Box>
  );
}
