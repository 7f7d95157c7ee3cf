/**
 * node run.ts [--json] [--only NAME]… [--strict]: measures, and prints a table, or with --json a list of figures.
 * The exit code tells that something could not be measured; with --strict also that a limit is exceeded.
 */
import { parseArgs } from 'node:util';
import type { Figure } from './benchmark.ts';
import { benchmarks } from './benchmarks.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    strict: { type: 'boolean', default: false },
  },
});

const inFigures = (value: number | null): string => {
  if (value === null) return '';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
};

const table = (figures: readonly Figure[]): string => {
  const rows = [
    ['name', 'value', 'unit', 'floor', 'ratio', 'limit', 'ok'],
    ...figures.map(({ name, value, unit, floor, ratio, limit, ok }) => [
      name,
      inFigures(value),
      unit,
      inFigures(floor),
      inFigures(ratio),
      limit,
      ok ? 'yes' : 'NO',
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const isNumber = (column: number) => [1, 3, 4].includes(column);
  const pad = (cell: string, column: number) =>
    isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
};

const unknown = (values.only ?? []).filter((name) => benchmarks.every((each) => each.name !== name));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}; there are: ${benchmarks.map((each) => each.name).join(', ')}`,
  );
  process.exitCode = 1;
} else {
  const figures: Figure[] = [];
  const failed: string[] = [];
  for (const { name, load } of benchmarks) {
    if (values.only !== undefined && !values.only.includes(name)) continue;
    console.error(`${name} …`);
    try {
      figures.push(...(await (await load()).run()));
    } catch (error) {
      console.error(`${name} could not be measured:`, error);
      failed.push(name);
    }
  }
  console.log(values.json ? JSON.stringify(figures, null, 2) : table(figures));
  const isTooMuch = values.strict && figures.some((each) => !each.ok);
  process.exitCode = failed.length > 0 || isTooMuch ? 1 : 0;
}
