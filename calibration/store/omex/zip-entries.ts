import { crc32, inflateRawSync } from 'node:zlib';
import { InputError } from '../../../src/index.js';

/** Files of an archive by path, in its order. */
export type ArchiveEntries = ReadonlyMap<string, Uint8Array>;

/** What an archive may hold; a run is far below it. */
const mosts = { entries: 10_000, bytes: 2 ** 30 };

/** Time of every entry: the earliest that a ZIP archive can state, so that the same files give the same bytes. */
const EARLIEST = '1980-01-01T00:00:00';

/**
 * A ZIP archive with the same bytes for the same files, on every machine.
 *
 * @param entries - files by path, in the order of the archive
 */
export async function toZip(entries: ArchiveEntries): Promise<Uint8Array> {
  const total = [...entries.values()].reduce((sum, { length }) => sum + length, 0);
  if (total > mosts.bytes || entries.size > mosts.entries) {
    throw new InputError(
      `archive: must hold at most ${mosts.entries} files of ${mosts.bytes} bytes together; got ${entries.size} of ${total}`,
    );
  }
  const { zipSync } = await import('fflate');
  return zipSync(Object.fromEntries(entries), { level: 6, mtime: EARLIEST, os: 3 });
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 0xffff;
const END_BYTES = 22;

/**
 * The files of a ZIP archive that may come from anywhere: nothing is read beyond what the archive states, and every size and
 * checksum is compared.
 *
 * @param bytes - of the archive
 * @param path - of the archive, for messages
 * @throws InputError - naming archive and entry: no ZIP archive, damaged, encrypted, a link, a path that leads out of a folder, a path
 * given twice, too many files or bytes
 */
export function fromZip(bytes: Uint8Array, path: string): ArchiveEntries {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endRecord(archive);
  if (end === undefined)
    throw new InputError(`${path}: must be a ZIP archive (OMEX); got another file or a part of one`);
  const count = archive.readUInt16LE(end + 10);
  const start = archive.readUInt32LE(end + 16);
  if (count === 0xffff || start === 0xffffffff || count > mosts.entries) {
    throw new InputError(`${path}: must hold at most ${mosts.entries} files; got ${count} or more`);
  }
  const entries = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  let total = 0;
  let place = start;
  for (let index = 0; index < count; index++) {
    const header = centralHeader(archive, place, path);
    place = header.next;
    const { name } = header;
    requireInnerName(name, path);
    const issue = (required: string, got: string) => new InputError(`${path}: ${name}: must ${required}; got ${got}`);
    const key = name.normalize('NFC').toLowerCase().replace(/\/$/, '');
    if (seen.has(key)) throw issue('be in the archive once', 'it twice');
    seen.add(key);
    const kind = (header.attributes >>> 16) & 0o170000;
    if (kind !== 0 && kind !== 0o100000 && kind !== 0o040000) throw issue('be a file', 'a link or a device');
    if (name.endsWith('/')) continue;
    total += header.size;
    if (total > mosts.bytes) throw issue(`leave the files at ${mosts.bytes} bytes together`, `${total} or more`);
    if ((header.flags & 1) !== 0) throw issue('not be encrypted', 'an encrypted file');
    entries.set(name, content(archive, header, path));
  }
  return entries;
}

interface CentralHeader {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  readonly attributes: number;
  readonly local: number;
  readonly next: number;
}

/** Place of the record at the end of the archive. */
function endRecord(archive: Buffer): number | undefined {
  for (
    let place = archive.length - END_BYTES;
    place >= Math.max(0, archive.length - END_BYTES - LONGEST_COMMENT);
    place--
  ) {
    if (archive.readUInt32LE(place) === END && place + END_BYTES + archive.readUInt16LE(place + 20) === archive.length)
      return place;
  }
  return undefined;
}

function centralHeader(archive: Buffer, place: number, path: string): CentralHeader {
  if (place + 46 > archive.length || archive.readUInt32LE(place) !== CENTRAL) {
    throw new InputError(`${path}: must be a whole ZIP archive; got a damaged list of its files`);
  }
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(place + offset));
  const nameEnd = place + 46 + nameLength!;
  return {
    name: archive.toString('utf8', place + 46, nameEnd),
    flags: archive.readUInt16LE(place + 8),
    method: archive.readUInt16LE(place + 10),
    checksum: archive.readUInt32LE(place + 16),
    packed: archive.readUInt32LE(place + 20),
    size: archive.readUInt32LE(place + 24),
    attributes: archive.readUInt32LE(place + 38),
    local: archive.readUInt32LE(place + 42),
    next: nameEnd + extraLength! + commentLength!,
  };
}

/** Nothing of an archive may be meant for a place outside the folder that it is unpacked in. */
function requireInnerName(name: string, path: string): void {
  const steps = name.replace(/\/$/, '').split('/');
  const isInner = steps.every((step) => step !== '' && step !== '.' && step !== '..');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: names with them are refused
  if (isInner && !/[\\\u0000-\u001f\u007f]/.test(name) && !/^[A-Za-z]:/.test(name) && name.length <= 1024) return;
  throw new InputError(
    `${path}: must hold plain paths inside a folder alone; got ${JSON.stringify(name.slice(0, 200))}`,
  );
}

function content(archive: Buffer, header: CentralHeader, path: string): Uint8Array {
  const { name, method, packed, size, local, checksum } = header;
  const damaged = (got: string) => new InputError(`${path}: ${name}: must be whole; got ${got}`);
  if (local + 30 > archive.length || archive.readUInt32LE(local) !== LOCAL)
    throw damaged('no data where they should begin');
  const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  if (begin + packed > archive.length) throw damaged('data that end too early');
  if (method !== 0 && method !== 8) throw damaged(`compression method ${method}, which is not read (deflate is)`);
  const data = archive.subarray(begin, begin + packed);
  let read: Buffer;
  try {
    read = method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
  } catch (cause) {
    throw new InputError(`${path}: ${name}: must unpack to ${size} bytes; got damaged data, or more`, { cause });
  }
  if (read.length !== size) throw damaged(`${read.length} of ${size} bytes`);
  if (crc32(read) !== checksum) throw damaged('another checksum');
  return read;
}
