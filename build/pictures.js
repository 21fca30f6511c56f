// Draws every picture of the documentation anew: npm run pictures [WORDS], where words choose files. Studies that are not there are computed
// first, about ten minutes on two cores; they stay in test-report/pictures, or in the folder that QCIC_PICTURES names.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { palettePng } from './docs/palette-png.js';
import { pictures, studies } from './docs/pictures.js';

const WIDTH = 960;
const WORKBENCH_WIDTH = 1280;
const root = fileURLToPath(new URL('../', import.meta.url));
const project = process.env.QCIC_PICTURES ?? join(root, 'test-report/pictures');
const program = join(root, 'dist/calibration/cli/main.js');
const words = process.argv.slice(2);
const wanted = pictures.filter(({ file }) => words.length === 0 || words.some((word) => file.includes(word)));

mkdirSync(project, { recursive: true });
for (const folder of ['configs', 'data'])
  if (!existsSync(join(project, folder))) symlinkSync(join(root, folder), join(project, folder));
writeFileSync(
  join(project, 'my-trial.csv'),
  readFileSync(join(root, 'docs/tutorial.md'), 'utf8').match(/^```csv\n([\s\S]*?)^```/m)[1],
);
/** Folders of the studies that a picture shows; the table of runs shows all. */
const foldersOf = ({ report = '', show = '' }) =>
  show === '/runs' ? studies.map(([folder]) => folder) : [studies[0][0], report.split('/').slice(0, 2).join('/')];
const folders = new Set(wanted.flatMap(foldersOf));
// A prediction of the refit needs the refit
if (folders.has('runs/my-next-trial')) folders.add('runs/with-my-trial');
const needed = studies.filter(([folder]) => folders.has(folder));
for (const [folder, command] of needed) {
  if (existsSync(join(project, folder, 'manifest.json'))) continue;
  process.stdout.write(`qcic ${command}\n`);
  const { status } = spawnSync(process.execPath, [program, ...command.split(' ')], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`qcic ${command}: must end with exit code 0; got ${status}`);
}

const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox'] });
const server = wanted.some(({ show }) => show !== undefined) ? await startServer() : undefined;
try {
  for (const picture of wanted) {
    const bytes = await small(await (picture.show === undefined ? ofReport(picture) : ofWorkbench(picture)));
    writeFileSync(join(root, picture.file), bytes);
    process.stdout.write(`${picture.file}: ${Math.round(bytes.length / 1000)} kB\n`);
  }
} finally {
  await browser.close();
  server?.stop();
}

/** A page of its own in a theme. */
async function openPage(width, height, theme = 'light') {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  return context.newPage();
}

/** The top of a report, or some of its figures one below the other. */
async function ofReport({ report, figures, height = 900 }) {
  const page = await openPage(WIDTH, height);
  await page.goto(pathToFileURL(join(project, report)).href);
  if (figures === undefined) {
    const { y } = await page.locator('h1').first().boundingBox();
    return page.screenshot({ fullPage: true, clip: { x: 0, y: y - 16, width: WIDTH, height } });
  }
  await page.evaluate((names) => {
    const found = names.map((name) => {
      const figure = document.getElementById(name);
      if (figure === null) throw new Error(`the report must have a figure ${name}`);
      return figure;
    });
    const frame = document.createElement('main');
    frame.id = 'picture';
    frame.append(...found);
    frame.style.padding = '12px 16px';
    document.body.replaceChildren(frame);
  }, figures);
  return page.locator('#picture').screenshot();
}

/** A page of the workbench. */
async function ofWorkbench({ show, act, until, theme, height }) {
  const page = await openPage(WORKBENCH_WIDTH, height, theme);
  await page.goto(server.address);
  await page.goto(`${new URL(server.address).origin}${show}`);
  await page.locator('main h1').first().waitFor();
  if (act === 'sunlight') {
    await page.locator('input[type=file]').first().setInputFiles(join(root, 'data/new-trials/sunlight.csv'));
    await page.getByText('2 rows without issues').waitFor();
  }
  await page.getByText(until).first().waitFor({ timeout: 120_000 });
  await page.waitForTimeout(3000);
  return page.screenshot();
}

/** The same picture with a palette. */
async function small(png) {
  const page = await openPage(400, 300);
  const { width, height, text } = await page.evaluate(
    async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const drawing = canvas.getContext('2d');
      drawing.drawImage(image, 0, 0);
      const { data } = drawing.getImageData(0, 0, image.width, image.height);
      let text = '';
      for (let place = 0; place < data.length; place += 32768)
        text += String.fromCharCode(...data.subarray(place, place + 32768));
      return { width: image.width, height: image.height, text: btoa(text) };
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await page.context().close();
  return palettePng(Buffer.from(text, 'base64'), width, height);
}

/** The workbench on the studies: its address, and how it ends. */
function startServer() {
  const server = spawn(process.execPath, [program, 'serve', 'runs', '--no-open'], { cwd: project });
  return new Promise((resolve, reject) => {
    let text = '';
    const hear = (part) => {
      text += part;
      const address = text.match(/http:\/\/\S+/)?.[0];
      if (address !== undefined) resolve({ address, stop: () => server.kill('SIGINT') });
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.on('exit', () => reject(new Error(`qcic serve: must print its address; got ${text}`)));
  });
}

function browserPath() {
  const { stdout } = spawnSync(
    'sh',
    ['-c', 'command -v chromium || command -v chromium-browser || command -v google-chrome'],
    { encoding: 'utf8' },
  );
  const path = stdout.trim();
  if (path === '') throw new Error('pictures: Chromium must be installed; got none on the path');
  return path;
}
