import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { retentionRule, type RetentionRule } from '#domain/office/purging.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { Config } from '../config.ts';

const socialServicesAct = 'SoL (2025:400) 16 kap.';

/**
 * What holds where the authority has set nothing else. Documents on a child placed in an HVB are never purged (SoL 16:2);
 * of a child in another home neither, until the archive plan says so: what is kept too long can still be purged.
 */
export const defaultRules: readonly RetentionRule[] = [
  {
    id: 'child-in-hvb',
    source: `${socialServicesAct} 2 §`,
    serviceAreas: ['children-and-youth'],
    unitKinds: ['hvb'],
    years: null,
  },
  {
    id: 'child-in-other-home',
    source: `${socialServicesAct} 2 §`,
    serviceAreas: ['children-and-youth'],
    unitKinds: ['supported-housing', 'emergency-home', 'other'],
    years: null,
  },
  {
    id: 'after-last-note',
    source: `${socialServicesAct} 1 §`,
    serviceAreas: null,
    unitKinds: null,
    years: 5,
  },
];

type Kind = { readonly serviceArea: string; readonly unitKind: string };

const fits = (rule: RetentionRule, of: Kind): boolean =>
  (rule.serviceAreas === null || rule.serviceAreas.some((each) => each === of.serviceArea)) &&
  (rule.unitKinds === null || rule.unitKinds.some((each) => each === of.unitKind));

/** The rule for a kind of placement: the longest of those that fit. undefined: none does, and it is kept. */
export const ruleFor = (rules: readonly RetentionRule[], of: Kind): RetentionRule | undefined =>
  rules
    .filter((rule) => fits(rule, of))
    .reduce<RetentionRule | undefined>(
      (longest, rule) =>
        longest === undefined || (rule.years ?? Infinity) > (longest.years ?? Infinity) ? rule : longest,
      undefined,
    );

const settings = z.strictObject({ rules: z.array(retentionRule).check(z.minLength(1), z.maxLength(100)) });

/** The rules of a settings file, or what is wrong with it. No file can shorten what the law lets nobody shorten. */
export const parseRules = (text: string): Result<readonly RetentionRule[], string> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail('it is not JSON');
  }
  const read = settings.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    return fail(`${issue?.path.join('/') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { rules } = read.data;
  if (new Set(rules.map((rule) => rule.id)).size < rules.length) return fail('two rules have the same id');
  const child = ruleFor(rules, { serviceArea: 'children-and-youth', unitKind: 'hvb' });
  if (child === undefined || child.years !== null)
    return fail('documents on a child placed in an HVB are never purged (SoL 16:2): a rule has to say so');
  return succeed(rules);
};

/** The rules that hold: those of the settings file (RETENTION_FILE, or retention.json in DATA_DIR), or the default. */
export const readRules = (
  config: Pick<Config, 'dataDir' | 'retentionFile'>,
): Result<readonly RetentionRule[], string> => {
  const path = config.retentionFile ?? join(config.dataDir, 'retention.json');
  if (!existsSync(path)) {
    return config.retentionFile === undefined
      ? succeed(defaultRules)
      : fail(`${path}: there is no such file`);
  }
  const parsed = parseRules(readFileSync(path, 'utf8'));
  return parsed.ok ? parsed : fail(`${path}: ${parsed.problem}`);
};
