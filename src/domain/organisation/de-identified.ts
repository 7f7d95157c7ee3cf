import * as z from 'zod/mini';
import { day, id } from '../ids.ts';
import { ownership, unitKind, type UnitView } from './organisation.ts';

declare const ofProvider: unique symbol;

/**
 * A text that is known to be about a provider. Only this file makes one, out of a unit: a case number, initials, words of
 * an answer or the id of a placement is a plain string and fits nowhere in what is shown without identity.
 */
type OfProvider<Kind extends string, Value extends string = string> = Value & { readonly [ofProvider]: Kind };

export interface UnitFacts {
  readonly id: OfProvider<'unit id'>;
  readonly name: OfProvider<'unit name'>;
  readonly kind: OfProvider<'unit kind', UnitView['kind']>;
  readonly ownership: OfProvider<'ownership', UnitView['ownership']>;
  readonly municipality: OfProvider<'municipality'> | null;
  readonly licence: {
    readonly number: OfProvider<'licence'>;
    readonly validFrom: OfProvider<'day'> | null;
    readonly validTo: OfProvider<'day'> | null;
  } | null;
}

/** What those who see no case see of a provider: its homes, licences and contracts. */
export interface ProviderFacts {
  readonly id: OfProvider<'provider id'>;
  readonly name: OfProvider<'provider name'>;
  readonly units: readonly UnitFacts[];
  readonly contracts: readonly {
    readonly area: OfProvider<'contract area'>;
    readonly act: OfProvider<'act', UnitView['contracts'][number]['act']>;
    readonly validFrom: OfProvider<'day'> | null;
    readonly validTo: OfProvider<'day'> | null;
  }[];
}

// The one place where the mark is given.
const of = <Kind extends string, Value extends string = string>(value: Value): OfProvider<Kind, Value> =>
  value as OfProvider<Kind, Value>;
const orNull = <Kind extends string>(value: string | null): OfProvider<Kind> | null =>
  value === null ? null : of(value);

const unitFactsOf = (unit: UnitView): UnitFacts => ({
  id: of(unit.id),
  name: of(unit.name),
  kind: of(unit.kind),
  ownership: of(unit.ownership),
  municipality: orNull(unit.municipality),
  licence: unit.licence && {
    number: of(unit.licence.number),
    validFrom: orNull(unit.licence.validFrom),
    validTo: orNull(unit.licence.validTo),
  },
});

/** The facts of each provider of the units, by name: all that the city and the inspectors are shown beside figures. */
export const providerFactsOf = (units: readonly UnitView[]): ProviderFacts[] => {
  const byProvider = new Map<string, UnitView[]>();
  for (const unit of units) {
    byProvider.set(unit.provider.id, [...(byProvider.get(unit.provider.id) ?? []), unit]);
  }
  return [...byProvider.values()]
    .flatMap((group): ProviderFacts[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { provider, contracts } = first;
      return [
        {
          id: of(provider.id),
          name: of(provider.name),
          units: group.map(unitFactsOf),
          contracts: contracts.map(({ area, act, validFrom, validTo }) => ({
            area: of(area),
            act: of(act),
            validFrom: orNull(validFrom),
            validTo: orNull(validTo),
          })),
        },
      ];
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'sv'));
};

const validity = { validFrom: z.nullable(day), validTo: z.nullable(day) };

/** `GET /api/providers`: strict, so that nothing beside these facts comes along. */
export const providerList = z.strictObject({
  providers: z.array(
    z.strictObject({
      id,
      name: z.string(),
      units: z.array(
        z.strictObject({
          id,
          name: z.string(),
          kind: unitKind,
          ownership,
          municipality: z.nullable(z.string()),
          licence: z.nullable(z.strictObject({ number: z.string(), ...validity })),
        }),
      ),
      contracts: z.array(z.strictObject({ area: z.string(), act: z.enum(['LOU', 'LOV']), ...validity })),
    }),
  ),
});
