/** Words that ask for a reminder, the longer before the shorter. */
export const REMIND_CUES = [
  '提醒一下我',
  '提醒我一下',
  '提醒下我',
  '提醒我',
  '叫醒我',
  '喊醒我',
  '叫一下我',
  '喊一下我',
  '叫下我',
  '喊下我',
  '通知我',
  '告诉我',
  '叫我',
  '喊我',
  '催我',
  '别让我睡过头',
  '别让我迟到',
  '别让我错过',
  '别让我忘了',
  '别让我忘',
  '别忘了',
  '不要忘了',
  '别忘记',
  '不要忘记',
  '别忘',
  '记得',
  '记着',
  '记住',
];

const REMIND_ME = '提醒(?:一下|下)?我';
const REMINDS = new RegExp(REMIND_ME, 'g');

/** 提醒我, and nothing that a client may ask of us in the same words. */
export const remindMeIn = (text: string): RegExpExecArray[] => [...text.matchAll(REMINDS)];

/** 提醒我, 叫我一声, 喊一下我: wherever a sentence asks to be told. */
export const askedIn = (text: string): RegExpExecArray[] => [...text.matchAll(ASKED)];

const ASKED = new RegExp(`(?:${REMIND_ME}|(?:叫|喊|通知)(?:一下|下)?我)(?:一[下声])?`, 'g');

/** What stands between one thing that is asked and the next. */
export const marksIn = (text: string): RegExpExecArray[] => [...text.matchAll(MARKS)];

const MARKS = /(?:[,。;!\s]|然后|还有|另外|以及|顺便|对了|并且)+/g;
