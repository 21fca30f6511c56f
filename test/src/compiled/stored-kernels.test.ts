// Evidence: slow oracle (the code assembled here and now).
import { expect, test } from 'vitest';
import { assemble } from '../../../src/compiled/code/assemble.js';
import { watText } from '../../../src/compiled/code/wat-target.js';
import { emitProducts } from '../../../src/compiled/emit-products.js';
import { emitSurvival } from '../../../src/compiled/emit-survival.js';
import { PRODUCTS_LANES } from '../../../src/compiled/products-layout.js';
import { productsModule } from '../../../src/compiled/products-module.js';
import { SURVIVAL_LANES } from '../../../src/compiled/survival-layout.js';
import { survivalModule } from '../../../src/compiled/survival-module.js';

test.each([
  { name: 'survivalModule', stored: survivalModule, emit: emitSurvival, lanes: SURVIVAL_LANES },
  { name: 'productsModule', stored: productsModule, emit: emitProducts, lanes: PRODUCTS_LANES },
])('$name is what the emitter gives; npm run kernels writes it', async ({ stored, emit, lanes }) => {
  const bytes = await assemble(watText(emit(), lanes));
  expect(Buffer.from(bytes).toString('base64')).toBe(stored);
});
