import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { CornerDownRight, Pencil, Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';

import { atField, isProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { focusAfter } from '@/shared/lib/focusAfter';
import { useDraft } from '@/shared/lib/useDraft';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useRemoval } from '@/shared/ui/useConfirm';

import {
  useAddCauseMutation,
  useCausesQuery,
  useCorrectCauseMutation,
  useRemoveCauseMutation,
  type Cause,
} from './causesApi';
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
  const [corrected, setCorrected] = useState<string>();
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
      <Tree of={tops} {...{ causes, number, canEdit, below, setBelow, corrected, setCorrected }} />
      {below === null && <CauseForm number={number} onDone={() => setBelow(undefined)} />}
    </Block>
  );
}

interface TreeProps extends Props {
  causes: readonly Cause[];
  of: readonly Cause[];
  below: string | null | undefined;
  setBelow: (cause: string | null | undefined) => void;
  /** the one that is being written anew */
  corrected: string | undefined;
  setCorrected: (cause: string | undefined) => void;
}

function Tree({ of, ...all }: TreeProps) {
  const { causes, number, canEdit, below, setBelow, corrected, setCorrected } = all;
  const t = useTexts(texts);
  const [remove] = useRemoveCauseMutation();
  const [removing, askToRemove] = useRemoval();
  if (of.length === 0) {
    return null;
  }
  return (
    <>
      {removing}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {of.map((cause) => (
          <Box component="li" key={cause.id}>
            {corrected === cause.id ? (
              <CauseForm number={number} cause={cause} onDone={() => setCorrected(undefined)} />
            ) : (
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
                    <IconButton
                      size="small"
                      aria-label={t.correct(cause.statement)}
                      onClick={() => setCorrected(cause.id)}
                    >
                      <Pencil size={16} aria-hidden />
                    </IconButton>
                    <IconButton size="small" aria-label={t.deeper(cause.statement)} onClick={() => setBelow(cause.id)}>
                      <CornerDownRight size={16} aria-hidden />
                    </IconButton>
                    <IconButton
                      size="small"
                      aria-label={t.remove(cause.statement)}
                      onClick={() =>
                        askToRemove(
                          t.remove(cause.statement),
                          () => remove({ problem: number, cause: cause.id }).unwrap(),
                          t.goAlong(countBelow(cause, causes)),
                        )
                      }
                    >
                      <Trash2 size={16} aria-hidden />
                    </IconButton>
                  </Box>
                )}
              </Box>
            )}
            <Box sx={{ pl: { xs: 1.5, sm: 3 } }}>
              <Tree {...all} of={causes.filter(({ parent_id }) => parent_id === cause.id)} />
              {below === cause.id && <CauseForm number={number} parent={cause} onDone={() => setBelow(undefined)} />}
            </Box>
          </Box>
        ))}
      </Box>
    </>
  );
}

/** How many causes explain one, by others that do. */
function countBelow(cause: Cause, causes: readonly Cause[]): number {
  return causes
    .filter(({ parent_id }) => parent_id === cause.id)
    .reduce((sum, child) => sum + 1 + countBelow(child, causes), 0);
}

interface FormProps {
  number: string;
  /** the one that is written anew; a new one where there is none */
  cause?: Cause;
  /** what a new one explains; the problem itself where there is none */
  parent?: Cause;
  onDone: () => void;
}

function CauseForm({ number, cause, parent, onDone }: FormProps) {
  const t = useTexts(texts);
  const [said, setSaid, ended] = useDraft<{ kind: string; statement: string }>(
    `cause ${number} ${cause ? `anew ${cause.id}` : `below ${parent?.id ?? ''}`}`,
    {
      kind: cause?.kind ?? parent?.kind ?? KINDS[0],
      statement: cause?.statement ?? '',
    },
  );
  const { kind, statement } = said;
  const [add, adding] = useAddCauseMutation();
  const [correct, correcting] = useCorrectCauseMutation();
  const { error, isLoading } = cause ? correcting : adding;
  const problem = isProblem(error) ? error : undefined;
  const form = useRef<HTMLFormElement>(null);
  function end() {
    ended();
    if (form.current) {
      focusAfter(form.current);
    }
    onDone();
  }
  return (
    <Box
      component="form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const written = { problem: number, kind, statement: statement.trim() };
        (cause ? correct({ ...written, cause: cause.id }) : add({ ...written, parent: parent?.id }))
          .unwrap()
          .then(end, () => undefined);
      }}
      sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1, py: 1.5 }}
    >
      <ErrorAlert error={problem} fields={['statement', 'kind']} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'flex-start' }}>
        <TextField
          select
          label={t.kind}
          value={kind}
          onChange={(event) => setSaid({ ...said, kind: event.target.value })}
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
          onChange={(event) => setSaid({ ...said, statement: event.target.value })}
          error={atField(problem, 'statement') !== undefined}
          helperText={atField(problem, 'statement')}
          sx={{ flex: '1 1 240px', width: 'auto' }}
        />
        <Button type="submit" variant="contained" disabled={!statement.trim() || isLoading} sx={{ minHeight: 40 }}>
          {cause ? t.save : t.add}
        </Button>
        <Button color="inherit" onClick={end} sx={{ minHeight: 40 }}>
          {t.cancel}
        </Button>
      </Box>
    </Box>
  );
}
