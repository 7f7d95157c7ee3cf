import type { NotCarriedOutReason } from '#domain/follow-up/follow-up.ts';
import type { Role } from '#domain/organisation/access.ts';
import type { Gender, Ownership, ServiceArea, unitKinds } from '#domain/organisation/organisation.ts';
import type { Method } from '#domain/questionnaire/occasion.ts';
import type { ReviewState } from '#domain/register/review.ts';

/** The trade's own codes, as the screens say them. Keys are the codes of the domain. */
export const terms = {
  method: {
    'site-visit': 'platsbesök',
    'video-call': 'videosamtal',
    'telephone-call': 'telefonsamtal',
    'self-report': 'egenrapportering',
    'supervision-report': 'tillsynsrapport',
    survey: 'enkät',
  } satisfies Record<Method, string>,
  gender: { woman: 'Kvinna', man: 'Man', other: 'Annat' } satisfies Record<Gender, string>,
  serviceArea: {
    'children-and-youth': 'Barn och unga',
    'adult-and-addiction': 'Vuxen/missbruk',
    'social-psychiatry': 'Socialpsykiatri',
  } satisfies Record<ServiceArea, string>,
  ownership: {
    private: 'Enskild regi',
    'own-regime': 'Egen regi',
    'contracted-out': 'Entreprenad',
  } satisfies Record<Ownership, string>,
  unitKind: {
    hvb: 'HVB',
    'supported-housing': 'Stödboende',
    'emergency-home': 'Jourhem',
    'open-care': 'Öppenvård',
    other: 'Annan verksamhet',
  } satisfies Record<(typeof unitKinds)[number], string>,
  role: {
    caseworker: 'Socialsekreterare',
    inspector: 'Inspektör',
    'district-coordinator': 'Samordnare i stadsdel',
    'city-coordinator': 'Samordnare på socialförvaltningen',
    administrator: 'Administratör',
  } satisfies Record<Role, string>,
  notCarriedOut: {
    'client-declined': 'Brukaren avböjde',
    'client-absent': 'Brukaren kom inte',
    'placement-ended': 'Placeringen avslutades',
    'unit-closed': 'Verksamheten stängde',
    postponed: 'Flyttad till en annan dag',
    'no-time': 'Tiden räckte inte',
    other: 'Annat skäl',
  } satisfies Record<NotCarriedOutReason, string>,
  review: { awaiting: 'Att granska', approved: 'Godkänd', returned: 'Återförd' } satisfies Record<
    ReviewState,
    string
  >,
};
