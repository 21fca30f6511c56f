// Runs calls of the built program one after another in this process, on request: what ends or blocks the process is seen from outside.
import { pathToFileURL } from 'node:url';

const [, , program = ''] = process.argv;
const { runProgram } = await import(pathToFileURL(program).href);

process.on('message', async ({ cwd, calls }) => {
  const outcomes = [];
  process.chdir(cwd);
  for (const call of calls) {
    let stderr = '';
    const before = process.cpuUsage();
    const code = await runProgram([process.execPath, program, ...call], {
      cwd,
      stdout: { write: () => true },
      stderr: {
        write: (text) => {
          stderr += text;
        },
      },
    });
    const { user, system } = process.cpuUsage(before);
    outcomes.push({ code, stderr, seconds: (user + system) / 1e6 });
  }
  process.send(outcomes);
});
process.send('ready');
