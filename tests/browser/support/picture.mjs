// A screenshot's pixels.
import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';

// Of a PNG with 8 bits a channel: { width, height, at(x, y) → [red, green, blue] }.
export function decodePng(bytes) {
  const file = Buffer.from(bytes);
  const parts = [];
  let width = 0, height = 0, channels = 0;
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const size = file.readUInt32BE(at), kind = file.toString('latin1', at + 4, at + 8), body = file.subarray(at + 8, at + 8 + size);
    if (kind === 'IDAT') parts.push(body);
    if (kind !== 'IHDR') continue;
    [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
    channels = { 2: 3, 6: 4 }[body[9]];
    assert.ok(body[8] === 8 && channels && body[12] === 0, 'a picture of a screen');
  }
  const row = width * channels, packed = inflateSync(Buffer.concat(parts)), pixels = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    const filter = packed[y * (row + 1)];
    for (let x = 0; x < row; x++) {
      const left = x < channels ? 0 : pixels[y * row + x - channels];
      const above = y === 0 ? 0 : pixels[(y - 1) * row + x];
      const corner = x < channels || y === 0 ? 0 : pixels[(y - 1) * row + x - channels];
      const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs);
      const nearest = toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
      const guess = [0, left, above, (left + above) >> 1, nearest][filter];
      pixels[y * row + x] = packed[y * (row + 1) + 1 + x] + guess;
    }
  }
  return { width, height, at: (x, y) => [...pixels.subarray(y * row + x * channels, y * row + x * channels + 3)] };
}

const side = 8;

// How bright each square of eight by eight pixels is, 0–255, in rows: what is left when one looks from a few steps away,
// so that two ways to smooth the same letters are alike.
export function squares(picture) {
  const found = [];
  for (let top = 0; top + side <= picture.height; top += side) {
    for (let left = 0; left + side <= picture.width; left += side) {
      let sum = 0;
      for (let y = top; y < top + side; y++) {
        for (let x = left; x < left + side; x++) sum += picture.at(x, y).reduce((whole, part) => whole + part) / 3;
      }
      found.push(sum / side / side);
    }
  }
  return found;
}
