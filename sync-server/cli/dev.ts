/** The real server, started anew at each change, and Vite before it with hot reload; they end together. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from './source-hash.ts';

const address = 'http://localhost:5173';

function start(parameters: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [...parameters], {
    cwd: projectFolder,
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
}

const children = [
  // The browser speaks to Vite, so that is the origin that the server must expect.
  start(['--watch', '--watch-preserve-output', join('sync-server', 'main.ts')], {
    PUBLIC_ORIGIN: process.env['PUBLIC_ORIGIN'] ?? address,
  }),
  start([join('node_modules', 'vite', 'bin', 'vite.js')], {}),
];

let isEnding = false;

function endAll(signal: NodeJS.Signals): void {
  if (isEnding) return;
  isEnding = true;
  // A terminal sends Ctrl-C to the children as well; asked twice, the server would not finish what is open.
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  for (const child of children) child.kill('SIGTERM');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endAll);
for (const child of children) {
  child.on('exit', (code) => {
    process.exitCode ??= code ?? 0;
    endAll('SIGTERM');
  });
}
