import type { Component } from 'svelte';
import { may, type Permission, type Role } from '#domain/organisation/access.ts';

/** What stands in the address: `/uppfoljning/:id` gives `id`. */
export type Parameters = Readonly<Record<string, string>>;

export interface PageProps {
  readonly parameters: Parameters;
}

/** A page; one without parameters takes no props. */
export type Page = Component<PageProps> | Component;

/** Signs that the menu has; names of icons of the parts. */
export type MenuIcon = 'calendar' | 'outbox' | 'document' | 'chart' | 'people' | 'building' | 'eye';

/** Who may open a page: anyone, whoever is signed in, or who has one of the permissions. */
export type Access = 'anyone' | 'signed-in' | readonly Permission[];

/** A row of the table of pages. */
export interface Route {
  /** `/granskning/:id`; a part that begins with a colon is a parameter. */
  readonly path: string;
  /** Loaded when it is first opened: `() => import('./Desk.svelte')`. */
  readonly page: () => Promise<{ readonly default: Page }>;
  readonly access: Access;
  /** The document's title until the page says a better one; a function, since the language may change. */
  readonly title: () => string;
  /**
   * `own`: the page brings its own upper edge and `<main id="main">`; otherwise it gets the menu, which on a `wide` page
   * reaches from edge to edge.
   */
  readonly frame?: 'menu' | 'wide' | 'own';
  /** Rows with this stand in the menu, in the order of the table, for those who may open them. */
  readonly menu?: { readonly label: () => string; readonly icon: MenuIcon };
}

/** The parameters of a path under a pattern, or null where it does not fit. */
export const matchPath = (pattern: string, path: string): Parameters | null => {
  const expected = pattern.split('/');
  const given = path.replace(/(?<=.)\/+$/, '').split('/');
  if (expected.length !== given.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const at = given[index] ?? '';
    if (!part.startsWith(':')) {
      if (part !== at) return null;
    } else {
      const decoded = withoutEscapes(at);
      if (decoded === null || decoded === '') return null;
      parameters[part.slice(1)] = decoded;
    }
  }
  return parameters;
};

const withoutEscapes = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: no address of ours.
    return null;
  }
};

/** The first row that fits the path, with its parameters. */
export const findRoute = (
  routes: readonly Route[],
  path: string,
): { readonly route: Route; readonly parameters: Parameters } | null => {
  for (const route of routes) {
    const parameters = matchPath(route.path, path);
    if (parameters !== null) return { route, parameters };
  }
  return null;
};

/** Whether the person, null where nobody is signed in, may open a page. */
export const mayOpen = (access: Access, person: { readonly roles: Role[] } | null): boolean =>
  access === 'anyone' ||
  (person !== null && (access === 'signed-in' || access.some((permission) => may(person, permission))));

/** The pages that stand in the person's menu; the first is where she lands. */
export const menuOf = (routes: readonly Route[], person: { readonly roles: Role[] } | null): Route[] =>
  routes.filter((route) => route.menu !== undefined && mayOpen(route.access, person));

/** What stands after the question mark of an address. */
export const queryOf = (search: string): URLSearchParams => new URLSearchParams(search);

/** The whole address that a link goes to. */
export const addressOf = (href: string): URL => new URL(href, location.href);
