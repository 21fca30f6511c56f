import { useMemo } from 'preact/hooks';
import { formatSeconds } from '../../../browser.js';
import type { RunDetail } from '../../../server/api/runs.js';
import { useAddressState } from '../../app/address.js';
import { textCodec } from '../../app/codecs.js';
import { Button } from '../../components/button.js';
import { FilterField } from '../../components/filter-field.js';
import { toast } from '../../components/toasts.js';
import { Toolbar } from '../../components/toolbar.js';
import { filteredLeaves, type SettingsLeaf, settingsGroups, settingsLeaves } from './settings-tree.js';

/** What a run was told and what it ran on: every value, to search. */
export function SettingsTab({ manifest }: RunDetail) {
  const filter = useAddressState('setting', textCodec, '');
  const plain = manifest.config ?? manifest.settings;
  const leaves = useMemo(() => settingsLeaves(plain ?? {}), [plain]);
  const shown = filteredLeaves(leaves, filter.value);
  const copy = async () => {
    await navigator.clipboard.writeText(JSON.stringify(plain, null, 2));
    toast({ kind: 'good', text: 'Settings copied as JSON' });
  };
  return (
    <>
      <Toolbar label="Settings">
        <FilterField label="Filter settings" value={filter} />
        <span class="soft">
          {shown.length} of {leaves.length} values
        </span>
        <span class="end">
          <Button kind="quiet" icon="copy" label="Copy as JSON" onClick={() => void copy()} />
        </span>
      </Toolbar>
      <div class="settings">
        {settingsGroups(shown).map(({ name, leaves: own }) => (
          <details key={name} open>
            <summary>
              {name === '' ? 'general' : name}
              <span class="count">{own.length}</span>
            </summary>
            <Leaves leaves={own} skip={name === '' ? 0 : 1} />
          </details>
        ))}
        {shown.length === 0 ? <p class="soft">No setting fits the filter.</p> : null}
      </div>
      <section class="section">
        <h2>Where it ran</h2>
        <Leaves leaves={provenance(manifest)} skip={0} />
      </section>
      <section class="section">
        <h2>Where the time went</h2>
        <Stages stages={manifest.timings.stages} />
      </section>
    </>
  );
}

function Leaves({ leaves, skip }: { readonly leaves: readonly SettingsLeaf[]; readonly skip: number }) {
  return (
    <dl class="leaves">
      {leaves.map(({ path, text }) => (
        <div key={path.join('.')}>
          <dt>
            {path.slice(skip, -1).map((part, index) => (
              <span key={`${index} ${part}`} class="soft">
                {part}
                {' › '}
              </span>
            ))}
            {path.at(-1)}
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function provenance(manifest: RunDetail['manifest']): readonly SettingsLeaf[] {
  const { version, commit, platform, engine, backend, tensorflow, seed, inputs, working_folder } = manifest;
  const known = { version, commit, platform, engine, backend, tensorflow, seed, 'working folder': working_folder };
  const facts = Object.entries(known).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [{ path: [name], text: String(value) }],
  );
  return [...facts, ...inputs.map(({ path, sha256 }) => ({ path: [path], text: `SHA-256 ${sha256.slice(0, 16)}…` }))];
}

function Stages({ stages }: { readonly stages: RunDetail['manifest']['timings']['stages'] }) {
  const all = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  return (
    <table class="stages">
      <thead class="only-read">
        <tr>
          <th scope="col">Stage</th>
          <th scope="col">Share</th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        {stages.map(({ stage, seconds }, index) => (
          <tr key={`${index} ${stage}`}>
            <th scope="row">{stage}</th>
            <td aria-label={`${Math.round((100 * seconds) / Math.max(all, 1e-9))} %`}>
              <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="all" width="100" height="6" rx="1" />
                <rect class="part" width={(100 * seconds) / Math.max(all, 1e-9)} height="6" rx="1" />
              </svg>
            </td>
            <td class="right">{formatSeconds(seconds)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
