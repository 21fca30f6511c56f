import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InputError } from '../../../src/index.js';
import { cacheFolder } from '../../native/cache-folder.js';
import { findCompiler } from '../../native/find-compiler.js';
import { thisProcessor, vectorFormOf } from '../../native/vector-form.js';
import { openCluster } from '../../session/open-engine.js';
import type { Runtime } from '../../session/runtime.js';
import { absent, type Check, ok, problem } from './check.js';
import { firstProgram } from './machine-checks.js';

/** Files without which no command works. */
const neededFiles = ['data/trials/recist.csv', 'data/published/model-survival.csv', 'configs/quick.json'];

/** The package and its data. */
export async function packageCheck({ packageInformation }: Pick<Runtime, 'packageInformation'>): Promise<Check> {
  const { version, root } = await packageInformation();
  const adds = 'trial tables, configurations, documents';
  const present = await Promise.all(neededFiles.map((file) => hasFile(join(root, file))));
  const missing = neededFiles.filter((_, place) => !present[place]);
  if (missing.length === 0) return ok('qcic-workbench', `version ${version}, its data in ${root}`, adds);
  const found = `version ${version} in ${root}, without ${missing.join(', ')}`;
  return problem('qcic-workbench', found, { adds, get: 'npm install qcic-workbench', required: true });
}

const require = createRequire(import.meta.url);

/** Folder of an installed package; null where it is not installed. */
function installed(name: string): string | null {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return null;
  }
}

/** Whether a package can be imported; one may keep its package.json to itself. */
function isInstalled(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** TensorFlow, which trains the classifiers of biomarkers. Nothing is loaded: that takes a second. */
export async function tensorflowCheck(): Promise<Check> {
  const adds = 'trains classifiers of biomarkers; native code is faster, its numbers may differ in the last bits';
  const folder = installed('@tensorflow/tfjs-node');
  const forms = folder === null ? [] : await readdir(join(folder, 'lib')).catch(() => []);
  const built = await Promise.all(forms.map((form) => hasFile(join(folder!, 'lib', form, 'tfjs_binding.node'))));
  if (built.includes(true)) return ok('TensorFlow', 'native (tfjs-node)', adds);
  const found =
    folder === null ? 'JavaScript is used' : 'JavaScript is used: tfjs-node is installed without its library';
  const get = folder === null ? 'npm install @tensorflow/tfjs-node' : 'npm rebuild @tensorflow/tfjs-node';
  return absent('TensorFlow', found, adds, get);
}

/** Compiler, vectors and built libraries of the native backend. */
export async function nativeCheck({ env }: Pick<Runtime, 'env'>): Promise<Check> {
  const adds = 'simulates several times faster with --backend native, at the same bits (docs/how-to/native-backend.md)';
  const name = 'native code';
  try {
    const { name: vectors, lanes } = vectorFormOf(await thisProcessor());
    if (!isInstalled('koffi')) return absent(name, 'the package koffi is not installed', adds, 'npm install koffi');
    const { version } = await findCompiler(env);
    const libraries = await builtLibraries(env);
    const kept = libraries === 0 ? 'nothing built yet' : `${libraries} built`;
    return ok(name, `${version}; ${vectors}, ${lanes} patients per vector; ${kept} in ${cacheFolder(env)}`, adds);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    return absent(
      name,
      cause.message.replace(/^native backend: /, ''),
      adds,
      'install a C compiler, such as gcc or clang',
    );
  }
}

async function builtLibraries(env: Runtime['env']): Promise<number> {
  const names = await readdir(cacheFolder(env), { recursive: true }).catch(() => []);
  return names.filter((name) => /\.(so|dylib)$/.test(name)).length;
}

/** Whether a server for workers of other machines answers, or one could be started here. */
export async function redisCheck({ env }: Pick<Runtime, 'env'>, engine: string | undefined): Promise<Check> {
  const adds = 'computes on several machines with --engine (docs/cluster.md)';
  const server = await firstProgram(['redis-server', 'valkey-server'], env);
  if (engine === undefined) {
    if (server === null)
      return absent('Redis', 'no redis-server here', adds, 'install redis, or name a server: qcic doctor --engine URL');
    return ok('Redis', `${server}, not asked: qcic doctor --engine URL asks a server`, adds);
  }
  try {
    const { link } = await openCluster({ env }, engine, undefined, () => {});
    const { shown } = link.address;
    await link.close();
    return ok('Redis', `${shown} answers`, adds);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    return problem('Redis', cause.message, { adds, get: 'start the server, or correct the address' });
  }
}

const hasFile = async (path: string): Promise<boolean> =>
  readdir(dirname(path)).then(
    (names) => names.some((each) => join(dirname(path), each) === path),
    () => false,
  );
