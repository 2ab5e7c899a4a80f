import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState, type ReactNode } from 'react';

import type { Field } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { useSaveMutation } from '@/shared/api/recordsApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import type { Kept } from '@/shared/kept/keptApi';
import { scoped, teamField } from '@/shared/kept/sharing';
import { useDrop } from '@/shared/kept/useDrop';
import { field } from '@/shared/lib/fields';
import type { FieldValues } from '@/shared/lib/form';
import { asListed } from '@/shared/lib/asListed';
import { Block } from '@/shared/ui/Block';
import { RecordDialog } from '@/shared/ui/RecordDialog';

import { Hint, Row, Rows } from './rows';
import { texts } from './texts';

interface Props<T extends Kept> {
  path: 'text-modules' | 'templates';
  title: string;
  hint: string;
  items: readonly T[];
  /** what each says beside its name */
  line: (item: T) => ReactNode;
  /** what is edited beside the name and the team */
  fields?: readonly Field[];
  fieldsHint?: string;
  /** how a new one is called; none is made here where nothing is said */
  addLabel?: string;
  /** what a removed one is made of again */
  content: (item: T) => object;
}

/** What somebody keeps by a name: their own, and what is shared with them. */
export function KeptByMe<T extends Kept>({
  path,
  title,
  hint,
  items,
  line,
  fields = [],
  fieldsHint,
  addLabel,
  content,
}: Props<T>) {
  const t = useTexts(texts).kept;
  const me = useMe();
  const [save] = useSaveMutation();
  const drop = useDrop(path, t);
  const [open, setOpen] = useState<{ item?: T } | null>(null);
  const edited = open?.item && asListed(items, open.item);

  return (
    <Block title={title} action={addLabel && <Button onClick={() => setOpen({})}>{addLabel}</Button>}>
      <Hint>{hint}</Hint>
      <Rows>
        {items.map((item) => (
          <Row
            key={item.id}
            action={
              (item.owner_id === me.id || may(me, 'team:manage')) && (
                <Box sx={{ whiteSpace: 'nowrap' }}>
                  <Button onClick={() => setOpen({ item })}>{t.edit}</Button>
                  <Button onClick={() => void drop(item, content(item))}>{t.remove}</Button>
                </Box>
              )
            }
          >
            <Box sx={{ fontWeight: 500 }}>
              {item.name}
              <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400, ml: 1, fontSize: '0.8125rem' }}>
                {(t.scopes as Record<string, string>)[item.scope]}
              </Box>
            </Box>
            <Box
              sx={{
                color: 'text.secondary',
                fontSize: '0.8125rem',
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                whiteSpace: 'nowrap',
              }}
            >
              {line(item)}
            </Box>
          </Row>
        ))}
      </Rows>
      {open && (
        <RecordDialog
          title={open.item ? t.edit : (addLabel ?? title)}
          hint={fieldsHint && <Hint>{fieldsHint}</Hint>}
          fields={[
            field('name', t.name, 'textfield', { required: true, max: 100 }),
            ...fields,
            ...teamField(me, t.team),
          ]}
          initial={edited as FieldValues | undefined}
          saveLabel={t.save}
          save={(values) => save({ path, id: edited?.id, version: edited?.version, fields: scoped(values) }).unwrap()}
          onClose={() => setOpen(null)}
        />
      )}
    </Block>
  );
}
