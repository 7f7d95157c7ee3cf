import type { IconName } from './icons.ts';

/** An item of the menu, which stands in the top bar and, on a phone, at the bottom. */
export interface NavigationItem {
  href: string;
  label: string;
  icon: IconName;
  current: boolean;
  /** Shown after the label where it is more than 0. */
  count?: number | undefined;
}
