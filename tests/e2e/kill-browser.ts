import type { Tablet } from './tablet.ts';

/** The processes of the browser, as it names them itself. */
export const processesOf = async (tablet: Tablet): Promise<number[]> => {
  const session = await tablet.context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser does not tell of its processes');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.map(({ id }) => id);
};

/** Ends them at once, as if the battery had been taken out. */
export const killAll = (processes: readonly number[]): void => {
  for (const id of processes) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // Gone already, with its parent.
    }
  }
};
