import { expect, test } from 'vitest';
import {
  providerFactsOf,
  providerList,
  type ProviderFacts,
  type UnitFacts,
} from '#domain/organisation/de-identified.ts';
import type { UnitView } from '#domain/organisation/organisation.ts';

const provider = { id: '6a1d1c1e-8a51-4b8e-9a37-0d2f0c9d1b11', name: 'Åkerbo Omsorg' };
const unit = (name: string): UnitView => ({
  id: crypto.randomUUID(),
  name,
  kind: 'hvb',
  ownership: 'private',
  municipality: null,
  provider,
  licence: { number: '1234/2020', validFrom: '2020-01-01', validTo: null },
  contracts: [{ area: 'HVB', act: 'LOU', validFrom: null, validTo: null }],
});

test('a provider is shown with its homes, and as what is sent', () => {
  const facts = providerFactsOf([unit('Gården'), unit('Backen')]);
  expect(facts).toHaveLength(1);
  expect(facts[0]?.units.map((each) => each.name)).toEqual(['Gården', 'Backen']);
  expect(providerList.parse({ providers: facts })).toEqual({ providers: facts });
});

test('whatever else a unit may come to hold stays out', () => {
  const withMore = {
    ...unit('Gården'),
    caseNumber: 'SN 1',
    licence: { ...unit('x').licence, comment: 'word' },
  };
  expect(JSON.stringify(providerFactsOf([withMore as unknown as UnitView]))).not.toMatch(/SN 1|word/);
});

test('what tells of a client fits nowhere in it: the compiler refuses', () => {
  const placement: { id: string; caseNumber: string; initials: string; text: string } = {
    id: crypto.randomUUID(),
    caseNumber: 'SN 1',
    initials: 'A.B.',
    text: 'words of an answer',
  };
  const [facts] = providerFactsOf([unit('Gården')]);
  const [home] = facts?.units ?? [];
  if (facts === undefined || home === undefined) throw new Error('There is one');
  // @ts-expect-error the id of a placement is no id of a unit
  const ofPlacement: UnitFacts = { ...home, id: placement.id };
  // @ts-expect-error words of an answer are no name
  const ofWords: UnitFacts = { ...home, name: placement.text };
  // @ts-expect-error a case number is no municipality
  const ofCase: UnitFacts = { ...home, municipality: placement.caseNumber };
  // @ts-expect-error initials are no name of a provider
  const ofInitials: ProviderFacts = { ...facts, name: placement.initials };
  const { id, name } = facts;
  // @ts-expect-error there is no place for them beside the facts either
  const beside: ProviderFacts = { id, name, units: [], contracts: [], caseNumber: 'SN 1' };
  expect([ofPlacement, ofWords, ofCase, ofInitials, beside]).toHaveLength(5);
});
