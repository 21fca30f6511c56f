// Evidence: files written by hand · laws.
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkedRecord, libraryPaths, loadLibrary, requireOwn } from '../../../calibration/native/native-library.js';
import { InputError, sha256 } from '../../../src/index.js';
import { ownFolder } from './native-host.js';

const BYTES = 'bytes of a library';
const record = { sha256: sha256(BYTES), abi: 7, compiler: 'cc 1.0', seconds: 1.5 };

/** Bytes that are no library, and their record. */
function written(): { readonly library: string; readonly record: string } {
  const paths = libraryPaths(ownFolder(), 'name');
  writeFileSync(paths.library, BYTES, { mode: 0o600 });
  writeFileSync(paths.record, JSON.stringify(record), { mode: 0o600 });
  return paths;
}

test('the record of an unchanged library of this user is read', () => {
  expect(checkedRecord(written().library, 7)).toEqual(record);
});

type Paths = ReturnType<typeof written>;
test.each<[string, (paths: Paths) => void, RegExp]>([
  ['is changed', ({ library }) => writeFileSync(library, 'x'), /must have the hash of its record, \w+; got \w+$/],
  ['is missing', ({ library }) => rmSync(library), /and its record must be files that can be read; got ENOENT$/],
  ['lacks its record', (paths) => rmSync(paths.record), /and its record must be files that can be read; got ENOENT$/],
  ['has half a record', (paths) => writeFileSync(paths.record, '{"abi":'), /must be the record of a library; got/],
  ['has another record', (paths) => writeFileSync(paths.record, '{"abi":7}'), /must be the record of a library; got/],
  [
    'may be changed by others',
    ({ library }) => chmodSync(library, 0o622),
    /writable for no one else.+; got access 622$/,
  ],
  ['has an open record', (paths) => chmodSync(paths.record, 0o606), /writable for no one else.+; got access 606$/],
  [
    'lies in an open folder',
    ({ library }) => chmodSync(join(library, '..'), 0o777),
    /for no one else.+; got access 777$/,
  ],
])('a library that %s is not loaded', (_what, change, message) => {
  const paths = written();
  change(paths);
  for (const attempt of [checkedRecord, loadLibrary]) {
    expect(() => attempt(paths.library, 7)).toThrow(InputError);
    expect(() => attempt(paths.library, 7)).toThrow(/^native backend: /);
    expect(() => attempt(paths.library, 7)).toThrow(message);
  }
});

test('a library of another user or of another number is not loaded', () => {
  expect(() => requireOwn('file', { uid: 12345, mode: 0o600 })).toThrow(/must belong to user \d+ .+; got user 12345$/);
  expect(() => checkedRecord(written().library, 8)).toThrow(/must have the ABI number 8; got 7$/);
});

test('bytes that are no library are refused in one sentence', () => {
  expect(() => loadLibrary(written().library, 7)).toThrow(
    /^native backend: \S+ must be a library that can be loaded; got .+$/,
  );
});
