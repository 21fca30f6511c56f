// Evidence: archives made byte by byte, each with one thing wrong; the format of ZIP (APPNOTE 6.3.3) for places of fields.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { RECORD } from '../../../../calibration/store/omex/archive-record.js';
import { omexManifest } from '../../../../calibration/store/omex/omex-manifest.js';
import { readArchive, withUnpacked } from '../../../../calibration/store/omex/read-archive.js';
import { fromZip, toZip } from '../../../../calibration/store/omex/zip-entries.js';
import { InputError, sha256 } from '../../../../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'qcic-omex-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bytesOf = (text: string) => Buffer.from(text);
const table = bytesOf('trial,arm\n'.repeat(50));

function recordOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const listed = Object.entries(files).map(([path, content]) => ({ path, sha256: sha256(content) }));
  const record = { schema_version: 1, program: 'qcic-workbench', version: '0.1.0', kind: 'run', name: 'made' };
  return bytesOf(JSON.stringify({ ...record, arguments: ['run', 'inputs/a.csv'], run: null, files: listed }));
}

/** A whole archive, with entries replaced or left out (null). */
async function archiveOf(changes: Readonly<Record<string, Uint8Array | null>> = {}): Promise<Buffer> {
  const inner = { 'inputs/a.csv': table };
  const entries: Record<string, Uint8Array | null> = {
    'manifest.xml': bytesOf(await omexManifest([...Object.keys(inner), RECORD], null)),
    ...inner,
    [RECORD]: recordOf(inner),
    ...changes,
  };
  const kept = Object.entries(entries).flatMap(([path, content]) =>
    content === null ? [] : [[path, content] as const],
  );
  return Buffer.from(await toZip(new Map(kept)));
}

/** A name in place of another of the same length, in the headers of both. */
function renamed(archive: Buffer, name: string, other: string): Buffer {
  expect(Buffer.byteLength(other)).toBe(name.length);
  return Buffer.from(archive.toString('latin1').replaceAll(name, Buffer.from(other).toString('latin1')), 'latin1');
}

let number = 0;
async function refusal(archive: Buffer): Promise<string> {
  const path = join(folder, `case-${number++}.omex`);
  writeFileSync(path, archive);
  const error = await readArchive(path).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(InputError);
  const { message } = error as InputError;
  expect(message.startsWith(`${path}: `)).toBe(true);
  return message.slice(path.length + 2);
}

/** Place of the central header of an entry. */
const centralOf = (archive: Buffer, name: string) => archive.lastIndexOf(name) - 46;

test('the same files give the same bytes, and come back', async () => {
  const archive = await archiveOf();
  expect(archive).toEqual(await archiveOf());
  const read = fromZip(archive, 'a.omex');
  expect([...read.keys()]).toEqual(['manifest.xml', 'inputs/a.csv', RECORD]);
  expect(Buffer.from(read.get('inputs/a.csv')!)).toEqual(table);
});

test('what is unpacked is gone when it has been read', async () => {
  const path = join(folder, 'whole.omex');
  writeFileSync(path, await archiveOf());
  const archive = await readArchive(path);
  const above = mkdtempSync(join(folder, 'above-'));
  const names = await withUnpacked(archive, { beginning: 'inputs/', above }, async (inner) =>
    readdirSync(join(inner, 'inputs')),
  );
  expect(names).toEqual(['a.csv']);
  expect(readdirSync(above)).toEqual([]);
});

describe('an archive that cannot be trusted is refused by its name and that of the entry', () => {
  test.each([
    '../../../bad',
    '/etc/passwd1',
    'inputs\\..\\ab',
    'inputs//a.cv',
    './puts/a.csv',
    'C:nputs/a.cs',
    'inputs/\u0000.csv',
  ])('path %j', async (name) => {
    const message = await refusal(renamed(await archiveOf(), 'inputs/a.csv', name));
    expect(message).toBe(`must hold plain paths inside a folder alone; got ${JSON.stringify(name)}`);
  });

  test('a path given twice, in other letters too', async () => {
    const archive = await archiveOf({ 'inputs/A.csv': table });
    expect(await refusal(archive)).toBe('inputs/A.csv: must be in the archive once; got it twice');
  });

  test('a link', async () => {
    const archive = await archiveOf();
    archive.writeUInt32LE((0o120777 << 16) >>> 0, centralOf(archive, 'inputs/a.csv') + 38);
    expect(await refusal(archive)).toBe('inputs/a.csv: must be a file; got a link or a device');
  });

  test('an encrypted file', async () => {
    const archive = await archiveOf();
    archive.writeUInt16LE(1, centralOf(archive, 'inputs/a.csv') + 8);
    expect(await refusal(archive)).toBe('inputs/a.csv: must not be encrypted; got an encrypted file');
  });

  test('a file that unpacks to more than it states', async () => {
    const archive = await archiveOf({ 'inputs/a.csv': Buffer.alloc(1 << 22) });
    archive.writeUInt32LE(10, centralOf(archive, 'inputs/a.csv') + 24);
    expect(await refusal(archive)).toBe('inputs/a.csv: must unpack to 10 bytes; got damaged data, or more');
  });

  test('a file that states more than an archive may hold', async () => {
    const archive = await archiveOf();
    archive.writeUInt32LE(0xfffffff0, centralOf(archive, 'inputs/a.csv') + 24);
    expect(await refusal(archive)).toMatch(
      /^inputs\/a\.csv: must leave the files at 1073741824 bytes together; got \d+ or more$/,
    );
  });

  test('more files than an archive may hold', async () => {
    const archive = await archiveOf();
    archive.writeUInt16LE(10_001, archive.length - 22 + 10);
    expect(await refusal(archive)).toBe('must hold at most 10000 files; got 10001 or more');
  });

  test('damaged data', async () => {
    const archive = await archiveOf();
    const data = archive.indexOf('inputs/a.csv') + 'inputs/a.csv'.length;
    archive[data + 5] = archive[data + 5]! ^ 0xff;
    expect(await refusal(archive)).toMatch(/^inputs\/a\.csv: must (be whole|unpack to)/);
  });

  test('another checksum', async () => {
    const archive = await archiveOf();
    archive.writeUInt32LE(1, centralOf(archive, 'inputs/a.csv') + 16);
    expect(await refusal(archive)).toBe('inputs/a.csv: must be whole; got another checksum');
  });

  test('a part of an archive, and another file', async () => {
    const archive = await archiveOf();
    const expected = 'must be a ZIP archive (OMEX); got another file or a part of one';
    expect(await refusal(archive.subarray(0, archive.length - 30))).toBe(expected);
    expect(await refusal(Buffer.alloc(0))).toBe(expected);
    expect(await refusal(bytesOf('{"name": "a"}'.repeat(10)))).toBe(expected);
  });

  test('a damaged list of files', async () => {
    const archive = await archiveOf();
    archive.writeUInt32LE(archive.length - 3, archive.length - 22 + 16);
    expect(await refusal(archive)).toBe('must be a whole ZIP archive; got a damaged list of its files');
  });

  test('no manifest.xml, one of another format, with a DOCTYPE, no XML', async () => {
    expect(await refusal(await archiveOf({ 'manifest.xml': null }))).toBe(
      'manifest.xml: must be in a COMBINE archive; got none',
    );
    expect(await refusal(await archiveOf({ 'manifest.xml': bytesOf('<omexManifest/>') }))).toMatch(
      /^manifest\.xml: must have the root omexManifest/,
    );
    const entities = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>';
    expect(await refusal(await archiveOf({ 'manifest.xml': bytesOf(entities) }))).toBe(
      'manifest.xml: must be XML without DOCTYPE; got one',
    );
    expect(await refusal(await archiveOf({ 'manifest.xml': bytesOf('<a') }))).toMatch(
      /^manifest\.xml: must be XML; got /,
    );
  });

  test('a file that is not listed, and a listed one that is not there', async () => {
    expect(await refusal(await archiveOf({ 'further.csv': table }))).toBe(
      'further.csv: must be listed in manifest.xml; got no entry of it',
    );
    expect(await refusal(await archiveOf({ 'inputs/a.csv': null }))).toBe(
      'manifest.xml: must list files of the archive; got inputs/a.csv, which is not there',
    );
  });

  test('no record, a record of another form, and another content than it states', async () => {
    const list = bytesOf(await omexManifest(['inputs/a.csv'], null));
    expect(await refusal(await archiveOf({ 'manifest.xml': list, [RECORD]: null }))).toBe(
      `must be an archive that \`qcic archive\` wrote; got one without ${RECORD}`,
    );
    expect(await refusal(await archiveOf({ [RECORD]: bytesOf('{"program":"other"}') }))).toMatch(
      new RegExp(`^${RECORD}: `),
    );
    const changed = bytesOf('trial,arm\nother\n');
    expect(await refusal(await archiveOf({ 'inputs/a.csv': changed }))).toBe(
      `inputs/a.csv: must have the SHA-256 of ${RECORD}, ${sha256(table)}; got ${sha256(changed)}`,
    );
  });
});
