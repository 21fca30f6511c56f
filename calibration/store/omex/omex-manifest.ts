import { InputError } from '../../../src/index.js';
import type { ArchiveEntries } from './zip-entries.js';

const COMBINE = 'http://identifiers.org/combine.specifications';
const MEDIA_TYPES = 'http://purl.org/NET/mediatypes';

/** Namespace and format of the list of files. */
const OMEX_MANIFEST = `${COMBINE}/omex-manifest`;

/** Where the list of files and the metadata of an archive are. */
export const omexFiles = { manifest: 'manifest.xml', metadata: 'metadata.rdf' } as const;

const mediaTypes: Readonly<Record<string, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  html: 'text/html',
  md: 'text/markdown',
  xml: 'application/xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  omex: 'application/zip',
};

/** Format of a file of the archive, as COMBINE identifies formats: its own specifications, else a media type. */
function formatOf(path: string): string {
  if (path === omexFiles.manifest) return OMEX_MANIFEST;
  if (path === omexFiles.metadata) return `${COMBINE}/omex-metadata`;
  if (path.startsWith('model/')) return `${COMBINE}/sbml.level-3.version-2`;
  const extension = path.split('.').at(-1)!.toLowerCase();
  return `${MEDIA_TYPES}/${mediaTypes[extension] ?? 'application/octet-stream'}`;
}

/**
 * The list of files of a COMBINE archive, itself and the archive among them.
 *
 * @param paths - of all other files
 * @param master - the file that a reader opens first; null where there is none
 * @see Bergmann et al. 2014, doi:10.1186/s12859-014-0369-z
 */
export async function omexManifest(paths: readonly string[], master: string | null): Promise<string> {
  const { create } = await import('xmlbuilder2');
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  const list = document.ele(OMEX_MANIFEST, 'omexManifest');
  list.ele('content', { location: '.', format: `${COMBINE}/omex` });
  for (const path of [omexFiles.manifest, ...paths]) {
    const marks = path === master ? { master: 'true' } : {};
    list.ele('content', { location: `./${path}`, format: formatOf(path), ...marks });
  }
  return `${document.end({ prettyPrint: true })}\n`;
}

/**
 * Compares the list of files of an archive with what it holds.
 *
 * @param entries - of the archive
 * @param path - of the archive, for messages
 * @throws InputError - when there is no list, it is of another format, or a file is missing on either side
 */
export async function requireListed(entries: ArchiveEntries, path: string): Promise<void> {
  const where = `${path}: ${omexFiles.manifest}`;
  const bytes = entries.get(omexFiles.manifest);
  if (bytes === undefined) throw new InputError(`${where}: must be in a COMBINE archive; got none`);
  const listed = new Set(
    (await contentsOf(Buffer.from(bytes).toString('utf8'), where)).map((each) => each.replace(/^\.\//, '')),
  );
  for (const location of listed) {
    if (location === '.' || entries.has(location)) continue;
    throw new InputError(`${where}: must list files of the archive; got ${location}, which is not there`);
  }
  for (const name of entries.keys()) {
    if (!listed.has(name))
      throw new InputError(`${path}: ${name}: must be listed in ${omexFiles.manifest}; got no entry of it`);
  }
}

async function contentsOf(text: string, where: string): Promise<readonly string[]> {
  // Definitions of entities have no use here, and can grow without limit
  if (/<!DOCTYPE/i.test(text)) throw new InputError(`${where}: must be XML without DOCTYPE; got one`);
  const { convert } = await import('xmlbuilder2');
  let parsed: unknown;
  try {
    parsed = convert(text, { format: 'object' });
  } catch (cause) {
    throw new InputError(
      `${where}: must be XML; got ${cause instanceof Error ? cause.message.split('\n')[0] : cause}`,
      { cause },
    );
  }
  const root = membersOf(membersOf(parsed).omexManifest);
  if (root['@xmlns'] !== OMEX_MANIFEST) {
    throw new InputError(`${where}: must have the root omexManifest of ${OMEX_MANIFEST}; got another`);
  }
  return [root.content].flat().map((content) => {
    const location = membersOf(content)['@location'];
    if (typeof location === 'string') return location;
    throw new InputError(`${where}: must have a location for each content; got one without`);
  });
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
