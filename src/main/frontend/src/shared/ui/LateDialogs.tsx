import { lazy, Suspense, type ComponentProps } from 'react';

import type { ActionDialog } from './ActionDialog';
import type { RecordDialog } from './RecordDialog';

const Action = lazy(async () => ({ default: (await import('./ActionDialog')).ActionDialog }));
const Record = lazy(async () => ({ default: (await import('./RecordDialog')).RecordDialog }));

/** The form of an action, loaded when it is asked for: the first screen is there sooner without it. */
export function LateActionDialog(props: ComponentProps<typeof ActionDialog>) {
  return (
    <Suspense>
      <Action {...props} />
    </Suspense>
  );
}

/** The same for the form of a record. */
export function LateRecordDialog(props: ComponentProps<typeof RecordDialog>) {
  return (
    <Suspense>
      <Record {...props} />
    </Suspense>
  );
}
