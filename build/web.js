// Builds the pages of the workbench into dist/web: a module for the first page, a part for each page that is loaded later, a
// file for each worker, and one style sheet. The sources are read as they are, so that this can run before the compiler; the
// styles of the reports come from dist. contents.json has the sizes of all files and what each one loads.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../', import.meta.url));
const web = join(root, 'calibration/web');
const target = join(root, 'dist/web');

/** Files below a folder whose names end in `ending`, in order; none where there is no folder. */
const filesBelow = (folder, ending) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(ending))
        .sort()
        .map((name) => join(folder, name))
    : [];
const nameOf = (file) => basename(file).replace(/\.tsx?$/, '');

const reading = {
  platform: 'browser',
  resolve: {
    extensionAlias: { '.js': ['.ts', '.tsx', '.js'] },
    // Its form for browsers brings the parts of Node that it needs
    alias: { 'csv-parse/sync': join(root, 'node_modules/csv-parse/dist/esm/sync.js') },
  },
  transform: { target: 'es2022', jsx: { runtime: 'automatic', importSource: 'preact' } },
  tsconfig: false,
  // What a page does not use is left out, and with it what needs Node: no other module acts when it is loaded
  treeshake: { moduleSideEffects: (id) => id.startsWith(web + sep) },
  external: [...builtinModules, /^node:/, 'wabt', 'koffi'],
};
const written = [];

/** What nearly every page loads is one part: a request for each small file takes longer than its code. */
const frame = {
  name: 'frame',
  test: (id) =>
    /calibration\/web\/(app|components)\/(?!grid)|calibration\/web\/pages\/run-list\/run-(columns|progress|actions)|node_modules\/@?preact|calibration\/page\/(format-number|html|theme)\.|calibration\/web\/plots\/(files|png-density|svg-text)\.|calibration\/session\/repeat-command|src\/errors/.test(
      id.replaceAll(sep, '/'),
    ),
  includeDependenciesRecursively: false,
};

/** Bundles entries; `apart` makes one file of each, which loads no other. */
async function build(input, { format = 'esm', apart = false } = {}) {
  const bundle = await rolldown({ ...reading, input, preserveEntrySignatures: 'allow-extension' });
  const { output } = await bundle.write({
    dir: target,
    format,
    minify: true,
    comments: false,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    codeSplitting: apart ? false : { groups: [frame] },
  });
  await bundle.close();
  for (const { fileName, imports = [], dynamicImports = [] } of output) {
    const outside = [...imports, ...dynamicImports].filter((name) => !output.some((part) => part.fileName === name));
    if (outside.length > 0)
      throw new Error(`${fileName}: may not import what a browser lacks; got ${outside.join(', ')}`);
  }
  written.push(...output);
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
await build({ main: join(web, 'main.tsx') });
for (const file of filesBelow(join(web, 'workers'), '-worker.ts'))
  await build({ [nameOf(file)]: file }, { apart: true });
// Plain scripts: the theme before the first paint, and the explorer inside one file
const plain = ['first-paint.ts', 'offline.tsx'].map((name) => join(web, name)).filter((file) => existsSync(file));
for (const file of plain) await build({ [nameOf(file)]: file }, { format: 'iife', apart: true });

/** Style sheets in the order in which they apply: theme, foundation, then components, plots and pages. */
const { themeStyle } = await fromDist('calibration/page/theme.js');
const { hoverStyle, reportStyle } = await fromDist('calibration/page/page-style.js');
const { PAGE_SCRIPT } = await fromDist('calibration/page/page-script.js');
const foundation = ['foundation', 'layout'].map((name) => join(web, 'styles', `${name}.css`));
const others = filesBelow(web, '.css').filter((file) => !foundation.includes(file));
const sheets = [
  themeStyle,
  readFileSync(join(root, 'node_modules/uplot/dist/uPlot.min.css'), 'utf8'),
  hoverStyle,
  // Reports are pages of their own: inside of the workbench their styles end at their frame
  `.report-page {\ncontainer-type: inline-size;\n${reportStyle}\n}`,
  hoverStyle,
  ...[...foundation, ...others].map((file) => readFileSync(file, 'utf8')),
];
// Values at the pointer, as in the pages of reports
writeFileSync(join(target, 'report-hover.js'), PAGE_SCRIPT);
writeFileSync(join(target, 'styles.css'), smaller(sheets.join('\n')));
// Shows the values of marks in figures of reports
writeFileSync(join(target, 'report-hover.js'), PAGE_SCRIPT);
cpSync(join(web, 'icon.svg'), join(target, 'icon.svg'));

function fromDist(file) {
  return import(pathToFileURL(join(root, 'dist', file)).href);
}

/** A style sheet without comments, indentation and line ends. */
function smaller(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .replace(/([{};,])\n/g, '$1')
    .replace(/;}/g, '}');
}

const origin = (id) =>
  id.match(/^.*node_modules\/((?:@[^/]*\/)?[^/]*)/)?.[1] ?? relative(root, id).replaceAll(sep, '/');
const parts = new Map(written.map((part) => [part.fileName, part]));
const contents = readdirSync(target)
  .sort()
  .map((file) => {
    const bytes = readFileSync(join(target, file));
    const { imports = [], moduleIds = [], isEntry = true } = parts.get(file) ?? {};
    return {
      file,
      bytes: bytes.length,
      compressed: gzipSync(bytes).length,
      imports,
      // Its name has a hash of its content
      isHashed: !isEntry,
      holds: [...new Set(moduleIds.map(origin))].sort(),
    };
  });
writeFileSync(join(target, 'contents.json'), `${JSON.stringify(contents, null, 1)}\n`);
