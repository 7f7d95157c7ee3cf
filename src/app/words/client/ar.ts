import type { ClientWords } from '#app/client/client-words.ts';

const questions = (count: number): string =>
  count === 2 ? 'سؤالين' : count <= 10 ? `${count} أسئلة` : `${count} سؤالًا`;

export const words: ClientWords = {
  direction: 'rtl',
  isChecked: false,
  unchecked: 'لم يراجع مترجم هذا النص بعد.',
  title: (count) =>
    count === 1 ? 'هل تريد الإجابة عن سؤال واحد؟' : `هل تريد الإجابة عن ${questions(count)}؟`,
  why: { heading: 'لماذا نسأل', text: 'نريد أن نعرف إن كنت تحصل على المساعدة التي يجب أن تحصل عليها.' },
  whoSees: {
    heading: 'من يرى الإجابات',
    text: 'موظف الخدمات الاجتماعية المسؤول عنك ومنسّق في منطقتك. الموظفون في مكان سكنك لا يرونها.',
  },
  usedFor: {
    heading: 'فيمَ تُستخدم الإجابات',
    text: 'لتحسين المساعدة. تُجمع إجاباتك مع إجابات الآخرين دون ذكر اسمك.',
  },
  youDecide: {
    heading: 'القرار لك',
    text: 'يمكنك تخطّي الأسئلة. يمكنك التوقف متى شئت. لن يؤثر ذلك في المساعدة التي تحصل عليها.',
  },
  yes: 'نعم، أريد الإجابة',
  no: 'لا، شكرًا',
  questionOf: (number, total) => `السؤال ${number} من ${total}`,
  language: 'اللغة',
  listen: 'استمع',
  silence: 'أوقف القراءة',
  noVoice: 'الصوت غير موجود على هذا الجهاز',
  several: 'يمكنك اختيار أكثر من إجابة.',
  yourAnswer: 'إجابتك',
  remove: 'احذف الإجابة',
  haveRead: 'قرأت هذا',
  answerYes: 'نعم',
  answerNo: 'لا',
  notANumber: 'اكتب عددًا بالأرقام.',
  notADate: 'اكتب تاريخًا صحيحًا.',
  doesNotFit: 'الإجابة لا تناسب السؤال. يمكنك تغييرها أو المتابعة.',
  whoSeesMine: 'من يرى إجاباتي؟',
  backToQuestions: 'العودة إلى الأسئلة',
  back: 'رجوع',
  skip: 'تخطَّ',
  next: 'التالي',
  done: 'انتهيت',
  stop: 'توقف',
  thanks: 'شكرًا',
  giveBack: 'أعد الجهاز من فضلك.',
  saveFailed: 'تعذّر حفظ الإجابة. أخبر من أعطاك الجهاز.',
  stillThere: 'سيُقفل الجهاز قريبًا. المس الشاشة إن كنت ما زلت هنا.',
};
