import { type Signal, signal } from '@preact/signals';
import { render } from 'preact';
import type { ExplorerState } from '../browser.js';
import { addressState, followHistory } from './app/address.js';
import { choiceCodec, textCodec } from './app/codecs.js';
import { startThemeChoice } from './app/theme-choice.js';
import { ThemeSwitch } from './app/theme-switch.js';
import { Busy } from './components/busy.js';
import { Notice } from './components/notice.js';
import { type ExplorerSession, openExplorer } from './pages/explorer/explorer-session.js';
import { stateCodec, valueAt } from './pages/explorer/explorer-values.js';
import { ExplorerView } from './pages/explorer/explorer-view.js';

/*
 * The explorer inside one file: worker and pool are data of the page, the state stands behind `#` in the address.
 */

const stage = signal<ExplorerSession | Error | null>(null);
const state: Signal<ExplorerState> = addressState('set', stateCodec, {});
const by = addressState<'moments' | 'shapes'>('by', choiceCodec(['moments', 'shapes']), 'moments');
const deathBy = addressState<'mu' | 'ends'>('death', choiceCodec(['mu', 'ends']), 'mu');
const set = addressState('show', textCodec, 'response');

/** Bytes of a data element, which are in base64. */
function bytesOf(id: string): Uint8Array<ArrayBuffer> {
  const text = document.getElementById(id)?.textContent ?? '';
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

async function open(): Promise<void> {
  const script = new Blob([bytesOf('explorer-worker')], { type: 'text/javascript' });
  const place = URL.createObjectURL(script);
  const compressed = new Blob([bytesOf('explorer-pool')]).stream().pipeThrough(new DecompressionStream('gzip'));
  const bytes = await new Response(compressed).arrayBuffer();
  stage.value = await openExplorer(new Worker(place), bytes, state, valueAt);
  URL.revokeObjectURL(place);
}

function Offline() {
  const { value } = stage;
  if (value === null) return <Busy label="the patients of the run" />;
  if (value instanceof Error) return <Notice kind="bad">{value.message}</Notice>;
  return (
    <main>
      <ExplorerView
        session={value}
        run={value.header.origin.name}
        by={by}
        deathBy={deathBy}
        set={set}
        actions={<ThemeSwitch />}
        above="One file, no server: move a slider"
      />
    </main>
  );
}

startThemeChoice();
followHistory();
open().catch((cause: unknown) => {
  stage.value = cause instanceof Error ? cause : new Error(String(cause));
});
const app = document.getElementById('app');
if (app !== null) render(<Offline />, app);
