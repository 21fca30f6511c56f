// Joins the declarations of each door of the package into one file (dist/types), and writes what the door exports as data for the
// pages of the reference (api-model/<door>.api.json) and as a report (api-model/<door>.api.md). The reports of the last change lie in
// api/; a difference is named, and is an error with --check. --write takes the reports over.
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { withPlainTypes } from './plain-types.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const [isWriting, isChecking] = ['--write', '--check'].map((option) => process.argv.includes(option));

/** Files behind `exports` of package.json. */
const doors = ['workbench', 'stats', 'model'];
const declarationsOf = (door) => join(root, `dist/calibration/api/${door}.d.ts`);

/** Files appear whole: tests and the documentation may read them meanwhile. */
const partial = join(root, `api-model/partial-${process.pid}`);

const compilerOptions = { target: 'es2022', module: 'nodenext', lib: ['es2023', 'dom'], types: ['node'], strict: true };
const silent = { logLevel: 'none' };
const configs = doors.map((door) =>
  ExtractorConfig.prepare({
    configObjectFullPath: join(root, 'api-extractor.json'),
    packageJsonFullPath: join(root, 'package.json'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: declarationsOf(door),
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: { ...compilerOptions, skipLibCheck: true },
          files: doors.map(declarationsOf),
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: door,
        reportFolder: join(root, 'api'),
        reportTempFolder: partial,
      },
      docModel: { enabled: true, apiJsonFilePath: join(partial, `${door}.api.json`) },
      dtsRollup: { enabled: true, untrimmedFilePath: join(partial, `${door}.d.ts`) },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: 'error' } },
        extractorMessageReporting: {
          default: { logLevel: 'error' },
          // The style of comments is that of the project: links to what is inside, no sentence where a name says it
          'ae-undocumented': silent,
          'ae-missing-release-tag': silent,
          'ae-unresolved-link': silent,
        },
        tsdocMessageReporting: { default: silent },
      },
    },
  }),
);

for (const folder of ['api', 'dist/types', partial]) mkdirSync(resolve(root, folder), { recursive: true });
const compilerState = CompilerState.create(configs[0]);
compilerState.program = withPlainTypes(compilerState.program, (file) =>
  file.startsWith(`${root.replaceAll('\\', '/')}dist/`),
);
const issues = [];
for (const [index, config] of configs.entries()) {
  const messageCallback = (message) => {
    if (message.logLevel === 'error') issues.push(`${message.sourceFilePath ?? doors[index]}: ${message.text}`);
    // Progress, and advice on copying reports by hand
    message.logLevel = 'none';
  };
  const { apiReportChanged } = Extractor.invoke(config, { compilerState, localBuild: isWriting, messageCallback });
  if (apiReportChanged && !isWriting)
    issues.push(`api/${doors[index]}.api.md: must list what the package exports; npm run api updates it`);
}
for (const door of doors) {
  for (const end of ['api.json', 'api.md'])
    renameSync(join(partial, `${door}.${end}`), join(root, `api-model/${door}.${end}`));
  renameSync(join(partial, `${door}.d.ts`), join(root, `dist/types/${door}.d.ts`));
}
rmSync(partial, { recursive: true });
for (const issue of issues) process.stderr.write(`${issue}\n`);
if (isChecking && issues.length > 0) process.exitCode = 1;
