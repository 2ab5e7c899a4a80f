import { useState } from 'react';

/** What somebody typed into each field, and what stood there when they began. */
type Typed<T> = { [F in keyof T]?: { was: T[F]; value: T[F] } };

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Fields over a record that goes on being live: what somebody typed stays, all else shows what others write.
 *
 * @param now each field as the record has it at this moment
 */
export function useTyped<T extends Readonly<Record<string, unknown>>>(now: T) {
  type F = keyof T & string;
  const [typed, setTyped] = useState<Typed<T>>({});
  const fields = Object.keys(now) as F[];
  const value = <K extends F>(field: K): T[K] => (typed[field] ? typed[field].value : now[field]);
  const isChangedByOthers = (field: F) => {
    const own = typed[field];
    return own !== undefined && !same(own.was, now[field]) && !same(own.value, now[field]);
  };

  function type<K extends F>(field: K, next: T[K] | ((before: T[K]) => T[K])) {
    setTyped((all) => {
      const { [field]: before = { was: now[field], value: now[field] }, ...others } = all;
      const value = typeof next === 'function' ? (next as (before: T[K]) => T[K])(before.value) : next;
      // what is typed back is no longer their own
      return (same(value, before.was) ? others : { ...all, [field]: { was: before.was, value } }) as Typed<T>;
    });
  }

  /** They have seen what others wrote, and want their own. */
  function overwrite() {
    setTyped((all) => {
      const seen = { ...all };
      fields.forEach((field) => {
        const own = seen[field];
        if (own) {
          seen[field] = { ...own, was: now[field] };
        }
      });
      return seen;
    });
  }

  return {
    value,
    type,
    overwrite,
    /** what saving would change */
    changed: fields.filter((field) => !same(value(field), now[field])),
    /** where they typed, and others too */
    inConflict: fields.filter(isChangedByOthers),
  };
}
