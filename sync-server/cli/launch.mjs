/**
 * node launch.mjs [--build] [--demo | --production] SCRIPT [ARGUMENT…]
 *
 * The way in of every npm command. Plain JavaScript, for it runs on a fresh machine under Node 20.19, before
 * anything is installed: it installs what the lockfile names and is missing, changes over to the Node that the
 * lockfile brings, builds the app if its sources have changed, and becomes SCRIPT.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const neededNode = 24;
const top = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const runningNode = Number(process.versions.node.split('.')[0]);

/**
 * The packages of a lockfile, by folder.
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, dev?: boolean }>}
 */
function lockedPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/** The Node binary that the lockfile brings for this machine, whether it is installed or not. */
function lockedNode() {
  const windows = process.platform === 'win32';
  const folder = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  return { folder, binary: join(top, 'node_modules', folder, 'bin', windows ? 'node.exe' : 'node') };
}

/**
 * The first package that is missing from node_modules or stands there in another version than the lockfile's.
 * Optional packages count only where this machine needs them: the Node binary under an older Node.
 * @param {boolean} withTools whether the packages that only building and testing need count
 */
function firstMissingPackage(withTools) {
  const wanted = lockedPackages(join(top, 'package-lock.json'));
  const installed = lockedPackages(join(top, 'node_modules', '.package-lock.json'));
  const node = lockedNode();
  return Object.entries(wanted).find(([folder, { version, optional, dev }]) => {
    if (folder === '' || (dev && !withTools)) return false;
    if (optional)
      return runningNode < neededNode && folder === `node_modules/${node.folder}` && !existsSync(node.binary);
    return installed[folder]?.version !== version || !existsSync(join(top, folder, 'package.json'));
  })?.[0];
}

/** @param {{ withTools: boolean }} extent */
function installWhatIsMissing({ withTools }) {
  const missing = firstMissingPackage(withTools);
  if (missing === undefined) return;
  console.error(`Installing packages (${missing} is missing or of another version) …`);
  const npmScript = process.env['npm_execpath'];
  const options = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const { status, error } = npmScript?.endsWith('.js')
    ? spawnSync(process.execPath, [npmScript, ...options], { cwd: top, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', options, { cwd: top, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status === 0) return;
  console.error(
    `The packages could not be installed: ${error?.message ?? `npm ci ended with ${String(status)}`}.`,
  );
  process.exit(1);
}

/**
 * Becomes `node …parameters`: same process where the system can, else a child whose end is this one's end.
 * @param {string} node
 * @param {string[]} parameters
 */
function become(node, parameters) {
  if (process.execve && process.platform !== 'win32') {
    process.execve(node, [node, ...parameters], definedEnvironment());
  }
  const child = spawn(node, parameters, { stdio: 'inherit' });
  // A terminal sends Ctrl-C to the child as well: passing it on would stop the child twice.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('error', (error) => {
    console.error(`${node} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function definedEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined));
}

const words = process.argv.slice(2);
const scriptIndex = words.findIndex((word) => !word.startsWith('--'));
const flags = new Set(words.slice(0, scriptIndex));
const script = words[scriptIndex];
if (script === undefined) throw new Error('launch.mjs: no script was named');

// What Node has compiled, and stripped of its types, is kept for the next start: half of the time that one takes.
process.env['NODE_COMPILE_CACHE'] ??= join(top, 'node_modules', '.cache', 'node');

if (flags.has('--demo')) {
  process.env['DEMO'] = '1';
  process.env['HOST'] ??= '127.0.0.1';
}
if (flags.has('--production')) {
  process.env['NODE_ENV'] = 'production';
  delete process.env['DEMO'];
}

// A server whose app is built already needs none of the tools.
installWhatIsMissing({ withTools: !flags.has('--build') });

if (runningNode < neededNode) {
  const { folder, binary } = lockedNode();
  if (!existsSync(binary)) {
    console.error(
      `Följsam runs on Node ${neededNode} or later; this is Node ${process.versions.node}. There is no ready-made ` +
        `Node for this machine (${folder}) among the packages. Install Node ${neededNode} (https://nodejs.org) and try again.`,
    );
    process.exit(1);
  }
  become(binary, [fileURLToPath(import.meta.url), ...words]);
} else {
  if (flags.has('--build')) {
    const { build, isFresh } = await import('./build.ts');
    if (!(await isFresh())) {
      installWhatIsMissing({ withTools: true });
      if (!(await build())) process.exit(1);
    }
  }
  become(process.execPath, [join(top, script), ...words.slice(scriptIndex + 1)]);
}
