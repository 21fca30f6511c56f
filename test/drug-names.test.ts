// Evidence: the words are those of the drugs that ship, so that a further drug is covered; the search is shown to find a
// made-up use before it is believed on the real files.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { shippedDrugs } from '../src/index.js';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Names and labels of the drugs, in any spelling: TAS-102 is also tas102, tas_102, TAS 102. */
const drugWords = Object.entries(shippedDrugs).flatMap(([name, { label }]) => [name, label]);
const patterns = [...new Set(drugWords.map((word) => word.toLowerCase().replace(/[^a-z0-9]/g, '')))].map(
  (word) => new RegExp([...word].join('[-_ ]?'), 'i'),
);

/** Lines of a text that name a drug. */
function linesWithDrugs(path: string, text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      patterns.some((pattern) => pattern.test(line)) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
    );
}

test('the search finds every spelling', () => {
  for (const text of ['tas102', 'TAS-102', 'dose.tas_102', 'Bevacizumab', 'givesTas102', ...drugWords]) {
    expect(linesWithDrugs('a.ts', `x\n${text}\n`)).toEqual([`a.ts:2: ${text}`]);
  }
  expect(linesWithDrugs('a.ts', 'K_Chem varepsilon_TX1 k_12_Targ placebo')).toEqual([]);
});

test('no file of src or calibration outside src/model/drugs names a drug', () => {
  const files = ['src', 'calibration'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      // EQUATIONS.md is generated from the definitions
      .filter((path) => /\.(ts|c|h)$/.test(path) && !path.startsWith('src/model/drugs/')),
  );
  expect(files).toContain('calibration/bench/peers/native-53.c');
  expect(files.flatMap((path) => linesWithDrugs(path, readFileSync(`${root}${path}`, 'utf8')))).toEqual([]);
});
