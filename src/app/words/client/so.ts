import type { ClientWords } from '#app/client/client-words.ts';

export const words: ClientWords = {
  direction: 'ltr',
  isChecked: false,
  unchecked: 'Turjubaan weli ma hubin qoraalkan.',
  title: (count) =>
    count === 1
      ? "Ma rabtaa inaad ka jawaabto hal su'aal?"
      : `Ma rabtaa inaad ka jawaabto ${count} su'aalood?`,
  why: {
    heading: 'Sababta aan u weydiinayno',
    text: 'Waxaan rabnaa inaan ogaanno haddii aad hesho caawimaadda ay tahay inaad hesho.',
  },
  whoSees: {
    heading: 'Yaa arka jawaabaha',
    text: 'Shaqaalahaaga arrimaha bulshada iyo isku-duwe degmadaada ah. Shaqaalaha guriga aad deggan tahay ma arkaan.',
  },
  usedFor: {
    heading: 'Waxa jawaabaha loo isticmaalo',
    text: 'In caawimaadda la wanaajiyo. Jawaabahaaga waxaa lala tiriyaa kuwa dadka kale, magacaaguna kuma qorna.',
  },
  youDecide: {
    heading: 'Adigaa go’aansanaya',
    text: "Su'aalaha waad ka boodi kartaa. Waad joojin kartaa markaad rabto. Ma saamaynayso caawimaadda aad hesho.",
  },
  yes: 'Haa, waan ka jawaabayaa',
  no: 'Maya, mahadsanid',
  questionOf: (number, total) => `Su'aasha ${number} ee ${total}`,
  language: 'Luqad',
  listen: 'Dhegeyso',
  silence: 'Jooji akhriska',
  noVoice: 'Codku kuma jiro qalabkan',
  several: 'Waad dooran kartaa wax ka badan hal.',
  yourAnswer: 'Jawaabtaada',
  remove: 'Ka saar jawaabta',
  haveRead: 'Waan akhriyay',
  answerYes: 'Haa',
  answerNo: 'Maya',
  notANumber: 'Ku qor tiro.',
  notADate: 'Qor taariikh sax ah.',
  doesNotFit: "Jawaabtu kuma habboona su'aasha. Waad beddeli kartaa, ama sii wad.",
  whoSeesMine: 'Yaa arka jawaabahayga?',
  backToQuestions: "Ku noqo su'aalaha",
  back: 'Dib u noqo',
  skip: 'Ka bood',
  next: 'Xiga',
  done: 'Dhammee',
  stop: 'Jooji',
  thanks: 'Mahadsanid',
  giveBack: 'Fadlan soo celi qalabka.',
  saveFailed: 'Jawaabta lama kaydin karin. U sheeg qofka qalabka ku siiyay.',
  stillThere: 'Qalabku dhowaan wuu xirmi doonaa. Taabo shaashadda haddii aad joogto.',
};
