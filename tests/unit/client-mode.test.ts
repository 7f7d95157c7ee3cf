import { beforeEach, expect, test } from 'vitest';
import { isSameAnswer, withoutBlanks, type Answer, type Answers } from '#domain/follow-up/answer.ts';
import { stillSurroundings } from '#domain/questionnaire/engine/form-environment.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import type { Question, Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { ClientMode } from '#app/client/client-mode.svelte.ts';
import { clientLanguages, isChecked, languagesOf, loadClientWords } from '#app/client/languages.ts';
import { leftToAsk, pagesOf } from '#app/client/pages.ts';
import { pictogramsOf } from '#app/client/pictogram.ts';
import { chooseVoice } from '#app/client/voice.ts';
import { LiveForm } from '#app/form/live-form.svelte.ts';

let kept: [string, Answer][];
beforeEach(() => {
  kept = [];
});

const formOf = (of: Questionnaire, answers: Answers = {}): LiveForm =>
  new LiveForm(of, answers, {
    surroundings: stillSurroundings,
    keep: (place, answer) => kept.push([place, answer]),
    isOpen: () => true,
  });
const handOver = (answers: Answers = {}): ClientMode =>
  new ClientMode(formOf(individualFollowUp, answers), 'client', ['interpreter']);

const asking = (mode: ClientMode): string | undefined =>
  mode.stage === 'question' ? mode.page?.place : mode.stage;
const keptAt = (place: string): Answer | undefined => kept.findLast(([at]) => at === place)?.[1];

const text = (sv: string) => ({ sv });
const question = (name: string, more: Partial<Question> = {}): Question => ({
  name,
  kind: 'short-text',
  label: text(name),
  mandatory: false,
  ...more,
});
const small = (questions: Questionnaire['sections'][number]['questions']): Questionnaire => ({
  id: 'small',
  version: 1,
  title: text('Small'),
  sections: [{ name: 'client', title: text('Client'), putTo: 'client', voluntary: true, questions }],
});

test('the questions come one after the other, and go back; past the last is the end', () => {
  const mode = handOver();
  expect(asking(mode)).toBe('start');
  const seen: (string | undefined)[] = [];
  mode.begin();
  while (mode.stage === 'question') {
    seen.push(asking(mode));
    mode.next();
  }
  expect(seen).toEqual(['support-as-decided', 'influence', 'change', 'anything-to-add']);
  expect(asking(mode)).toBe('end');
  mode.begin();
  expect(asking(mode)).toBe('anything-to-add');
  mode.back();
  expect(asking(mode)).toBe('change');
});

test('back from the first question is the beginning', () => {
  const mode = handOver();
  mode.begin();
  mode.back();
  expect(asking(mode)).toBe('start');
});

test('what an answer brings up gets its page, and rows of a repeat have one each', () => {
  const form = formOf(
    small([
      question('more', { kind: 'yes-no' }),
      question('what', { relevant: "${more} = 'yes'" }),
      { kind: 'repeat', name: 'rooms', title: text('Rooms'), count: '2', items: [question('liked')] },
      question('sum', { kind: 'calculated', calculation: '1 + 1' }),
      question('signed', { kind: 'signature' }),
      question('fixed', { readOnly: true }),
    ]),
  );
  const mode = new ClientMode(form, 'client', []);
  const places = () => mode.pages.map((each) => each.place);
  expect(places()).toEqual(['more', 'rooms/1/liked', 'rooms/2/liked']);
  mode.begin();
  mode.answer('yes');
  expect(places()).toEqual(['more', 'what', 'rooms/1/liked', 'rooms/2/liked']);
  mode.next();
  expect(asking(mode)).toBe('what');
});

test('each question notes its language and help, and an answer keeps those it was given in', async () => {
  const mode = handOver();
  mode.begin();
  expect(keptAt('support-as-decided')).toEqual({
    asked: { language: 'sv', help: ['pictograms', 'interpreter'] },
  });
  await mode.speak('ar');
  mode.hear();
  mode.answer('partly');
  expect(keptAt('support-as-decided')).toEqual({
    value: 'partly',
    asked: { language: 'ar', help: ['read-aloud', 'pictograms', 'interpreter'] },
  });
  await mode.speak('fi');
  expect(keptAt('support-as-decided')?.asked?.language).toBe('ar');
  mode.next();
  expect(keptAt('influence')).toEqual({ asked: { language: 'fi', help: ['pictograms', 'interpreter'] } });
});

test('a question that was only shown is no answer, and leaves with none', () => {
  const shown: Answer = { asked: { language: 'so', help: [] } };
  expect(isSameAnswer(shown, undefined)).toBe(true);
  expect(withoutBlanks({ influence: shown })).toEqual({});
  const declined: Answer = { ...shown, reason: 'declined' };
  expect(withoutBlanks({ influence: declined })).toEqual({ influence: declined });
});

test('what stood there before is not shown to her, and stays where she skips', () => {
  const before: Answer = { value: 'no', comment: 'Written by the caseworker' };
  const mode = handOver({ 'support-as-decided': before });
  mode.begin();
  expect(mode.valueAt('support-as-decided')).toBeUndefined();
  mode.next();
  expect(mode.form.answerAt('support-as-decided')).toMatchObject(before);
  mode.back();
  mode.answer('yes');
  expect(mode.valueAt('support-as-decided')).toBe('yes');
  expect(mode.form.answerAt('support-as-decided')?.comment).toBe(before.comment);
});

test('after the lock she goes on where she was, in her language and with those who were with her', () => {
  const asked = { language: 'ar', help: ['pictograms', 'staff'] } as const;
  const form = formOf(individualFollowUp, {
    'support-as-decided': { value: 'yes', asked },
    influence: { asked },
  });
  const mode = new ClientMode(form, 'client', null);
  mode.begin();
  expect(asking(mode)).toBe('influence');
  expect(mode.language).toBe('ar');
  mode.next();
  expect(keptAt('change')?.asked).toEqual(asked);
});

test('the pilot’s questions are there in six languages, four of which say that nobody has checked them', async () => {
  const questions = handOver().pages.map((each) => each.question);
  expect(languagesOf(individualFollowUp, questions)).toEqual([...clientLanguages]);
  const unchecked = clientLanguages.filter((each) => !isChecked(individualFollowUp, questions, each));
  expect(unchecked).toEqual(['sv-x-easy', 'ar', 'so', 'fi']);
  for (const language of clientLanguages) {
    const words = await loadClientWords(language);
    expect(words.isChecked).toBe(!unchecked.includes(language));
    expect(words.direction).toBe(language === 'ar' ? 'rtl' : 'ltr');
    expect(words.title(1)).not.toBe(words.title(4));
  }
});

test('what is told before the questions is marked too, where nobody has checked it', () => {
  const of = small([question('asked')]);
  const why = { sv: 'Vi vill veta.', other: { en: 'We want to know.' }, unchecked: ['en'] };
  const putTo = (to: 'client' | 'caseworker'): Questionnaire => ({
    ...of,
    sections: of.sections.map((each) => ({ ...each, putTo: to, told: { why } })),
  });
  expect(isChecked(putTo('client'), [question('asked')], 'en')).toBe(false);
  expect(isChecked(putTo('client'), [question('asked')], 'sv')).toBe(true);
  // Nobody tells a client what stands before the caseworker's own questions.
  expect(isChecked(putTo('caseworker'), [question('asked')], 'en')).toBe(true);
});

test('a language that lacks words of one question is not offered', () => {
  const questions = [question('asked', { label: { sv: 'a', en: 'a' } }), question('only-swedish')];
  expect(languagesOf(small(questions), questions)).toEqual(['sv']);
});

test('a scale is drawn as discs, a choice as its author says, and a face never', () => {
  const choices = ['very-good', 'acceptable', 'deficient'].map((name) => ({ name, label: text(name) }));
  expect([...pictogramsOf(question('s', { kind: 'scale' }), choices).values()]).toEqual([
    { shape: 'disc', part: 1 },
    { shape: 'disc', part: 0.5 },
    { shape: 'disc', part: 0 },
  ]);
  expect(pictogramsOf(question('c', { kind: 'choice' }), choices).size).toBe(0);
  const own = [{ name: 'a', label: text('a'), columns: { pictogram: 'down' } }];
  expect(pictogramsOf(question('c', { kind: 'choice' }), own).get('a')).toEqual({
    shape: 'then-now',
    by: -1,
  });
});

test('only a voice of the device reads, in the language that is shown', () => {
  const voice = (lang: string, localService: boolean, isDefault = false) => ({
    lang,
    localService,
    default: isDefault,
  });
  const far = voice('ar-SA', false, true);
  const [first, preferred] = [voice('sv_SE', true), voice('sv-FI', true, true)];
  expect(chooseVoice([far, first], 'ar')).toBeUndefined();
  expect(chooseVoice([far, first, preferred], 'sv-x-easy')).toBe(preferred);
  expect(chooseVoice([far, first], 'sv')).toBe(first);
  expect(chooseVoice([], 'fi')).toBeUndefined();
});

test('words that name an answer tell her none that she has not given since she got the tablet', () => {
  const said = { sv: 'Du sa ${before} och ${hers}, i allt ${sum}.' };
  const of = small([question('before'), question('hers'), question('last', { label: said })]);
  const [section] = of.sections;
  section?.questions.push(question('sum', { kind: 'calculated', calculation: "concat(${before}, '!')" }));
  const answers: Answers = {
    before: { value: 'gammalt', asked: { language: 'sv', help: [] } },
    hers: { value: 'hemligt' },
  };
  const mode = new ClientMode(formOf(of, answers), 'client', []);
  const shown = (): string => mode.textAt('last', said);
  mode.begin();
  expect(shown()).toBe('Du sa … och …, i allt ….');
  mode.next();
  mode.answer('blått');
  expect(shown()).toBe('Du sa … och blått, i allt ….');
  // The caseworker reads all of it.
  expect(mode.form.textAt('last', said, 'sv')).toBe('Du sa gammalt och blått, i allt gammalt!.');

  // Unlocked again, her own answers are in their questions and in no other's words.
  const again = new ClientMode(formOf(of, mode.form.answers), 'client', null);
  again.begin();
  expect(again.valueAt('hers')).toBe('blått');
  expect(again.textAt('last', said)).toBe('Du sa … och …, i allt ….');
});

test('what she cannot be asked on the tablet is left to the caseworker, and told her', () => {
  const form = formOf(
    small([
      question('age', { kind: 'integer' }),
      question('dearest', { kind: 'rank', choices: [{ name: 'a', label: text('A') }] }),
      {
        kind: 'repeat',
        name: 'rooms',
        title: text('Rooms'),
        count: '2',
        items: [question('at', { kind: 'date-time' })],
      },
      question('sum', { kind: 'calculated', calculation: '1 + 1' }),
      question('signed', { kind: 'signature' }),
      question('moved-to', { kind: 'unit', readOnly: true }),
      question('sibling', { kind: 'placement' }),
    ]),
  );
  const [section] = form.sections;
  if (section === undefined) throw new Error('The form has a section');
  const { page } = section;
  expect(leftToAsk(form, page).map(({ name }) => name)).toEqual(['dearest', 'at', 'at', 'sibling']);
  expect(pagesOf(form, page).map(({ place }) => place)).toEqual(['age']);
});
