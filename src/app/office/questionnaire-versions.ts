import * as z from 'zod/mini';
import {
  differencesReply,
  draftSaved,
  draftView,
  importReply,
  questionnairesInForce,
  questionnaireVersion,
  questionnaireVersions,
  type DraftSaved,
  type DraftView,
  type NewDraft,
  type QuestionnaireVersion,
} from '#domain/office/questionnaires.ts';
import type { QuestionnaireRef } from '#domain/follow-up/follow-up.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { read, readFile, sendFile, write, type Answered, type RegisterFile } from './api.ts';

const all = '/api/questionnaires';
const pathOf = ({ id, version }: QuestionnaireRef): string => `${all}/${id}/${version}`;

/** All versions of all questionnaires, and those that can be begun from. */
export const readVersions = (): Answered<z.infer<typeof questionnaireVersions>> =>
  read(questionnaireVersions, all);

/** Begins a draft. */
export const beginDraft = (of: NewDraft): Answered<QuestionnaireVersion> =>
  write(questionnaireVersion, 'POST', all, of);

export const readDraft = (of: QuestionnaireRef): Answered<DraftView> =>
  read(draftView, `${pathOf(of)}/draft`);

/** Saves a draft that was read, or saved before, in that revision. */
export const saveDraft = (of: Questionnaire, revision: string): Answered<DraftSaved> =>
  write(draftSaved, 'PUT', `${pathOf(of)}/draft`, of, revision);

export const removeDraft = (of: QuestionnaireRef, revision: string): Answered<undefined> =>
  write(z.undefined(), 'DELETE', `${pathOf(of)}/draft`, undefined, revision);

/** Publishes a draft in that revision, to be asked from a day on. */
export const publishDraft = (
  of: QuestionnaireRef,
  revision: string,
  validFrom: string,
): Answered<QuestionnaireVersion> =>
  write(questionnaireVersion, 'POST', `${pathOf(of)}/publication`, { validFrom }, revision);

/** Has a published version hold no longer from a day on. */
export const retireVersion = (of: QuestionnaireRef, from: string): Answered<QuestionnaireVersion> =>
  write(questionnaireVersion, 'POST', `${pathOf(of)}/retirement`, { from });

export const readDifferences = (
  id: string,
  from: number,
  to: number,
): Answered<z.infer<typeof differencesReply>> =>
  read(differencesReply, `${all}/${id}/differences`, { from: String(from), to: String(to) });

/** The questionnaires that a follow-up of a day can be planned with. */
export const readInForce = (on: string): Answered<z.infer<typeof questionnairesInForce>> =>
  read(questionnairesInForce, `${all}/in-force`, { on });

/** Makes a draft of a workbook or a zip of CSVs; what is wrong is said in the language. */
export const importFile = (file: File, language: 'sv' | 'en'): Answered<z.infer<typeof importReply>> =>
  sendFile(importReply, `${all}/imports`, { name: file.name, lang: language }, file);

/** A version as a workbook. */
export const exportFile = (of: QuestionnaireRef): Answered<RegisterFile> =>
  readFile(`${pathOf(of)}/workbook`);
