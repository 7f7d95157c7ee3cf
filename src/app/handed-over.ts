/**
 * Which follow-up's questions the tablet was handed over for. It is remembered in the browser, beside every tab, so that
 * neither a reload nor another tab shows the case to whoever holds the tablet. Ids and names of the form, nothing else.
 */
export interface HandedOver {
  readonly followUpId: string;
  readonly section: string;
}

const storageKey = 'foljsam-handed-over';

/** What the tablet is handed over for; null where it is in the caseworker's hands. */
export const readHandedOver = (): HandedOver | null => {
  const [followUpId, section] = localStorage.getItem(storageKey)?.split('/') ?? [];
  return followUpId === undefined || section === undefined ? null : { followUpId, section };
};

export const writeHandedOver = ({ followUpId, section }: HandedOver): void =>
  localStorage.setItem(storageKey, `${followUpId}/${section}`);

export const clearHandedOver = (): void => localStorage.removeItem(storageKey);

/** Whether what another tab has stored hands the tablet over. */
export const isHandingOver = (event: StorageEvent): boolean =>
  event.key === storageKey && event.newValue !== null;
