import { late } from './late';

/** The form of an action, of another priority, and of a record. */
export const LateActionDialog = late(async () => (await import('./ActionDialog')).ActionDialog);
export const LatePriorityDialog = late(async () => (await import('./PriorityDialog')).PriorityDialog);
export const LateRecordDialog = late(async () => (await import('./RecordDialog')).RecordDialog);
