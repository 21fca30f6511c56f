// Writes the bytes of stored code (survival, weighted products), so that nothing has to be assembled where it runs.
import { writeFileSync } from 'node:fs';
import { assemble } from '../dist/src/compiled/code/assemble.js';
import { watText } from '../dist/src/compiled/code/wat-target.js';
import { emitProducts } from '../dist/src/compiled/emit-products.js';
import { emitSurvival } from '../dist/src/compiled/emit-survival.js';
import { PRODUCTS_LANES } from '../dist/src/compiled/products-layout.js';
import { SURVIVAL_LANES } from '../dist/src/compiled/survival-layout.js';

const kernels = [
  { emit: emitSurvival, lanes: SURVIVAL_LANES, file: 'survival-module.ts', name: 'survivalModule' },
  { emit: emitProducts, lanes: PRODUCTS_LANES, file: 'products-module.ts', name: 'productsModule' },
];
for (const { emit, lanes, file, name } of kernels) {
  const text = Buffer.from(await assemble(watText(emit(), lanes))).toString('base64');
  const lines = text.match(/.{1,110}/g).map((line) => `  '${line}'`);
  writeFileSync(
    new URL(`../src/compiled/${file}`, import.meta.url),
    `/** WebAssembly of \`${emit.name}\`, base64; written by \`npm run kernels\`. */\nexport const ${name}: string =\n${lines.join(' +\n')};\n`,
  );
}
