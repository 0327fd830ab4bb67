// Makes app/formats/gb18030_data.inc: the two tables of GB 18030 (as in the WHATWG Encoding Standard), taken from
// the decoder that Node.js carries: node tools/make_gb18030.mjs
//
// Two-byte area, 126 × 190 pointers: about 14,000 of its 23,940 characters are simply "the next ideograph of
// U+4E00–U+9FA5 that GB 2312 does not have", 2,000 more are runs. So the table is a list of segments, each a word
// kind << 14 | count, and after it: fill, nothing; run, the first code point; literal, `count` code points.
// Four-byte area within the BMP: pairs (pointer, code point) at which a new run begins.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const decoder = new TextDecoder('gb18030', { fatal: true });
const codePoint = (...bytes) => {
    const text = [...decoder.decode(Uint8Array.from(bytes))];
    if (text.length !== 1) throw new Error(`not one character: ${bytes}`);
    return text[0].codePointAt(0);
};

const twoByte = [];
for (let pointer = 0; pointer < 126 * 190; pointer++) {
    const trail = pointer % 190;
    twoByte.push(codePoint(0x81 + Math.floor(pointer / 190), trail + (trail < 0x3f ? 0x40 : 0x41)));
}
const isIdeograph = (point) => point >= 0x4e00 && point <= 0x9fa5;
// GB 2312's own ideographs: lead B0–F7, trail A1–FE.
const own = new Set();
twoByte.forEach((point, pointer) => {
    const lead = 0x81 + Math.floor(pointer / 190);
    const trail = pointer % 190 + (pointer % 190 < 0x3f ? 0x40 : 0x41);
    if (isIdeograph(point) && lead >= 0xb0 && lead <= 0xf7 && trail >= 0xa1) own.add(point);
});
const nextFill = (point) => {
    do point++; while (own.has(point));
    return point;
};

const FILL = 0, RUN = 1, LITERAL = 2;
const segments = [];
let fill = nextFill(0x4dff);
for (let at = 0; at < twoByte.length;) {
    let count = 0;
    for (let next = fill; at + count < twoByte.length && twoByte[at + count] === next; count++) next = nextFill(next);
    if (count > 0) {
        segments.push({ kind: FILL, count, words: [] });
        for (let i = 0; i < count; i++) fill = nextFill(fill);
        at += count;
        continue;
    }
    count = 1;
    while (at + count < twoByte.length && twoByte[at + count] === twoByte[at] + count) count++;
    const last = segments.at(-1);
    if (count >= 3) {
        segments.push({ kind: RUN, count, words: [twoByte[at]] });
    } else if (last?.kind === LITERAL) {
        last.count += count;
        last.words.push(...twoByte.slice(at, at + count));
    } else {
        segments.push({ kind: LITERAL, count, words: twoByte.slice(at, at + count) });
    }
    at += count;
}
const words = segments.flatMap((one) => {
    if (one.count > 0x3fff) throw new Error('a segment is too long');
    return [one.kind << 14 | one.count, ...one.words];
});

const ranges = [];
let expected = -1;
for (let pointer = 0; pointer <= 39419; pointer++) {
    const point = codePoint(0x81 + Math.floor(pointer / 12600), 0x30 + Math.floor(pointer / 1260) % 10,
        0x81 + Math.floor(pointer / 10) % 126, 0x30 + pointer % 10);
    if (point !== expected) ranges.push([pointer, point]);
    expected = point + 1;
}

const hex = (word) => `0x${word.toString(16)}`;
function lines(items, perLine) {
    const out = [];
    for (let i = 0; i < items.length; i += perLine) out.push(`    ${items.slice(i, i + perLine).join(', ')},`);
    return out.join('\n');
}
writeFileSync(join(import.meta.dirname, '../app/formats/gb18030_data.inc'), `// Made by tools/make_gb18030.mjs, which explains the format; not edited by hand.
// Source: GB 18030 as decoded by Node.js (ICU ${process.versions.icu}), the mapping of the WHATWG Encoding Standard.
constexpr std::uint16_t gb18030_segments[] = {
${lines(words.map(hex), 14)}
};
constexpr Gb18030Range gb18030_ranges[] = {
${lines(ranges.map(([pointer, point]) => `{${pointer}, ${hex(point)}}`), 7)}
};
`);
console.log(`${segments.length} segments, ${words.length} words (${words.length * 2} bytes), ${ranges.length} ranges`);
