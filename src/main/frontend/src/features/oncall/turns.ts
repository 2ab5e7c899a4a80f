/** Hours on the wall clock. */
export const UNITS = { hours: 1, days: 24, weeks: 168 } as const;

export type Unit = keyof typeof UNITS;

/** The greatest unit of which a turn is a whole number. */
export function inUnits(hours: number): { count: number; unit: Unit } {
  const unit = hours % UNITS.weeks === 0 ? 'weeks' : hours % UNITS.days === 0 ? 'days' : 'hours';
  return { count: hours / UNITS[unit], unit };
}
