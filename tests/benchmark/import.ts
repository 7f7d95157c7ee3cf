import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeRegister } from '../server/fault-register.ts';
import { figure, type Benchmark } from './benchmark.ts';

const rows = 100_000;
const heading =
  'Nyckel;Ärendenummer;Initialer;Verksamhet;Ansvarig nämnd;Arbetsgrupp;Verksamhetsområde;Kön;Beslutsdatum;' +
  'Genomförandeplan senast;Månadsrapport senast;Handläggare';
const areas = ['barn och unga', 'vuxen/missbruk', 'socialpsykiatri'];
const genders = ['kvinna', 'man', 'annat'];

/** Placements as a municipal system exports them, of the boards, teams and units of the seed. */
const placements = (): string => {
  const lines = Array.from({ length: rows }, (_, index) => {
    const board = index % 2 === 0 ? 'first' : 'other';
    const day = String(1 + (index % 28)).padStart(2, '0');
    const [area, gender] = [areas[index % 3], genders[index % 3]];
    const whose = `P${index};A-${index % 60_000};A.B.;${board};${board};${board}`;
    return `${whose};${area};${gender};2026-01-${day};2026-03-${day};5;`;
  });
  return [heading, ...lines, ''].join('\r\n');
};

/** The import of a large file by its command, from the first line of the program to the last. */
export const importFile: Benchmark = {
  name: 'import',
  run: async () => {
    const register = await makeRegister({ tablets: 1, placements: 0 });
    const [file, report] = [join(register.dataDir, 'placements.csv'), join(register.dataDir, 'memory')];
    writeFileSync(file, placements());
    const started = performance.now();
    const command = join(import.meta.dirname, '../../sync-server/cli/import.ts');
    const memory = join(import.meta.dirname, 'report-memory.ts');
    const child = spawn(process.execPath, ['--import', memory, command, 'placements', file], {
      env: { ...process.env, DATA_DIR: register.dataDir, MEMORY_REPORT: report },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await once(child, 'exit');
    const status = child.exitCode;
    const seconds = (performance.now() - started) / 1000;
    const reader = new DatabaseSync(register.file);
    const imported = Number(reader.prepare('SELECT count(*) AS count FROM placements').get()?.['count']) - 2;
    reader.close();
    if (status !== 0 || imported !== rows)
      throw new Error(`${imported} rows were imported, status ${status}`);
    const bytes = Number(readFileSync(report, 'utf8'));
    await register.remove();
    return [
      figure({ name: 'import of 100,000 rows', value: seconds, unit: 's' }, { most: 30 }),
      figure({ name: 'import: most memory', value: bytes / 1e6, unit: 'MB' }, { most: 300 }),
    ];
  },
};
