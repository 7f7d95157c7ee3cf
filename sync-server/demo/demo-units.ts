import type { Ownership, ServiceArea, UnitView } from '#domain/organisation/organisation.ts';

/** A home of the demo city, with the service areas that place people in it. */
export interface DemoUnit {
  readonly key: string;
  readonly name: string;
  readonly provider: string;
  readonly kind: UnitView['kind'];
  readonly ownership: Ownership;
  readonly municipality: string;
  readonly areas: readonly ServiceArea[];
}

const youth: readonly ServiceArea[] = ['children-and-youth'];
const adult: readonly ServiceArea[] = ['adult-and-addiction'];
const psychiatry: readonly ServiceArea[] = ['social-psychiatry'];
const grownUp: readonly ServiceArea[] = ['adult-and-addiction', 'social-psychiatry'];

const unit = (
  key: string,
  name: string,
  provider: string,
  kind: UnitView['kind'],
  ownership: Ownership,
  municipality: string,
  areas: readonly ServiceArea[],
): DemoUnit => ({ key, name, provider, kind, ownership, municipality, areas });

const home = 'supported-housing';

/** All invented: no home of these names is meant. */
export const demoUnits: readonly DemoUnit[] = [
  unit('bjorkgarden', 'Björkgården HVB', 'bjorkgarden', 'hvb', 'private', 'Nacka', youth),
  unit('bjorkgarden-2', 'Björkgårdens utsluss', 'bjorkgarden', home, 'private', 'Nacka', youth),
  unit('tranviken', 'Tranvikens HVB', 'tranviken', 'hvb', 'private', 'Värmdö', youth),
  unit('tranviken-2', 'Tranvikens jourhem', 'tranviken', 'emergency-home', 'private', 'Värmdö', youth),
  unit('havsvik', 'Havsvik stödboende', 'havsvik', home, 'private', 'Haninge', youth),
  unit('havsvik-2', 'Havsviks vuxenboende', 'havsvik', home, 'private', 'Haninge', grownUp),
  unit('lindhaga', 'Lindhaga HVB', 'lindhaga', 'hvb', 'private', 'Huddinge', [
    'children-and-youth',
    ...adult,
  ]),
  unit('lindhaga-2', 'Lindhaga öppenvård', 'lindhaga', 'open-care', 'private', 'Huddinge', adult),
  unit('norrangen', 'Norrängens stödboende', 'norrangen', home, 'private', 'Sollentuna', youth),
  unit('norrangen-2', 'Norrängens HVB', 'norrangen', 'hvb', 'private', 'Sollentuna', adult),
  unit('solbacken', 'Solbackens HVB', 'solbacken', 'hvb', 'private', 'Norrtälje', youth),
  unit('solbacken-2', 'Solbackens behandlingshem', 'solbacken', 'hvb', 'private', 'Norrtälje', adult),
  unit('tallasen', 'Tallåsen HVB', 'tallasen', 'hvb', 'private', 'Tyresö', grownUp),
  unit('tallasen-2', 'Tallåsens stödboende', 'tallasen', home, 'private', 'Tyresö', psychiatry),
  unit('granliden', 'Granlidens HVB', 'tallasen', 'hvb', 'private', 'Södertälje', psychiatry),
  unit('kvarnbacken', 'Kvarnbackens HVB', 'staden', 'hvb', 'own-regime', 'Stockholm', youth),
  unit('slussgatan', 'Slussgatans stödboende', 'staden', home, 'own-regime', 'Stockholm', youth),
  unit('rosenhill', 'Rosenhills stödboende', 'staden', home, 'own-regime', 'Stockholm', grownUp),
  unit('ankaret', 'Ankarets akutboende', 'staden', 'emergency-home', 'own-regime', 'Stockholm', adult),
  unit('linden', 'Lindens gruppboende', 'staden', 'other', 'own-regime', 'Stockholm', psychiatry),
  unit('ekudden', 'Ekuddens stödboende', 'ekudden', home, 'contracted-out', 'Stockholm', youth),
  unit('ekudden-2', 'Ekuddens vuxenboende', 'ekudden', home, 'contracted-out', 'Stockholm', adult),
  unit(
    'ekudden-3',
    'Ekuddens boende socialpsykiatri',
    'ekudden',
    'other',
    'contracted-out',
    'Stockholm',
    psychiatry,
  ),
  unit('ekudden-4', 'Ekuddens HVB', 'ekudden', 'hvb', 'contracted-out', 'Botkyrka', youth),
];
