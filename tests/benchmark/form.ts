import { answers as answersSchema, type Answer, type Answers } from '#domain/follow-up/answer.ts';
import { surroundingsAt } from '#domain/questionnaire/engine/form-environment.ts';
import { openForm } from '#domain/questionnaire/engine/form.ts';
import { validateForSending } from '#domain/questionnaire/validation.ts';
import { figure, median, type Benchmark, type Figure } from './benchmark.ts';
import { engineSize } from './engine-size.ts';
import { caseFiles, sixtyQuestions } from './form-documents.ts';

const surroundings = surroundingsAt(new Date('2026-11-22T12:00:00Z'));
const rounds = 9;

const elapsed = (work: () => void): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};

/** What the last of so many case files costs, added and answered, when those before it are. */
const addingLast = (count: number): number => {
  const form = openForm(caseFiles, {}, surroundings);
  const add = (file: string): void => {
    form.addRow('files', file);
    for (let question = 0; question < 25; question += 1)
      form.set(`files/${file}/f${question}`, { value: 'yes' });
  };
  for (let file = 1; file < count; file += 1) add(`f${file}`);
  // One row is too quick for the clock: several are added and taken away.
  const times = 20;
  let spent = 0;
  for (let time = 0; time < times; time += 1) {
    spent += elapsed(() => add(`x${time}`));
    form.removeRow('files', `x${time}`);
  }
  return spent / times;
};

const measureRows = (): Figure => {
  for (let round = 0; round < 3; round += 1) addingLast(20);
  const [tenth, last]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    tenth.push(addingLast(10));
    last.push(addingLast(200));
  }
  return figure(
    {
      name: 'case file 200 of 25 questions added and answered, beside the 10th',
      value: median(last),
      unit: 'ms',
      floor: median(tenth),
    },
    { mostTimes: 1.5 },
  );
};

const submission = (index: number): Answers => {
  const given: Record<string, Answer> = {};
  for (let at = 0; at < 40; at += 1)
    given[`q${at}`] = { value: at % 4 === 1 && index % 2 === 0 ? 'no' : 'yes' };
  for (let at = 0; at < 19; at += 1) given[`n${at}`] = { value: (index + at) % 1000 };
  return { ...given, sum: { value: (index % 1000) + ((index + 1) % 1000) } };
};

/** Submissions as they lie in the register: as text, read anew each time. */
const measureValidation = (): Figure => {
  const texts = Array.from({ length: 10_000 }, (_, index) => JSON.stringify(submission(index)));
  const parse = () => {
    for (const each of texts) answersSchema.parse(JSON.parse(each));
  };
  const validate = () => {
    for (const each of texts) {
      const found = validateForSending(sixtyQuestions, answersSchema.parse(JSON.parse(each)), surroundings);
      if (found.length > 0) throw new Error(JSON.stringify(found));
    }
  };
  const [zod, engine]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    zod.push(elapsed(parse));
    engine.push(elapsed(validate));
  }
  return figure(
    {
      name: 'validating 10,000 submissions of 60 answers, beside zod alone',
      value: median(engine),
      unit: 'ms',
      floor: median(zod),
    },
    { mostTimes: 3 },
  );
};

const measureSize = async (): Promise<Figure> =>
  figure(
    { name: 'engine of questionnaires, gzip', value: (await engineSize()) / 1_000, unit: 'kB' },
    { most: 15 },
  );

/** What filling in and judging a questionnaire costs, apart from any browser. */
export const form: Benchmark = {
  name: 'form',
  run: async () => [measureRows(), measureValidation(), await measureSize()],
};
