import * as z from 'zod/mini';
import type { Role } from '#domain/organisation/access.ts';
import { role } from '#domain/organisation/role.ts';

const claimName = z.string().check(z.minLength(1), z.maxLength(200));

/** Rights that whoever has the claim with that value gets. Teams and boards by their keys in the register. */
const rule = z.strictObject({
  claim: claimName,
  equals: z.string().check(z.minLength(1)),
  roles: z.array(role).check(z.minLength(1)),
  team: z.optional(z.string()),
  boards: z.optional(z.array(z.string())),
});

/** The file that OIDC_MAPPING names; `docs/sign-in.md` tells how to write one. */
export const oidcMapping = z.strictObject({
  /** Which claims hold the user name and the name. */
  userName: z._default(claimName, 'preferred_username'),
  name: z._default(claimName, 'name'),
  rules: z.array(rule).check(z.minLength(1)),
});
export type OidcMapping = z.infer<typeof oidcMapping>;

/** What the provider says of a person. */
export type Claims = Readonly<Record<string, unknown>>;

/** What the rules give a person. */
export interface MappedRights {
  readonly roles: readonly Role[];
  readonly team: string | null;
  readonly boards: readonly string[];
}

/** A claim as text; null where it is none. */
export const textClaim = (claims: Claims, name: string): string | null => {
  const value = claims[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
};

/** A claim that is a list holds any of its values. */
const holds = (claims: Claims, name: string, wanted: string): boolean => {
  const value = claims[name];
  return Array.isArray(value) ? value.includes(wanted) : value === wanted;
};

/** The rights of all rules that fit, together; the team is the first one's. Null where none fits: she gets in nowhere. */
export const rightsFrom = (mapping: OidcMapping, claims: Claims): MappedRights | null => {
  const fitting = mapping.rules.filter((each) => holds(claims, each.claim, each.equals));
  if (fitting.length === 0) return null;
  return {
    roles: [...new Set(fitting.flatMap((each) => each.roles))],
    team: fitting.find((each) => each.team !== undefined)?.team ?? null,
    boards: [...new Set(fitting.flatMap((each) => each.boards ?? []))],
  };
};
