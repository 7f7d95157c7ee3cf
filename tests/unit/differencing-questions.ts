import { noAnswerReasons, type Answer, type Answers } from '#domain/follow-up/answer.ts';
import type { Question, Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { Figure } from '#domain/report/figure.ts';
import type { IndividualReport, QuestionReport } from '#domain/report/individual-report.ts';
import { question, questionnaireOf, section } from './small-questionnaire.ts';

/** What is asked in the years that are played, and of whom. */
interface Asked {
  readonly name: string;
  readonly choices: readonly string[];
  /** A voluntary one may be left, with a reason or without. */
  readonly isVoluntary: boolean;
  /** Which question it hangs on, how a form says it, and how it is reckoned here. */
  readonly when?: {
    readonly question: string;
    readonly relevant: string;
    readonly fits: (outcome: string) => boolean;
  };
}

const fewest = 5;
const assessments = ['very-good', 'acceptable', 'could-be-better', 'deficient'];
const yesNo = ['yes', 'no'];

/** Each chain hangs together by what is asked of whom; chains have nothing in common but how many are registered. */
const chains: readonly (readonly Asked[])[] = [
  [{ name: 'overall', choices: assessments, isVoluntary: false }],
  [
    { name: 'influence', choices: yesNo, isVoluntary: true },
    {
      name: 'why-not',
      choices: yesNo,
      isVoluntary: false,
      when: {
        question: 'influence',
        relevant: "${influence} != 'yes'",
        fits: (outcome) => outcome !== 'yes',
      },
    },
    {
      name: 'in-what',
      choices: ['food', 'days'],
      isVoluntary: true,
      when: { question: 'influence', relevant: "${influence} = 'yes'", fits: (outcome) => outcome === 'yes' },
    },
  ],
  [
    { name: 'found', choices: yesNo, isVoluntary: false },
    {
      name: 'told',
      choices: yesNo,
      isVoluntary: true,
      when: { question: 'found', relevant: "${found} = 'yes'", fits: (outcome) => outcome === 'yes' },
    },
    {
      name: 'content',
      choices: yesNo,
      isVoluntary: true,
      when: { question: 'told', relevant: "${told} != 'no'", fits: (outcome) => outcome !== 'no' },
    },
  ],
  [{ name: 'seen', choices: ['seen'], isVoluntary: true }],
];

const notAsked = 'not asked';
const reasons: readonly string[] = noAnswerReasons;
const outcomesOf = (asked: Asked): string[] => [
  ...asked.choices,
  ...(asked.isVoluntary ? [...reasons, 'unanswered'] : []),
];

const questionOf = ({ name, choices, isVoluntary, when }: Asked): Question =>
  question(name, {
    mandatory: !isVoluntary,
    choices: choices.map((each) => ({ name: each, label: { sv: each } })),
    ...(when && { relevant: when.relevant }),
  });

/** The questionnaire of the years that are played. */
export const played: Questionnaire = {
  ...questionnaireOf(
    ...chains
      .flat()
      .map((asked) =>
        section(`s-${asked.name}`, [questionOf(asked)], { putTo: 'client', voluntary: asked.isVoluntary }),
      ),
  ),
  id: 'individual-follow-up',
};

/** How one client was asked and what came of it, question by question of a chain. */
type Profile = ReadonlyMap<string, string>;

const isAsked = ({ when }: Asked, profile: Profile): boolean =>
  when === undefined || when.fits(profile.get(when.question) ?? notAsked);

const profilesOf = (chain: readonly Asked[]): Profile[] =>
  chain.reduce<Profile[]>(
    (all, asked) =>
      all.flatMap((profile) =>
        (isAsked(asked, profile) ? outcomesOf(asked) : [notAsked]).map((outcome) =>
          new Map(profile).set(asked.name, outcome),
        ),
      ),
    [new Map()],
  );

/** Answers of one follow-up; `mostLeft` is how likely a question that may be left is left. */
export const randomAnswers = (random: () => number, mostLeft: number): Answers => {
  const given: Record<string, Answer> = {};
  for (const chain of chains) {
    const profile = new Map<string, string>();
    for (const asked of chain) {
      if (!isAsked(asked, profile)) {
        profile.set(asked.name, notAsked);
        continue;
      }
      const isLeft = asked.isVoluntary && random() < mostLeft;
      const from = isLeft ? outcomesOf(asked).slice(asked.choices.length) : asked.choices;
      const outcome = from[Math.floor(from.length * random() ** 2)] ?? 'unanswered';
      profile.set(asked.name, outcome);
      const reason = noAnswerReasons.find((each) => each === outcome);
      if (reason !== undefined) given[asked.name] = { reason };
      else if (outcome !== 'unanswered') given[asked.name] = { value: outcome };
    }
  }
  return given;
};

const profileOf = (chain: readonly Asked[], answers: Answers): Profile =>
  chain.reduce<Map<string, string>>((profile, asked) => {
    const { value, reason } = answers[asked.name] ?? {};
    const outcome = value === undefined ? (reason ?? 'unanswered') : String(value);
    return profile.set(asked.name, isAsked(asked, profile) ? outcome : notAsked);
  }, new Map());

/** One number behind the report: how many have an outcome, and how many they are of. */
interface Cell {
  readonly name: string;
  readonly shown: Figure;
  readonly counts: (profile: Profile) => boolean;
  readonly of: (profile: Profile) => boolean;
}

const responseOf = ({ name }: Asked): string => `${name}: response`;

const cellsOf = (asked: Asked, report: QuestionReport): Cell[] => {
  const outcome = (profile: Profile): string => profile.get(asked.name) ?? notAsked;
  const wasAsked = (profile: Profile): boolean => outcome(profile) !== notAsked;
  const answered = (profile: Profile): boolean => asked.choices.includes(outcome(profile));
  const unanswered = (profile: Profile): boolean => wasAsked(profile) && !answered(profile);
  return [
    { name: responseOf(asked), shown: report.response, counts: answered, of: wasAsked },
    ...report.choices.map((each) => ({
      name: `${asked.name}: ${each.name}`,
      shown: each.share,
      counts: (profile: Profile) => outcome(profile) === each.name,
      of: answered,
    })),
    ...report.reasons.map((each) => ({
      name: `${asked.name}: ${each.reason ?? 'unanswered'}`,
      shown: each.share,
      counts: (profile: Profile) => outcome(profile) === (each.reason ?? 'unanswered'),
      of: unanswered,
    })),
  ];
};

/** How many have each profile. */
type World = readonly number[];

/**
 * The hidden cells of the questions that a reader can pin down who takes every published figure for an equation, knows
 * the form and which of its questions hang on which, and that what is shown is of five or more. Another value of a cell
 * in a world that agrees with all that is shown is a proof that it is not pinned: one or two clients are moved at a
 * time from how it was to how it could have been. `all`: the answers of those registered.
 */
export const pinnedInQuestions = (report: IndividualReport, all: readonly Answers[]): string[] =>
  chains.flatMap((chain) => {
    const profiles = profilesOf(chain);
    const keys = profiles.map((profile) => [...profile.values()].join());
    const truth: number[] = profiles.map(() => 0);
    for (const answers of all) {
      const at = keys.indexOf([...profileOf(chain, answers).values()].join());
      truth[at] = (truth[at] ?? 0) + 1;
    }
    const cells = chain.flatMap((asked) => {
      const shown = report.questions.find((each) => each.name === asked.name);
      if (shown === undefined) throw new Error(`${asked.name} is not in the report`);
      return cellsOf(asked, shown).map((cell) => ({
        ...cell,
        counted: profiles.map(cell.counts),
        within: profiles.map(cell.of),
      }));
    });
    const sum = (world: World, mask: readonly boolean[]): number =>
      world.reduce((total, count, at) => (mask[at] === true ? total + count : total), 0);
    const agrees = (world: World): boolean =>
      cells.every(({ shown, counted, within }) => {
        if (shown.kind === 'hidden') return true;
        if (shown.kind === 'rounded') throw new Error('Questions are shown exactly or not at all');
        const of = sum(world, within);
        return shown.count === sum(world, counted) && shown.of === of && of >= fewest;
      });
    if (!agrees(truth)) throw new Error('The report does not show what is so');

    // What has to be answered is answered by all who were asked: the form itself says so.
    const toldByForm = new Set(chain.filter(({ isVoluntary }) => !isVoluntary).map(responseOf));
    const open = new Map(
      cells
        // Where there is nobody, the total of those who are left says so, however much is hidden.
        .filter(
          ({ name, shown, within }) =>
            shown.kind === 'hidden' && sum(truth, within) > 0 && !toldByForm.has(name),
        )
        .map((cell) => [cell.name, { ...cell, value: sum(truth, cell.counted) }]),
    );
    const look = (world: World): void => {
      if (!agrees(world)) return;
      for (const [name, { counted, value }] of open) if (sum(world, counted) !== value) open.delete(name);
    };
    const moved = (world: World, from: number, to: number): number[] | undefined => {
      const left = world[from] ?? 0;
      return left === 0 || from === to
        ? undefined
        : world.with(from, left - 1).with(to, (world[to] ?? 0) + 1);
    };
    const next = function* (world: World): Generator<number[]> {
      for (const from of world.keys())
        for (const to of world.keys()) {
          const other = moved(world, from, to);
          if (other !== undefined) yield other;
        }
    };
    for (const one of next(truth)) {
      if (open.size === 0) return [];
      look(one);
    }
    for (const one of next(truth))
      for (const two of next(one)) {
        if (open.size === 0) return [];
        look(two);
      }
    return [...open.keys()];
  });
