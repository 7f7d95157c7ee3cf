/** What a visit takes on the tablet with its log, in bytes; measured on visits of the pilot's questionnaire, doubled. */
const bytesOfVisit = 60_000;

/** Asks the browser to keep what is stored, and says how much room there is. */
export const storageHealth = async (): Promise<{
  readonly isPersisted: boolean;
  readonly roomForVisits: number | null;
}> => {
  // Absent in workers of some browsers: then nothing is promised.
  const isPersisted = (await navigator.storage.persisted()) || (await askToPersist());
  const { quota, usage } = await navigator.storage.estimate();
  const roomForVisits =
    quota === undefined || usage === undefined
      ? null
      : Math.max(0, Math.floor((quota - usage) / bytesOfVisit));
  return { isPersisted, roomForVisits };
};

interface Persisting {
  persist(): Promise<boolean>;
}

const canPersist = (storage: object): storage is Persisting => 'persist' in storage;

const askToPersist = async (): Promise<boolean> => {
  const storage: object = navigator.storage;
  return canPersist(storage) ? storage.persist() : false;
};
