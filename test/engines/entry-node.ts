import { readFile } from 'node:fs/promises';
import { bitsOf, fitNumbers, recordNumbers, statisticNumbers } from './engine-numbers.js';
import { type SolverFile, solverOf } from './solver-file.js';

// node FILE [SOLVER]: prints the numbers of this engine; records by the interpreter, or by the solver of a file
const [, , file] = process.argv;
const records = file === undefined ? 'javascript' : solverOf(JSON.parse(await readFile(file, 'utf8')) as SolverFile);
const numbers = { ...recordNumbers(records), ...statisticNumbers(), ...fitNumbers() };
process.stdout.write(JSON.stringify(bitsOf(numbers)));
