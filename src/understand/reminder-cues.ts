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

/** 「提醒我妈吃药」: she is to be reminded, and 「提醒我妈生日」 is about her. */
export const MY_PEOPLE =
  /^(?:[妈爸哥姐弟妹](?![\u4e00-\u9fff]{0,2}(?:生日|节|忌日))|老[婆公妈爸]|爸妈|儿子|女儿|闺女|媳妇|爱人|家人|家里人|对象|同事|徒弟|领导)(?!生日|过生日|的)/;

/** Others who are to be told. */
export const PEOPLE =
  /^(?:大家|大伙儿?|各位|同事们?|同学们?|员工|组员|客户们?|团队|全体|家长们?|孩子们?|宝宝|小朋友们?|[他她](?!的)们?|爸爸|妈妈|爸妈|爷爷|奶奶|外公|外婆|姥姥|姥爷|老婆|老公|老爸|老妈|儿子|女儿|闺女|媳妇|爱人|家人|室友|领导|老板|徒弟|[老小][\u4e00-\u9fff](?=[带交去来吃喝打办签开买拿取还填报参准穿]))/;
