/** What the register answered; `body` is undefined where there was none, or none that is JSON. */
export interface RegisterAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Asks the register for something that no queue waits for; null where there is no network, or no answer in time. */
export const askRegister = async (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<RegisterAnswer | null> => {
  try {
    const response = await fetch(path, {
      method,
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    return { status: response.status, body: jsonOf(text) };
  } catch {
    // No network, or no answer in time: the caller says so.
    return null;
  }
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Nothing, or not of the register's: the status says what it is worth.
    return undefined;
  }
};
