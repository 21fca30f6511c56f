import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PoolReply } from '../../../server/api/explorer.js';
import { useAddressState } from '../../app/address.js';
import { apiPath, getBytes, getJson } from '../../app/api-client.js';
import { choiceCodec, textCodec } from '../../app/codecs.js';
import type { PageProps } from '../../app/page-entry.js';
import { Busy } from '../../components/busy.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { AdoptDialog } from './adopt-dialog.js';
import { type ExplorerSession, openExplorer } from './explorer-session.js';
import { stateCodec, valueAt } from './explorer-values.js';
import { ExplorerView } from './explorer-view.js';

/** Milliseconds between two looks at a pool that is made. */
const LOOK_AGAIN = 400;

type Stage =
  | { readonly kind: 'waits'; readonly line: string }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'open'; readonly session: ExplorerSession; readonly run: string };

/** Sliders on the weighted pool of a run. */
export function Page({ params }: PageProps) {
  const run = params.run ?? '';
  const state = useAddressState('set', stateCodec, {});
  const by = useAddressState<'moments' | 'shapes'>('by', choiceCodec(['moments', 'shapes']), 'moments', 'step');
  const deathBy = useAddressState<'mu' | 'ends'>('death', choiceCodec(['mu', 'ends']), 'mu', 'step');
  const set = useAddressState('show', textCodec, 'response', 'step');
  const stage = useSignal<Stage>({ kind: 'waits', line: '' });
  const isAdopting = useSignal(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let session: ExplorerSession | undefined;
    stage.value = { kind: 'waits', line: '' };
    const open = async () => {
      const shownRun = await whenReady(run, signal, (line) => {
        stage.value = { kind: 'waits', line };
      });
      const bytes = await getBytes(apiPath`/api/explorer/${run}/pool`, { signal });
      session = await openExplorer(new Worker('/assets/explorer-worker.js', { type: 'module' }), bytes, state, valueAt);
      if (signal.aborted) session.close();
      else stage.value = { kind: 'open', session, run: shownRun };
    };
    open().catch((error: unknown) => {
      if (signal.aborted) return;
      stage.value = { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    });
    return () => {
      controller.abort();
      session?.close();
    };
  }, [run]);
  const { value } = stage;
  if (value.kind === 'open') {
    return (
      <>
        <ExplorerView
          session={value.session}
          run={value.run}
          by={by}
          deathBy={deathBy}
          set={set}
          actions={
            <Button
              kind="primary"
              label="Adopt as configuration"
              onClick={() => {
                isAdopting.value = true;
              }}
            />
          }
          above={
            <>
              <a href={`/runs/${encodeURIComponent(run)}`}>{run}</a> · sliders on its weighted patients
            </>
          }
        />
        <AdoptDialog session={value.session} run={run} isOpen={isAdopting} />
      </>
    );
  }
  return (
    <div class="page">
      <PageHead title={`Explorer: ${run}`} />
      {value.kind === 'failed' ? (
        <Notice kind="bad" title="The pool of this run cannot be explored">
          {value.message}
        </Notice>
      ) : (
        <>
          <Busy label="the patients of the run" />
          <p class="soft">{value.line}</p>
        </>
      )}
    </div>
  );
}

/** Waits for the packed pool. @returns the folder of the run as a command names it */
async function whenReady(run: string, signal: AbortSignal, onLine: (line: string) => void): Promise<string> {
  for (;;) {
    const reply = await getJson<PoolReply>(apiPath`/api/explorer/${run}`, { signal });
    if (reply.state === 'ready') return reply.run;
    if (reply.state === 'failed') throw new Error(reply.error);
    onLine(reply.line);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
    signal.throwIfAborted();
  }
}
