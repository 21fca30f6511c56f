// Evidence: every picture of the documentation is drawn by a script, every drawn one is used, and none is large.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pagesWithCommands } from './doc-commands.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const load = (file: string) => import(new URL(`../../build/docs/${file}`, import.meta.url).href);
const { pictures, studies } = (await load('pictures.js')) as {
  readonly pictures: readonly { readonly file: string; readonly report?: string }[];
  readonly studies: readonly (readonly [folder: string, command: string])[];
};
const { linksOf } = (await load('markdown-links.js')) as {
  linksOf: (text: string) => readonly { readonly picture: boolean; readonly target: string }[];
};
const { palettePng } = (await load('palette-png.js')) as {
  palettePng: (pixels: Uint8Array, width: number, height: number) => Buffer;
};

/** As printing takes most room: a page of text and three pictures should load at once. */
const MOST_BYTES = 150_000;

test('every picture of a page has an entry in build/docs/pictures.js, and every entry is shown', () => {
  const shown = pagesWithCommands().flatMap((page) =>
    linksOf(readFileSync(join(root, page), 'utf8'))
      .filter(({ picture }) => picture)
      .map(({ target }) => posix.normalize(posix.join(posix.dirname(page), target))),
  );
  expect([...new Set(shown)].sort()).toEqual(pictures.map(({ file }) => file).sort());
});

test('every picture is there, is small, and shows a study that the script makes', () => {
  for (const { file, report } of pictures) {
    expect(existsSync(join(root, file)), file).toBe(true);
    expect(statSync(join(root, file)).size, file).toBeLessThan(MOST_BYTES);
    if (report !== undefined)
      expect(
        studies.some(([folder]) => report.startsWith(`${folder}/`)),
        file,
      ).toBe(true);
  }
});

test('a picture with few colours keeps its pixels', () => {
  // Red, green; green, white
  const png = palettePng(Uint8Array.from([255, 0, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 255, 255, 255, 255]), 2, 2);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([2, 2, 8, 3]);
  const part = (name: string) => {
    const at = png.indexOf(name);
    return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
  };
  const colours = part('PLTE');
  const rows = inflateSync(part('IDAT'));
  const colourAt = (x: number, y: number) => [
    ...colours.subarray(3 * rows[3 * y + 1 + x]!, 3 * rows[3 * y + 1 + x]! + 3),
  ];
  expect([colourAt(0, 0), colourAt(1, 0), colourAt(0, 1), colourAt(1, 1)]).toEqual([
    [255, 0, 0],
    [0, 255, 0],
    [0, 255, 0],
    [255, 255, 255],
  ]);
});
