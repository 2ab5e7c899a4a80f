import type { ExportFormat } from './queueApi';

/** So many rows come at once; more are made aside. */
const AT_ONCE = 1000;

/** What narrows a list, as an address has it, without its page and order. */
export function filterOf(asked: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(asked);
  params.delete('limit');
  params.delete('sort');
  return params.toString().replaceAll('+', '%20');
}

/** Whether a list is short enough to come as a file at once. */
export function directly(format: ExportFormat, total: number, more = false): boolean {
  return format !== 'pdf' && !more && total <= AT_ONCE;
}
