// A PNG of at most 256 colours: figures and pages have few, and such a file has a third of the size of a screenshot.
import { crc32 as crcOfZlib, deflateSync } from 'node:zlib';

const COLOURS = 256;

/**
 * Encodes pixels as a PNG with a palette. Where there are more than 256 colours, the rarest become the nearest of the others.
 *
 * @param pixels - red, green, blue, alpha of each pixel, row by row; opaque
 * @param width - pixels
 * @param height - pixels
 */
export function palettePng(pixels, width, height) {
  const counts = new Map();
  const keys = new Uint32Array(width * height);
  for (let place = 0; place < keys.length; place++) {
    const key = (pixels[4 * place] << 16) | (pixels[4 * place + 1] << 8) | pixels[4 * place + 2];
    keys[place] = key;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const palette = paletteOf(counts);
  const indices = new Map(palette.map((key, index) => [key, index]));
  for (const key of counts.keys()) if (!indices.has(key)) indices.set(key, nearest(palette, key));
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indices.get(keys[y * width + x]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((key) => [key >> 16, (key >> 8) & 255, key & 255]));
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    part('IHDR', head),
    part('PLTE', colours),
    part('IDAT', deflateSync(rows, { level: 9 })),
    part('IEND', Buffer.alloc(0)),
  ]);
}

/** The colours to keep: by turns the most frequent one that is not near to one that is kept, with less and less distance. */
function paletteOf(counts) {
  const byCount = [...counts]
    .sort(([first, many], [second, more]) => more - many || first - second)
    .map(([key]) => key);
  if (byCount.length <= COLOURS) return byCount;
  const kept = [];
  for (let distance = 48; kept.length < COLOURS && distance >= 1; distance /= 2)
    for (const key of byCount.slice(0, 4096)) {
      if (kept.length === COLOURS) break;
      if (!kept.some((other) => difference(other, key) < distance ** 2)) kept.push(key);
    }
  return kept;
}

function nearest(palette, key) {
  let best = 0;
  for (let index = 1; index < palette.length; index++)
    if (difference(palette[index], key) < difference(palette[best], key)) best = index;
  return best;
}

/** Squared distance of two colours. */
function difference(first, second) {
  const red = (first >> 16) - (second >> 16);
  const green = ((first >> 8) & 255) - ((second >> 8) & 255);
  const blue = (first & 255) - (second & 255);
  return red * red + green * green + blue * blue;
}

function part(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(checksum(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** CRC-32; Node.js 20.15 and 22.2 have it. */
function checksum(bytes) {
  if (crcOfZlib !== undefined) return crcOfZlib(bytes);
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
