import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from './config.ts';
import { inviteFirstAdministrator } from './identity/first-administrator.ts';
import { faultWords } from './log.ts';
import { startServer, type RunningServer } from './server.ts';

/** Exit status for a fault in the configuration (sysexits.h: EX_CONFIG). */
const configurationFault = 78;

const stopOnSignals = (server: RunningServer): void => {
  let since: number | null = null;
  const stop = (): void => {
    // npm passes on a Ctrl-C that has already come from the terminal; one that comes later is somebody who will not wait.
    if (since !== null && Date.now() - since > 1_000) process.exit(1);
    if (since !== null) return;
    since = Date.now();
    console.log('Stopping: open requests finish first …');
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`The register could not be closed cleanly: ${faultWords(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

const start = async (): Promise<void> => {
  const dist = join(import.meta.dirname, '..', 'dist');
  const { config, faults } = readConfig(process.env, existsSync(join(dist, 'index.html')) ? dist : null);
  if (faults.length > 0) {
    console.error(['Följsam cannot start:', ...faults.map((fault) => `- ${fault}`)].join('\n'));
    process.exitCode = configurationFault;
    return;
  }
  // Loaded in the demo alone: a server for real cases has no way of inventing any.
  const demo = config.isDemo ? await import('./demo/demo-city.ts') : null;
  const started = await startServer(config, {
    tell: (words) => console.log(words),
    fill: async (context) => {
      await demo?.fillDemoCity(context);
    },
  });
  if (!started.ok) {
    console.error(`Följsam cannot start: ${started.problem}`);
    process.exitCode = 1;
    return;
  }
  const server = started.value;
  stopOnSignals(server);
  const address = config.publicOrigin ?? `http://localhost:${server.port}`;
  console.log(`Följsam is at ${address}`);
  for (const { userName, password, role } of demo?.demoAccounts ?? []) {
    console.log(`  ${userName.padEnd(14)}${password.padEnd(16)}${role}`);
  }
  const link = config.isDemo ? null : await inviteFirstAdministrator(server.context, address);
  if (link !== null)
    console.log(`There is no administrator yet. Open this link, once, to become the first: ${link}`);
};

await start();
