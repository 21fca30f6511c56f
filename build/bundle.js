// Joins the compiled files of the program, and the libraries that they use, into few files, in place: what `tsc` wrote for the
// entries below is replaced by the same program, loaded in a fraction of the time. Modules that nothing uses are left out.
// What lies beside the entries stays as compiled, for tests; the package holds the entries and their parts alone.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** What programs import; see `exports` in package.json. */
const doors = ['workbench', 'stats', 'model'].map((door) => `calibration/api/${door}`);

/** Programs of `qcic bench`, each a process of its own. */
const benched = [
  'memory-run',
  'scaling-run',
  'self',
  'self-javascript',
  'self-native',
  'peers/odex',
  'cluster/sleeping-worker',
];

/** Files that programs, processes and threads start with, and the command line as tests call it. */
const entries = [
  'calibration/cli/main',
  'calibration/cli/program',
  'calibration/tasks/worker',
  ...doors,
  ...benched.map((name) => `calibration/bench/${name}`),
];

/** Folder of the shared parts; as deep below `dist` as the entries, see {@link ownAddress}. */
const PARTS = 'bundle/parts';

/**
 * Loaded from node_modules where a command needs them: native code, WebAssembly, and libraries with files of their own; and what
 * libraries ask for and this program does not use.
 */
const external = [/^node:/, /^(@tensorflow\/tfjs-node|bullmq|canvas|ioredis|koffi|node-fetch|odex|wabt)$/];

/** Libraries whose modules act when they are loaded: they enter what they can do into tables. */
const ACTING = /node_modules\/(@tensorflow|vega|d3)/;

/** A file finds its neighbours by `import.meta.url`: in a part it is still that of the compiled file. */
const ownAddress = {
  name: 'own-address',
  transform(code, id) {
    if (!id.startsWith(dist + sep) || !code.includes('import.meta.url')) return null;
    const address = `../../${relative(dist, id).replaceAll(sep, '/')}`;
    return code.replaceAll('import.meta.url', `new URL('${address}', import.meta.url).href`);
  },
};

/** The parser of the command line starts other programs for some commands; none of this program is one, and the module takes time. */
const withoutChildProcess = {
  name: 'without-child-process',
  transform(code, id) {
    if (!/commander.lib.command\.js$/.test(id)) return null;
    return code.replace(/^const childProcess = require\('node:child_process'\);$/m, 'const childProcess = undefined;');
  },
};

const bundle = await rolldown({
  input: Object.fromEntries(entries.map((name) => [name, join(dist, `${name}.js`)])),
  platform: 'node',
  external,
  plugins: [ownAddress, withoutChildProcess],
  // Builds as ECMAScript modules, of which unused parts can be left out
  resolve: { mainFields: ['module', 'main'] },
  treeshake: {
    moduleSideEffects: (id) =>
      entries.some((name) => id === join(dist, `${name}.js`)) || ACTING.test(id.replaceAll(sep, '/')),
  },
  preserveEntrySignatures: 'allow-extension',
});
const output = {
  dir: dist,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: `${PARTS}/[name]-[hash].js`,
  comments: false,
};

/** Modules that a file loads with it, where the parts are cut without further rules. */
function loadedWith(name) {
  const parts = new Map(cut.map((file) => [file.fileName, file]));
  const loaded = new Set();
  const visit = (part) => {
    if (part === undefined || loaded.has(part)) return;
    loaded.add(part);
    for (const imported of part.imports) visit(parts.get(imported));
  };
  visit(cut.find(({ facadeModuleId }) => facadeModuleId === join(dist, `${name}.js`)));
  return [...loaded].flatMap(({ moduleIds }) => moduleIds);
}

function without(modules, ...lists) {
  const others = new Set(lists.flat());
  return modules.filter((id) => !others.has(id));
}

// Each file takes time, so that what nearly every command needs is in few: the definitions of drugs and cells, what threads need to
// simulate, what they need for other tasks, and what reads a configuration and its tables
const { output: cut } = await bundle.generate(output);
const [simulating, ...analysing] = ['pool/simulate-task', 'fit/fit-job', 'tasks/analyse-markers-task'];
const needed = ['cli/actions/validate', 'cli/main', 'cli/program', 'cli/actions/drugs', simulating].map((name) =>
  loadedWith(`calibration/${name}`),
);
const [inputs, main, program, definitions, simulation] = needed;
const analysis = analysing.flatMap((name) => loadedWith(`calibration/${name}`));
const groups = {
  definitions: without(definitions, main, program),
  simulation: without(simulation, main, program, definitions).filter((id) => inputs.includes(id)),
  analysis: without(analysis, main, program, definitions, simulation).filter((id) => inputs.includes(id)),
  inputs: without(inputs, main, program, definitions, simulation, analysis),
};
rmSync(join(dist, 'bundle'), { recursive: true, force: true });
const written = await bundle.write({
  ...output,
  codeSplitting: {
    includeDependenciesRecursively: false,
    groups: Object.entries(groups).map(([name, modules]) => {
      const members = new Set(modules);
      return { name, test: (id) => members.has(id) };
    }),
  },
});
await bundle.close();

// What each file holds and loads at once, for the test of what a command may load
const origin = (id) =>
  id.match(/^.*node_modules\/((?:@[^/]*\/)?[^/]*)/)?.[1] ?? relative(dist, id).replaceAll(sep, '/');
const contents = written.output.map(({ fileName, imports, facadeModuleId, moduleIds, code }) => ({
  file: fileName,
  of: facadeModuleId === null ? null : origin(facadeModuleId),
  characters: code.length,
  imports,
  holds: [...new Set(moduleIds.map(origin))].sort(),
}));
writeFileSync(join(dist, 'bundle', 'contents.json'), `${JSON.stringify(contents, null, 1)}\n`);

const typesFolder = join(dist, 'types');
mkdirSync(typesFolder, { recursive: true });
// A checkout sees the declarations of the compiler; build/api.js replaces them by files that stand by themselves
for (const door of doors.map((name) => basename(name)))
  writeFileSync(join(typesFolder, `${door}.d.ts`), `export * from '../calibration/api/${door}.js';\n`);
