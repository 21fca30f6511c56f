import type { Choice } from './choice.js';

const changes: readonly ((bytes: Buffer, choice: Choice) => Buffer)[] = [
  (bytes, { whole }) => bytes.subarray(0, whole(bytes.length + 1)),
  (bytes, { whole }) => {
    const copy = Buffer.from(bytes);
    for (let flips = 1 + whole(3); flips > 0 && copy.length > 0; flips--) copy[whole(copy.length)]! ^= 1 << whole(8);
    return copy;
  },
  (bytes, { whole }) => spliced(bytes, whole(bytes.length + 1), Buffer.from([0])),
  (bytes, { whole }) => spliced(bytes, whole(bytes.length + 1), Buffer.from('\ufeff')),
  (bytes, { whole }) => spliced(bytes, whole(bytes.length + 1), Buffer.from('\u001b[31m\u202e')),
  (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le'),
  (bytes) => Buffer.from(bytes.toString(), 'utf16le'),
  (bytes) => Buffer.from(bytes.toString().replaceAll('\n', '\r\n')),
  (bytes) => Buffer.from(bytes.toString().replaceAll('\n', '\r')),
  (bytes) => Buffer.concat([bytes, bytes]),
  () => Buffer.alloc(0),
  () => Buffer.from('\n\n\n'),
  () => Buffer.from([0x50, 0x4b, 3, 4, 0, 255, 254]),
];

function spliced(bytes: Buffer, at: number, inserted: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
}

/** The same file as another program, a broken disk or another character set would have left it. */
export function mutateBytes(bytes: Buffer, choice: Choice): Buffer {
  return choice.one(changes)(bytes, choice);
}
