// Evidence: laws · what is read is what was written, bit for bit.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { spoolFiles } from '../../../calibration/store/spool-files.js';
import { DataError, InputError, rowsInMemory } from '../../../src/index.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-spool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('gives back what was appended, every bit of it, from any place', () => {
  const spooled = spoolFiles(join(folder, 'deep', 'place')).open();
  const odd = new Float32Array(Uint32Array.of(0x80000000, 1, 0x7f800000, 0x7fc0beef, 0x3dcccccd).buffer);
  spooled.append(odd.subarray(0, 3));
  spooled.append(new Float32Array(0));
  spooled.append(odd.subarray(3));
  const rows = spooled.rows();
  expect(rows.length).toBe(5);
  expect(Buffer.from(rowsInMemory(rows).buffer)).toEqual(Buffer.from(odd.buffer));
  const part = new Float32Array(2);
  rows.readInto(1, part);
  expect(Buffer.from(part.buffer)).toEqual(Buffer.from(odd.slice(1, 3).buffer));
  spooled.close();
});

it('leaves no name in the folder, and two of them are apart', async () => {
  const spool = spoolFiles(folder);
  const [one, two] = [spool.open(), spool.open()];
  one.append(Float32Array.of(1));
  two.append(Float32Array.of(2));
  expect(await readdir(folder)).toEqual([]);
  expect([one, two].map((each) => rowsInMemory(each.rows())[0])).toEqual([1, 2]);
  one.close();
  two.close();
});

it('names what was required of rows that are not there', () => {
  const spooled = spoolFiles(folder).open();
  spooled.append(Float32Array.of(1, 2));
  const { readInto } = spooled.rows();
  expect(() => readInto(1, new Float32Array(2))).toThrow('stored rows: must hold 3 numbers; got 2');
  expect(() => readInto(1, new Float32Array(2))).toThrow(DataError);
  spooled.close();
});

it('names a folder that cannot be made', async () => {
  const file = join(folder, 'a file');
  await writeFile(file, '');
  const { open } = spoolFiles(join(file, 'rows'));
  expect(open).toThrow(`${join(file, 'rows')}: must be a folder that can be written`);
  expect(open).toThrow(InputError);
});
