import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { postedSwitches, publishedDrugs, sha256 } from '../../../src/index.js';
import { tensorflow } from '../../biomarkers/tensorflow.js';
import { configJsonSchema } from '../../config/config-json-schema.js';
import { PROTOCOL, type ProgramIdentity } from '../../engine/queue/protocol.js';
import { modelHash } from '../../pool/compiled-model.js';
import { packageInformation } from '../package-information.js';

/** Digits of a hash that are shown and compared. */
const DIGITS = 16;

/** Everything of this program that its results depend on, besides their inputs; see `ProgramIdentity`. */
export async function programIdentity(): Promise<ProgramIdentity> {
  const { version, root } = await packageInformation();
  const { backend } = await tensorflow();
  return {
    protocol: PROTOCOL,
    version,
    code: (await codeHash(root)).slice(0, DIGITS),
    model: modelHash({ switches: postedSwitches, overrides: {}, varying: [], drugs: publishedDrugs }).slice(0, DIGITS),
    config: sha256(configJsonSchema()).slice(0, DIGITS),
    tensorflow: backend,
  };
}

/** Hash over the built code and over the versions of the libraries that are installed beside it. */
async function codeHash(root: string): Promise<string> {
  const hash = createHash('sha256');
  // This file is a part of dist/bundle, or its source under test
  const built = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
  for (const name of await builtFiles(built)) hash.update(`${name}\n`).update(await readFile(join(built, name)));
  const { dependencies = {} } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies).sort()) hash.update(`${name} ${await versionOf(root, name)}\n`);
  return hash.digest('hex');
}

/** What the program consists of: the files that the bundler lists, in a checkout and in an installed package; or the sources. */
async function builtFiles(built: string): Promise<readonly string[]> {
  const list = await readFile(join(built, 'bundle', 'contents.json'), 'utf8').catch(() => undefined);
  if (list !== undefined)
    return (JSON.parse(list) as readonly { readonly file: string }[]).map(({ file }) => file).sort();
  const folders = ['src', 'calibration'].map(async (folder) =>
    (await readdir(join(built, folder), { recursive: true })).map((name) => `${folder}/${name}`),
  );
  return (await Promise.all(folders))
    .flat()
    .filter((name) => name.endsWith('.ts'))
    .sort();
}

/** Version of an installed library: in this folder, or hoisted into one above. */
async function versionOf(folder: string, name: string): Promise<string> {
  const text = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8').catch(() => undefined);
  if (text !== undefined) return (JSON.parse(text) as { version?: string }).version ?? 'unknown';
  const above = dirname(folder);
  return above === folder ? 'missing' : versionOf(above, name);
}
