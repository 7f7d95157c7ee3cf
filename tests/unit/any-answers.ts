import fc from 'fast-check';
import { noAnswerReasons, type Answer, type Answers } from '#domain/follow-up/answer.ts';

const anyText = fc.constantFrom('', ' ', 'Late', 'Late twice');

/** An answer of few values, so that two often say the same; also blank ones. */
const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ value: fc.constantFrom('yes', 'no'), comment: anyText }, { requiredKeys: ['value'] }),
  fc.record({ reason: fc.constantFrom(...noAnswerReasons.slice(0, 2)) }),
  fc.record({ comment: anyText, deviation: anyText }, { requiredKeys: [] }),
);

/** Answers to some of four questions. */
export const anyAnswers: fc.Arbitrary<Answers> = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  anyAnswer,
  { noNullPrototype: true },
);
