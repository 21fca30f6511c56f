import { useSignal } from '@preact/signals';
import { shellQuoted } from '../../../browser.js';
import { navigate } from '../../app/address.js';
import { AsCommand } from '../../components/as-command.js';
import { Button } from '../../components/button.js';
import { Empty } from '../../components/empty.js';
import { startQuickRun } from './run-actions.js';

/** What an empty folder shows: what this is, and a first run to start. */
export function FirstVisit({ folder }: { readonly folder: string }) {
  const isStarting = useSignal(false);
  const start = async () => {
    isStarting.value = true;
    const run = await startQuickRun();
    isStarting.value = false;
    if (run !== null) navigate(`/live?run=${encodeURIComponent(run)}`);
  };
  return (
    <Empty title="No study yet" icon="explorer">
      <p>
        A run calibrates virtual patients to the trials of metastatic colorectal cancer. The quick run takes a few
        seconds: it simulates about 2,000 patients, fits their distributions and draws the report.
      </p>
      <div class="empty-actions">
        <Button
          kind="primary"
          icon="play"
          label="Start the quick run"
          isBusy={isStarting.value}
          onClick={() => void start()}
        />
      </div>
      <AsCommand command={`qcic run configs/quick.json --out ${shellQuoted([`${folder}/quick`])}`} />
      <p>
        Studies of <code>{folder}</code> appear here, those that are started on the command line too. Without a study,{' '}
        <a href="/trials">look at the trials</a> or <a href="/patient">simulate one patient</a>.
      </p>
    </Empty>
  );
}
