import '#domain/questionnaire/expression/all-functions.ts';
import type { QuestionnaireRef } from '#domain/follow-up/follow-up.ts';
import { questionnaire, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { WriteTransaction } from '../database/database.ts';
import { text } from '../database/row.ts';

/** The published questionnaires, read once each: a published version never changes. */
export class QuestionnaireShelf {
  readonly #read = new Map<string, Questionnaire>();

  /** The version asked for, or undefined where it was never published here. */
  find(transaction: Pick<WriteTransaction, 'prepare'>, of: QuestionnaireRef): Questionnaire | undefined {
    const key = `${of.id}/${of.version}`;
    const known = this.#read.get(key);
    if (known) return known;
    const row = transaction
      .prepare('SELECT document FROM questionnaires WHERE id = ? AND version = ?')
      .get(of.id, of.version);
    if (row === undefined) return undefined;
    const found = questionnaire.parse(JSON.parse(text(row, 'document')));
    this.#read.set(key, found);
    return found;
  }
}
