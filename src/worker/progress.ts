import { questionnaireSubject } from '#domain/questionnaire/occasion.ts';
import { sectionProgress } from '#domain/questionnaire/validation.ts';
import type { TabletContents, WorkedOn } from './worklist.ts';

/** Of a begun follow-up's questions to be handled, how many are; null where nothing has been begun. */
export const progressOf = (contents: TabletContents, followUpId: string): WorkedOn | null => {
  const kept = contents.drafts.get(followUpId);
  const asked = kept && contents.reference.questionnaires.get(questionnaireSubject(kept.draft.questionnaire));
  if (!kept || !asked) return null;
  const parts = asked.sections.map((section) => sectionProgress(asked, section, kept.draft.answers));
  return {
    handled: parts.reduce((sum, part) => sum + part.handled, 0),
    total: parts.reduce((sum, part) => sum + part.total, 0),
  };
};
