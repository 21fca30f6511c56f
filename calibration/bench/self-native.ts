import { runSelfNative } from './run-self.js';

await runSelfNative();
