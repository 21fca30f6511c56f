import { expect, test } from 'vitest';
import { sha256 } from '../../../src/io/sha256.js';

// Closed form: the examples of FIPS 180-2, appendix B.1 and B.2, and the empty message.
test.each([
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
])('the digest of %j is the published one', (message, digest) => {
  expect(sha256(message)).toBe(digest);
});

test('text is hashed as UTF-8, a typed array as its own bytes and no others', () => {
  expect(sha256('é')).toBe(sha256(Uint8Array.of(0xc3, 0xa9)));
  const all = Float64Array.of(1, 2, 3);
  expect(sha256(all.subarray(1, 2))).toBe(sha256(Float64Array.of(2)));
  expect(sha256(Float64Array.of(1))).toBe(sha256(Uint8Array.of(0, 0, 0, 0, 0, 0, 0xf0, 0x3f)));
});
