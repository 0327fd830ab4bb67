// Makes app/ui/kit/icons_data.inc from the icons that app/ui/kit/icons.def names, out of an unpacked lucide-static:
//     npm pack lucide-static && tar xzf lucide-static-*.tgz && node tools/make_icons.mjs package
// Every shape becomes moves, lines and cubic curves on a grid of 240 × 240 (tenths of lucide's 24), one byte a coordinate:
// 'M' x y, 'L' x y, 'C' x1 y1 x2 y2 x y, 'Z', '.' (a dot: x y).
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lucide = process.argv[2];
if (!lucide) {
    console.error('usage: node tools/make_icons.mjs <folder of lucide-static>');
    process.exit(2);
}

const parameterCount = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

function parsePath(d) {
    const segments = [];
    const pieces = d.match(/[a-zA-Z][^a-zA-Z]*/g) ?? [];
    for (const piece of pieces) {
        const letter = piece[0];
        const count = parameterCount[letter.toUpperCase()];
        const numbers = [];
        let rest = piece.slice(1);
        // The two flags of an arc may be written without space between them and the number that follows.
        while (rest.trim() !== '') {
            rest = rest.replace(/^[\s,]+/, '');
            if (rest === '') break;
            const isFlag = letter.toUpperCase() === 'A' && (numbers.length % 7 === 3 || numbers.length % 7 === 4);
            const match = isFlag ? rest.match(/^[01]/) : rest.match(/^[-+]?(?:\d*\.\d+|\d+\.?)(?:e[-+]?\d+)?/i);
            if (!match) throw new Error(`cannot read ${JSON.stringify(rest)} in ${d}`);
            numbers.push(Number(match[0]));
            rest = rest.slice(match[0].length);
        }
        if (count === 0) {
            segments.push([letter]);
            continue;
        }
        for (let at = 0; at < numbers.length; at += count) {
            const implied = at > 0 && letter === 'M' ? 'L' : at > 0 && letter === 'm' ? 'l' : letter;
            segments.push([implied, ...numbers.slice(at, at + count)]);
        }
    }
    return segments;
}

// An elliptic arc as cubic curves (SVG 2, appendix B.2.4).
function arcToCurves(x0, y0, rx, ry, degrees, large, sweep, x, y) {
    if (rx === 0 || ry === 0) return [[x0, y0, x, y, x, y]];
    const phi = (degrees * Math.PI) / 180;
    const [sin, cos] = [Math.sin(phi), Math.cos(phi)];
    const dx = (x0 - x) / 2, dy = (y0 - y) / 2;
    const xp = cos * dx + sin * dy, yp = -sin * dx + cos * dy;
    const grow = (xp * xp) / (rx * rx) + (yp * yp) / (ry * ry);
    if (grow > 1) { rx *= Math.sqrt(grow); ry *= Math.sqrt(grow); }
    const top = rx * rx * ry * ry - rx * rx * yp * yp - ry * ry * xp * xp;
    const factor = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, top / (rx * rx * yp * yp + ry * ry * xp * xp)));
    const cxp = (factor * rx * yp) / ry, cyp = (-factor * ry * xp) / rx;
    const cx = cos * cxp - sin * cyp + (x0 + x) / 2, cy = sin * cxp + cos * cyp + (y0 + y) / 2;
    const start = Math.atan2((yp - cyp) / ry, (xp - cxp) / rx);
    let turn = Math.atan2((-yp - cyp) / ry, (-xp - cxp) / rx) - start;
    if (!sweep && turn > 0) turn -= 2 * Math.PI;
    if (sweep && turn < 0) turn += 2 * Math.PI;
    const parts = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-6));
    const step = turn / parts, k = (4 / 3) * Math.tan(step / 4);
    const at = (angle) => [
        cx + rx * Math.cos(angle) * cos - ry * Math.sin(angle) * sin,
        cy + rx * Math.cos(angle) * sin + ry * Math.sin(angle) * cos];
    const slope = (angle) => [
        -rx * Math.sin(angle) * cos - ry * Math.cos(angle) * sin,
        -rx * Math.sin(angle) * sin + ry * Math.cos(angle) * cos];
    const curves = [];
    for (let part = 0; part < parts; ++part) {
        const a = start + part * step, b = a + step;
        const [p, q, s, t] = [at(a), at(b), slope(a), slope(b)];
        curves.push([p[0] + k * s[0], p[1] + k * s[1], q[0] - k * t[0], q[1] - k * t[1], q[0], q[1]]);
    }
    return curves;
}

function compilePath(d) {
    const out = [];
    let x = 0, y = 0, startX = 0, startY = 0, lastControl = null;
    for (const [letter, ...numbers] of parsePath(d)) {
        const relative = letter === letter.toLowerCase();
        const kind = letter.toUpperCase();
        const dx = relative ? x : 0, dy = relative ? y : 0;
        let control = null;
        if (kind === 'M') {
            [x, y] = [numbers[0] + dx, numbers[1] + dy];
            [startX, startY] = [x, y];
            out.push(['M', x, y]);
        } else if (kind === 'L') {
            [x, y] = [numbers[0] + dx, numbers[1] + dy];
            out.push(['L', x, y]);
        } else if (kind === 'H') {
            x = numbers[0] + dx;
            out.push(['L', x, y]);
        } else if (kind === 'V') {
            y = numbers[0] + dy;
            out.push(['L', x, y]);
        } else if (kind === 'C' || kind === 'S') {
            const first = kind === 'C' ? [numbers[0] + dx, numbers[1] + dy]
                : lastControl ? [2 * x - lastControl[0], 2 * y - lastControl[1]] : [x, y];
            const rest = kind === 'C' ? numbers.slice(2) : numbers;
            control = [rest[0] + dx, rest[1] + dy];
            [x, y] = [rest[2] + dx, rest[3] + dy];
            out.push(['C', ...first, ...control, x, y]);
        } else if (kind === 'Q') {
            const q = [numbers[0] + dx, numbers[1] + dy], end = [numbers[2] + dx, numbers[3] + dy];
            out.push(['C', x + (2 / 3) * (q[0] - x), y + (2 / 3) * (q[1] - y),
                end[0] + (2 / 3) * (q[0] - end[0]), end[1] + (2 / 3) * (q[1] - end[1]), ...end]);
            [x, y] = end;
        } else if (kind === 'A') {
            const end = [numbers[5] + dx, numbers[6] + dy];
            for (const curve of arcToCurves(x, y, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], ...end)) {
                out.push(['C', ...curve]);
            }
            [x, y] = end;
        } else if (kind === 'Z') {
            out.push(['Z']);
            [x, y] = [startX, startY];
        } else {
            throw new Error(`no ${letter} in paths yet`);
        }
        lastControl = control;
    }
    // A path that goes nowhere is lucide's way to draw a dot.
    if (out.length === 2 && out[0][0] === 'M' && out[1][0] === 'L' && Math.hypot(out[1][1] - out[0][1], out[1][2] - out[0][2]) < 0.1) {
        return [['.', out[0][1], out[0][2]]];
    }
    return out;
}

function compileShape(tag, attributes) {
    const number = (name, otherwise = 0) => Number(attributes[name] ?? otherwise);
    if (tag === 'path') return compilePath(attributes.d);
    if (tag === 'line') return compilePath(`M${attributes.x1} ${attributes.y1}L${attributes.x2} ${attributes.y2}`);
    if (tag === 'polyline' || tag === 'polygon') {
        return compilePath(`M${attributes.points}${tag === 'polygon' ? 'Z' : ''}`);
    }
    if (tag === 'circle' || tag === 'ellipse') {
        const cx = number('cx'), cy = number('cy');
        const rx = number('rx', attributes.r), ry = number('ry', attributes.r);
        return compilePath(`M${cx - rx} ${cy}A${rx} ${ry} 0 1 1 ${cx + rx} ${cy}A${rx} ${ry} 0 1 1 ${cx - rx} ${cy}Z`);
    }
    if (tag === 'rect') {
        const x = number('x'), y = number('y'), w = number('width'), h = number('height');
        const r = Math.min(number('rx', attributes.ry), w / 2, h / 2);
        return compilePath(r === 0 ? `M${x} ${y}h${w}v${h}h${-w}Z`
            : `M${x + r} ${y}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${h - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}` +
              `h${2 * r - w}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - h}a${r} ${r} 0 0 1 ${r} ${-r}Z`);
    }
    throw new Error(`no <${tag}> yet`);
}

const byte = (coordinate) => Math.max(0, Math.min(255, Math.round(coordinate * 10)));
const version = JSON.parse(readFileSync(join(lucide, 'package.json'), 'utf8')).version;
const names = [...readFileSync(join(root, 'app/ui/kit/icons.def'), 'utf8').matchAll(/^ICON\((\w+), "([\w-]+)"\)/gm)];
const lines = [];
let size = 0;
for (const [, ourName, lucideName] of names) {
    const svg = readFileSync(join(lucide, 'icons', `${lucideName}.svg`), 'utf8');
    const bytes = [];
    for (const [, tag, text] of svg.matchAll(/<(path|line|polyline|polygon|circle|ellipse|rect)\s([^>]*?)\/>/gs)) {
        const attributes = Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
        for (const [operation, ...numbers] of compileShape(tag, attributes)) {
            bytes.push(operation.charCodeAt(0), ...numbers.map(byte));
        }
    }
    size += bytes.length;
    lines.push(`ICON_DATA(${ourName}, ${bytes.join(',')})`);
}
writeFileSync(join(root, 'app/ui/kit/icons_data.inc'),
    `// Made by tools/make_icons.mjs from lucide ${version}; do not edit. Format: see there.\n` +
    '// Lucide is Copyright (c) Lucide Icons and Contributors, ISC licence; some icons derive from Feather, Copyright (c)\n' +
    '// Cole Bemis, MIT licence. The full texts: docs/licences.md.\n' + lines.join('\n') + '\n');
console.log(`${names.length} icons, ${size} bytes`);
