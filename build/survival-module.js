// Writes src/compiled/survival-module.ts: the bytes of the survival code, so that nothing has to be assembled where it runs.
import { writeFileSync } from 'node:fs';
import { assemble } from '../dist/src/compiled/code/assemble.js';
import { watText } from '../dist/src/compiled/code/wat-target.js';
import { emitSurvival } from '../dist/src/compiled/emit-survival.js';
import { SURVIVAL_LANES } from '../dist/src/compiled/survival-layout.js';

const bytes = await assemble(watText(emitSurvival(), SURVIVAL_LANES));
const text = Buffer.from(bytes).toString('base64');
const lines = text.match(/.{1,110}/g).map((line) => `  '${line}'`);
writeFileSync(
  new URL('../src/compiled/survival-module.ts', import.meta.url),
  `/** WebAssembly of \`emitSurvival\`, base64; written by \`npm run kernels\`. */\nexport const survivalModule: string =\n${lines.join(' +\n')};\n`,
);
