// Evidence: the rule by which `npm ci` accepts a lock file: every package that an entry names has an entry.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface LockEntry {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
}

type LockEntries = Readonly<Record<string, LockEntry>>;

const read = (name: string) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const lock: { readonly packages: LockEntries } = read('package-lock.json');

/** Packages that an entry names and that no folder above it holds, as `who -> whom`. */
function missingEntries(packages: LockEntries): readonly string[] {
  return Object.entries(packages).flatMap(([path, { dependencies, devDependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...(path === '' ? devDependencies : {}), ...optionalDependencies })
      .filter((name) => {
        for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
          if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return false;
          if (folder === '') return true;
        }
      })
      .map((name) => `${path} -> ${name}`),
  );
}

describe('package-lock.json', () => {
  test('an entry that is missing is found, one that lies further up is not', () => {
    const nested = { dependencies: { up: '1', beside: '1', gone: '1' } };
    const packages = {
      '': { dependencies: { a: '1' }, devDependencies: { lost: '1' } },
      'node_modules/a': {},
      'node_modules/up': {},
      'node_modules/a/node_modules/b': nested,
      'node_modules/a/node_modules/beside': {},
    };
    expect(missingEntries(packages)).toEqual([' -> lost', 'node_modules/a/node_modules/b -> gone']);
  });

  test('holds every package that it names, those of other platforms too, or npm ci refuses to install', () => {
    // The registry that it was made with has two of the ten platform packages of the linter.
    expect(missingEntries(lock.packages)).toEqual([]);
  });

  test('asks for what package.json asks for', () => {
    // Made before the last changes of package.json.
    const { dependencies, devDependencies, optionalDependencies, bin, engines } = read('package.json');
    const { '': own } = lock.packages;
    expect({ optionalDependencies: {}, bin: {}, ...own }).toMatchObject({
      devDependencies,
      optionalDependencies,
      bin,
      engines,
    });
    expect(own?.dependencies).toEqual(dependencies);
  });
});
