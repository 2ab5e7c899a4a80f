import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';

import type { Field } from '@/shared/api/model';
import type { ApiProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import type { FieldValues } from '@/shared/lib/form';
import { asListed } from '@/shared/lib/asListed';

import { EmptyState } from './EmptyState';
import { ErrorAlert } from './ErrorAlert';
import { Grid } from './Grid';
import { useNotice } from './Notice';
import { RecordDialog } from './RecordDialog';
import { RowSkeletons } from './Skeletons';
import { texts } from './texts';
import { useRemoval } from './useConfirm';

interface Props<T> {
  label: string;
  items: readonly T[] | undefined;
  /** how the items were asked for */
  read: { error?: ApiProblem | { message?: string }; refetch: () => unknown };
  /** heads of the columns, and what stands in them */
  columns: readonly (readonly [head: string, cell: (item: T) => ReactNode])[];
  /** of the form; what is made has no item */
  fields?: (item?: T) => readonly Field[];
  initial?: (item: T) => FieldValues;
  /** what stands in the form of a new one; it is sent only where it is changed */
  fresh?: FieldValues;
  /** which fields there are with these values */
  shown?: (field: Field, values: FieldValues) => boolean;
  save?: (values: Record<string, unknown>, item?: T) => Promise<unknown>;
  canAdd?: boolean;
  canEdit?: (item: T) => boolean;
  onRemove?: (item: T) => Promise<unknown>;
  more?: (item: T) => ReactNode;
  tools?: ReactNode;
}

/** A list, and the form of each of its rows. */
export function RecordList<T extends { id?: string }>({
  label,
  items,
  read,
  columns,
  fields,
  initial,
  fresh,
  shown,
  save,
  canAdd = true,
  canEdit = () => true,
  onRemove,
  more,
  tools,
}: Props<T>) {
  const t = useTexts(texts);
  const say = useNotice();
  const [open, setOpen] = useState<{ item?: T } | null>(null);
  const [removing, askToRemove] = useRemoval();
  const acts = fields !== undefined || onRemove !== undefined || more !== undefined;
  const edited = open?.item && asListed(items, open.item);
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 1, minHeight: 36 }}>
        {tools}
        <Box sx={{ flex: 1 }} />
        {fields && canAdd && (
          <Button variant="outlined" startIcon={<Plus size={16} aria-hidden />} onClick={() => setOpen({})}>
            {t.records.add}
          </Button>
        )}
      </Box>
      <ErrorAlert error={read.error} onRetry={() => void read.refetch()} />
      {items ? (
        items.length > 0 ? (
          <Grid head={[...columns.map(([head]) => head), ...(acts ? [''] : [])]} label={label}>
            {items.map((item, at) => (
              <tr key={item.id ?? at}>
                {columns.map(([head, cell]) => (
                  <Box component="td" key={head} sx={{ minWidth: 88 }}>
                    {cell(item)}
                  </Box>
                ))}
                {acts && (
                  <Box component="td" sx={{ whiteSpace: 'nowrap', textAlign: 'right !important', py: '0 !important' }}>
                    {more?.(item)}
                    {fields && canEdit(item) && <Button onClick={() => setOpen({ item })}>{t.records.edit}</Button>}
                    {onRemove && (
                      <Button
                        onClick={() =>
                          askToRemove(
                            t.records.removing(label),
                            () => onRemove(item).then(() => say(t.records.removed)),
                            <Box sx={{ fontWeight: 500 }}>{columns[0]?.[1](item)}</Box>,
                          )
                        }
                      >
                        {t.records.remove}
                      </Button>
                    )}
                  </Box>
                )}
              </tr>
            ))}
          </Grid>
        ) : (
          <EmptyState title={t.records.empty} />
        )
      ) : (
        !read.error && <RowSkeletons />
      )}
      {removing}
      {open && fields && save && (
        <RecordDialog
          title={`${label} – ${open.item ? t.records.edit : t.records.add}`}
          fields={fields(edited)}
          initial={edited ? (initial ? initial(edited) : (edited as FieldValues)) : fresh}
          shown={shown}
          saveLabel={t.records.save}
          save={(values) => save(values, edited).then(() => say(t.records.saved))}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
