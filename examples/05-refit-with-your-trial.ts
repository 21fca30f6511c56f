// A trial of your own beside those that ship: check the table, then refit runs/example (of 04-fit.ts) with it.
import { writeFile } from 'node:fs/promises';
import { readNewTrials, readResults, refit } from 'qcic-workbench';

const table = `trial,arm,n,reference,year,cr_percent,pr_percent,sd_percent,pd_percent,median_os_months
My trial,tas102,120,Unpublished,2026,0,2,45,53,7.9
My trial,placebo,60,Unpublished,2026,0,0,20,80,5.4
`;
await writeFile('my-trial.csv', table);

const { trials, remarks } = await readNewTrials(['my-trial.csv']);
for (const { trial, arm, n } of trials) console.log(`${trial}, ${arm}: ${n} patients`);
for (const remark of remarks) console.log(remark);

const before = (await readResults('runs/example')).targets;
const { folder, results } = await refit('runs/example', {
  add: ['my-trial.csv'],
  out: 'runs/example-refit',
  workers: 0,
  force: true,
});
console.log(`${folder}: ${results.status}`);
for (const { arm, endpoint, target, patients } of results.targets.filter(({ endpoint }) => endpoint === 'median_os')) {
  const old = before.find((row) => row.arm === arm && row.endpoint === endpoint);
  console.log(`${arm}: pooled median ${old?.target.toFixed(2)} -> ${target.toFixed(2)} months, ${patients} patients`);
}
