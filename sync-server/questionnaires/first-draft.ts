import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { occasion, siteVisit, telephoneCall, videoCall } from './shipped/wording.ts';

/**
 * A questionnaire from nothing: how and when the follow-up was made, which every one of them asks, and nothing more.
 */
export const firstDraft = (id: string, title: string): Questionnaire => ({
  id,
  version: 1,
  title: { sv: title },
  languages: ['sv'],
  sections: [occasion('caseworker', [siteVisit, videoCall, telephoneCall])],
});
