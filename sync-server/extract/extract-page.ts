import { answers as answersSchema } from '#domain/follow-up/answer.ts';
import { choiceWords } from '#domain/questionnaire/kind-values.ts';
import {
  choicesFor,
  findQuestion,
  type Question,
  type Questionnaire,
} from '#domain/questionnaire/questionnaire.ts';
import { inLanguage, type Language } from '#domain/questionnaire/words.ts';
import type { ExtractData } from './extract-data.ts';
import { extractWords } from './extract-words.ts';
import { escapeHtml, pageHtml, tableHtml } from './html.ts';

const orDash = (text: string | number | null | undefined): string =>
  text === null || text === undefined || text === '' ? '–' : String(text);

/** An instant in Stockholm, to the minute. */
const momentIn = (instant: string): string =>
  new Date(instant).toLocaleString('sv-SE', {
    timeZone: 'Europe/Stockholm',
    dateStyle: 'short',
    timeStyle: 'short',
  });

const isReference = (question: Question | undefined): boolean =>
  question?.kind === 'unit' || question?.kind === 'placement';

/** The extract as a page that can be read and printed. `findQuestionnaire`: the published version that was answered. */
export const extractPage = (
  data: ExtractData,
  findQuestionnaire: (id: string, version: number) => Questionnaire | undefined,
  language: Language,
  now: Date,
): string => {
  const words = extractWords[language];
  const nameOf = (id: string | null): string => (id === null ? '–' : (data.users.get(id) ?? id));

  const answersTable = (revision: ExtractData['revisions'][number]): string => {
    const asked = findQuestionnaire(revision.questionnaire_id, revision.questionnaire_version);
    const rows = Object.entries(answersSchema.parse(JSON.parse(revision.answers))).map(([name, given]) => {
      const question = asked && findQuestion(asked, name);
      const choices = asked && question ? choicesFor(asked, question) : [];
      const values = given.value === undefined ? [] : [given.value].flat();
      return [
        question ? inLanguage(question.label, language) : name,
        orDash(
          values
            .map(String)
            .map((value) =>
              isReference(question)
                ? (data.references[value] ?? value)
                : choiceWords(choices, value, language),
            )
            .join(', '),
        ),
        orDash(given.comment),
        orDash(given.deviation),
        orDash(given.reason),
        orDash(given.asked && [given.asked.language, ...given.asked.help].join(', ')),
      ];
    });
    return tableHtml(words.answerColumns, rows);
  };

  const followUpPart = (row: ExtractData['followUps'][number]): string => {
    const revisions = data.revisions.filter((each) => each.follow_up_id === row.id);
    const reviews = data.reviews.filter((each) => each.follow_up_id === row.id);
    return [
      `<h2>${escapeHtml(words.followUp(row.carried_out_on ?? row.planned_on ?? '–'))}</h2>`,
      tableHtml(words.followUpColumns, [
        [
          row.state,
          orDash([row.planned_on, row.planned_at].filter(Boolean).join(' ')),
          orDash(row.carried_out_on),
          row.carried_out_method ?? row.method,
          orDash(row.number),
          orDash([row.reason, row.comment].filter(Boolean).join(': ')),
          nameOf(row.assignee_id),
          row.registered_at === null ? '–' : momentIn(row.registered_at),
          orDash(row.queue),
        ],
      ]),
      ...revisions.map((each) => {
        const heading = words.revision(momentIn(each.received_at), nameOf(each.author_id));
        const withdrawn = each.is_withdrawn === 1 ? ` (${words.withdrawn})` : '';
        const made = `${each.carried_out_on}, ${each.method}`;
        const asked = `${each.questionnaire_id}/${each.questionnaire_version}`;
        return `<h3>${escapeHtml(heading + withdrawn)}</h3>
<p>${escapeHtml(words.made(made, asked))}</p>${answersTable(each)}`;
      }),
      ...(reviews.length === 0
        ? []
        : [
            `<h3>${escapeHtml(words.reviews)}</h3>`,
            tableHtml(
              words.reviewColumns,
              reviews.map((each) => [momentIn(each.at), nameOf(each.by_id), each.decision, each.comments]),
            ),
          ]),
    ].join('\n');
  };

  const section = (title: string, headings: readonly string[], rows: readonly (readonly string[])[]) =>
    `<h2>${escapeHtml(title)}</h2>\n${rows.length === 0 ? `<p>${escapeHtml(words.none)}</p>` : tableHtml(headings, rows)}`;

  const body = [
    `<h1>${escapeHtml(words.title)}</h1>`,
    `<p>${escapeHtml(words.lead(data.client.caseNumber, momentIn(now.toISOString())))}</p>`,
    `<p>${escapeHtml(words.initials)}: ${escapeHtml(data.client.initials)}</p>`,
    section(
      words.placements,
      words.placementColumns,
      data.placements.map((row) => [
        row.unit_name,
        row.board_name,
        row.team_name,
        orDash(row.caseworker_name),
        row.service_area,
        row.gender,
        row.decided_on,
        orDash(row.plan_due_on),
        orDash(row.monthly_report_day),
        orDash(row.ended_on),
      ]),
    ),
    section(
      words.custody,
      words.custodyColumns,
      data.custody.map((row) => [
        row.valid_from,
        orDash(row.valid_to),
        orDash(row.board_name),
        orDash(row.team_name),
        nameOf(row.caseworker_id),
      ]),
    ),
    ...data.followUps.map(followUpPart),
    section(
      words.uploads,
      words.uploadColumns,
      data.uploads.map((row) => [
        momentIn(row.received_at),
        nameOf(row.author_id),
        row.kind,
        [
          row.status,
          row.reason,
          row.settlement,
          row.settled_at === null ? null : `${momentIn(row.settled_at)} ${nameOf(row.settled_by)}`,
        ]
          .filter(Boolean)
          .join(' · '),
        row.content,
      ]),
    ),
    section(
      words.protection,
      words.protectionColumns,
      data.protection.map((row) => [
        momentIn(row.at),
        nameOf(row.by_id),
        row.is_protected === 1 ? words.yes : words.no,
        row.readers,
        row.reason,
      ]),
    ),
    section(
      words.reads,
      words.readColumns,
      data.reads.map((row) => [
        momentIn(row.at),
        row.actor_name ?? row.actor_id,
        row.action,
        orDash(row.why),
      ]),
    ),
  ];
  return pageHtml(language, words.title, body.join('\n'));
};
