import type { ProblemCode } from '#domain/problem.ts';
import type { SyncProblem } from '#sync/reply.ts';
import type { DeviceWords } from './device.ts';

/** What went wrong between the app and the register, what is safe, and what to do. */
export const problems = (device: DeviceWords) => ({
  /** By the code of a problem document. */
  codes: {
    'bad-request': 'Registret kunde inte läsa det som skickades. Spara som fil och kontakta administratören.',
    'not-signed-in': 'Du behöver logga in igen.',
    'wrong-credentials': 'Användarnamnet eller lösenordet stämde inte.',
    'unknown-device': `Registret känner inte igen ${device.the}. Logga in igen, så ansluts den.`,
    'bad-signature': `Det som skickades kunde inte visas komma från ${device.the}. Logga in igen.`,
    'wrong-user': `Den som skrev det här är inte ansluten till ${device.the}. Be henne logga in här.`,
    'step-up-needed': 'Visa igen att det är du, och gör om.',
    'not-allowed': 'Du har inte behörighet att göra det.',
    'reason-needed': 'Du har inget uppdrag i ärendet. Ange först varför du behöver läsa det.',
    'foreign-site': 'Anropet kom från en annan webbplats och togs inte emot.',
    'not-found': 'Det finns inte, eller så har du inte behörighet att se det.',
    'stale-revision': 'Någon annan har ändrat under tiden. Läs det senaste och gör om.',
    'state-conflict': 'Det går inte att göra i det läge som det är i nu.',
    'already-exists': 'Det finns redan.',
    'too-large': 'Det är större än registret tar emot. Korta texterna och skicka igen.',
    'unsupported-media-type': 'Registret tog inte emot formatet. Ladda om sidan och försök igen.',
    invalid: 'Något i det som skickades stämmer inte. Öppna, rätta och skicka igen.',
    'app-too-old': 'Den här versionen av Följsam är för gammal. Ladda om sidan för att få den nya.',
    'precondition-required': 'Ladda om sidan och försök igen.',
    'too-many-requests': 'För många försök. Vänta en stund.',
    internal: 'Något gick fel i registret. Det försöks igen.',
    unavailable: 'Registret kan inte svara just nu. Det försöks igen.',
  } satisfies Record<ProblemCode, string>,
  unknown: 'Något gick fel. Det du skrivit finns kvar.',
  /** Why what waits has not been sent. */
  sync: {
    offline: 'Väntar på nät.',
    busy: 'Registret har mycket att göra just nu.',
    'server-error': 'Registret kan inte svara just nu.',
    'unknown-device': `Registret känner inte igen ${device.the}. Logga in igen, så skickas det.`,
    'wrong-user': `Något väntar från en person som inte är ansluten till ${device.the}. Be henne logga in här.`,
    'app-too-old': 'Följsam behöver uppdateras innan det kan skickas. Ladda om sidan.',
  } satisfies Record<SyncProblem, string>,
});
