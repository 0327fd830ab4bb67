// Makes app/store/pinyin_data.inc: the pinyin of each Chinese character, from the package pinyin-pro (MIT).
//
//   npm install pinyin-pro@3.29.4 && node tools/make_pinyin.mjs node_modules/pinyin-pro > app/store/pinyin_data.inc
//
// The first reading of every character of the basic block (U+4E00–U+9FA5), without tones, ü written as v (as it is
// typed); and the further readings of the few characters whose other reading is usual in names of people and companies.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { readFileSync } from "node:fs";

const folder = resolve(process.argv[2] ?? "node_modules/pinyin-pro");
const require = createRequire(import.meta.url);
const { pinyin } = require(folder);
const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));

const first = 0x4e00;
const last = 0x9fa5;

const furtherReadings = {
    行: "hang", 长: "zhang", 重: "chong", 曾: "zeng", 单: "shan", 解: "xie", 仇: "qiu", 区: "ou", 查: "zha", 朴: "piao pu",
    翟: "zhai", 乐: "yue le", 盛: "sheng", 沈: "shen", 覃: "qin tan", 晟: "sheng cheng", 厦: "xia", 都: "du dou", 会: "hui",
    传: "chuan", 调: "diao tiao", 车: "ju", 参: "shen", 藏: "zang", 朝: "zhao", 干: "gan", 还: "huan", 夹: "jia", 贾: "jia",
    角: "jue", 卡: "ka", 六: "lu", 露: "lou", 率: "lv", 尉: "yu", 莘: "xin", 省: "sheng", 宿: "xiu", 万: "wan", 系: "xi",
    叶: "ye", 员: "yun", 种: "zhong chong", 冼: "xian", 缪: "miao", 召: "shao", 葛: "ge", 隗: "wei kui", 逄: "pang", 俞: "yu",
    扎: "zha", 石: "shi", 南: "nan", 弹: "dan tan", 塔: "ta", 色: "se", 地: "di", 得: "de", 和: "he", 给: "ji", 大: "dai",
    蔚: "yu", 郇: "huan xun", 佟: "tong", 尹: "yin", 褚: "chu", 秘: "bi", 祭: "zhai", 黑: "he", 折: "she", 洗: "xian",
    佛: "fo", 伽: "jia", 茄: "jia qie", 番: "pan", 蚌: "beng", 台: "tai", 铅: "qian", 堡: "bao pu", 浒: "xu", 丽: "li",
};

const readingOf = (character) => pinyin(character, { toneType: "none", type: "array", v: true })[0];
const isReading = (text) => /^[a-z]+$/.test(text);

const readings = [];
for (let code = first; code <= last; code++) {
    const reading = readingOf(String.fromCodePoint(code));
    readings.push(isReading(reading) ? reading : "");
}
const further = [];
for (const [character, list] of Object.entries(furtherReadings)) {

    const code = character.codePointAt(0);
    for (const reading of list.split(" ")) {
        if (readings[code - first] !== reading) further.push([code, reading]);
    }
}
further.sort((a, b) => a[0] - b[0]);

const syllables = [...new Set([...readings, ...further.map(([, reading]) => reading)])].sort();
const indexOf = new Map(syllables.map((syllable, index) => [syllable, index]));
const rows = (items, perRow) => {
    const lines = [];
    for (let at = 0; at < items.length; at += perRow) lines.push("    " + items.slice(at, at + perRow).join(",") + ",");
    return lines.join("\n");
};

console.log(`// Made by tools/make_pinyin.mjs from pinyin-pro ${version} (${license}, https://github.com/zh-lx/pinyin-pro). Do not edit.
constexpr std::string_view syllables[] = {
${rows(syllables.map((syllable) => `"${syllable}"`), 14)}
};
// The syllable of U+${first.toString(16).toUpperCase()} and the characters after it; 0 = none known.
constexpr std::uint16_t first_readings[] = {
${rows(readings.map((reading) => indexOf.get(reading)), 28)}
};
constexpr FurtherReading further_readings[] = {
${rows(further.map(([code, reading]) => `{0x${code.toString(16).toUpperCase()}, ${indexOf.get(reading)}}`), 7)}
};`);
