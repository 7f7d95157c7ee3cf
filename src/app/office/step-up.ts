/** Asks the person to show again that it is she; gives whether she did. */
type Asker = () => Promise<boolean>;

let asker: Asker | null = null;
let open: Promise<boolean> | null = null;

/** The frame says how it is asked; gives what takes that back. */
export const onStepUp = (ask: Asker): (() => void) => {
  asker = ask;
  return () => {
    if (asker === ask) asker = null;
  };
};

/** Has the person show again that it is she; requests that need it at the same time share one question. */
export const stepUp = (): Promise<boolean> => {
  if (asker === null) return Promise.resolve(false);
  open ??= asker().finally(() => (open = null));
  return open;
};
