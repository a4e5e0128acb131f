/** Text as rules read it, and the way back to what was typed. */
export interface Normalised {
  /** Half width, simplified, without invisible marks; line breaks and tabs are spaces. */
  text: string;
  typed: string;
  /** Offset in `typed` of each code unit of `text`; null when nothing was dropped. */
  origin: Int32Array | null;
  /** A softening particle (啊, 哦 …) was taken from its end, and nobody thanked: among people an urging ends so. */
  isCoaxing?: boolean;
}

/** What is longer is read only up to here; WeCom's own limit is 2,048 bytes. The rest is kept, but not searched. */
export const LONGEST_READ = 2000;

/** Traditional forms of what our rules and common surnames need; simplified ones in the same place of the next line. */
const TRADITIONAL =
  '張陳楊黃趙吳孫馬馮許鄧鄭韓呂盧蔣賈譚鄒龍錢湯龐顧邵萬嚴賴莊龔喬蘭塗葉閻蕭蘇韋溫顏倪湯施陸魯賀賓駱齊齡儀衛鐘鍾聶單歐陽諸葛畢廖饒範' +
  '查詢記錄電話訪談見麵約預會議撤銷復覆改訂條應該對誤時間點鐘點兩個號週禮拜節曆農曆過後來這裡裏還沒給誰麼麽樣請幫說讓從與' +
  '提醒訊息簡訊郵體檢資產總額萬億購買賣贖賬帳戶款單據團隊劃規補充關係親屬妻兒媽爺孫歲壽慶賀歡愛養學業畢試讀書師醫療傷診險' +
  '車國際華東經濟計劃導員業務處辦結清開啟閉設置選擇類別級鑽貴賓黑區廳臺檯櫃網絡線銀行長遠運進展決議權進遲緩縮寫畫圖頁閱覽' +
  '訴責態懶騙偽欺損賠償嚴壞準確實際終結終於從來問題題討論證據檔案狀態現場勝負責備註釋義詞語讚謝歉誠懇請稱呼講聽覺聯絡動' +
  '靜敏麗偉傑濤軍強剛勇紅艷豔霞鳳瓊瑋瑩穎嬋媛曉雲夢瀟蘊韻馨齊禎禛鵬飛鴻翔賢達寧歡樂鋒銳鑫銘銀鈺錦鎮鐵鑄開闊陽陰隱雋雙難靈' +
  '順頌頤顯風飄飯飲餘館驗驚駿騰驍魚鮮鳥鶯鷹麥黨齒龜氣漢潔淺渦測滾滿漁潤澤濱灣燈爾爭牽獎獨獲瑪環產畝盡監盤碼礎禮種稅積穩窮' +
  '筆築範糧約級純紙紛細紹組絕統絲綠維網緊線練縣縱績繼續繳罰羅義習聖聲職肅腦臨舉舊艙藝藥蘋處號虛蟲補製複視覺觀觸計訂訊訓託';
const SIMPLIFIED =
  '张陈杨黄赵吴孙马冯许邓郑韩吕卢蒋贾谭邹龙钱汤庞顾邵万严赖庄龚乔兰涂叶阎萧苏韦温颜倪汤施陆鲁贺宾骆齐龄仪卫钟钟聂单欧阳诸葛毕廖饶范' +
  '查询记录电话访谈见面约预会议撤销复复改订条应该对误时间点钟点两个号周礼拜节历农历过后来这里里还没给谁么么样请帮说让从与' +
  '提醒讯息简讯邮体检资产总额万亿购买卖赎账账户款单据团队划规补充关系亲属妻儿妈爷孙岁寿庆贺欢爱养学业毕试读书师医疗伤诊险' +
  '车国际华东经济计划导员业务处办结清开启闭设置选择类别级钻贵宾黑区厅台台柜网络线银行长远运进展决议权进迟缓缩写画图页阅览' +
  '诉责态懒骗伪欺损赔偿严坏准确实际终结终于从来问题题讨论证据档案状态现场胜负责备注释义词语赞谢歉诚恳请称呼讲听觉联络动' +
  '静敏丽伟杰涛军强刚勇红艳艳霞凤琼玮莹颖婵媛晓云梦潇蕴韵馨齐祯禛鹏飞鸿翔贤达宁欢乐锋锐鑫铭银钰锦镇铁铸开阔阳阴隐隽双难灵' +
  '顺颂颐显风飘饭饮余馆验惊骏腾骁鱼鲜鸟莺鹰麦党齿龟气汉洁浅涡测滚满渔润泽滨湾灯尔争牵奖独获玛环产亩尽监盘码础礼种税积稳穷' +
  '笔筑范粮约级纯纸纷细绍组绝统丝绿维网紧线练县纵绩继续缴罚罗义习圣声职肃脑临举旧舱艺药苹处号虚虫补制复视觉观触计订讯训托';

const MORE_PAIRS =
  '為为們们會会時时間间嗎吗個个兒儿無无當当嗨嗨麼么樣样將将邊边錯错減减獻献幾几頭头員员圓圆發发髮发歷历曆历離离開开關关門门問问聞闻閒闲閑闲題题類类願愿顧顾項项預预領领頻频額额' +
  '貸贷貨货費费買买貿贸資资賓宾賞赏賣卖質质賬账購购贈赠贏赢趕赶跡迹軟软輕轻較较載载輸输轉转農农連连週周遊游運运違违遞递選选邁迈還还郵邮醫医釐厘針针鈔钞銷销鋪铺錄录鍵键鎖锁長长閱阅' +
  '陸陆陽阳隊队階阶際际隨随險险雖虽電电霧雾靜静響响頁页順顺須须飛飞飯饭駐驻體体鬆松魚鱼鳳凤點点齊齐龍龙卻却參参雙双變变號号後后從从復复應应懷怀懶懒戶户據据擁拥擇择擔担擬拟擴扩攜携敗败' +
  '數数斷断於于晚晚東东條条構构標标樓楼權权歲岁殘残氣气決决況况淨净準准滿满漲涨灣湾為为無无熱热爭争獲获現现產产畫画當当療疗盤盘眾众確确禮礼種种稱称穩稳競竞筆笔節节約约紅红紙纸級级細细終终組组結结給给統统絕绝' +
  '經经綜综維维網网緊紧線线緒绪練练縣县總总績绩織织續续罷罢義义習习聖圣聯联聲声聽听職职腳脚臨临與与舊旧萬万葉叶蘇苏處处術术衛卫補补裝装製制複复見见規规視视親亲覺觉觀观計计訂订記记訪访設设許许訴诉註注評评詢询試试話话該该詳详認认' +
  '誤误說说誰谁課课調调談谈請请論论諾诺講讲謝谢證证識识議议護护讀读變变讓让豐丰負负財财責责貝贝妳你祂他牠它佈布併并備备億亿儘尽優优償偿兩两冊册寫写劃划劉刘動动務务勞劳勢势區区協协單单廳厅嚴严國国園园圖图團团' +
  '場场壓压夠够夢梦媽妈學学寧宁實实審审寶宝專专尋寻對对導导層层屬属島岛帳账帶带幣币幫帮廣广廠厂張张強强彙汇後后徵征惡恶愛爱慶庆憂忧戰战掛挂採采換换損损揮挥孫孙孫孙陳陈楊杨黃黄趙赵吳吴鄭郑馮冯鄧邓許许' +
  '俺我啱刚咗了佢他嘅的唔不冇没喺在嚟来俾给畀给哋们嗰那傾倾' +
  '刪删鈴铃掃扫機机報报匯汇繫系傳传貓猫餵喂澆浇曬晒紀纪紗纱嬸婶鄰邻錶表隻只塊块鎊镑臘腊戲戏劇剧煩烦憶忆繞绕涼凉濕湿溼湿髒脏櫥橱燒烧餃饺雞鸡鴨鸭蝦虾醬酱螢萤儲储' +
  '嫻娴嬌娇蓮莲鄉乡鈞钧鑑鉴鐸铎瑤瑶禕祎渙涣瀾澜勳勋勵励厲厉嘯啸堅坚壯壮奮奋宮宫峯峰嶺岭嵐岚崗岗崢峥岡冈彥彦恆恒戀恋揚扬敘叙昇升暉晖曄晔樺桦榮荣欽钦滄沧燁烨煒炜煥焕燦灿爍烁甯宁碩硕祿禄縈萦繡绣纓缨蔭荫薈荟謙谦譽誉貞贞輝辉軒轩遙遥鋼钢鎧铠閩闽韜韬馭驭驥骥鬱郁頂顶頓顿飾饰騎骑聰聪積积窩窝簽签籤签藉借蓋盖蠟蜡襪袜貨货贈赠趙赵輩辈辭辞遺遗釋释鬧闹鹽盐黴霉麵面';

const DROP = 0;
const fold = buildFold();

function buildFold(): Uint16Array {
  const table = new Uint16Array(65_536);
  for (let unit = 0; unit < 65_536; unit++) table[unit] = unit;
  for (let at = 0; at < TRADITIONAL.length; at++) table[TRADITIONAL.charCodeAt(at)] = SIMPLIFIED.charCodeAt(at);
  for (let at = 0; at < MORE_PAIRS.length; at += 2) table[MORE_PAIRS.charCodeAt(at)] = MORE_PAIRS.charCodeAt(at + 1);
  for (let unit = 0xff01; unit <= 0xff5e; unit++) table[unit] = unit - 0xfee0;
  const SPACE = 0x20;
  for (const unit of [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]) table[unit] = SPACE;
  for (let unit = 0x2000; unit <= 0x200a; unit++) table[unit] = SPACE;
  const dropped: [number, number][] = [
    [0x00, 0x08],
    [0x0e, 0x1f],
    [0x7f, 0x84],
    [0x86, 0x9f],
    [0xad, 0xad],
    [0x034f, 0x034f],
    [0x061c, 0x061c],
    [0x115f, 0x1160],
    [0x17b4, 0x17b5],
    [0x180b, 0x180f],
    [0x200b, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x206f],
    [0x3164, 0x3164],
    [0xfe00, 0xfe0f],
    [0xfeff, 0xfeff],
    [0xffa0, 0xffa0],
    [0xfff0, 0xfffb],
  ];
  for (const [from, to] of dropped) for (let unit = from; unit <= to; unit++) table[unit] = DROP;
  for (const middot of '•・‧∙⋅･') table[middot.charCodeAt(0)] = '·'.charCodeAt(0);
  for (const dash of '–—―−﹣') table[dash.charCodeAt(0)] = '-'.charCodeAt(0);
  for (const tilde of '〜∼') table[tilde.charCodeAt(0)] = '~'.charCodeAt(0);
  return table;
}

/** Width, script and invisible marks folded; one code unit stays one code unit or is dropped. Never throws. */
export function normalise(typed: string): Normalised {
  const length = Math.min(typed.length, LONGEST_READ);
  let changedAt = 0;
  for (; changedAt < length; changedAt++) {
    const unit = typed.charCodeAt(changedAt);
    if (fold[unit] !== unit) break;
  }
  if (changedAt === length) return { text: length === typed.length ? typed : typed.slice(0, length), typed, origin: null };
  const units: number[] = [];
  // Hardly ever is anything dropped: until then offsets are those of the typed text.
  let origin: Int32Array | null = null;
  for (let at = 0; at < length; at++) {
    const unit = fold[typed.charCodeAt(at)] as number;
    if (unit === DROP) origin ??= Int32Array.from({ length }, (_one, i) => i);
    else {
      if (origin) origin[units.length] = at;
      units.push(unit);
    }
  }
  return { text: String.fromCharCode(...units), typed, origin };
}

/** A name or a word of ours in the form that sentences are compared in. */
export function foldWord(word: string): string {
  return normalise(word).text.trim();
}

/** Offset in the typed text of the start of a code unit of `text`. */
export function typedStart(normalised: Normalised, at: number): number {
  return normalised.origin ? (normalised.origin[at] as number) : at;
}

/** Offset in the typed text just behind the code unit before `end`; `end` > 0. */
export function typedEnd(normalised: Normalised, end: number): number {
  return normalised.origin ? (normalised.origin[end - 1] as number) + 1 : end;
}

/** The typed words between two offsets of `text`. What was too long to be read belongs to the last word. */
export function typedSlice(normalised: Normalised, start: number, end: number): string {
  const { text, typed } = normalised;
  if (start >= end) return '';
  const to = end === text.length && typed.length > LONGEST_READ ? typed.length : typedEnd(normalised, end);
  return typed.slice(typedStart(normalised, start), to);
}
