// Evidence: laws at both sides of each limit.
import { describe, expect, it } from 'vitest';
import {
  FOLDER_FROM_BYTES,
  folderNames,
  MOST_REDIS_BYTES,
  placeOfBytes,
  type SharedFolder,
} from '../../../../calibration/engine/queue/shared-folder.js';
import { InputError } from '../../../../src/index.js';

const folder: SharedFolder = {
  write: async () => {},
  read: async () => new Uint8Array(),
  remove: async () => {},
  removeAll: async () => {},
};

/** Redis takes no value above 512 MiB. */
const SERVER_LIMIT_BYTES = 512 * 2 ** 20;

describe('placeOfBytes', () => {
  it.each([
    [0, 'redis'],
    [1, 'redis'],
    [FOLDER_FROM_BYTES, 'redis'],
    [FOLDER_FROM_BYTES + 1, 'folder'],
    [MOST_REDIS_BYTES, 'folder'],
    [MOST_REDIS_BYTES + 1, 'folder'],
    [2 ** 40, 'folder'],
  ])('sends %i bytes with a folder by %s', (bytes, place) => {
    expect(placeOfBytes(bytes, folder)).toBe(place);
  });

  it.each([0, FOLDER_FROM_BYTES, FOLDER_FROM_BYTES + 1, MOST_REDIS_BYTES])(
    'sends %i bytes without a folder by redis',
    (bytes) => {
      expect(placeOfBytes(bytes, undefined)).toBe('redis');
    },
  );

  it('refuses what is too large for the server where there is no folder', () => {
    const place = () => placeOfBytes(MOST_REDIS_BYTES + 1, undefined);
    expect(place).toThrow(InputError);
    expect(place).toThrow(
      '--engine-folder: must name a folder that run and workers share, for data above 268435456 bytes; got 268435457 bytes and no folder',
    );
  });

  it('asks for less than the server takes', () => {
    expect(MOST_REDIS_BYTES).toBeLessThan(SERVER_LIMIT_BYTES);
    expect(FOLDER_FROM_BYTES).toBeLessThan(MOST_REDIS_BYTES);
  });
});

describe('folderNames', () => {
  it('has a plain name of its own for each file of each run', () => {
    const names = ['0123456789abcdef', '0123456789abcde0'].flatMap((session) => [
      folderNames.token(session, 'token'),
      folderNames.shared(session, 'ab01'),
      folderNames.shared(session, 'ab02'),
      folderNames.result(session, 'ab01'),
      folderNames.result(session, '5c1c6a5e-0000-4000-8000-000000000000'),
    ]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[\w-]+\.[a-z]+$/);
  });
});
