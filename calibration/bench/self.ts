import { runSelf } from './run-self.js';

await runSelf('compiled');
