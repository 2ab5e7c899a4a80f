import type { KeptField } from '@/shared/api/wordsApi';

/** What a list is narrowed by of what forms keep, as its address and the API have it. */
export interface KeptPart {
  key: string;
  value: string;
}

const PART = /^([A-Za-z_][A-Za-z0-9_]*):(.*)$/s;

/** The parts of `field`; a value with a comma stays whole, as the API keeps it. */
export function partsOf(said: string | null): KeptPart[] {
  const parts: KeptPart[] = [];
  for (const one of said ? said.split(',') : []) {
    const found = PART.exec(one);
    const last = parts.at(-1);
    if (found) {
      parts.push({ key: found[1]!, value: found[2]! });
    } else if (last) {
      last.value += `,${one}`;
    }
  }
  return parts;
}

export function joined(parts: readonly KeptPart[]): string {
  return parts.map(({ key, value }) => `${key}:${value}`).join(',');
}

/** What somebody filled in, as the API wants it; nothing where nothing was. */
export function asked({ key, type }: KeptField, said: Readonly<Record<string, unknown>>): KeptPart | undefined {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');
  if (type === 'number' || type === 'date') {
    const from = text(said.from);
    const upto = text(said.upto);
    if (from && upto) {
      return { key, value: from === upto ? from : `${from}..${upto}` };
    }
    return from || upto ? { key, value: from ? `>=${from}` : `<=${upto}` } : undefined;
  }
  if (type === 'checkbox') {
    return { key, value: String(said.is === true) };
  }
  const value = text(said.is);
  return value ? { key, value: type === 'text' ? `~${value}` : value } : undefined;
}

/** A comparison and what is compared with. */
export function compared(value: string): { from?: string; upto?: string; sign: string } {
  const between = value.split('..');
  if (between.length === 2) {
    return { from: between[0], upto: between[1], sign: '' };
  }
  const found = /^(<=|>=|<|>|~)?(.*)$/s.exec(value);
  return { from: found?.[2] ?? value, sign: found?.[1] ?? '' };
}

/** Whether the address says anything of what forms keep. */
export function namesKept(params: URLSearchParams): boolean {
  return params.has('field') || params.has('columns') || /^-?field\./.test(params.get('sort') ?? '');
}
