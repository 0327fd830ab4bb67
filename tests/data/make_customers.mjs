// Makes the customer files that the import is tested with, always the same: node tests/data/make_customers.mjs
// customers_utf8.csv     530 rows, UTF-8 with byte order mark, CRLF, quotes, commas and line breaks in cells; 8 broken rows
// customers_gb18030.csv  220 rows, GB 18030 with characters of four bytes
// customers_utf16.csv    40 rows, UTF-16LE with byte order mark, tabs: what a spreadsheet calls "Unicode text"
// The companies and people are made up.
import { writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

let state = 20260131;
function random(bound) { // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
}
const pick = (list) => list[random(list.length)];
const digits = (count) => Array.from({ length: count }, () => random(10)).join('');
const chance = (percent) => random(100) < percent;

const places = [
    ['北京市 北京市', '010', 8, '100', ['朝阳区建国路', '海淀区中关村大街', '丰台区南四环西路', '大兴区经海路'], '北京'],
    ['上海市 上海市', '021', 8, '200', ['浦东新区张江路', '闵行区申长路', '嘉定区曹安公路', '徐汇区漕溪北路'], '上海'],
    ['广东省 深圳市', '0755', 8, '518', ['南山区科技园南路', '福田区深南大道', '宝安区新安六路', '龙岗区坂田街道'], '深圳'],
    ['广东省 广州市', '020', 8, '510', ['天河区体育东路', '番禺区大石街道', '黄埔区科学大道'], '广州'],
    ['江苏省 苏州市', '0512', 8, '215', ['工业园区星湖街', '吴中区东吴北路', '昆山市前进中路'], '苏州'],
    ['江苏省 南京市', '025', 8, '210', ['江宁区秣周东路', '鼓楼区中山北路'], '南京'],
    ['浙江省 杭州市', '0571', 8, '310', ['滨江区江南大道', '余杭区文一西路', '萧山区市心北路'], '杭州'],
    ['浙江省 宁波市', '0574', 8, '315', ['鄞州区首南街道', '北仑区明州路'], '宁波'],
    ['山东省 青岛市', '0532', 8, '266', ['崂山区松岭路', '黄岛区长江中路'], '青岛'],
    ['四川省 成都市', '028', 8, '610', ['高新区天府大道', '武侯区科华北路', '双流区航空港'], '成都'],
    ['湖北省 武汉市', '027', 8, '430', ['东湖高新区光谷大道', '江汉区解放大道'], '武汉'],
    ['陕西省 西安市', '029', 8, '710', ['雁塔区科技路', '未央区凤城五路'], '西安'],
    ['湖南省 长沙市', '0731', 8, '410', ['岳麓区麓谷大道', '雨花区韶山中路'], '长沙'],
    ['福建省 厦门市', '0592', 7, '361', ['思明区湖滨南路', '集美区杏林湾路'], '厦门'],
    ['辽宁省 大连市', '0411', 8, '116', ['甘井子区凌水路', '西岗区中山路'], '大连'],
    ['黑龙江省 哈尔滨市', '0451', 8, '150', ['南岗区学府路', '道里区群力大道'], '哈尔滨'],
    ['云南省 昆明市', '0871', 8, '650', ['五华区人民中路', '官渡区春城路'], '昆明'],
    ['新疆维吾尔自治区 乌鲁木齐市', '0991', 7, '830', ['水磨沟区会展大道', '天山区解放北路'], '乌鲁木齐'],
];
const words = ['思优特', '恒瑞达', '博远', '华信', '天成', '锦程', '鼎盛', '金瑞', '启航', '中科睿', '宏图', '卓越', '汇丰源', '新立', '德邦', '瑞康', '绿源', '东方智', '联众',
    '百川', '海纳', '星辰', '云峰', '明德', '同创', '万象', '泰和', '嘉禾', '晨光', '安泰', '龙腾', '凯旋', '正大', '永昌', '普惠', '雅居', '信诺', '博雅', '远景', '长虹桥'];
const trades = ['教育科技', '培训', '电子商务', '国际贸易', '精密机械', '医疗器械', '新材料', '环保设备', '食品', '物流', '建筑装饰', '软件', '印刷包装', '汽车零部件', '服饰', '农业发展', '文化传媒', '光电', '化工', '酒店管理'];
const forms = ['有限公司', '有限公司', '有限公司', '股份有限公司', '有限责任公司', '集团有限公司', '厂', '（中国）有限公司'];
const surnames = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈'];
const given = ['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '洋', '艳', '勇', '军', '杰', '娟', '涛', '明', '超', '秀兰', '霞', '平', '刚', '桂英', '建国', '晓东', '子涵', '雨桐', '浩然', '思远', '佳怡', '梓轩', '文博', '慧敏'];
const rareNames = ['李䶮', '王𬭎', '周㛃', '张𠅤', '陈㙓', '刘𫍯', '赵䴖', '孙𬀩']; // names that GBK cannot write
const mobiles = ['134', '135', '136', '137', '138', '139', '150', '151', '152', '157', '158', '159', '178', '182', '187', '188', '198', '130', '131', '132', '155', '156', '166', '176', '185', '186', '133', '153', '173', '177', '180', '181', '189', '191', '199', '192'];
const remarks = ['', '', '', '', '老客户介绍', '展会上认识，对价格敏感', '要求先寄样品,再谈价格', '负责人说："下个月再联系"', '付款方式:月结30天；需开专票', '第一行：已寄样品\n第二行：等回复', '5" 管件为主', '周五下午不要打电话', '=重点跟进'];

const titles = ['客户名称', '客户行业', '客户信息来源', '公司性质', '邮编', '年营业额', '评分', '省市', '详细地址', '电话', '员工数', '备注', '联系人姓名', '称呼', '手机', '邮箱', '职位', 'QQ'];

const used = new Set();
function companyName(place, rare) {
    for (;;) {
        const name = `${pick([place[5], place[5], ''])}${pick(words)}${rare ? pick([...'䶮𠮷㵪𬬭']) : ''}${pick(trades)}${pick(forms)}`;
        if (!used.has(name)) {
            used.add(name);
            return name;
        }
    }
}
function landline(place) {
    const number = `${2 + random(7)}${digits(place[2] - 1)}`;
    return pick([`${place[1]}-${number}`, `${place[1]}-${number}`, `${place[1]}${number}`, `(${place[1]}) ${number}`, `${place[1]}-${number}-${100 + random(800)}`, `400-${digits(3)}-${digits(4)}`]);
}
function mobile() {
    const number = pick(mobiles) + digits(8);
    return pick([number, number, number, `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`, `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`, `+86 ${number}`]);
}
function row({ rare = false } = {}) {
    const place = pick(places);
    const isRare = rare && chance(20);
    const person = isRare ? pick(rareNames) : pick(surnames) + pick(given);
    return [
        companyName(place, isRare),
        pick(['教育/培训', '电子商务', '对外贸易', '其他', '']),
        pick(['电话营销', '网络营销', '其他', '']),
        pick(['合资', '国企', '事业单位', '民营', '民营', '其他']),
        place[3] + digits(3),
        pick(['0-10万', '10-20万', '20-50万', '50万以上', '']),
        pick(['一星', '二星', '三星', '']),
        chance(80) ? place[0] : place[0].replace(' ', ''),
        `${pick(place[4])}${1 + random(999)}号${pick(['', `${1 + random(30)}楼`, `${pick([...'ABCD'])}座${100 + random(2900)}室`, `，${pick(words)}大厦${1 + random(20)}层`])}`,
        landline(place),
        pick(['5-20人', '20-50人', '50人以上', '']),
        pick(remarks),
        person,
        pick(['先生', '女士', '经理', '总', '']),
        chance(90) ? mobile() : '',
        chance(70) ? `${pick(['info', 'sales', 'li', 'wang', 'contact', 'hr', 'zhang'])}${digits(3)}@${pick(['example.com', 'mail.example.cn', 'example.com.cn', 'example.net'])}` : '',
        pick(['总经理', '采购经理', '销售总监', '行政主管', '财务', '工程师', '']),
        chance(60) ? `${1 + random(9)}${digits(4 + random(6))}` : '',
    ];
}

function quoted(cell, delimiter) {
    return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
const line = (cells, delimiter = ',') => cells.map((cell) => quoted(cell, delimiter)).join(delimiter);
const write = (name, bytes) => writeFileSync(join(import.meta.dirname, name), bytes);

// One broken row of each kind, spread over the file: what it breaks is its key.
const broken = {
    '没有客户名称': (cells) => line(cells.with(0, '')),
    '邮编五位': (cells) => line(cells.with(4, '51805')),
    '手机号段不存在': (cells) => line(cells.with(14, '12345678901')),
    '邮箱没有@': (cells) => line(cells.with(15, 'sales.example.com')),
    '没有这个行业': (cells) => line(cells.with(1, '航天')),
    '多出两列': (cells) => line([...cells, '多余', '的列']),
    '引号没有结束': (cells) => line(cells.with(11, '')).replace(`${cells[12]},`, `"${cells[12]},`),
    '名称太长': (cells) => line(cells.with(0, '很长的名称'.repeat(12) + cells[0])),
};
const lines = Array.from({ length: 522 }, () => line(row()));
Object.values(broken).forEach((breakRow, i) => lines.splice(40 + i * 60, 0, breakRow(row())));
write('customers_utf8.csv', `\ufeff${line(titles)}\r\n${lines.join('\r\n')}\r\n`);

const inChina = Array.from({ length: 220 }, () => line(row({ rare: true })));
write('customers_gb18030.csv', execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: `${line(titles)}\r\n${inChina.join('\r\n')}\r\n` }));

const unicode = Array.from({ length: 40 }, () => line(row({ rare: true }), '\t'));
write('customers_utf16.csv', Buffer.from(`\ufeff${line(titles, '\t')}\r\n${unicode.join('\r\n')}\r\n`, 'utf16le'));
