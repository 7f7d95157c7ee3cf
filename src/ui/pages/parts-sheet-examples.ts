import type { BarRow } from '#ui/parts/bar-table.ts';
import type { Choice } from '#ui/parts/choice.ts';
import type { NavigationItem } from '#ui/parts/navigation.ts';
import type { TrackStep } from '#ui/parts/track.ts';

/** Invented content for the parts sheet, in the language of the screens. */
const navigation: NavigationItem[] = [
  { href: '#today', label: 'Idag', icon: 'calendar', current: true },
  { href: '#desk', label: 'Granskning', icon: 'document', current: false, count: 6 },
  { href: '#reports', label: 'Rapporter', icon: 'chart', current: false },
  { href: '#outbox', label: 'Utkorg', icon: 'outbox', current: false, count: 3 },
];

const extent: Choice[] = [
  { value: 'yes', label: 'Ja' },
  { value: 'partly', label: 'Till viss del' },
  { value: 'no', label: 'Nej' },
];

const states: Choice[] = [
  { value: 'rest', label: 'Vila' },
  { value: 'chosen', label: 'Vald' },
  { value: 'detail', label: '28 september', detail: 'I registret · E.L., måndag 12 okt 08.05' },
  { value: 'off', label: 'Avstängd', disabledReason: 'Kräver nät' },
];

const units: Choice[] = [
  { value: 'bjorkgarden', label: 'Björkgården HVB', detail: 'Björkgården Omsorg AB' },
  { value: 'havsvik', label: 'Havsvik stödboende', detail: 'Havsvik Vård AB' },
  { value: 'lindhaga', label: 'Lindhaga HVB', detail: 'Egen regi' },
  { value: 'tranviken', label: 'Tranvikens HVB', detail: 'Tranviken AB' },
];

const at = (text: string) => ({ datetime: '2026-10-12', text });

const waiting: TrackStep[] = [
  { label: 'Sparat på plattan', state: 'at', ring: 'full', time: at('14.40') },
  { label: 'Väntar', state: 'ahead' },
  { label: 'I registret', state: 'ahead' },
];

const sending: TrackStep[] = [
  { label: 'Sparat på plattan', state: 'past', time: at('11.58') },
  { label: 'Skickas', state: 'at', fraction: 0.6, detail: '2 av 3' },
  { label: 'I registret', state: 'ahead' },
];

const stopped: TrackStep[] = [
  { label: 'Sparat på plattan', state: 'past', time: at('9 okt') },
  { label: 'Mottaget', state: 'past', time: at('12 okt') },
  { label: 'Inte i registret', state: 'stop', detail: 'Avtal saknas' },
];

const sanctions: TrackStep[] = [
  { label: 'Förtydligande', state: 'past', detail: '3 mars' },
  { label: 'Komplettering', state: 'past', detail: '8 maj' },
  { label: 'Rättelse', state: 'at', detail: 'till 30 sep' },
  { label: 'Vite', state: 'ahead' },
  { label: 'Hävning', state: 'ahead' },
];

const scale = [
  { kind: 's1', label: 'Mycket bra' },
  { kind: 's2', label: 'Godkänt' },
  { kind: 's3', label: 'Borde kunna prestera bättre' },
  { kind: 's4', label: 'Bristande' },
] as const;

const levels = (...shares: [number, number, number, number]): BarRow['pieces'] =>
  shares.map((share, index) => ({ kind: scale[index]?.kind ?? 's4', share }));

const assessment: BarRow[] = [
  {
    label: 'Sammantaget',
    strong: true,
    pieces: levels(0.469, 0.51, 0, 0.021),
    figures: ['47', '51', '0', '2'],
  },
  {
    label: 'Informationsskyldighet',
    pieces: levels(0.41, 0.469, 0.102, 0.019),
    figures: ['41', '47', '10', '2'],
  },
];

const genders: BarRow[] = [
  { label: 'Kvinna', pieces: [{ kind: 'one', share: 0.63 }], figures: ['63 %'] },
  { label: 'Man', pieces: [{ kind: 'one', share: 0.38 }], figures: ['38 %'] },
  { label: 'Annat', pieces: [], figures: [null] },
];

const registered: BarRow[] = [
  { label: 'Genomförda', pieces: [{ kind: 'outline', share: 1 }], figures: ['66'] },
  { label: 'Registrerade', pieces: [{ kind: 'one', share: 49 / 66 }], figures: ['49'] },
  { label: 'Saknas', offset: 49 / 66, pieces: [{ kind: 'outline', share: 17 / 66 }], figures: ['17'] },
];

const colours = [
  'gran',
  'gran-soft',
  'ink',
  'ockra',
  'falu',
  'scale-1',
  'scale-2',
  'scale-3',
  'scale-4',
  'mist',
] as const;

/** Everything that the sheet itself says. */
const text = {
  title: 'Komponenter och lägen',
  buttons: 'Knappar, 48 px',
  rows: 'Svarsrader, 56 px',
  fields: 'Fält, 48 px',
  lines: 'Spara och skicka, i ord',
  tracks: 'Vägen för en uppföljning',
  notes: 'Meddelanden',
  empty: 'Tomt',
  ring: 'Ringen: hur långt något kommit',
  ringStates: 'inte börjat · pågår · klart · stopp',
  colour: 'Färg',
  bars: 'Tabellen är diagrammet',
  frame: 'Ramen',
  summary: 'Felsammanfattning',
  rest: 'vila',
  hover: 'hover',
  focus: 'fokus, 3 px + 2 px luft',
  busy: 'upptagen',
  off: 'avstängd, med skäl',
  plain: 'stillsam',
  big: 'stor, 56 px',
} as const;

/** What the sheet of parts shows in them. */
export const example = {
  navigation,
  extent,
  states,
  units,
  waiting,
  sending,
  stopped,
  sanctions,
  scale,
  assessment,
  genders,
  registered,
  colours,
  text,
};
