// The model without the workbench: its states and parameters, one step of its equations, and its text in other formats.
import { equationsMarkdown, exportFormats, exportModel, parameters, rightHandSide, states } from 'qcic-workbench/model';

console.log(`${states().length} states, ${parameters().length} parameters`);
for (const { name, unit, value, distribution } of parameters()
  .filter(({ kind }) => kind === 'patient')
  .slice(0, 3)) {
  console.log(`${name}: median ${value.toPrecision(3)} ${unit}, ${distribution?.min} to ${distribution?.max}`);
}

const { stateNames, initialState, derivatives } = rightHandSide();
const perDay = derivatives(initialState);
for (const name of ['X1_C', 'X2_C', 'T8_C']) {
  const index = stateNames.indexOf(name);
  console.log(`d${name}/dt at day 0: ${perDay[index]?.toPrecision(3)} cell/L/day`);
}

console.log(`exports: ${exportFormats.join(', ')}; the C file has ${exportModel('c').split('\n').length} lines`);
console.log(equationsMarkdown().split('\n')[0]);
