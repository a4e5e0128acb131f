/** Messages nobody should send and somebody will: at least 300, every one to be survived without a write. */
const SHORT = [
  '', ' ', '\n', '\t', '\u3000', '\u200b', '\ufeff', '\u202e', '\u0000', '\u0007', '\ud800', '\udc00', '\ud83d', '😀', '😀😀😀', '👨‍👩‍👧‍👦', '🇨🇳', '.', '。', '？', '!', '，，，', '…', '———', '()', '[]', '{}', '<>', '/', '\\', '|', '&', '%', '$', '#', '@', '@所有人', '*', '**', '`', '```', '~', '^', '_', '-', '+', '=', '"', "'", ';', ':', '0', '1', '-1', '00', '1e999', 'NaN', 'null', 'undefined', 'true', 'Infinity', '0x41', '１２３', '①②③', 'Ⅳ', '½', '٣', '\u0301', 'é', 'ﬁ', 'ÿ', 'İ', 'ß',
];
const CODE = [
  "'; DROP TABLE client; --", "1' OR '1'='1", '1; DELETE FROM task', 'UNION SELECT * FROM staff', "admin'--", '{{client.name}}', '{{#each clients}}{{/each}}', '{{{body}}}', '${process.env}', '#{7*7}', '<%= 7*7 %>', '{% raw %}', '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<a href="javascript:1">x</a>', '[x](javascript:alert(1))', '![x](http://a.b/c)', '**bold**', '# 标题', '> 引用', '- 列表', '| a | b |', '<@all>', '<font color="warning">x</font>', '../../etc/passwd', 'C:\\Windows', 'file:///etc/passwd', 'http://169.254.169.254/', '`rm -rf /`', '$(reboot)', '| cat /etc/passwd', '&& shutdown', '%00', '%0d%0aSet-Cookie', '\r\n\r\nHTTP/1.1 200', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '{"intent":"contact"}', '[object Object]', 'ok:1', 'undo:1', 'who:1.2', '/start', '/help', 'javascript:void(0)', 'data:text/html,x', '&lt;b&gt;', '\\u0000', '%s%s%n', 'AAAA%n', '${jndi:ldap://x}', '() { :; };', 'eval(1)', 'require("fs")', 'SELECT pg_sleep(9)', 'xp_cmdshell', '<!--', '-->', '<![CDATA[x]]>', '<!ENTITY x>', '<?xml?>', ']]>', '\u2028', '\u2029', 'a\u0000b',
];
const WORDS = ['查', '记', '投诉', '提醒我', '完成', '推迟', '预约', '补充资料'];

const shaped: string[] = [];
for (const piece of ['\u200b', '\u202e', '\u2066', '\ufeff', '\u0000', '\ud800', '😀', '\u0301', '\u00ad', '\u3164']) {
  for (const word of ['你好', '在吗', '天气', '{{x}}', '股市', '哈哈', '为啥', '谢谢']) shaped.push(`${piece}${word}${piece}`);
}
for (const unit of ['a', '1', '王', '的', '，', ' ', '😀', '\ud800', '(', '“', '明', '天', '十', '点', '周', '年', '%', '{{', '他', '查', '记', '不', '吗', '第', '1 ', '王总', '- ', '\u200b', '一二三', '12:', '哈', '万']) {
  for (const count of [40, 1000, 100_000]) shaped.push(unit.repeat(Math.ceil(count / unit.length)));
}
for (const word of WORDS) for (const rest of ['{{x}}', '<b>', "'; --", '\ud800', '😀', '?']) shaped.push(`${word}${rest}`);

export const NASTY: readonly string[] = [...new Set([...SHORT, ...CODE, ...shaped])];
