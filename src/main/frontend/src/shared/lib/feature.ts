import type { LucideIcon } from 'lucide-react';
import type { RouteObject } from 'react-router';

import type { Profile } from '@/shared/api/model';
import type { Label } from '@/shared/i18n/texts';

/** An entry of the rail. */
export interface RailEntry {
  /** where it leads to; with a query, it is a view of that page */
  to: string;
  label: Required<Label>;
  icon: LucideIcon;
  /** the view whose tickets are counted beside it: a standing one of incidents, the id of a saved one, or `decisions` */
  counted?: string;
  group: 'work' | 'view' | 'practice' | 'record' | 'admin';
  /** who sees it; everybody where it is not said */
  shownTo?: (me: Profile) => boolean;
}

/** What a feature brings: its pages, loaded when wanted, and its entries of the rail. */
export interface Feature {
  routes: RouteObject[];
  rail?: RailEntry[];
}
