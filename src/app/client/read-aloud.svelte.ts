import { chooseVoice } from './voice.ts';

/** Reads aloud with a voice of the device, one text at a time. */
export class ReadAloud {
  isSpeaking = $state(false);
  /** What is being read; held on to, since browsers forget what nobody holds. */
  #reading: readonly SpeechSynthesisUtterance[] = [];
  #voices = $state.raw<readonly SpeechSynthesisVoice[]>([]);
  readonly #speech = 'speechSynthesis' in globalThis ? globalThis.speechSynthesis : undefined;

  /** Looks which voices there are; browsers tell of them a moment late. Gives the way to stop. */
  start(): () => void {
    const look = () => (this.#voices = this.#speech?.getVoices() ?? []);
    look();
    this.#speech?.addEventListener('voiceschanged', look);
    return () => {
      this.#speech?.removeEventListener('voiceschanged', look);
      this.silence();
    };
  }

  /** Whether there is a voice for the language on the device. */
  canRead(language: string): boolean {
    return chooseVoice(this.#voices, language) !== undefined;
  }

  /** Reads the sentences, instead of what is being read. */
  read(sentences: readonly string[], language: string): void {
    const voice = chooseVoice(this.#voices, language);
    if (this.#speech === undefined || voice === undefined) return;
    this.silence();
    const spoken = sentences.map((each) => new SpeechSynthesisUtterance(each));
    for (const each of spoken) {
      each.voice = voice;
      each.lang = voice.lang;
      each.rate = 0.9;
    }
    const last = spoken.at(-1);
    if (last === undefined) return;
    const end = () => {
      // What was cut short ends after the next has begun.
      if (this.#reading === spoken) this.isSpeaking = false;
    };
    last.onend = end;
    last.onerror = end;
    this.#reading = spoken;
    this.isSpeaking = true;
    for (const each of spoken) this.#speech.speak(each);
  }

  silence(): void {
    this.#reading = [];
    this.#speech?.cancel();
    this.isSpeaking = false;
  }
}
