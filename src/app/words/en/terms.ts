import type { Catalogue } from '../sv-all.ts';

export const terms: Catalogue['terms'] = {
  method: {
    'site-visit': 'site visit',
    'video-call': 'video call',
    'telephone-call': 'telephone call',
    'self-report': 'self-report',
    'supervision-report': 'supervision report',
    survey: 'survey',
  },
  gender: { woman: 'Woman', man: 'Man', other: 'Other' },
  serviceArea: {
    'children-and-youth': 'Children and youth',
    'adult-and-addiction': 'Adults and addiction',
    'social-psychiatry': 'Social psychiatry',
  },
  ownership: { private: 'Private', 'own-regime': "The city's own", 'contracted-out': 'Contracted out' },
  unitKind: {
    hvb: 'Residential care (HVB)',
    'supported-housing': 'Supported housing',
    'emergency-home': 'Emergency home',
    'open-care': 'Open care',
    other: 'Other unit',
  },
  role: {
    caseworker: 'Caseworker',
    inspector: 'Inspector',
    'district-coordinator': 'District coordinator',
    'city-coordinator': 'City coordinator',
    administrator: 'Administrator',
  },
  notCarriedOut: {
    'client-declined': 'The client declined',
    'client-absent': 'The client did not come',
    'placement-ended': 'The placement ended',
    'unit-closed': 'The unit closed',
    postponed: 'Moved to another day',
    'no-time': 'There was no time',
    other: 'Another reason',
  },
  review: { awaiting: 'To review', approved: 'Approved', returned: 'Returned' },
};
